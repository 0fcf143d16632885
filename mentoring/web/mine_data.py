"""On the own pages: all that is stored about this person, to read and to take along."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import access, cases, clock, db, guidance, letters, messages, people, programmes
from mentoring.web import export, paper, phrases
from mentoring.web.data_words import fields, title
from mentoring.words import _

router = APIRouter()


@router.get("/mine/data")
def data(request: Request) -> Response:
    return paper.page(request, "mine_data", sections=_sections(request))


@router.get("/mine/data/json")
def as_json(request: Request) -> Response:
    text = json.dumps(_stored(request), ensure_ascii=False, indent=2, default=_plain)
    return export.download(text.encode(), "data-saya.json", "application/json")


@router.get("/mine/data/xlsx")
def as_xlsx(request: Request) -> Response:
    rows = [
        [section, number, name, str(value)]
        for section, each in _sections(request)
        for number, row in enumerate(each, start=1)
        for name, value in row
    ]
    headers = [_("Bagian"), _("Baris"), _("Hal"), _("Isi")]
    listed = export.Listed("data-saya", _("Data saya"), headers, rows, text=(3,))
    return export.file(request, "xlsx", listed)


def _sections(request: Request) -> list[tuple[str, list[list[tuple[str, Any]]]]]:
    """Section by section, row by row: fields and values in words and in order."""
    names, order = fields(), list(fields())
    return [
        (
            title(section),
            [
                [
                    (names[key], _spoken(section, key, row[key]))
                    for key in sorted(row, key=order.index)
                ]
                for row in rows
            ],
        )
        for section, rows in _stored(request).items()
    ]


def _spoken(section: str, key: str, value: Any) -> Any:
    """A value as people read it."""
    if value is None or value in ("", []):
        return "-"
    known = KNOWN.get((section, key)) or SHAPES.get(key)
    if known is not None:
        return known(value)
    if isinstance(value, datetime):
        return clock.spoken(value)
    return clock.spoken_date(value) if isinstance(value, date) else value


# Where a word is meant, by section; and what has a shape of its own, wherever it stands.
KNOWN: dict[tuple[str, str], Callable[[Any], str]] = {
    ("profile", "grade"): people.grade_name,
    ("mentorships", "state"): programmes.mentorship_word,
    ("meetings", "state"): guidance.meeting_word,
    ("meetings", "mode"): guidance.mode_word,
    ("goals", "state"): guidance.goal_word,
    ("messages", "state"): messages.state_word,
    ("messages", "event"): messages.event_word,
    ("letters", "letter"): letters.kind_word,
    ("letters", "state"): letters.state_word,
    ("rulings", "ruling"): phrases.ruling,
    ("message_settings", "language"): phrases.language,
    ("message_settings", "digests"): phrases.yes_or_no,
    ("cases", "state"): cases.state_word,
    ("cases", "kind"): cases.kind_word,
    ("cases", "decision"): cases.decision_word,
    ("cases", "follow_up"): cases.follow_word,
    ("looks", "role"): phrases.looker,
}
SHAPES: dict[str, Callable[[Any], str]] = {
    "gaps": lambda gaps: ", ".join(f"{g['code']}: {g['achieved']} → {g['required']}" for g in gaps),
    "topics": ", ".join,
    "history": lambda steps: "; ".join(
        f"{clock.spoken(step['at'])}: {cases.step_word(step['what'])}" for step in steps
    ),
}


def _stored(request: Request) -> dict[str, cases.Section]:
    held = request.state.own
    with db.transaction(reads=True) as session:
        found = cases.stored(session, person_id=held.employee_id)
    with db.transaction() as session:
        access.sights.note(
            session, place=request.scope["route"].path_format, people=[held.employee_id],
            session_id=held.id, holder_id=held.employee_id,
        )  # fmt: skip
    return found


def _plain(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)
