"""Verbs that read: messages by state and person, what a person's inbox holds, counts."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlmodel import Session, col, func, select

from mentoring.errors import NotFound
from mentoring.messages.events import Event
from mentoring.messages.tables import Message, MessageAbout, MessageState
from mentoring.words import _


def message(session: Session, message_id: UUID) -> Message:
    """One message. Raises errors.NotFound."""
    found = session.get(Message, message_id)
    if found is None:
        raise NotFound(_("Pesan tidak ditemukan."), remedy=_("Lihat `pamong message list`."))
    return found


def messages(
    session: Session,
    *,
    states: Sequence[MessageState] = (),
    events: Collection[Event] = (),
    about: UUID | None = None,
    last: int = 100,
) -> list[Message]:
    """The newest messages first."""
    query = select(Message).order_by(col(Message.made_at).desc(), col(Message.id)).limit(last)
    if states:
        query = query.where(col(Message.state).in_(states))
    if events:
        query = query.where(col(Message.event).in_(list(events)))
    if about is not None:
        these = select(MessageAbout.message_id).where(MessageAbout.subject_id == about)
        query = query.where(col(Message.id).in_(these))
    return list(session.exec(query))


def inbox(session: Session, *, person_id: UUID, last: int = 100) -> list[Message]:
    """What one person was told or is about to be told, whatever the channel; not what is obsolete
    or waits for its day."""
    mine = (col(Message.employee_id) == person_id) | (col(Message.account_id) == person_id)
    shown = [s for s in MessageState if s is not MessageState.OBSOLETE]
    query = (
        select(Message)
        .where(mine, col(Message.state).in_(shown))
        .order_by(col(Message.made_at).desc(), col(Message.id))
        .limit(last)
    )
    return list(session.exec(query))


def counts(session: Session) -> dict[tuple[str, str], int]:
    """How many messages of each event are in each state."""
    query = select(Message.event, Message.state, func.count()).group_by(
        col(Message.event), col(Message.state)
    )
    return {(event, state): count for event, state, count in session.exec(query)}
