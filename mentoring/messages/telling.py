"""Telling: messages and their jobs, written with the deed that makes them needful."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session, col, select

from mentoring import access, clock, queue
from mentoring.messages.events import SHAPES, Event, plain, require_fitting
from mentoring.messages.tables import Message, MessageAbout, MessagePreference
from mentoring.settings import settings

JOB = "message"  # the kind of job that delivers one; its key is the message's id
WEBHOOK_JOB = "webhook"  # the kind of job that tells another system of one


@dataclass(frozen=True, slots=True)
class Recipient:
    """Exactly one person: an employee, or somebody with an account."""

    employee_id: UUID | None = None
    account_id: UUID | None = None

    @property
    def id(self) -> UUID:
        found = self.employee_id or self.account_id
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing to tell one person.

    Attributes:
        facts: what `events.SHAPES` lists for the event: ids, days, counts and short texts.
        dedupe: says what is told, from stable ids; the same one is never told twice.
        about: ids of the things (mentorships) whose change makes it obsolete.
    """

    event: Event
    to: Recipient
    facts: Mapping[str, Any]
    dedupe: str
    about: Sequence[UUID] = ()


def tell(
    session: Session,
    *,
    event: Event,
    to: Recipient,
    facts: Mapping[str, Any],
    dedupe: str,
    about: UUID | Sequence[UUID] = (),
    wait: timedelta = queue.AT_ONCE,
) -> Message | None:
    """Write a message and its job into the open transaction; both stand or fall with it.

    Returns:
        The message, or None when this has been said already.
    """
    subjects = [about] if isinstance(about, UUID) else about
    said = tell_all(session, [Telling(event, to, facts, dedupe, subjects)], wait=wait)
    return session.get_one(Message, said[0]) if said else None


def tell_all(
    session: Session, tellings: Sequence[Telling], *, wait: timedelta = queue.AT_ONCE
) -> list[UUID]:
    """Tell many people at once: a few statements, however many they are.

    Returns:
        The ids of the messages; what has been said already, and digests that somebody does
        without, are left out.
    """
    wanted = _without_unwanted_digests(session, tellings)
    rows = [_row(telling) for telling in wanted]
    new = queue.insert_all(session, rows)
    made = [(row, telling) for row, telling in zip(rows, wanted, strict=True) if row.id in new]
    abouts = [
        MessageAbout(id=uuid4(), message_id=row.id, subject_id=subject)
        for row, telling in made
        for subject in dict.fromkeys(telling.about)
    ]
    queue.insert_all(session, abouts)
    ids = [row.id for row, _telling in made]
    queue.enqueue_new(session, kind=JOB, keys=ids, wait=wait)
    if settings().webhook_url is not None:
        queue.enqueue_new(session, kind=WEBHOOK_JOB, keys=ids, wait=wait)
    return ids


def tell_officers(
    session: Session,
    *,
    event: Event,
    facts: Mapping[str, Any],
    dedupe: str,
    about: UUID | Sequence[UUID] = (),
    wait: timedelta = queue.AT_ONCE,
) -> list[Message]:
    """Tell every active HR officer; where there is none, every admin."""
    active = [a for a in access.accounts(session) if a.active]
    officers = [a for a in active if a.role == access.Role.HR]
    subjects = [about] if isinstance(about, UUID) else about
    tellings = [
        Telling(event, Recipient(account_id=a.id), facts, f"{dedupe}:{a.id}", subjects)
        for a in officers or [a for a in active if a.role == access.Role.ADMIN]
    ]
    return [session.get_one(Message, id_) for id_ in tell_all(session, tellings, wait=wait)]


def _row(telling: Telling) -> Message:
    kept = plain(telling.facts)
    require_fitting(telling.event, kept)
    return Message(
        id=uuid4(),
        dedupe=telling.dedupe,
        event=telling.event,
        employee_id=telling.to.employee_id,
        account_id=telling.to.account_id,
        facts=kept,
        made_at=clock.now(),
    )


def _without_unwanted_digests(session: Session, tellings: Sequence[Telling]) -> list[Telling]:
    asked = {telling.to.id for telling in tellings if SHAPES[telling.event].digest}
    if not asked:
        return list(tellings)
    refused = set(
        session.exec(
            select(MessagePreference.person_id).where(
                col(MessagePreference.person_id).in_(asked),
                col(MessagePreference.digests).is_(False),
            )
        )
    )
    return [t for t in tellings if not (SHAPES[t.event].digest and t.to.id in refused)]
