"""Hands a requested run to whoever works on jobs."""

import threading
from uuid import UUID

from mentoring import db, presence, programmes


def hand_over(run_id: UUID) -> None:
    """Have this run computed: by a worker where one is alive, else by a thread of this process."""
    with db.transaction(reads=True) as session:
        run = session.get_one(programmes.MatchRun, run_id)
        somebody = bool(presence.alive(session))
    if not somebody and run.state == programmes.RunState.QUEUED and run.job_id is not None:
        threading.Thread(target=_work, args=(run.job_id,), daemon=True, name="run").start()


def hand_over_what_if(what_if_id: UUID) -> None:
    """The same for a supposition beside a proposal."""
    with db.transaction(reads=True) as session:
        job_id = session.get_one(programmes.WhatIf, what_if_id).job_id
        somebody = bool(presence.alive(session))
    if not somebody and job_id is not None:
        threading.Thread(target=_suppose, args=(job_id,), daemon=True, name="what-if").start()


def _suppose(job_id: UUID) -> None:
    programmes.whatif.work_on_what_if(job_id=job_id, own_process=True)


def _work(job_id: UUID) -> None:
    programmes.work(job_id=job_id, own_process=True)
