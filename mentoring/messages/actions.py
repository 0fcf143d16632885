"""Verbs that change what was told: take it back before it leaves, send it again."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlmodel import Session, col, select, update

from mentoring import audit, clock, queue, recovery
from mentoring.errors import NotNow
from mentoring.messages.events import Event
from mentoring.messages.tables import (
    PERHAPS_SENT,
    Message,
    MessageAbout,
    MessageState,
)
from mentoring.messages.telling import JOB, WEBHOOK_JOB
from mentoring.words import _

CHUNK = 500  # ids in one statement


def obsolete(
    session: Session,
    *,
    about: UUID | Collection[UUID],
    events: Collection[Event] | None = None,
) -> list[Message]:
    """What was to be said about this thing, or these things, is not to be said any more.

    A message about several things loses this part only; one that has nothing left to say is
    called off.

    Returns:
        Those that have been sent already, or perhaps: they may need a correction.
    """
    subjects = [about] if isinstance(about, UUID) else list(dict.fromkeys(about))
    gone: dict[UUID, Message] = {}
    for begin in range(0, len(subjects), CHUNK):
        for message, part in _told_about(session, subjects[begin : begin + CHUNK], events):
            if message.state in PERHAPS_SENT:
                gone[message.id] = message
            _take_out(session, message, part)
    session.flush()
    return list(gone.values())


def read_by(session: Session, message: Message, *, person_id: UUID) -> bool:
    """The person has opened this in the inbox. False: it is not theirs, or was read before."""
    if person_id not in {message.employee_id, message.account_id} or message.read_at is not None:
        return False
    message.read_at = clock.now()
    session.flush()
    return True


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


def _told_about(
    session: Session, subjects: list[UUID], events: Collection[Event] | None
) -> Sequence[tuple[Message, MessageAbout]]:
    query = (
        select(Message, MessageAbout)
        .join(MessageAbout, col(MessageAbout.message_id) == col(Message.id))
        .where(col(MessageAbout.subject_id).in_(subjects), col(MessageAbout.obsolete_at).is_(None))
        .order_by(col(Message.made_at), col(Message.id))
        .with_for_update(key_share=True)
    )
    if events is not None:
        query = query.where(col(Message.event).in_(list(events)))
    return session.exec(query.execution_options(populate_existing=True)).all()


def _take_out(session: Session, message: Message, part: MessageAbout) -> None:
    part.obsolete_at = clock.now()
    message.version += 1
    session.flush()
    if message.state == MessageState.PENDING and not _still_about(session, message):
        message.state, message.ended_at = MessageState.OBSOLETE, clock.now()
        _call_off(session, message)


def _still_about(session: Session, message: Message) -> bool:
    query = select(MessageAbout.id).where(
        MessageAbout.message_id == message.id, col(MessageAbout.obsolete_at).is_(None)
    )
    return session.exec(query).first() is not None


def _call_off(session: Session, message: Message) -> None:
    for kind in (JOB, WEBHOOK_JOB):
        recovery.call_off(session, kind=kind, key=message.id)
