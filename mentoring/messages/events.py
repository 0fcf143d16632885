"""What people are told of, whom each event is for, and which facts it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class Event(StrEnum):
    """Everything that Pamong tells people of its own accord."""

    PROPOSAL_READY = "proposal_ready"
    ASSIGNMENT = "assignment"
    MENTOR_FOUND = "mentor_found"
    WAITING_LIST = "waiting_list"
    REMINDER_1 = "reminder_1"
    REMINDER_2 = "reminder_2"
    ESCALATION = "escalation"
    ANSWER_RECORDED = "answer_recorded"
    PAIR_CHANGED = "pair_changed"
    PAIR_ENDED = "pair_ended"
    SESSION_REMINDER = "session_reminder"
    RUN_FAILED = "run_failed"
    WEEKLY_DIGEST = "weekly_digest"
    CORRECTION = "correction"
    OWN_PAGE = "own_page"
    CASE_OPENED = "case_opened"
    CASE_LATE = "case_late"
    CASE_ANSWERED = "case_answered"
    ERASURE_DUE = "erasure_due"


class Fact(StrEnum):
    """What a fact is. People are named by id; the name is looked up when the message is sent."""

    TEXT = "text"
    COUNT = "count"
    DAY = "day"  # ISO date
    MOMENT = "moment"  # ISO date and time with its offset
    THING = "thing"  # the id of what a page is about
    PERSON = "person"  # the id of an employee
    PEOPLE = "people"  # a list of such ids
    PAIRS = "pairs"  # a list of {"employee_id", "mentorship_id"}: each may get a link of its own
    ANSWER = "answer"  # "accepted" or "declined"
    CASE = "case"  # what an objection or a request is about
    DECISION = "decision"  # "upheld" or "rejected"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a message of one event is made of.

    Attributes:
        needs: the facts that must be given.
        may: the facts that may be given; left out, a sentence is left out.
        urgent: goes out in quiet hours and on holidays too.
        digest: somebody may do without it.
    """

    needs: Mapping[str, Fact]
    may: Mapping[str, Fact] = field(default_factory=dict)
    urgent: bool = False
    digest: bool = False


_F = Fact
_PERIOD = {"begins_on": _F.DAY, "ends_on": _F.DAY}
_ASKED = {"programme": _F.TEXT, "mentees": _F.PAIRS, "answer_by": _F.DAY}
_CASE = {"number": _F.COUNT, "case": _F.CASE, "due": _F.MOMENT}

SHAPES: dict[Event, Shape] = {
    Event.PROPOSAL_READY: Shape(
        {"programme": _F.TEXT, "run": _F.COUNT, "pairs": _F.COUNT, "waiting": _F.COUNT}, {}
    ),
    Event.ASSIGNMENT: Shape(_ASKED, _PERIOD),
    Event.MENTOR_FOUND: Shape(
        {"programme": _F.TEXT, "mentor": _F.PERSON}, {"mentorship": _F.THING, **_PERIOD}
    ),
    Event.WAITING_LIST: Shape({"programme": _F.TEXT, "reason": _F.TEXT}, {"place": _F.COUNT}),
    Event.REMINDER_1: Shape(_ASKED, {}),
    Event.REMINDER_2: Shape(_ASKED, {}),
    Event.ESCALATION: Shape(
        {"programme": _F.TEXT, "mentor": _F.PERSON, "mentees": _F.PEOPLE, "asked_on": _F.DAY}, {}
    ),
    Event.ANSWER_RECORDED: Shape(
        {"programme": _F.TEXT, "mentee": _F.PERSON, "answer": _F.ANSWER}, {}, urgent=True
    ),
    Event.PAIR_CHANGED: Shape(
        {"programme": _F.TEXT, "mentor": _F.PERSON},
        {"before": _F.PERSON, "mentorship": _F.THING, **_PERIOD},
    ),
    Event.PAIR_ENDED: Shape(
        {"programme": _F.TEXT, "other": _F.PERSON, "ended_on": _F.DAY}, {"reason": _F.TEXT}
    ),
    Event.SESSION_REMINDER: Shape(
        {"programme": _F.TEXT, "other": _F.PERSON, "at": _F.MOMENT}, {"place": _F.TEXT}
    ),
    Event.RUN_FAILED: Shape(
        {"programme": _F.TEXT, "run": _F.COUNT, "reason": _F.TEXT}, {}, urgent=True
    ),
    Event.WEEKLY_DIGEST: Shape(
        {
            "programme": _F.TEXT,
            "until": _F.DAY,
            "running": _F.COUNT,
            "waiting": _F.COUNT,
            "unanswered": _F.COUNT,
            "ended": _F.COUNT,
        },
        {"unsent": _F.COUNT},
        digest=True,
    ),
    Event.CORRECTION: Shape(
        {"programme": _F.TEXT, "people": _F.PEOPLE}, {"reason": _F.TEXT}, urgent=True
    ),
    Event.OWN_PAGE: Shape({"until": _F.MOMENT}, {}, urgent=True),
    Event.CASE_OPENED: Shape(_CASE),
    Event.CASE_LATE: Shape(_CASE),
    Event.ERASURE_DUE: Shape({"people": _F.COUNT}),
    Event.CASE_ANSWERED: Shape(
        {
            "number": _F.COUNT,
            "case": _F.CASE,
            "decision": _F.DECISION,
            "reason": _F.TEXT,
            "officer": _F.TEXT,
        }
    ),
}

_FITS: dict[Fact, Any] = {
    _F.TEXT: lambda value: isinstance(value, str),
    _F.COUNT: lambda value: isinstance(value, int) and not isinstance(value, bool),
    _F.DAY: lambda value: bool(date.fromisoformat(value)),
    _F.MOMENT: lambda value: datetime.fromisoformat(value).tzinfo is not None,
    _F.THING: lambda value: bool(UUID(value)),
    _F.PERSON: lambda value: bool(UUID(value)),
    _F.PEOPLE: lambda value: all(UUID(one) for one in value),
    _F.PAIRS: lambda value: all(
        UUID(one["employee_id"]) and UUID(one["mentorship_id"]) for one in value
    ),
    _F.ANSWER: lambda value: value in {"accepted", "declined"},
    _F.CASE: lambda value: value in {"pair", "nobody", "gap", "correction"},
    _F.DECISION: lambda value: value in {"upheld", "rejected"},
}


def plain(value: Any) -> Any:
    """Ids, days and moments as JSON keeps them."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in value]
    return value


def require_fitting(event: Event, facts: Mapping[str, Any]) -> None:
    """Raise ValueError when a fact is missing, unknown or of another kind: a defect of the caller.

    It names the fact only, never its value.
    """
    shape = SHAPES[event]
    known = {**shape.needs, **shape.may}
    wrong = set(shape.needs) - set(facts) | set(facts) - set(known)
    for name in set(facts) & set(known):
        try:
            if not _FITS[known[name]](facts[name]):
                wrong.add(name)
        except (TypeError, ValueError, KeyError):
            wrong.add(name)
    if wrong:
        raise ValueError(f"{event}: {', '.join(sorted(wrong))}")
