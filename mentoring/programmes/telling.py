"""Who is told what about a programme: written in the transaction of the deed itself.

What is said names ids and days; the words are the messages room's. A change of mind makes unsent
messages obsolete, and whoever was told already gets a correction.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from sqlmodel import Session, col, select

from mentoring import clock
from mentoring.messages import Event, Recipient, Telling, obsolete, tell, tell_all
from mentoring.programmes.policy import Rules
from mentoring.programmes.refusals import why_nobody
from mentoring.programmes.states import MentorshipState
from mentoring.programmes.tables import MatchRun, Mentorship, Programme, Unmatched
from mentoring.words import _

REMINDERS = frozenset({Event.REMINDER_1, Event.REMINDER_2, Event.ESCALATION})
RUNS = (MentorshipState.ACCEPTED, MentorshipState.ACTIVE)


def approved(
    session: Session,
    *,
    programme: Programme,
    run: MatchRun,
    begun: list[Mentorship],
    rules: Rules,
) -> None:
    """Every mentor of new pairs is asked once, about all of them; who waits is told why."""
    obsolete(session, about=run.id, events={Event.PROPOSAL_READY})
    obsolete(session, about=[waiting_of(programme, m.mentee_id) for m in begun])
    # Thousands at once when a city is approved: a few statements instead of some for each.
    tell_all(
        session, [*_asked_all(programme, run, begun), *_waiting(session, programme, run, rules)]
    )


def stepped(
    session: Session, mentorship: Mentorship, *, before: MentorshipState, code: str, words: str
) -> None:
    """A mentorship took a step in its life: whoever it concerns is told."""
    after = MentorshipState(mentorship.state)
    if after in RUNS:
        obsolete(session, about=mentorship.id, events=REMINDERS)
        if before == MentorshipState.OFFERED:
            _answered(session, mentorship, "accepted")
            _found(session, mentorship)
        return
    told = {m.employee_id for m in obsolete(session, about=mentorship.id) if m.employee_id}
    if after == MentorshipState.DECLINED:
        _answered(session, mentorship, "declined")
    elif code == "undo":
        _corrected(session, mentorship, told, reason=words)
    elif before == MentorshipState.OFFERED and after != MentorshipState.EXPIRED:
        _corrected(session, mentorship, told, reason="" if code.startswith("replaced") else words)
    else:
        reason = _("batas waktu jawaban terlewati") if after == MentorshipState.EXPIRED else ""
        _ended(session, mentorship, after, reason=reason or _said(code, words))


def waiting_of(programme: Programme, mentee_id: UUID) -> UUID:
    """What a message to somebody on the waiting list is about: the place in this programme."""
    return uuid5(programme.id, str(mentee_id))


def asked(programme: Programme, pairs: list[Mentorship]) -> dict[str, Any]:
    """What a mentor is asked about: the mentees, and until when an answer is expected."""
    due = pairs[0].answer_due
    return {
        "programme": programme.name,
        "mentees": [{"employee_id": m.mentee_id, "mentorship_id": m.id} for m in pairs],
        "answer_by": clock.local(due).date() if due is not None else pairs[0].begins_on,
    }


def period(mentorship: Mentorship) -> dict[str, date]:
    return {"begins_on": mentorship.begins_on, "ends_on": mentorship.ends_on}


def _asked_all(programme: Programme, run: MatchRun, begun: list[Mentorship]) -> Iterator[Telling]:
    of_mentor: dict[UUID, list[Mentorship]] = defaultdict(list)
    for mentorship in begun:
        of_mentor[mentorship.mentor_id].append(mentorship)
    for mentor, pairs in of_mentor.items():
        yield Telling(
            Event.ASSIGNMENT,
            Recipient(employee_id=mentor),
            asked(programme, pairs) | period(pairs[0]),
            dedupe=f"run:{run.id}:assignment:{mentor}",
            about=[m.id for m in pairs],
        )


def _waiting(
    session: Session, programme: Programme, run: MatchRun, rules: Rules
) -> Iterator[Telling]:
    left = select(Unmatched).where(Unmatched.run_id == run.id, Unmatched.code != "not_eligible")
    for row in session.exec(left.order_by(col(Unmatched.place))).all():
        facts: dict[str, Any] = {"programme": programme.name, "reason": why_nobody(row, rules)}
        yield Telling(
            Event.WAITING_LIST,
            Recipient(employee_id=row.mentee_id),
            facts | ({"place": row.place} if row.place else {}),
            # Once for each reason: a place in the list moves with every run.
            dedupe=f"programme:{programme.id}:waiting:{row.mentee_id}:{row.code}",
            about=[waiting_of(programme, row.mentee_id)],
        )


def _answered(session: Session, mentorship: Mentorship, answer: str) -> None:
    _tell_one(
        session,
        mentorship,
        Event.ANSWER_RECORDED,
        mentorship.mentor_id,
        {"mentee": mentorship.mentee_id, "answer": answer},
    )


def _found(session: Session, mentorship: Mentorship) -> None:
    """The mentee has a mentor, for the first time or instead of another one."""
    facts: dict[str, Any] = {"mentor": mentorship.mentor_id, "mentorship": mentorship.id}
    facts |= period(mentorship)
    before = session.exec(
        select(Mentorship.mentor_id)
        .where(
            Mentorship.programme_id == mentorship.programme_id,
            Mentorship.mentee_id == mentorship.mentee_id,
            Mentorship.state == MentorshipState.REPLACED,
        )
        .order_by(col(Mentorship.approved_at).desc())
    ).first()
    event = Event.MENTOR_FOUND if before is None else Event.PAIR_CHANGED
    _tell_one(
        session,
        mentorship,
        event,
        mentorship.mentee_id,
        facts if before is None else facts | {"before": before},
    )


def _corrected(session: Session, mentorship: Mentorship, told: set[UUID], *, reason: str) -> None:
    """Only those who had been told something that no longer holds."""
    pair = {mentorship.mentor_id: mentorship.mentee_id, mentorship.mentee_id: mentorship.mentor_id}
    for person in sorted(told & pair.keys()):
        facts: dict[str, Any] = {"people": [pair[person]]}
        if reason:
            facts["reason"] = reason
        _tell_one(session, mentorship, Event.CORRECTION, person, facts)


def _ended(
    session: Session, mentorship: Mentorship, after: MentorshipState, *, reason: str
) -> None:
    pair = {mentorship.mentor_id: mentorship.mentee_id, mentorship.mentee_id: mentorship.mentor_id}
    if after in {MentorshipState.REPLACED, MentorshipState.EXPIRED}:
        del pair[mentorship.mentee_id]  # hears of the next mentor, or has never heard of this one
    for person, other in pair.items():
        facts: dict[str, Any] = {"other": other, "ended_on": clock.today()}
        if reason:
            facts["reason"] = reason
        _tell_one(session, mentorship, Event.PAIR_ENDED, person, facts)


def _said(code: str, words: str) -> str:
    """The reason as people may read it; some steps carry an id instead of words."""
    return words if code == "withdrawn" else ""


def _tell_one(
    session: Session, mentorship: Mentorship, event: Event, person: UUID, facts: dict[str, Any]
) -> None:
    programme = session.get_one(Programme, mentorship.programme_id)
    tell(
        session,
        event=event,
        to=Recipient(employee_id=person),
        facts={"programme": programme.name, **facts},
        dedupe=f"mentorship:{mentorship.id}:{mentorship.version}:{event}:{person}",
        about=mentorship.id,
    )
