"""Approvals that a named officer gave beforehand."""

from uuid import UUID

import dramatiq

from mentoring.programmes import standing
from workers import broker as _broker  # the broker must be set before an actor is declared

assert _broker.broker is dramatiq.get_broker()


@dramatiq.actor(queue_name="care", priority=0)
def work_on_approval(job_id: str) -> None:
    """Approve one proposal in the name of the officer who said so."""
    standing.carry_out(job_id=UUID(job_id))
