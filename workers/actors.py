"""Which actor works on which kind of job."""

from typing import Any

from dramatiq import Actor

from mentoring import programmes, slots
from workers import approvals, duties, matches

ACTORS: dict[str, Actor[Any, Any]] = {
    programmes.JOB: matches.work_on_match,
    programmes.sharing.JOB: matches.work_on_part,
    programmes.standing.JOB: approvals.work_on_approval,
    slots.JOB: duties.work_on_slot,
}
