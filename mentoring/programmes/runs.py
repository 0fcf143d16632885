"""The life of a match run: claimed, renewed, published, ended. Each step is one short transaction.

The lease on the run's job is the right to work: whoever was frozen past it changes nothing more.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from mentoring import clock, lease, queue, recovery
from mentoring.errors import NotNow
from mentoring.programmes import announcing
from mentoring.programmes.states import RunState
from mentoring.programmes.tables import MatchRun, Programme
from mentoring.queue import JobState
from mentoring.words import _

JOB = "match"  # the kind of job that works on a run; its key is the run's id


class Cancelled(Exception):
    """A person asked to stop."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A run in hand: its row as it was claimed, and the lease on its job."""

    run: MatchRun
    lease: lease.Lease


def ask(session: Session, run: MatchRun, *, wait: timedelta, at_most: timedelta) -> None:
    """Put the work on a waiting run into the queue."""
    run.job_id = queue.enqueue(session, kind=JOB, key=run.id, wait=wait, at_most=at_most)
    session.flush()


def claim(session: Session, *, job_id: UUID, owner: str) -> Hold | None:
    """Take a queued run. None: somebody else has it, or another run of the programme is working."""
    try:
        with session.begin_nested():
            taken = lease.claim(session, job_id=job_id, kind=JOB, owner=owner)
            if taken is None:
                return None
            hit = session.execute(
                update(MatchRun)
                .where(col(MatchRun.id) == UUID(taken.key), col(MatchRun.state) == RunState.QUEUED)
                .values(state=RunState.RUNNING, started_at=clock.now(), progress="")
            )
    except IntegrityError:  # the partial unique index: one running match per programme
        return None
    if hit.rowcount != 1:  # type: ignore[attr-defined]
        lease.end(session, taken, state=JobState.CANCELLED)  # it was ended before anybody came
        return None
    run = session.get_one(MatchRun, UUID(taken.key), populate_existing=True)
    return Hold(run, taken)


def renew(session: Session, hold: Hold, *, progress: str) -> None:
    """Stay the owner and say how far it is.

    Raises:
        Cancelled: a person asked to stop.
        lease.Lost: somebody else has it by now.
    """
    lease.renew(session, hold.lease)
    hit = session.execute(
        update(MatchRun)
        .where(
            col(MatchRun.id) == hold.run.id,
            col(MatchRun.state) == RunState.RUNNING,
            col(MatchRun.cancel_asked).is_(False),
        )
        .values(progress=progress[:100])
    )
    if hit.rowcount != 1:  # type: ignore[attr-defined]
        raise Cancelled


def require_current(session: Session, hold: Hold) -> None:
    """Stop early when the input has changed since this run read it: nobody could approve it."""
    query = select(Programme.input_version).where(Programme.id == hold.run.programme_id)
    if session.exec(query).one() != hold.run.input_version:
        raise outdated()


def outdated() -> NotNow:
    return NotNow(
        _("Data berubah selama penghitungan; hasil ini tidak dipakai."),
        remedy=_("Jalankan pemadanan sekali lagi."),
    )


def end(session: Session, hold: Hold, *, state: RunState, code: str, text: str) -> None:
    """End a run that did not become a proposal; lease.Lost when it is not ours any more."""
    lease.end(session, hold.lease, code=code)
    session.execute(
        update(MatchRun)
        .where(col(MatchRun.id) == hold.run.id, col(MatchRun.state) == RunState.RUNNING)
        .values(state=state, ended_at=clock.now(), error_code=code[:60], error_text=text[:2000])
    )
    if state is RunState.FAILED:
        announcing.run_failed(session, run=hold.run, reason=text)
    next_please(session, programme_id=hold.run.programme_id)


def put_back(session: Session, hold: Hold, *, wait: timedelta, code: str, error: bool) -> None:
    """Let it wait again: the database was away, or this worker has to stop."""
    lease.put_back(session, hold.lease, wait=wait, code=code, error=error)
    settle(session, programme_id=hold.run.programme_id)


