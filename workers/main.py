"""What `dramatiq workers.main` loads: the broker first, then every actor."""

from workers import broker as _broker
from workers.actors import ACTORS

broker = _broker.broker
actors = list(ACTORS.values())
