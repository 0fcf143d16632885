"""What is known at the moment of sending: to whom, by which channels, and the facts with names."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import access, people
from mentoring.messages.channels import usable
from mentoring.messages.events import SHAPES, Event, Fact
from mentoring.messages.tables import Message, MessageAbout
from mentoring.messages.wishes import preference
from mentoring.settings import settings

NEXT_CHANNEL = "next_channel"  # the code of a message whose last channel refused it for good


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a message: what may be said of them, never a NIP."""

    name: str
    job: str = ""
    unit: str = ""
    mentorship: UUID | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """One message with everything that is needed to say it."""

    message_id: UUID
    event: Event
    version: int
    attempts: int
    person_id: UUID
    name: str
    email: str
    phone: str
    language: str
    channels: tuple[str, ...]
    facts: Mapping[str, Any]


def read(session: Session, message: Message) -> Note:
    """Look everything up: names, addresses and wishes as they are now."""
    event = Event(message.event)
    wishes = preference(session, person_id=_person_id(message))
    name, email, phone = _reached_at(session, message)
    channels = usable(
        preferred=wishes.channel,
        email=email,
        phone=phone,
        has_account=message.account_id is not None,
    )
    if message.code == NEXT_CHANNEL and message.channel in channels:
        channels = channels[channels.index(message.channel) + 1 :]
    return Note(
        message_id=message.id,
        event=event,
        version=message.version,
        attempts=message.attempts,
        person_id=_person_id(message),
        name=name,
        email=email,
        phone=phone,
        language=wishes.language or settings().language,
        channels=tuple(channels),
        facts=_looked_up(session, message, event),
    )


def clean(text: str) -> str:
    """One line without invisible or direction-changing signs: what a sheet held may be anything."""
    seen = (" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    return " ".join("".join(c for c in seen if unicodedata.category(c) != "Cf").split())


READERS: dict[Fact, Callable[[str], Any]] = {
    Fact.DAY: date.fromisoformat,
    Fact.MOMENT: datetime.fromisoformat,
    Fact.THING: UUID,
    Fact.TEXT: clean,
}


def _person_id(message: Message) -> UUID:
    found = message.employee_id or message.account_id
    assert found is not None
    return found


def _reached_at(session: Session, message: Message) -> tuple[str, str, str]:
    if message.account_id is not None:
        account = session.get_one(access.Account, message.account_id)
        return clean(account.name), account.email.strip(), ""
    assert message.employee_id is not None
    employee = people.employee(session, message.employee_id)
    name = people.full_name(employee.name, employee.front_title, employee.back_title)
    return clean(name), employee.email.strip(), employee.phone.strip()


def _looked_up(session: Session, message: Message, event: Event) -> dict[str, Any]:
    """Every fact of the event's shape; what was not given is None."""
    kinds = {**SHAPES[event].needs, **SHAPES[event].may}
    known = _people(session, kinds, message.facts)
    gone = set(
        session.exec(
            select(MessageAbout.subject_id).where(
                MessageAbout.message_id == message.id, col(MessageAbout.obsolete_at).is_not(None)
            )
        )
    )
    return {
        name: _value(kind, message.facts.get(name), known, gone) for name, kind in kinds.items()
    }


def _people(
    session: Session, kinds: Mapping[str, Fact], facts: Mapping[str, Any]
) -> dict[UUID, Person]:
    wanted: set[UUID] = set()
    for name, kind in kinds.items():
        value = facts.get(name)
        if value is None:
            continue
        if kind is Fact.PERSON:
            wanted.add(UUID(value))
        elif kind is Fact.PEOPLE:
            wanted |= {UUID(one) for one in value}
        elif kind is Fact.PAIRS:
            wanted |= {UUID(one["employee_id"]) for one in value}
    return {
        p.id: Person(clean(p.name), clean(p.job), clean(p.unit_name))
        for p in (people.profiles(session, ids=list(wanted)) if wanted else ())
    }


def _value(kind: Fact, value: Any, known: Mapping[UUID, Person], gone: set[UUID]) -> Any:
    if value is None:
        return None
    if kind is Fact.PAIRS:
        pairs = [(known[UUID(p["employee_id"])], UUID(p["mentorship_id"])) for p in value]
        return [Person(p.name, p.job, p.unit, id_) for p, id_ in pairs if id_ not in gone]
    if kind is Fact.PEOPLE:
        return [known[UUID(one)] for one in value]
    if kind is Fact.PERSON:
        return known[UUID(value)]
    return READERS[kind](value) if kind in READERS else value
