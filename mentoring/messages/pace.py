"""When a message's turn comes: allowed hours, the flow of its channel, and a hand on the tap."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlmodel import Session, select

from mentoring import audit, queue
from mentoring.messages import times
from mentoring.messages.events import Event
from mentoring.messages.tables import Message, MessagePace
from mentoring.settings import settings

EVERY_CHANNEL = "*"
HELD_FOR = timedelta(minutes=5)  # before it is looked at again
BURST = timedelta(seconds=5)  # so much of the flow may leave at once


def wait(session: Session, message: Message, *, event: Event, channel: str) -> timedelta:
    """How long this message has to wait; zero when it may leave now."""
    if not channel:
        return timedelta(0)
    now = queue.moment(session)
    if _held(session):
        return HELD_FOR
    allowed = times.until_allowed(event, channel=channel, now=now)
    if allowed:
        message.go_at = None
        return allowed
    return _turn(session, message, now) if channel == "smtp" else timedelta(0)


def hold(session: Session, *, by: UUID | None, reason: str = "") -> None:
    """Nothing leaves the house until a person lets it. by: None for a restored backup."""
    _row(session, EVERY_CHANNEL).held_since = queue.moment(session)
    audit.record(session, actor_id=by, action="message.hold", subject="messages", reason=reason)


def release(session: Session, *, by: UUID, reason: str = "") -> None:
    """Messages may leave again."""
    _row(session, EVERY_CHANNEL).held_since = None
    audit.record(session, actor_id=by, action="message.release", subject="messages", reason=reason)


def held_since(session: Session) -> datetime | None:
    """Since when nothing leaves, or None."""
    query = select(MessagePace.held_since).where(MessagePace.channel == EVERY_CHANNEL)
    return session.exec(query).first()


def _held(session: Session) -> bool:
    return held_since(session) is not None


def _turn(session: Session, message: Message, now: datetime) -> timedelta:
    """A place in the flow, given once: ten thousand who wait ask twice, not all the time.

    A place beyond the end of the flow was given by a clock that was ahead, and counts for nothing.
    """
    row = _row(session, "smtp")
    if row.written_at is None or row.written_at > now + queue.SKEW:
        row.next_at = None
    ends = row.next_at or now - BURST
    if message.go_at is None or message.go_at > ends:
        message.go_at = max(now - BURST, ends)
        row.next_at = message.go_at + timedelta(minutes=1) / settings().mail_per_minute
        row.written_at = now
    return max(message.go_at - now, timedelta(0))


def _row(session: Session, channel: str) -> MessagePace:
    queue.insert_once(session, MessagePace(id=uuid4(), channel=channel))
    query = (
        select(MessagePace).where(MessagePace.channel == channel).with_for_update(key_share=True)
    )
    return session.exec(query.execution_options(populate_existing=True)).one()
