"""What `dramatiq workers.main` loads: the broker first, then every actor, and a sweep."""

from workers import broker as _broker
from workers.actors import ACTORS
from workers.crew import SweepInEveryProcess
from workers.log import configure

configure()
broker = _broker.broker
broker.add_middleware(SweepInEveryProcess())
actors = list(ACTORS.values())