def publish(session: Session, *, hold: Hold, summary: dict[str, Any], digest: str) -> None:
    """Make a solved run the programme's proposal, or raise NotNow when something newer came.

    Raised inside the recording transaction, so that nothing of a stale run is kept.
    """
    run = hold.run
    lease.end(session, hold.lease)
    session.execute(
        update(MatchRun)
        .where(col(MatchRun.id) == run.id, col(MatchRun.state) == RunState.RUNNING)
        .values(
            state=RunState.READY, ended_at=clock.now(), progress="", summary=summary, digest=digest
        )
    )
    fenced = session.execute(
        update(Programme)
        .where(
            col(Programme.id) == run.programme_id,
            col(Programme.fence) == run.fence,
            col(Programme.input_version) == run.input_version,
        )
        .values(proposed_run_id=run.id)
    )
    if fenced.rowcount != 1:  # type: ignore[attr-defined]
        raise outdated()
    session.execute(
        update(MatchRun)
        .where(
            col(MatchRun.programme_id) == run.programme_id,
            col(MatchRun.state) == RunState.READY,
            col(MatchRun.id) != run.id,
        )
        .values(state=RunState.SUPERSEDED)
    )
    announcing.proposal_ready(session, run=run, summary=summary)
    next_please(session, programme_id=run.programme_id)


def next_please(session: Session, *, programme_id: UUID) -> None:
    """The programme is free: nudge the run that waited for this one, if it is due."""
    query = select(queue.Job).join(MatchRun, col(MatchRun.job_id) == col(queue.Job.id))
    waits = (MatchRun.programme_id == programme_id, queue.Job.state == JobState.QUEUED)
    waiting = session.exec(query.where(*waits)).first()
    if waiting is not None and waiting.due <= queue.moment(session):
        queue.tell_after_commit(session, waiting)


def take_back_lapsed(session: Session, *, programme_id: UUID | None = None) -> int:
    """Put back runs whose worker died. Given up after three deaths, with a sentence."""
    recovery.take_back(session)
    return settle(session, programme_id=programme_id)


def settle(session: Session, *, programme_id: UUID | None = None) -> int:
    """Bring the runs in line with the jobs that were taken back, put back or given up.

    Returns:
        How many runs are no longer at work.
    """
    query = (
        select(MatchRun, queue.Job)
        .join(queue.Job, col(queue.Job.id) == col(MatchRun.job_id))
        .where(
            col(MatchRun.state).in_([RunState.RUNNING, RunState.QUEUED]),
            col(queue.Job.state).in_([JobState.QUEUED, JobState.DEAD, JobState.CANCELLED]),
            col(MatchRun.state) != col(queue.Job.state),
        )
        .with_for_update(of=queue.Job, key_share=True)  # first, as a claim does
    )
    if programme_id is not None:
        query = query.where(MatchRun.programme_id == programme_id)
    found = session.exec(query.execution_options(populate_existing=True)).all()
    for run, job in found:
        _follow(session, run, job)
        session.flush()
    return len(found)


def _follow(session: Session, run: MatchRun, job: queue.Job) -> None:
    """One run whose job went another way."""
    now = clock.now()
    if job.state == JobState.DEAD:
        run.state, run.error_code, run.ended_at = RunState.FAILED, job.error_code, now
        run.error_text = (
            _("Proses penghitungan berhenti mendadak tiga kali.")
            if job.error_code == "crashed"
            else _("Proses penghitungan gagal berulang kali.")
        )
        announcing.run_failed(session, run=run, reason=run.error_text)
    elif job.state == JobState.CANCELLED or not _waits_again(session, run):
        run.state, run.ended_at = RunState.SUPERSEDED, now
        recovery.call_off(session, kind=JOB, key=run.id)


def _waits_again(session: Session, run: MatchRun) -> bool:
    """Put it back in line; False when another run of the programme waits already, and is enough."""
    try:
        with session.begin_nested():
            run.state, run.progress = RunState.QUEUED, ""
            session.flush()
    except IntegrityError:  # uq_match_run_queued; perhaps of somebody who asks at this moment
        return False
    return True
