"""Clearly made-up facts for every event: what a preview and a test-send show."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from mentoring import clock
from mentoring.messages import links, wording
from mentoring.messages.events import SHAPES, Event, Fact
from mentoring.messages.letter import Letter
from mentoring.messages.note import Note, Person
from mentoring.words import _, speaking

NOBODY = UUID(int=0)


def preview(event: Event, *, language: str, name: str = "") -> Letter:
    """How a message of this event looks, with people who do not exist; links in it open nothing."""
    made = note(event, language=language, name=name)
    return wording.written(made, links.made_for(made))


def note(
    event: Event,
    *,
    language: str,
    name: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Note:
    """A note with made-up facts, or with these."""
    with speaking(language):
        known = dict(_facts(event, name)) if facts is None else dict(facts)
        return Note(
            message_id=NOBODY,
            event=event,
            version=1,
            attempts=0,
            person_id=NOBODY,
            name=name or _("Penerima Contoh"),
            email="",
            phone="",
            language=language,
            channels=(),
            facts=known,
        )


def _facts(event: Event, name: str) -> Mapping[str, Any]:
    shape = SHAPES[event]
    return {what: _value(what, kind, name) for what, kind in {**shape.needs, **shape.may}.items()}


def _value(what: str, kind: Fact, name: str) -> Any:
    someone = Person(name or _("Pegawai Contoh"), _("Analis Contoh"), _("Dinas Contoh"))
    other = Person(_("Pegawai Contoh Kedua"), _("Perawat Contoh"), _("Puskesmas Contoh"))
    today = clock.today()
    texts = {
        "programme": _("Program Contoh"),
        "reason": _("Ini alasan contoh."),
        "place": _("Ruang Contoh"),
    }
    made: dict[Fact, Any] = {
        Fact.TEXT: texts.get(what, _("Contoh")),
        Fact.COUNT: 3,
        Fact.DAY: today + timedelta(days=14 if what.endswith("_on") else 3),
        Fact.MOMENT: datetime.combine(today, datetime.min.time(), tzinfo=UTC) + timedelta(hours=26),
        Fact.THING: UUID(int=3),
        Fact.PERSON: someone,
        Fact.PEOPLE: [someone, other],
        Fact.PAIRS: [
            Person(someone.name, someone.job, someone.unit, UUID(int=1)),
            Person(other.name, other.job, other.unit, UUID(int=2)),
        ],
        Fact.ANSWER: "accepted",
    }
    return made[kind]
