"""People: employees, their units and status; SIASN and other sheets in, all problems at once."""

from mentoring.people.actions import apply_import, layouts, plan_import
from mentoring.people.grades import grade_name, rank_of, rank_title
from mentoring.people.imports.plan import Change, ImportPlan
from mentoring.people.jobs import Job, JobGroup, job_of, retires_on
from mentoring.people.nip import BadNip, Nip, masked, parse_nip
from mentoring.people.tables import (
    Conflict,
    Discipline,
    Employee,
    ImportBatch,
    Kind,
    Leave,
    Preference,
    Rating,
    Unit,
)

__all__ = [
    "BadNip",
    "Change",
    "Conflict",
    "Discipline",
    "Employee",
    "ImportBatch",
    "ImportPlan",
    "Job",
    "JobGroup",
    "Kind",
    "Leave",
    "Nip",
    "Preference",
    "Rating",
    "Unit",
    "apply_import",
    "grade_name",
    "job_of",
    "layouts",
    "masked",
    "parse_nip",
    "plan_import",
    "rank_of",
    "rank_title",
    "retires_on",
]
