"""What is stored about competencies: dictionary, standards, assessments."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from mentoring.db import Row


class Family(StrEnum):
    """Which family a competency belongs to (PermenPANRB 38/2017; CACT for the last two)."""

    MANAGERIAL = "manajerial"
    SOCIO_CULTURAL = "sosial_kultural"
    TECHNICAL = "teknis"
    DIGITAL = "literasi_digital"
    EMERGING = "emerging_skill"


class Scope(StrEnum):
    """What a standard holds for."""

    GROUP = "group"  # every job of a job group
    JOB = "job"  # one job, by its name


class Competency(Row, table=True):
    """One entry of the dictionary in one version."""

    __tablename__ = "competency"
    __table_args__ = (UniqueConstraint("version", "code"),)

    version: str = Field(max_length=40)  # «PermenPANRB 38/2017», or the agency's own
    code: str = Field(max_length=40, index=True)  # M.1 .. M.8, SK.1, LD, ES, T.…
    name: str = Field(max_length=200)
    family: str = Field(max_length=20)
    definition: str = Field(default="", max_length=2000)


class Standard(Row, table=True):
    """Required level of one competency, for a job group or for one job (which wins)."""

    __tablename__ = "standard"
    __table_args__ = (
        UniqueConstraint("scope", "key", "competency_id"),
        CheckConstraint("level BETWEEN 1 AND 5", name="level"),
    )

    scope: str = Field(max_length=5)
    key: str = Field(max_length=300, index=True)  # job group name, or the job's name (normalised)
    competency_id: UUID = Field(foreign_key="competency.id", index=True)
    level: int
    source: str = Field(default="", max_length=200)


class Assessment(Row, table=True):
    """Achieved level of one person in one competency, on one day, by one source."""

    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("employee_id", "competency_id", "assessed_on"),
        CheckConstraint("level BETWEEN 0 AND 5", name="level"),
    )

    employee_id: UUID = Field(foreign_key="employee.id", index=True)
    competency_id: UUID = Field(foreign_key="competency.id", index=True)
    level: int
    assessed_on: date
    valid_until: date
    source: str = Field(default="", max_length=200)
