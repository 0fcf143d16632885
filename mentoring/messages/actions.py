"""Verbs that change: tell somebody, take it back, send it again, keep what a person prefers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session, col, select, update

from mentoring import access, audit, clock, queue, recovery
from mentoring.errors import NotNow
from mentoring.messages.events import SHAPES, Event, plain, require_fitting
from mentoring.messages.tables import (
    PERHAPS_SENT,
    Message,
    MessageAbout,
    MessageState,
)
from mentoring.messages.wishes import preference
from mentoring.settings import settings
from mentoring.words import _

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

    Args:
        facts: what `events.SHAPES` lists for the event: ids, days, counts and short texts.
        dedupe: says what is told, from stable ids; the same one is never told twice.
        about: ids of the things (mentorships) whose change makes it obsolete.

    Returns:
        The message, or None when this has been said already.
    """
    kept = plain(facts)
    require_fitting(event, kept)
    message = Message(
        id=uuid4(),
        dedupe=dedupe,
        event=event,
        employee_id=to.employee_id,
        account_id=to.account_id,
        facts=kept,
        made_at=clock.now(),
    )
    if SHAPES[event].digest and not preference(session, person_id=to.id).digests:
        return None
    if not queue.insert_once(session, message):
        return None
    subjects = [about] if isinstance(about, UUID) else list(dict.fromkeys(about))
    session.add_all(MessageAbout(message_id=message.id, subject_id=each) for each in subjects)
    session.flush()
    queue.enqueue(session, kind=JOB, key=message.id, wait=wait)
    if settings().webhook_url is not None:
        queue.enqueue(session, kind=WEBHOOK_JOB, key=message.id, wait=wait)
    return session.get_one(Message, message.id)


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
    said = (
        tell(
            session,
            event=event,
            to=Recipient(account_id=account.id),
            facts=facts,
            dedupe=f"{dedupe}:{account.id}",
            about=about,
            wait=wait,
        )
        for account in officers or [a for a in active if a.role == access.Role.ADMIN]
    )
    return [message for message in said if message is not None]


def obsolete(
    session: Session, *, about: UUID, events: Collection[Event] | None = None
) -> list[Message]:
    """What was to be said about this thing is not to be said any more.

    A message about several things loses this part only; one that has nothing left to say is
    called off.

    Returns:
        Those that have been sent already, or perhaps: they may need a correction.
    """
    now = clock.now()
    query = (
        select(Message, MessageAbout)
        .join(MessageAbout, col(MessageAbout.message_id) == col(Message.id))
        .where(MessageAbout.subject_id == about, col(MessageAbout.obsolete_at).is_(None))
        .order_by(col(Message.made_at), col(Message.id))
        .with_for_update(key_share=True)
    )
    if events is not None:
        query = query.where(col(Message.event).in_(list(events)))
    gone: list[Message] = []
    for message, part in session.exec(query.execution_options(populate_existing=True)).all():
        if message.state in PERHAPS_SENT:
            gone.append(message)
        part.obsolete_at = now
        message.version += 1
        session.flush()
        if message.state == MessageState.PENDING and not _still_about(session, message):
            message.state, message.ended_at = MessageState.OBSOLETE, now
            _call_off(session, message)
    session.flush()
    return gone


def resend(session: Session, message: Message, *, by: UUID, reason: str = "") -> None:
    """A named person decides to send once more what failed or may not have arrived.

    Raises:
        NotNow: it still waits, has been sent, or is no longer true.
    """
    again = (MessageState.FAILED, MessageState.UNCERTAIN)
    hit = session.execute(
        update(Message)
        .where(col(Message.id) == message.id, col(Message.state).in_(again))
        .values(state=MessageState.PENDING, code="", ended_at=None, go_at=None)
        .execution_options(synchronize_session=False)
    )
    if hit.rowcount != 1:  # type: ignore[attr-defined]
        raise NotNow(
            _("Hanya pesan yang gagal atau belum pasti yang dapat dikirim ulang."),
            remedy=_("Lihat keadaannya dengan `pamong message show`."),
        )
    before = message.state
    session.refresh(message)
    queue.enqueue(session, kind=JOB, key=message.id)
    audit.record(
        session,
        actor_id=by,
        action="message.resend",
        subject="message",
        subject_id=message.id,
        reason=reason,
        event=message.event,
        before=before,
    )


def _still_about(session: Session, message: Message) -> bool:
    query = select(MessageAbout.id).where(
        MessageAbout.message_id == message.id, col(MessageAbout.obsolete_at).is_(None)
    )
    return session.exec(query).first() is not None


def _call_off(session: Session, message: Message) -> None:
    for kind in (JOB, WEBHOOK_JOB):
        recovery.call_off(session, kind=kind, key=message.id)
