"""The broker, chosen in one place from one setting. Import this before any actor.

What it carries is only the id of a job, and it may lose all of them: the rows know what waits. So
everything that makes Dramatiq the truth is left out (Retries, Results, delays).
"""

import atexit
import logging
import threading
import time
from contextlib import suppress
from queue import Empty, Full, Queue
from typing import Any
from uuid import UUID

import dramatiq
from dramatiq.broker import Broker
from dramatiq.brokers.redis import RedisBroker
from dramatiq.brokers.stub import StubBroker
from dramatiq.errors import BrokerError
from dramatiq.middleware import CurrentMessage, TimeLimit
from redis.exceptions import RedisError

from mentoring import queue
from mentoring.settings import settings

HOUR = 3_600_000  # milliseconds; a solve has its own limits, this one only ends what hangs
MOST_NUDGES = 10_000  # kept inside the process; the sweep repeats what is dropped
BREATHER = 1.0  # seconds after a broker could not be reached
LAST_MOMENT = 2.0  # seconds for the last nudges of a process that ends

_log = logging.getLogger(__name__)


class EmbeddedBroker(StubBroker):
    """A queue inside the process, for which no server is needed.

    StubBroker is made for tests: it keeps dead letters for ever and has no bound. Here both are
    forgotten, since a nudge that is lost comes again.
    """

    def enqueue(self, message: Any, *, delay: int | None = None) -> Any:
        waiting = self.queues.get(message.queue_name)
        if waiting is not None and waiting.qsize() >= MOST_NUDGES:
            return message
        sent = super().enqueue(message, delay=delay)
        self.dead_letters_by_queue.clear()
        return sent

    def forget(self) -> None:
        """Drop every nudge that nobody took."""
        for waiting in self.queues.values():
            try:
                while True:
                    waiting.get_nowait()
                    waiting.task_done()
            except Empty:
                continue


def make_broker() -> Broker:
    """Redis when PAMONG_REDIS_URL is set, else a queue inside the process."""
    middleware = [TimeLimit(time_limit=HOUR), CurrentMessage()]
    url = settings().redis_url
    if url is None:
        return EmbeddedBroker(middleware=middleware)
    return RedisBroker(  # type: ignore[no-untyped-call]
        url=url.get_secret_value(),
        namespace="pamong",
        middleware=middleware,
        # Defaults leave the message of a killed worker for many minutes; 30 s and every command.
        maintenance_chance=1_000_000,
        heartbeat_timeout=30_000,
    )


broker = make_broker()
dramatiq.set_broker(broker)


def send(kind: str, job_id: UUID) -> None:
    """Send one id to the actor of its kind; OSError when the broker cannot be reached."""
    from workers.actors import ACTORS

    actor = ACTORS.get(kind)
    if actor is None:
        return  # a kind that newer code knows: its own workers will take it
    try:
        actor.send(str(job_id))
    except (RedisError, BrokerError) as unreachable:
        raise OSError(type(unreachable).__name__) from unreachable


class Carrier(threading.Thread):
    """Sends nudges from a thread of its own: a broker that hangs must hold up nobody's request."""

    def __init__(self) -> None:
        super().__init__(name="nudges", daemon=True)
        self.waiting: Queue[tuple[str, UUID]] = Queue(MOST_NUDGES)

    def nudge(self, kind: str, job_id: UUID) -> None:
        """Never waits; what finds no room is nudged by the sweep."""
        with suppress(Full):
            self.waiting.put_nowait((kind, job_id))
        if not self.is_alive():
            with suppress(RuntimeError):  # another thread has just started it
                self.start()
                atexit.register(self.finish)

    def run(self) -> None:
        while True:
            kind, job_id = self.waiting.get()
            try:
                send(kind, job_id)
            except OSError as unreachable:
                _log.warning("queue.nudge_failed job=%s why=%s", job_id, unreachable)
                time.sleep(BREATHER)
            except Exception as defect:  # the next nudge shall still be carried
                _log.error("queue.nudge_failed job=%s why=%s", job_id, type(defect).__name__)
            finally:
                self.waiting.task_done()

    def finish(self) -> None:
        """A command that ends gives its last nudges a moment."""
        last = time.monotonic() + LAST_MOMENT
        while self.waiting.unfinished_tasks and time.monotonic() < last:
            time.sleep(0.01)


if isinstance(broker, EmbeddedBroker):
    queue.use(send)
else:
    queue.use(Carrier().nudge)
