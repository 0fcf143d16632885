"""The queue: one row per piece of work, written in the transaction that makes the work needful.

The row is the truth; what a broker carries is only a nudge with the row's id. So a broker may lose,
repeat or reorder everything: `recovery.py` nudges again and takes back what a dead worker held.

`lease.py` is how a worker takes a job and ends it. The two partial unique indexes are
procrastinate's idea: one waiting and one working row per thing to do, on either database.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Index, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, col, select

from mentoring import clock, db
from mentoring.db import Row

AT_ONCE = timedelta(0)
SKEW = timedelta(seconds=30)  # a row written further in the future than this: a clock was wrong
Nudge = Callable[[str, UUID], None]

_log = logging.getLogger(__name__)
_nudges: list[Nudge] = []


class JobState(StrEnum):
    """A piece of work, from the request to its end."""

    QUEUED = "queued"  # waits until it is due and somebody takes it
    RUNNING = "running"  # somebody holds the lease
    DONE = "done"
    DEAD = "dead"  # given up after too many crashes or errors; a person may ask for it again
    CANCELLED = "cancelled"  # a person, or a newer row, made it needless


class Job(Row, table=True):
    """One piece of work: what kind, about what, when due, who holds it until when."""

    __tablename__ = "job"
    __table_args__ = (
        *(
            Index(
                f"uq_job_{state}",
                "kind",
                "key",
                unique=True,
                sqlite_where=text(f"state = '{state}'"),
                postgresql_where=text(f"state = '{state}'"),
            )
            for state in ("queued", "running")
        ),
        Index("ix_job_state_due", "state", "due"),
    )

    kind: str = Field(max_length=20)
    key: str = Field(max_length=100)  # an id or the name of a slot, never anything of a person
    state: str = Field(default=JobState.QUEUED, max_length=10)
    due: datetime
    asked_at: datetime
    written_at: datetime  # when this row last changed, by the clock that wrote it
    nudged_at: datetime | None = None
    owner: str | None = Field(default=None, max_length=100)
    token: int = 0  # grows with every claim; a stale worker's token no longer fits
    lease_until: datetime | None = None
    attempts: int = 0  # how often somebody took it
    crashes: int = 0  # how often whoever took it was never heard of again
    errors: int = 0  # how often it was put back with an error
    ended_at: datetime | None = None
    error_code: str = Field(default="", max_length=60)  # a class or a code, never a text


def moment(session: Session) -> datetime:
    """Now, by the one clock that all workers share: PostgreSQL's; on SQLite this machine's."""
    if session.get_bind().dialect.name == "postgresql":
        found: datetime = session.execute(text("SELECT now()")).scalar_one()
        return found
    return clock.now()


def enqueue(
    session: Session,
    *,
    kind: str,
    key: object,
    wait: timedelta = AT_ONCE,
    at_most: timedelta | None = None,
) -> UUID:
    """Write a job into the open transaction and nudge the workers after its commit.

    Asking again while one waits is that same job. Without a wait it is due at once; with one it is
    put off again, so that many triggers become one job, but never longer than `at_most` after the
    first; what is due already stays due.

    Returns:
        The id of the waiting job.
    """
    now = moment(session)
    while True:
        waiting = select(Job).where(
            Job.kind == kind, Job.key == str(key), Job.state == JobState.QUEUED
        )
        found = session.exec(waiting.with_for_update(key_share=True)).first()
        if found is None:
            made = _insert(session, kind=kind, key=str(key), due=now + wait, now=now)
            if made is None:
                continue  # another transaction was faster: join its job
            job_id, due = made, now + wait
        else:
            if found.due > now:
                latest = found.due if at_most is None else found.asked_at + at_most
                found.due = min(now + wait, latest)
            found.written_at = now
            session.flush()
            job_id, due = found.id, found.due
        if due <= now:
            db.after_commit(session, partial(tell, kind, job_id))
        return job_id


def enqueue_new(
    session: Session, *, kind: str, keys: Sequence[UUID], wait: timedelta = AT_ONCE
) -> None:
    """Write a job for each of many things that this very transaction has made: nobody else can ask
    for them yet, so that one statement is enough."""
    now = moment(session)
    rows = [
        Job(id=uuid4(), kind=kind, key=str(key), due=now + wait, asked_at=now, written_at=now)
        for key in keys
    ]
    insert_all(session, rows)
    if wait <= AT_ONCE:
        for row in rows:
            db.after_commit(session, partial(tell, kind, row.id))


def _insert(session: Session, *, kind: str, key: str, due: datetime, now: datetime) -> UUID | None:
    row = Job(id=uuid4(), kind=kind, key=key, due=due, asked_at=now, written_at=now)
    return row.id if insert_once(session, row) else None


def insert_once(session: Session, row: Row) -> bool:
    """Insert a row unless a unique key of it exists; of two who try at once exactly one does."""
    on_postgres = session.get_bind().dialect.name == "postgresql"
    insert: Any = postgresql.insert if on_postgres else sqlite.insert
    made = insert(type(row)).values(**row.model_dump()).on_conflict_do_nothing()
    return session.execute(made.returning(type(row).id)).first() is not None


def insert_all(session: Session, rows: Sequence[Row]) -> set[UUID]:
    """Insert many rows of one table, but those whose unique key exists. Returns the new ids."""
    if not rows:
        return set()
    on_postgres = session.get_bind().dialect.name == "postgresql"
    insert: Any = postgresql.insert if on_postgres else sqlite.insert
    made = insert(type(rows[0])).on_conflict_do_nothing().returning(type(rows[0]).id)
    return set(session.execute(made, [row.model_dump() for row in rows]).scalars())


def from_the_future(now: datetime) -> ColumnElement[bool]:
    """The clock that wrote this row was ahead: its times mean nothing, so it counts as due."""
    return col(Job.written_at) > now + SKEW


def tell_after_commit(session: Session, job: Job) -> None:
    """Nudge the workers of a job that is due again, once the change is committed."""
    db.after_commit(session, partial(tell, job.kind, job.id))


def use(nudge: Nudge | None) -> None:
    """Set how workers are told (workers/broker.py does), or nobody is."""
    _nudges[:] = [] if nudge is None else [nudge]


def tell(kind: str, job_id: UUID) -> None:
    """After the commit: tell the workers. Never raises: the row waits anyway."""
    for nudge in _nudges:
        try:
            nudge(kind, job_id)
        except OSError as unreachable:
            _log.warning("queue.nudge_failed job=%s why=%s", job_id, type(unreachable).__name__)
