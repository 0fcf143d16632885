"""Match runs in the background."""

from uuid import UUID

import dramatiq

from mentoring import programmes
from mentoring.programmes import sharing
from workers import broker as _broker  # the broker must be set before an actor is declared

QUEUE = "match"

assert _broker.broker is dramatiq.get_broker()


# Told to stop, the solver hands its run back at once instead of holding up the deployment.
@dramatiq.actor(queue_name=QUEUE, priority=0, notify_shutdown=True)
def work_on_match(job_id: str) -> None:
    """Work on one run if it still waits; a repeated, late or unknown id does nothing."""
    programmes.work(job_id=UUID(job_id), own_process=True)


@dramatiq.actor(queue_name=QUEUE, priority=5, notify_shutdown=True)
def work_on_part(job_id: str) -> None:
    """Solve one part of a large run that another worker holds."""
    sharing.solve_part(job_id=UUID(job_id))
