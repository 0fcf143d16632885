"""Clearly made-up facts for every event: what a preview and a test-send show."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from mentoring import clock
from mentoring.errors import OutOfReach, Unusable
from mentoring.messages import links, wording
from mentoring.messages.channels import carrier, usable
from mentoring.messages.events import SHAPES, Event, Fact
from mentoring.messages.letter import Envelope, Letter
from mentoring.messages.note import Note, Person
from mentoring.messages.sentences import why
from mentoring.messages.trouble import Trouble
from mentoring.words import _, speaking

NOBODY = UUID(int=0)


def preview(event: Event, *, language: str, name: str = "") -> Letter:
    """How a message of this event looks, with people who do not exist; links in it open nothing."""
    made = note(event, language=language, name=name)
    return wording.written(made, links.made_for(made))


def send_sample(event: Event, *, language: str, address: str) -> str:
    """Send a made-up message to one address, now and once. Returns the channel.

    Raises:
        Unusable: no channel reaches that address.
        OutOfReach: the channel did not take it.
    """
    names = usable(preferred="", email=address, phone="", has_account=False)
    if not names:
        raise Unusable(_("Alamat surel itu tidak dapat dipakai."), remedy=_("Perbaiki alamatnya."))
    message_id = uuid4()
    letter = replace(preview(event, language=language), message_id=message_id)
    try:
        line = carrier(names[0]).open(Envelope(message_id, address), lambda: None)
        try:
            line.carry(letter)
        finally:
            line.close()
    except Trouble as trouble:
        raise OutOfReach(_("Contoh tidak dapat diserahkan."), remedy=why(trouble.code)) from trouble
    return names[0]


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
        Fact.CASE: "pair",
        Fact.DECISION: "rejected",
    }
    return made[kind]
