"""The broker, chosen in one place from one setting. Import this before any actor.

Redis carries only ids and may lose all of them: the rows know what waits. So everything that
makes Dramatiq the truth is left out (Retries, Results, delays).
"""

from uuid import UUID

import dramatiq
from dramatiq.broker import Broker
from dramatiq.brokers.redis import RedisBroker
from dramatiq.brokers.stub import StubBroker
from dramatiq.errors import BrokerError
from dramatiq.middleware import CurrentMessage, ShutdownNotifications, TimeLimit
from redis.exceptions import RedisError

from mentoring import queue
from mentoring.settings import settings

HOUR = 3_600_000  # milliseconds; a solve has its own limits, this one only ends what hangs


def make_broker() -> Broker:
    """Redis when PAMONG_REDIS_URL is set, else a queue inside the process."""
    middleware = [TimeLimit(time_limit=HOUR), ShutdownNotifications(), CurrentMessage()]
    url = settings().redis_url
    if url is None:
        return StubBroker(middleware=middleware)
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


def nudge(run_id: UUID) -> None:
    """Send one id to the actor that solves runs; OSError when the broker cannot be reached."""
    from workers.matches import solve_run

    try:
        solve_run.send(str(run_id))
    except (RedisError, BrokerError) as unreachable:
        raise OSError(type(unreachable).__name__) from unreachable


queue.use(nudge)
