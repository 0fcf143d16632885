"""Match runs in the background."""

from contextlib import suppress
from uuid import UUID

import dramatiq

from mentoring import presence, programmes
from mentoring.programmes import sharing
from workers import broker as _broker  # the broker must be set before an actor is declared

QUEUE = "match"

assert _broker.broker is dramatiq.get_broker()


@dramatiq.actor(queue_name=QUEUE, priority=0)
def work_on_match(job_id: str) -> None:
    """Work on one run if it still waits; a repeated, late or unknown id does nothing."""
    with suppress(presence.Leaving):  # its run waits again
        programmes.work(job_id=UUID(job_id), own_process=True)


@dramatiq.actor(queue_name=QUEUE, priority=5)
def work_on_part(job_id: str) -> None:
    """Solve one part of a large run that another worker holds."""
    with suppress(presence.Leaving):
        sharing.solve_part(job_id=UUID(job_id))


@dramatiq.actor(queue_name=QUEUE, priority=3)
def work_on_what_if(job_id: str) -> None:
    """Answer a supposition beside a proposal, if it still waits."""
    with suppress(presence.Leaving):
        programmes.whatif.work_on_what_if(job_id=UUID(job_id), own_process=True)
