"""Follows a run to its end: a worker solves it, or this very process where no worker is alive."""

import time
from collections.abc import Callable
from uuid import UUID

from mentoring import db, presence, programmes
from mentoring.programmes import RunState

LOOK_AGAIN = 0.3  # seconds
TAKE_BACK = 5.0  # seconds between two looks for a worker that has died
OPEN = {RunState.QUEUED, RunState.RUNNING}


def follow(run_id: UUID, tell: Callable[[str, float], None]) -> programmes.MatchRun:
    """Wait until this run has ended; work on it where nobody else does."""
    looked = time.monotonic()
    while True:
        with db.transaction(reads=True) as session:
            run = session.get_one(programmes.MatchRun, run_id)
            somebody = bool(presence.alive(session))
        if run.state not in OPEN:
            return run
        if run.state == RunState.QUEUED and not somebody and run.job_id is not None:
            done = programmes.work(job_id=run.job_id, progress=tell)
            if done is not None:
                continue
        if time.monotonic() - looked > TAKE_BACK:
            looked = time.monotonic()
            with db.transaction() as session:
                programmes.take_back_lapsed(session)
        time.sleep(LOOK_AGAIN)
