"""A small office for the tests of messages: synthetic people, and each verb in a transaction."""

from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from mentoring import access, clock, db, lease, messages, people, recovery
from mentoring.messages import Event, Message, MessageState, Recipient
from mentoring.queue import Job, JobState
from mentoring.settings import fresh

NIP = "199001012015031{:03}"
numbers = count()


def hired(name: str, *, email: str | None = None, phone: str = "", number: int = 0) -> UUID:
    """A new employee; everybody has an address unless it is said to be empty."""
    number = number or 200 + next(numbers) % 500  # other than those that tests ask for
    with db.transaction() as session:
        unit = session.exec(select(people.Unit)).first()
        if unit is None:
            unit = people.Unit(code="U1", name="Dinas Contoh")
            session.add(unit)
            session.flush()
        person = people.Employee(
            nip=NIP.format(number),
            draw_key=uuid4().hex,
            kind=people.Kind.PNS,
            name=name,
            birth_date=date(1990, 1, 1),
            status_code="01",
            job_name="Analis Contoh",
            unit_id=unit.id,
            email=f"p{number}@contoh.test" if email is None else email,
            phone=phone,
            updated_at=clock.now(),
        )
        session.add(person)
        session.flush()
        return person.id


def officer(login: str = "hr", *, email: str = "hr@contoh.test") -> UUID:
    """An HR account."""
    with db.transaction() as session:
        account = access.open_account(
            session, login=login, name="Petugas Contoh", role=access.Role.HR, by=None
        )
        account.email = email
        session.add(account)
        return account.id


def told(
    to: UUID,
    *,
    event: Event = Event.WAITING_LIST,
    facts: dict[str, Any] | None = None,
    dedupe: str = "",
    about: Any = (),
    **more: Any,
) -> UUID:
    """Tell one employee something; the id of the message."""
    with db.transaction() as session:
        said = messages.tell(
            session,
            event=event,
            to=Recipient(employee_id=to),
            facts=facts or {"programme": "Program Contoh", "reason": "Belum ada tempat."},
            dedupe=dedupe or uuid4().hex,
            about=about,
            **more,
        )
        assert said is not None
        return said.id


def assigned(mentor: UUID, mentees: dict[UUID, UUID], **more: Any) -> UUID:
    """An assignment with a mentorship per mentee."""
    pairs = [{"employee_id": who, "mentorship_id": which} for who, which in mentees.items()]
    facts = {"programme": "Program Contoh", "mentees": pairs, "answer_by": date(2026, 12, 1)}
    return told(mentor, event=Event.ASSIGNMENT, facts=facts, about=list(mentees.values()), **more)


def jobs_of(message_id: UUID, kind: str = messages.JOB) -> list[Job]:
    with db.transaction(reads=True) as session:
        query = select(Job).where(Job.key == str(message_id), Job.kind == kind)
        return list(session.exec(query))


def row(message_id: UUID) -> Message:
    with db.transaction(reads=True) as session:
        return session.get_one(Message, message_id)


def due(message_id: UUID) -> UUID:
    """The waiting job of a message, made due now."""
    with db.transaction() as session:
        query = select(Job).where(
            Job.key == str(message_id), Job.kind == messages.JOB, Job.state == JobState.QUEUED
        )
        job = session.exec(query).one()
        job.due = clock.now() - timedelta(seconds=1)
        return job.id


def delivered(message_id: UUID) -> Message:
    """One try to deliver what waits, whenever it would be due."""
    messages.deliver(job_id=due(message_id))
    return row(message_id)


def swept() -> None:
    """What a sweep does for messages after workers have died."""
    with db.transaction() as session:
        recovery.take_back(session)
    with db.transaction() as session:
        messages.settle(session)


def healthy() -> None:
    with db.transaction(reads=True) as session:
        assert messages.broken(session) == []


def use(monkeypatch: pytest.MonkeyPatch, **settings: object) -> None:
    """Set PAMONG_<NAME> and read the settings again."""
    for name, value in settings.items():
        monkeypatch.setenv(f"PAMONG_{name.upper()}", str(value))
    fresh()


__all__ = [
    "Event", "MessageState", "assigned", "delivered", "due", "healthy", "hired", "jobs_of", "lease",
    "officer", "row", "swept", "told", "use",
]  # fmt: skip
