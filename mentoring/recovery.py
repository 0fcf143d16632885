"""What the sweep does for the queue, and what people ask of it: take back, nudge again, retry.

Everything here may run in any number of processes at once, and as often as one likes.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete
from sqlmodel import Session, col, func, or_, select, update

from mentoring import db, faults, presence, queue
from mentoring.errors import NotNow
from mentoring.queue import Job, JobState
from mentoring.words import _

MOST_CRASHES = 3  # a job that killed three workers is given up, with a sentence
NUDGE_AGAIN = timedelta(seconds=45)
GRACE = timedelta(seconds=0.5)
KEPT = timedelta(days=90)  # ended jobs; what they did is on record elsewhere
MOST_NUDGES = 1_000  # per sweep; the rest is nudged by the next one


def take_back(session: Session) -> list[Job]:
    """Put back every job whose worker has died; given up after three such deaths.

    A worker is dead when its lease ran out, or at once when it was a process of this machine that
    is no more.
    """
    now = queue.moment(session)
    running = (
        select(Job)
        .where(Job.state == JobState.RUNNING)
        .with_for_update(skip_locked=True, key_share=True)
    )
    lapsed = or_(
        col(Job.lease_until) < now,
        col(Job.lease_until).is_(None),
        queue.from_the_future(now),
        col(Job.owner).in_(_dead_neighbours(session)),
    )
    held = running.where(lapsed).with_for_update(skip_locked=True, key_share=True)
    found = list(session.exec(held.execution_options(populate_existing=True)))
    for job in found:
        job.token += 1  # whoever still works on it has lost it
        job.crashes += 1
        job.lease_until, job.nudged_at, job.written_at = None, None, now
        if job.crashes >= MOST_CRASHES:
            job.state, job.ended_at, job.error_code = JobState.DEAD, now, "crashed"
        elif _twin(session, job) is not None:
            job.state, job.ended_at, job.error_code = JobState.CANCELLED, now, "twin"
        else:
            job.state, job.due = JobState.QUEUED, now
        session.flush()
    if found:
        faults.point("sweep.taken_back")
    return found


def due(session: Session, *, kind: str, last: int = MOST_NUDGES) -> list[UUID]:
    """The jobs of one kind that are due, the longest waiting first.

    Of one kind, so that ten thousand messages never hide a match behind them. What has just been
    written is left to the nudge of its writer.
    """
    query = select(Job.id).where(*_due(session, kind)).order_by(col(Job.due), col(Job.id))
    return list(session.exec(query.limit(last)))


def untold(session: Session, *, kind: str) -> list[UUID]:
    """Those of them that nobody was told of lately; they count as told from now on."""
    now = queue.moment(session)
    untold = or_(
        col(Job.nudged_at).is_(None),
        col(Job.nudged_at) < now - NUDGE_AGAIN,
        col(Job.nudged_at) > now + queue.SKEW,
    )
    query = select(Job).where(*_due(session, kind), untold).order_by(col(Job.due), col(Job.id))
    held = query.limit(MOST_NUDGES).with_for_update(skip_locked=True, key_share=True)
    found = session.exec(held).all()
    for job in found:
        job.nudged_at = now
    return [job.id for job in found]


def _due(session: Session, kind: str) -> tuple[ColumnElement[bool], ...]:
    now = queue.moment(session)
    return (
        col(Job.kind) == kind,
        col(Job.state) == JobState.QUEUED,
        or_(col(Job.due) <= now - GRACE, queue.from_the_future(now)),
    )


def jobs(
    session: Session,
    *,
    states: Sequence[JobState] = (),
    kind: str | None = None,
    last: int = 100,
) -> list[Job]:
    """The newest jobs first."""
    query = select(Job).order_by(col(Job.asked_at).desc(), col(Job.id)).limit(last)
    if states:
        query = query.where(col(Job.state).in_(states))
    if kind is not None:
        query = query.where(Job.kind == kind)
    return list(session.exec(query))


def retry(session: Session, job: Job) -> None:
    """A person asks for a given-up job once more."""
    session.refresh(job, with_for_update=db.HELD)
    if job.state != JobState.DEAD:
        raise NotNow(_("Hanya pekerjaan yang gagal yang dapat diulang."))
    if _twin(session, job) is not None:
        raise NotNow(_("Pekerjaan yang sama sudah antre."))
    now = queue.moment(session)
    job.state, job.due, job.ended_at, job.nudged_at = JobState.QUEUED, now, None, None
    job.crashes, job.errors, job.error_code, job.written_at = 0, 0, "", now
    session.flush()
    queue.tell_after_commit(session, job)


def call_off(session: Session, *, kind: str, key: object) -> int:
    """Cancel what still waits about this thing; what is at work notices by itself."""
    now = queue.moment(session)
    hit = session.execute(
        update(Job)
        .where(col(Job.kind) == kind, col(Job.key) == str(key), col(Job.state) == JobState.QUEUED)
        .values(state=JobState.CANCELLED, ended_at=now, written_at=now)
    )
    return int(hit.rowcount)  # type: ignore[attr-defined]


def counts(session: Session) -> dict[tuple[str, str], int]:
    """How many jobs of each kind are in each state."""
    query = select(Job.kind, Job.state, func.count()).group_by(Job.kind, Job.state)
    return {(kind, state): count for kind, state, count in session.exec(query)}


def oldest_due(session: Session) -> dict[str, timedelta]:
    """How long the longest waiting job of each kind has been due."""
    now = queue.moment(session)
    query = (
        select(Job.kind, func.min(Job.due))
        .where(Job.state == JobState.QUEUED, col(Job.due) <= now)
        .group_by(Job.kind)
    )
    return {kind: now - due for kind, due in session.exec(query)}


def _dead_neighbours(session: Session) -> list[str]:
    owners = select(Job.owner).where(Job.state == JobState.RUNNING).distinct()
    return [owner for owner in session.exec(owners) if owner and presence.has_died(owner)]


def _twin(session: Session, job: Job) -> UUID | None:
    query = select(Job.id).where(
        Job.kind == job.kind, Job.key == job.key, Job.state == JobState.QUEUED
    )
    return session.exec(query).first()


def forget_old(session: Session) -> int:
    """Delete jobs that came to their good end long ago. Returns how many."""
    old = delete(Job).where(
        col(Job.state).in_([JobState.DONE, JobState.CANCELLED]),
        col(Job.ended_at) < queue.moment(session) - KEPT,
    )
    return int(session.execute(old).rowcount)  # type: ignore[attr-defined]
