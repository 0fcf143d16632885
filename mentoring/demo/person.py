"""One invented civil servant, with all that a SIASN export would say."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mentoring.demo.catalogue import Job
from mentoring.demo.units import Unit


class Sort(StrEnum):
    """Which sort of civil servant."""

    PNS = "pns"
    CPNS = "cpns"
    PPPK = "pppk"


ACTIVE, UNPAID_LEAVE, STUDY_LEAVE, SUSPENDED, BEFORE_PENSION = "01", "02", "03", "04", "20"


@dataclass(slots=True, eq=False)
class Person:
    """grade: SIASN code 11..45 for PNS and CPNS, 101..117 for PPPK. echelon: code or empty."""

    id: str
    nip: str
    name: str
    front: str
    back: str
    sex: int
    born: date
    sort: Sort
    appointed: date
    permanent: date | None
    grade: int
    first_grade: int
    grade_since: date
    job: Job
    job_name: str  # as the export writes it; PPPK's are sometimes reversed
    job_type: str  # 1 structural, 2 functional, 4 executor
    job_since: date
    education: str
    echelon: str
    unit: Unit
    status: str
    retires: date
    new: bool  # a new hire who needs a mentor
    private: tuple[str, ...]  # birthplace, religion, NIK, …: what the import must drop

    def service_months(self, on: date) -> int:
        """Whole months since the appointment."""
        return (on.year - self.appointed.year) * 12 + on.month - self.appointed.month

    def rank_order(self) -> tuple[int, date, str]:
        """Senior first when sorted: grade, then earlier appointment."""
        return -self.grade, self.appointed, self.nip


def retirement(born: date, years: int) -> date:
    """TMT pensiun: first day of the month after the birthday that reaches the age."""
    month = born.month + 1
    return date(born.year + years + (month > 12), (month - 1) % 12 + 1, 1)
