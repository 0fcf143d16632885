"""Everybody who works in one process: a few threads per queue, and the sweep.

`pamong worker` runs a crew, `pamong serve` a crew beside the pages. With `dramatiq workers.main`
Dramatiq brings the threads, and each of its processes starts its own sweep.
"""

import logging
import threading
from typing import Any

from dramatiq import Broker, Middleware, Worker

from mentoring import messages, presence
from workers.broker import EmbeddedBroker, broker
from workers.sweep import Sweeper

# Queues have threads of their own, so that ten thousand slow messages delay no match.
THREADS = {"match": 1, "care": 1, "message": 4}
STOP_SECONDS = 25

_log = logging.getLogger(__name__)


class Crew:
    """The threads of one process that work on jobs."""

    def __init__(self, queues: tuple[str, ...] = tuple(THREADS)) -> None:
        self.sweeper = Sweeper()
        self.queues = queues
        # Several workers on one broker are meant: each consumes its own queue only.
        logging.getLogger("dramatiq.broker").setLevel(logging.ERROR)
        self.workers = [
            Worker(broker, queues={name}, worker_threads=THREADS[name], worker_timeout=200)
            for name in queues
        ]

    def start(self) -> None:
        for name in THREADS:
            broker.declare_queue(name)
        broker.emit_after("process_boot")  # starts what watches the time limits
        for worker in self.workers:
            worker.start()
        self.sweeper.start()
        _log.info("crew.started queues=%s", ",".join(self.queues))

    def stop(self) -> None:
        """Finish what is at hand, or hand it back; then go."""
        presence.leave()
        self.sweeper.ended.set()
        stopping = [
            threading.Thread(target=worker.stop, kwargs={"timeout": STOP_SECONDS * 1000})
            for worker in self.workers
        ]
        for thread in stopping:
            thread.start()
        for thread in stopping:
            thread.join(STOP_SECONDS + 10)
        self.sweeper.stop()
        messages.hang_up()
        if isinstance(broker, EmbeddedBroker):
            broker.forget()
        broker.close()
        _log.info("crew.stopped")


class SweepInEveryProcess(Middleware):
    """Starts a sweep in each process of `dramatiq workers.main`."""

    def __init__(self) -> None:
        self.sweeper: Sweeper | None = None

    def after_process_boot(self, broker: Broker) -> None:
        self.sweeper = Sweeper()
        self.sweeper.start()

    def before_worker_shutdown(self, broker: Broker, worker: Any) -> None:
        presence.leave()
        if self.sweeper is not None:
            self.sweeper.stop()
            self.sweeper = None
        messages.hang_up()
