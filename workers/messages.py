"""Messages to people, and notices to other systems."""

from uuid import UUID

import dramatiq

from mentoring import messages
from workers import broker as _broker  # the broker must be set before an actor is declared

QUEUE = "message"

assert _broker.broker is dramatiq.get_broker()


# Behind matches and answers where one process has threads for all: a burst delays nobody else.
@dramatiq.actor(queue_name=QUEUE, priority=10)
def work_on_message(job_id: str) -> None:
    """Tell one person one thing, once."""
    messages.deliver(job_id=UUID(job_id))


@dramatiq.actor(queue_name=QUEUE, priority=10)
def work_on_webhook(job_id: str) -> None:
    """Tell another system that something happened, in ids."""
    messages.deliver_webhook(job_id=UUID(job_id))
