"""People: employees, their units and status; SIASN and other sheets in, all problems at once."""

from mentoring.people.actions import LAYOUTS, apply_import, layouts, plan_import
from mentoring.people.grades import grade_name, rank_of, rank_title
from mentoring.people.imports.keyed import KnownPeople, nip_column
from mentoring.people.imports.plan import Change, Finder, ImportPlan, Writes, digest_of, rows_of
from mentoring.people.jobs import Job, JobGroup, job_of, retires_on
from mentoring.people.nip import BadNip, Nip, masked, parse_nip
from mentoring.people.profile import Profile
from mentoring.people.queries import (
    active_discipline,
    conflicts,
    count,
    employee,
    employee_by_nip,
    find_employees,
    last_ratings,
    leaves,
    nips,
    preferences,
    profiles,
    unit_by_code,
    units,
)
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
    "LAYOUTS",
    "BadNip",
    "Change",
    "Conflict",
    "Discipline",
    "Employee",
    "Finder",
    "ImportBatch",
    "ImportPlan",
    "Job",
    "JobGroup",
    "Kind",
    "KnownPeople",
    "Leave",
    "Nip",
    "Preference",
    "Profile",
    "Rating",
    "Unit",
    "Writes",
    "active_discipline",
    "apply_import",
    "conflicts",
    "count",
    "digest_of",
    "employee",
    "employee_by_nip",
    "find_employees",
    "grade_name",
    "job_of",
    "last_ratings",
    "layouts",
    "leaves",
    "masked",
    "nip_column",
    "nips",
    "parse_nip",
    "plan_import",
    "preferences",
    "profiles",
    "rank_of",
    "rank_title",
    "retires_on",
    "rows_of",
    "unit_by_code",
    "units",
]
