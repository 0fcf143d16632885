"""Large runs are solved in parts by every worker that is free; the run's own worker joins them.

The parts only make the start of the run's own solve, which proves the whole: a part that is late,
lost or wrong costs time, never the answer.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import numpy as np
from sqlmodel import Session, col, delete, select

from mentoring import db, lease, matching, presence, queue, recovery
from mentoring.errors import PamongError
from mentoring.programmes import apart
from mentoring.programmes.packing import pack, unpack
from mentoring.programmes.problem_of import Case
from mentoring.programmes.runs import Hold
from mentoring.programmes.states import RunState
from mentoring.programmes.tables import MatchRun, RunPart
from mentoring.queue import Job, JobState
from mentoring.settings import settings

JOB = "part"  # the kind of job that solves a part; its key is the part's id
PER_WORKER = 3  # pieces, so that nobody waits long for the last one
LOOK_AGAIN = 0.5  # seconds
BREATH = 1.0
MOST_ERRORS = 3
Pairs = tuple[tuple[int, int], ...]


def shared(case: Case, hold: Hold, *, breathe: Callable[[], None]) -> Pairs:
    """The best pairs of every independent part, solved by whoever is free; nothing where the case
    is small, is one part, or nobody else is alive."""
    if int(case.problem.allowed.sum()) < settings().share_pairs:
        return ()
    with db.transaction(reads=True) as session:
        workers = len(presence.alive(session))
    if workers < 2:
        return ()
    numbers = matching.parts.found(case.problem)
    pieces = matching.parts.apart(case.problem, numbers, most=PER_WORKER * workers)
    if len(pieces) < 2:
        return ()
    with db.transaction() as session:
        lease.renew(session, hold.lease)
        forget(session, hold.run.id)
        ids = [_put(session, case, hold, n, piece) for n, piece in enumerate(pieces)]
    while (still := _open(ids)) is not None:
        breathe()
        if still.waits is None:
            time.sleep(LOOK_AGAIN)
        else:
            solve_part(job_id=still.waits, breathe=breathe)
    with db.transaction() as session:
        solved = session.exec(select(RunPart).where(RunPart.run_id == hold.run.id)).all()
        found = [
            pair
            for row in solved
            for pair in pieces[row.number].back(tuple((i, j) for i, j in row.pairs or ()))
        ]
        forget(session, hold.run.id)
    return tuple(sorted(found))


def solve_part(*, job_id: UUID, breathe: Callable[[], None] = lambda: None) -> None:
    """Solve one part of somebody's run, if it is still wanted.

    Args:
        breathe: called now and then, for who holds the run itself.
    """
    with db.transaction() as session:
        taken = lease.claim(session, job_id=job_id, kind=JOB, owner=presence.me())
        content = None if taken is None else _wanted(session, taken)
    if taken is None or content is None:
        return
    try:
        pairs = _solved(unpack(content), taken, breathe)
    except lease.Lost:
        return
    except _Called as called:
        _let_go(taken)
        raise called.why from None
    except (PamongError, matching.Infeasible) as failed:
        _failed(taken, type(failed).__name__)
        return
    except BaseException:  # told to stop
        _let_go(taken)
        raise
    with suppress(lease.Lost), db.transaction() as session:
        row = session.get(RunPart, UUID(taken.key))
        if row is not None:
            row.pairs = [[i, j] for i, j in pairs]
        lease.end(session, taken)


def _wanted(session: Session, taken: lease.Lease) -> bytes | None:
    """The packed part; None when its run has ended, and with it this job."""
    row = session.get(RunPart, UUID(taken.key))
    run = None if row is None else session.get(MatchRun, row.run_id)
    if row is None or run is None or run.state != RunState.RUNNING:
        lease.end(session, taken, state=JobState.CANCELLED)
        return None
    return row.content


def _solved(case: Case, taken: lease.Lease, breathe: Callable[[], None]) -> Pairs:
    def stay() -> None:
        presence.require_staying()
        try:
            breathe()
        except Exception as why:
            raise _Called(why) from None
        with db.transaction() as session:
            lease.renew(session, taken)

    return apart.solve(case, progress=lambda _s, _x: None, breathe=stay, seconds=BREATH).pairs


class _Called(Exception):
    """Who holds the run has to stop: not a failure of this part."""

    def __init__(self, why: Exception) -> None:
        super().__init__(type(why).__name__)
        self.why = why


def _let_go(taken: lease.Lease) -> None:
    with suppress(lease.Lost, PamongError), db.transaction() as session:
        lease.put_back(session, taken, error=False)


def _failed(taken: lease.Lease, code: str) -> None:
    with suppress(lease.Lost, PamongError), db.transaction() as session:
        if taken.errors + 1 >= MOST_ERRORS:
            lease.end(session, taken, state=JobState.DEAD, code=code)
        else:
            lease.put_back(session, taken, wait=timedelta(seconds=2), code=code)


@dataclass(frozen=True, slots=True)
class _Open:
    """Some parts have not ended; waits: one of them that nobody works on."""

    waits: UUID | None


def _open(ids: list[UUID]) -> _Open | None:
    """What is left to do; None when every part has ended, well or not."""
    with db.transaction(reads=True) as session:
        now = queue.moment(session)
        left = session.exec(
            select(Job.id, Job.state, Job.due)
            .where(col(Job.id).in_(ids), col(Job.state).in_([JobState.QUEUED, JobState.RUNNING]))
            .order_by(col(Job.due), col(Job.id))
        ).all()
    waiting = (job_id for job_id, state, due in left if state == JobState.QUEUED and due <= now)
    return _Open(next(waiting, None)) if left else None


def _put(session: Session, case: Case, hold: Hold, number: int, piece: matching.parts.Part) -> UUID:
    part = Case(
        replace(piece.problem, parts=None),
        tuple(case.mentee_ids[i] for i in piece.mentees),
        tuple(case.mentor_ids[j] for j in piece.mentors),
        case.why[np.ix_(piece.mentees, piece.mentors)],
    )
    row = RunPart(run_id=hold.run.id, number=number, content=pack(part))
    session.add(row)
    session.flush()
    return queue.enqueue(session, kind=JOB, key=row.id)


def forget(session: Session, run_id: UUID) -> None:
    """Parts are the workers' own notes: nothing of them is kept when the run has its answer."""
    for part in session.exec(select(RunPart.id).where(RunPart.run_id == run_id)):
        recovery.call_off(session, kind=JOB, key=part)
    session.execute(delete(RunPart).where(col(RunPart.run_id) == run_id))
