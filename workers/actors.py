"""Which actor works on which kind of job."""

from typing import Any

from dramatiq import Actor

from mentoring import programmes
from workers import matches

ACTORS: dict[str, Actor[Any, Any]] = {programmes.JOB: matches.work_on_match}
