"""A calendar file (RFC 5545) that goes along with an assignment: until when to answer, and when the
mentorship begins and ends. It names no person: calendars are seen by many."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from mentoring import clock
from mentoring.messages.events import Event
from mentoring.messages.note import Note
from mentoring.words import _

WITH_CALENDAR = (Event.ASSIGNMENT, Event.MENTOR_FOUND, Event.PAIR_CHANGED)
FOLD = 74  # octets in one line, the space of a continued one included


def calendar_of(note: Note) -> str | None:
    """The days of this message as whole-day events, or None where it has none."""
    if note.event not in WITH_CALENDAR:
        return None
    programme = note.facts["programme"]
    said = [
        ("answer", note.facts.get("answer_by"), _("Batas menjawab: {what}", what=programme)),
        ("begin", note.facts.get("begins_on"), _("Pendampingan mulai: {what}", what=programme)),
        ("end", note.facts.get("ends_on"), _("Pendampingan berakhir: {what}", what=programme)),
    ]
    return calendar(note.message_id, said)


def calendar(about: UUID, said: Sequence[tuple[str, date | None, str]]) -> str | None:
    """Whole days as a calendar file: (which of this thing's days, the day, its title)."""
    days = [(which, day, title) for which, day, title in said if day is not None]
    if not days:
        return None
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Pamong//Pamong//ID", "METHOD:PUBLISH"]
    for which, day, title in days:
        lines += _event(about, which, day, title)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(message_id: UUID, which: str, day: date, title: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{message_id}-{which}@pamong",
        f"DTSTAMP:{clock.now():%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(title)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text


def _folded(line: str) -> str:
    parts, current = [], ""
    for sign in line:
        if len((current + sign).encode()) > FOLD:
            parts.append(current)
            current = ""
        current += sign
    return "\r\n ".join([*parts, current])
