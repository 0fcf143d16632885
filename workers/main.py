"""What `dramatiq workers.main` loads: the broker first, then every actor."""

from workers import broker as _broker
from workers import matches

broker = _broker.broker
actors = [matches.solve_run]
