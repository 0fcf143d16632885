"""The sweep: a thread in every process that works. No leader is needed; all it does is idempotent.

Each second it nudges what is due and was not told of; each sweep it takes back what a dead worker
held and writes the slots that have come.
"""

import logging
import threading
from contextlib import suppress
from queue import Full, Queue
from time import monotonic
from uuid import UUID

from mentoring import db, messages, presence, programmes, recovery, schema, slots
from mentoring.errors import PamongError
from mentoring.settings import settings
from workers.actors import ACTORS
from workers.broker import EmbeddedBroker, broker, send
from workers.duties import DUTIES

POLL = 1.0  # seconds
BEAT = 10.0
TOLD_AGAIN = 20.0

_log = logging.getLogger(__name__)


def sweep() -> None:
    """Take back, settle, look at the clock: what makes a lost nudge and a dead worker harmless."""
    with db.transaction() as session:
        lapsed = recovery.take_back(session)
        programmes.settle(session)
        messages.settle(session)
    for job in lapsed:
        _log.warning("sweep.taken_back job=%s kind=%s crashes=%s", job.id, job.kind, job.crashes)
    with db.transaction() as session:
        slots.write_due(session, tuple(DUTIES))


class Nudges:
    """Tells the workers of what is due and was not told of lately."""

    def __init__(self) -> None:
        self.told: dict[UUID, float] = {}
        self.self_help = SelfHelp()

    def again(self) -> None:
        for kind in ACTORS:
            for job_id in self._untold(kind):
                try:
                    send(kind, job_id)
                except OSError as unreachable:
                    _log.warning("sweep.no_broker job=%s why=%s", job_id, unreachable)
                    self.self_help.take(kind, job_id)

    def _untold(self, kind: str) -> list[UUID]:
        with db.transaction(reads=True) as session:
            due = recovery.due(session, kind=kind)
        if not isinstance(broker, EmbeddedBroker):
            if not due:
                return []
            with db.transaction() as session:
                return recovery.untold(session, kind=kind)
        # What this process carries only itself can take: others must not count it as told.
        now = monotonic()
        self.told = {job: at for job, at in self.told.items() if now - at < TOLD_AGAIN}
        fresh = [job for job in due if job not in self.told]
        self.told |= dict.fromkeys(fresh, now)
        return fresh


class SelfHelp(threading.Thread):
    """Does by itself what no broker carries: slower, one job after the other, but it is done."""

    def __init__(self) -> None:
        super().__init__(name="self-help", daemon=True)
        self.jobs: Queue[tuple[str, UUID]] = Queue(recovery.MOST_NUDGES)

    def take(self, kind: str, job_id: UUID) -> None:
        with suppress(Full):
            self.jobs.put_nowait((kind, job_id))
        if not self.is_alive():
            self.start()

    def run(self) -> None:
        while True:
            kind, job_id = self.jobs.get()
            actor = ACTORS.get(kind)
            try:
                if actor is not None:
                    actor.fn(str(job_id))
            except Exception as defect:
                _log.error("self_help.failed job=%s why=%s", job_id, type(defect).__name__)


class Sweeper(threading.Thread):
    """Sweeps until told to stop. What fails is said and tried again: the database may be away."""

    def __init__(self) -> None:
        super().__init__(name="sweep", daemon=True)
        self.ended = threading.Event()
        self.nudges = Nudges()

    def run(self) -> None:
        beaten = swept = float("-inf")
        while not self.ended.is_set():
            now = monotonic()
            try:
                schema.require_head()
                if now - beaten >= BEAT:
                    beaten = now
                    with db.transaction() as session:
                        presence.beat(session, owner=presence.me())
                if now - swept >= settings().sweep_seconds:
                    swept = now
                    sweep()
                self.nudges.again()
            except PamongError as away:
                _log.warning("sweep.failed why=%s", type(away).__name__)
            except Exception as defect:
                # Its text may quote a row; its kind and place are what a log may hold.
                _log.error("sweep.failed why=%s", type(defect).__name__)
            self.ended.wait(POLL)

    def stop(self) -> None:
        """End it, and say that this worker is gone."""
        self.ended.set()
        self.join(10)
        try:
            with db.transaction() as session:
                presence.gone(session, owner=presence.me())
        except PamongError as away:
            _log.warning("sweep.failed why=%s", type(away).__name__)
