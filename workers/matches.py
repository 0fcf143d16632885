"""Match runs in the background."""

from uuid import UUID

import dramatiq

from mentoring import programmes
from workers import broker as _broker  # the broker must be set before an actor is declared

QUEUE = "match"

assert _broker.broker is dramatiq.get_broker()


@dramatiq.actor(queue_name=QUEUE)
def solve_run(run_id: str) -> None:
    """Work on one run if it still waits; a repeated or late message does nothing."""
    programmes.work(run_id=UUID(run_id))
