"""What is due by the clock, as rows: two schedulers are harmless, and a missed slot shows.

A slot is one point of time of one recurring duty. Whoever writes its row first also writes its
job; everybody else finds the row. A slot that nobody wrote in time is written when somebody is
back: the newest as work to do, the older ones as missed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, func, select

from mentoring import clock, queue
from mentoring.db import Row

JOB = "slot"  # the kind of its jobs; the key is the slot's id
LOOK_BACK = timedelta(days=8)  # missed slots older than this are not written any more
KEPT = timedelta(days=60)


class Slot(Row, table=True):
    """One point of time at which something was to be done."""

    __tablename__ = "slot"
    __table_args__ = (UniqueConstraint("name", "at"),)

    name: str = Field(max_length=40)
    at: datetime
    written_at: datetime
    missed: bool = False
    job_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that recurs on the office's clock.

    Attributes:
        name: what it is called in the rows.
        hours: at which full hours of the office's day.
        weekday: only on this day (Monday is 0), or every day.
    """

    name: str
    hours: tuple[int, ...]
    weekday: int | None = None


def write_due(session: Session, duties: tuple[Duty, ...]) -> int:
    """Write the slots that have come since the last look, each with its job. Returns how many."""
    now = queue.moment(session)
    count = 0
    for duty in duties:
        last = session.exec(select(func.max(Slot.at)).where(Slot.name == duty.name)).one()
        since = now if last is None else max(last, now - LOOK_BACK)
        points = list(_points(duty, since, now))
        # The very first time nothing is missed: only the newest slot of today counts as due.
        if last is None:
            points = list(_points(duty, now - timedelta(days=1), now))[-1:]
        for at in points:
            count += _write(session, duty, at, now=now, missed=at != points[-1])
    return count


def recent(session: Session, *, last: int = 50) -> list[Slot]:
    """The newest slots first."""
    return list(session.exec(select(Slot).order_by(col(Slot.at).desc()).limit(last)))


def forget_old(session: Session) -> int:
    """Slots of more than two months ago say nothing any more."""
    old = session.exec(select(Slot).where(Slot.at < clock.now() - KEPT)).all()
    for slot in old:
        session.delete(slot)
    return len(old)


def _write(session: Session, duty: Duty, at: datetime, *, now: datetime, missed: bool) -> int:
    slot = Slot(name=duty.name, at=at, written_at=now, missed=missed)
    if not queue.insert_once(session, slot):
        return 0
    if not missed:
        written = session.get_one(Slot, slot.id)
        written.job_id = queue.enqueue(session, kind=JOB, key=slot.id)
        session.flush()
    return 1


def _points(duty: Duty, since: datetime, until: datetime) -> Iterator[datetime]:
    """The duty's points of time after `since`, up to `until`, in UTC."""
    zone = clock.office_zone()
    day: date = since.astimezone(zone).date()
    while day <= until.astimezone(zone).date():
        if duty.weekday is None or duty.weekday == day.weekday():
            for hour in duty.hours:
                at = datetime.combine(day, time(hour), tzinfo=zone).astimezone(UTC)
                if since < at <= until:
                    yield at
        day += timedelta(days=1)
