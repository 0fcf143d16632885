"""The right to work on one job: taken, renewed, ended. Each step is part of a short transaction.

Every step after the claim names the lease's token and must hit exactly one row, so that a worker
that was frozen past its lease can change nothing any more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, or_, update

from mentoring import faults
from mentoring.queue import AT_ONCE, Job, JobState, from_the_future, moment
from mentoring.settings import settings


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to work on one job: its row, and the token that proves it."""

    job_id: UUID
    kind: str
    key: str
    token: int
    errors: int


class Lost(Exception):
    """The lease is somebody else's now: stop, and change nothing."""


def claim(session: Session, *, job_id: UUID, kind: str, owner: str) -> Lease | None:
    """Take a waiting job of this kind that is due.

    None: it is done, not due, in somebody else's hands, or of another kind: an id that went astray
    must not be ended by whoever cannot do it.

    The attempt is counted before the work begins: a job that kills its worker runs out of them.
    """
    now = moment(session)
    taken = (
        update(Job)
        .where(
            col(Job.id) == job_id,
            col(Job.kind) == kind,
            col(Job.state) == JobState.QUEUED,
            or_(col(Job.due) <= now, from_the_future(now)),
        )
        .values(
            state=JobState.RUNNING,
            owner=owner,
            token=Job.token + 1,
            attempts=Job.attempts + 1,
            lease_until=_lease_end(now),
            written_at=now,
        )
    )
    try:
        with session.begin_nested():
            hit = _hits(session, taken)
    except IntegrityError:  # uq_job_running: its twin is at work
        return None
    if not hit:
        return None
    faults.point("claim")
    job = session.get_one(Job, job_id, populate_existing=True)
    return Lease(job.id, job.kind, job.key, job.token, job.errors)


def renew(session: Session, lease: Lease) -> None:
    """Stay the owner for another span; Lost when somebody else is it by now."""
    now = moment(session)
    _change(session, lease, lease_until=_lease_end(now), written_at=now)


def end(session: Session, lease: Lease, *, state: JobState = JobState.DONE, code: str = "") -> None:
    """The work came to its end, in the transaction that records what it brought."""
    now = moment(session)
    _change(
        session,
        lease,
        state=state,
        ended_at=now,
        lease_until=None,
        error_code=code[:60],
        written_at=now,
    )


def put_back(
    session: Session, lease: Lease, *, wait: timedelta = AT_ONCE, code: str = "", error: bool = True
) -> None:
    """Let it wait again: after an error, or handed back because this worker has to stop."""
    now = moment(session)
    _change(
        session,
        lease,
        state=JobState.QUEUED,
        due=now + wait,
        lease_until=None,
        errors=Job.errors + int(error),
        error_code=code[:60],
        nudged_at=None,
        written_at=now,
    )


def _lease_end(now: datetime) -> datetime:
    return now + timedelta(seconds=settings().lease_seconds)


def _change(session: Session, lease: Lease, **values: object) -> None:
    mine = (
        col(Job.id) == lease.job_id,
        col(Job.token) == lease.token,
        col(Job.state) == JobState.RUNNING,
    )
    if not _hits(session, update(Job).where(*mine).values(**values)):
        raise Lost


def _hits(session: Session, query: Update) -> bool:
    return bool(session.execute(query).rowcount == 1)  # type: ignore[attr-defined]
