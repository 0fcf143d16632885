"""What matching, explaining and letters may know of a person: no birth date, sex or NIP."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import aliased

from mentoring import clock
from mentoring.people.nip import months_between
from mentoring.people.tables import ERASED, Employee, Kind, Unit
from mentoring.words import _


@dataclass(frozen=True, slots=True)
class Profile:
    """One person as matching sees them. `name` carries the titles; service_months counts on the
    day of the import, or from the appointment to the day that was asked for."""

    id: UUID
    draw_key: str
    kind: Kind
    name: str
    status_code: str
    appointed_on: date | None
    grade: int | None
    grade_since: date | None
    service_months: int | None
    job_type: str
    job_group: str | None
    job_code: str
    job_name: str
    job_since: date | None
    field: str
    echelon: str
    education: str
    unit_id: UUID
    unit_name: str
    opd_id: UUID
    opd_name: str
    location: str
    superior_id: UUID | None
    retires_on: date | None
    left_on: date | None

    @property
    def job(self) -> str:
        """The job as one says it: «Guru Ahli Pertama» for «AHLI PERTAMA - GURU»."""
        level = (self.job_group or "").removeprefix("JF ")
        if (
            self.job_group != level
            and self.field
            and (self.job_name.isupper() or " - " in self.job_name)
        ):
            return f"{self.field} {level}"
        return self.job_name


COLUMNS = ("id", "draw_key", "kind", "name", "front_title", "back_title", "status_code",
           "appointed_on", "grade", "grade_since", "service_months", "job_type", "job_group",
           "job_code", "job_name", "job_since", "field", "echelon", "education", "unit_id",
           "superior_id", "retires_on", "left_on")  # fmt: skip


def profile_query() -> Select[Any]:
    """Employees with their unit and OPD."""
    unit, opd = aliased(Unit), aliased(Unit)
    people = Employee.__table__.c  # type: ignore[attr-defined]
    return (
        select(
            *(people[name] for name in COLUMNS),
            unit.name.label("unit_name"),  # type: ignore[attr-defined]
            unit.opd_id.label("opd_id"),  # type: ignore[union-attr]
            unit.location.label("location"),  # type: ignore[attr-defined]
            opd.name.label("opd_name"),  # type: ignore[attr-defined]
        )
        .select_from(Employee)
        .join(unit, people.unit_id == unit.id)
        .outerjoin(opd, unit.opd_id == opd.id)  # type: ignore[arg-type]
    )


def profile_of(row: Row[Any], *, on: date | None = None) -> Profile:
    """A row of profile_query as a Profile."""
    facts = dict(row._mapping)
    front, back = facts.pop("front_title"), facts.pop("back_title")
    facts["name"] = full_name(facts["name"], front, back)
    facts["kind"] = Kind(facts["kind"])
    facts["opd_id"] = facts["opd_id"] or facts["unit_id"]
    facts["opd_name"] = facts["opd_name"] or facts["unit_name"]
    if facts["service_months"] is None and facts["appointed_on"] is not None:
        facts["service_months"] = months_between(facts["appointed_on"], on or clock.today())
    return Profile(**facts)


def full_name(name: str, front: str, back: str) -> str:
    """«dr. Nama, Sp.A.»; of somebody who was erased, that it was."""
    if name == ERASED:
        return _("(data dihapus)")
    whole = f"{front} {name}".strip()
    return f"{whole}, {back}" if back else whole
