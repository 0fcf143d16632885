"""What is stored about programmes: policy, participants, rulings; the doors to the other tables."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlmodel import Field

from mentoring.db import Row
from mentoring.programmes.mentorship_tables import Mentorship, MentorshipEvent
from mentoring.programmes.run_tables import (
    MatchRun,
    Proposal,
    RunFile,
    RunPart,
    StandingApproval,
    Unmatched,
    WhatIf,
)

__all__ = [
    "Capacity",
    "MatchRun",
    "Mentorship",
    "MentorshipEvent",
    "Participant",
    "Policy",
    "Programme",
    "Proposal",
    "Ruling",
    "RunFile",
    "RunPart",
    "Side",
    "StandingApproval",
    "Unmatched",
    "WhatIf",
]


class Side(StrEnum):
    """Which side of a pair somebody stands on."""

    MENTOR = "mentor"
    MENTEE = "mentee"


class Programme(Row, table=True):
    """A mentoring programme of a fixed period under a versioned policy.

    input_version counts every change that could change a match; a run remembers which one it
    saw. fence counts the runs that started: a worker with an old fence can publish no more.
    """

    __tablename__ = "programme"

    code: str = Field(max_length=60, unique=True)
    name: str = Field(max_length=200)
    begins_on: date
    ends_on: date
    seed: str = Field(max_length=64)  # published; every lottery number follows from it
    policy_version: int = 1
    input_version: int = 1
    fence: int = 0
    proposed_run_id: UUID | None = None  # the proposal now on the table
    version: int = 1  # grows with every approval and undo: two officers cannot both win
    created_by: UUID
    created_at: datetime


class Policy(Row, table=True):
    """One version of a programme's policy, as the TOML text that people read."""

    __tablename__ = "policy"
    __table_args__ = (UniqueConstraint("programme_id", "version"),)

    programme_id: UUID = Field(foreign_key="programme.id", index=True)
    version: int
    toml: str = Field(sa_column=Column(Text, nullable=False))
    actor_id: UUID
    at: datetime


class Participant(Row, table=True):
    """Somebody in a programme, on one side, with the lottery number drawn at enrolment."""

    __tablename__ = "participant"
    __table_args__ = (
        UniqueConstraint("programme_id", "employee_id", "side"),
        UniqueConstraint("programme_id", "lot"),
    )

    programme_id: UUID = Field(foreign_key="programme.id", index=True)
    employee_id: UUID = Field(foreign_key="employee.id", index=True)
    side: str = Field(max_length=6)
    lot: int = Field(sa_type=BigInteger)
    priority: int = 1  # mentees only; class 1 goes first
    excluded_reason: str | None = Field(default=None, max_length=300)
    enrolled_at: datetime
    enrolled_by: UUID


class Capacity(Row, table=True):
    """How many mentees a person may have at a time, over all programmes; no row: the policy's
    default of the programme at hand."""

    __tablename__ = "capacity"
    __table_args__ = (CheckConstraint("places BETWEEN 0 AND 50", name="places"),)

    employee_id: UUID = Field(foreign_key="employee.id", unique=True)
    places: int
    reason: str = Field(default="", max_length=300)


class Ruling(Row, table=True):
    """What a person (or an answer) decided about one pair: locked together, or never again."""

    __tablename__ = "ruling"
    __table_args__ = (
        Index(
            "uq_ruling_in_force",
            "programme_id",
            "mentee_id",
            "mentor_id",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
    )

    programme_id: UUID = Field(foreign_key="programme.id", index=True)
    mentee_id: UUID = Field(foreign_key="employee.id", index=True)
    mentor_id: UUID = Field(foreign_key="employee.id", index=True)
    kind: str = Field(max_length=8)  # «lock», «ban», «declined»
    reason: str = Field(max_length=300)
    actor_id: UUID
    at: datetime
    lifted_at: datetime | None = None
    lifted_by: UUID | None = None
