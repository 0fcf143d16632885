"""Which actor works on which kind of job."""

from typing import Any

from dramatiq import Actor

from mentoring import messages, programmes, slots
from workers import approvals, duties, matches
from workers import messages as letters

ACTORS: dict[str, Actor[Any, Any]] = {
    programmes.JOB: matches.work_on_match,
    programmes.sharing.JOB: matches.work_on_part,
    programmes.whatif.JOB: matches.work_on_what_if,
    programmes.standing.JOB: approvals.work_on_approval,
    slots.JOB: duties.work_on_slot,
    messages.JOB: letters.work_on_message,
    messages.WEBHOOK_JOB: letters.work_on_webhook,
}
