"""Verbs that read: messages by state and person, what a person's inbox holds, counts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from mentoring.errors import NotFound
from mentoring.messages.events import Event
from mentoring.messages.tables import Message, MessageAbout, MessageState
from mentoring.people import Employee, Unit
from mentoring.words import _


def message(session: Session, message_id: UUID) -> Message:
    """One message. Raises errors.NotFound."""
    found = session.get(Message, message_id)
    if found is None:
        raise NotFound(_("Pesan tidak ditemukan."), remedy=_("Lihat `pamong message list`."))
    return found


@dataclass(frozen=True, slots=True)
class Reader:
    """An officer who may see what was told to the own OPD, and what came to the officer."""

    account_id: UUID
    within: UUID | None  # the OPD or unit; None: everybody's


def messages(
    session: Session,
    *,
    states: Sequence[MessageState] = (),
    events: Collection[Event] = (),
    about: UUID | None = None,
    reader: Reader | None = None,
    skip: int = 0,
    last: int = 100,
) -> list[Message]:
    """The newest messages first; reader: only what that officer may see."""
    query = _found(states, events, reader)
    if about is not None:
        these = select(MessageAbout.message_id).where(MessageAbout.subject_id == about)
        query = query.where(col(Message.id).in_(these))
    query = query.order_by(col(Message.made_at).desc(), col(Message.id))
    return list(session.exec(query.offset(skip).limit(last)))


def how_many(
    session: Session,
    *,
    states: Sequence[MessageState] = (),
    events: Collection[Event] = (),
    reader: Reader | None = None,
) -> int:
    """How long that list is."""
    these = _found(states, events, reader).with_only_columns(col(Message.id)).subquery()
    return session.exec(select(func.count()).select_from(these)).one()


def _found(
    states: Sequence[MessageState], events: Collection[Event], reader: Reader | None
) -> SelectOfScalar[Message]:
    query = select(Message)
    if states:
        query = query.where(col(Message.state).in_(states))
    if events:
        query = query.where(col(Message.event).in_(list(events)))
    if reader is not None and reader.within is not None:
        inside = (
            select(Employee.id)
            .join(Unit, col(Unit.id) == col(Employee.unit_id))
            .where(or_(Unit.id == reader.within, Unit.opd_id == reader.within))
        )
        mine = col(Message.account_id) == reader.account_id
        query = query.where(or_(mine, col(Message.employee_id).in_(inside)))
    return query


def about(session: Session, *, subject_id: UUID) -> list[Message]:
    """Every message about one thing, whoever it is for and whatever became of it."""
    query = (
        select(Message)
        .join(MessageAbout, col(MessageAbout.message_id) == col(Message.id))
        .where(MessageAbout.subject_id == subject_id)
    )
    return list(session.exec(query.order_by(col(Message.made_at))))


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
