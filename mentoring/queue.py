"""Tells workers that a row waits. The row is the truth; this message is only a nudge.

The basement does not know brokers: `workers/broker.py` gives the real nudge at start. Nothing is
lost when none is given or when it fails: the row waits until somebody works on it.
"""

import logging
from collections.abc import Callable
from uuid import UUID

Nudge = Callable[[UUID], None]

_log = logging.getLogger(__name__)
_nudges: list[Nudge] = []


def use(nudge: Nudge | None) -> None:
    """Set how workers are told, or nobody is."""
    _nudges[:] = [] if nudge is None else [nudge]


def tell(run_id: UUID) -> bool:
    """After the commit: tell the workers of a waiting run. False: nobody could be told."""
    for nudge in _nudges:
        try:
            nudge(run_id)
        except OSError as unreachable:
            _log.warning("queue.nudge_failed run=%s why=%s", run_id, type(unreachable).__name__)
            return False
        return True
    return False
