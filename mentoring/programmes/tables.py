"""What is stored about programmes: policy, participants, runs, proposals, mentorships."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
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


class MatchRun(Row, table=True):
    """One match run: the request, the work, and the complete result with its certificate."""

    __tablename__ = "match_run"
    __table_args__ = (
        # At most one waiting and one working run per programme, on either database.
        Index(
            "uq_match_run_queued",
            "programme_id",
            unique=True,
            sqlite_where=text("state = 'queued'"),
            postgresql_where=text("state = 'queued'"),
        ),
        Index(
            "uq_match_run_running",
            "programme_id",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
    )

    programme_id: UUID = Field(foreign_key="programme.id", index=True)
    number: int  # 1, 2, 3 … within the programme: what people say
    state: str = Field(max_length=12)
    scope: str = Field(max_length=10)  # «waiting» (default) or «everyone»
    reasons: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    asked_by: UUID
    asked_at: datetime
    owner: str | None = Field(default=None, max_length=100)
    token: int = 0  # grows with every claim; a stale worker's token no longer fits
    attempts: int = 0
    lease_until: datetime | None = None
    fence: int | None = None
    input_version: int | None = None
    policy_version: int | None = None
    cancel_asked: bool = False
    progress: str = Field(default="", max_length=100)
    started_at: datetime | None = None
    ended_at: datetime | None = None
    error_code: str | None = Field(default=None, max_length=60)
    error_text: str | None = Field(default=None, max_length=2000)
    digest: str | None = Field(default=None, max_length=64)  # of the problem that was solved
    summary: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    version: int = 1  # grows with every change by hand (swap), so that an old screen is noticed


class RunFile(Row, table=True):
    """The problem and the certificate of one run, compressed: what `verify` reads again."""

    __tablename__ = "run_file"
    __table_args__ = (UniqueConstraint("run_id", "name"),)

    run_id: UUID = Field(foreign_key="match_run.id", index=True)
    name: str = Field(max_length=20)  # «problem» or «result»
    sha256: str = Field(max_length=64)
    content: bytes


class Proposal(Row, table=True):
    """One proposed pair with everything that explains it."""

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("run_id", "mentee_id"),)

    run_id: UUID = Field(foreign_key="match_run.id", index=True)
    mentee_id: UUID = Field(foreign_key="employee.id", index=True)
    mentor_id: UUID = Field(foreign_key="employee.id", index=True)
    points: int  # benefit, in thousandths of a point
    origin: str = Field(max_length=8)  # «solver», «locked», «swapped», «running»
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class Unmatched(Row, table=True):
    """One mentee without a mentor in a run: why, and the place in the waiting list."""

    __tablename__ = "unmatched"
    __table_args__ = (UniqueConstraint("run_id", "mentee_id"),)

    run_id: UUID = Field(foreign_key="match_run.id", index=True)
    mentee_id: UUID = Field(foreign_key="employee.id", index=True)
    place: int | None = None  # None: not waiting, because no mentor is allowed at all
    code: str = Field(max_length=30)
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class Mentorship(Row, table=True):
    """Two people who work together, begun by a named person's approval."""

    __tablename__ = "mentorship"
    __table_args__ = (
        # One live mentor per mentee and programme, whatever two officers do at once.
        Index(
            "uq_mentorship_live",
            "programme_id",
            "mentee_id",
            unique=True,
            sqlite_where=text("state IN ('offered', 'accepted', 'active')"),
            postgresql_where=text("state IN ('offered', 'accepted', 'active')"),
        ),
        CheckConstraint("ends_on >= begins_on", name="period"),
    )

    programme_id: UUID = Field(foreign_key="programme.id", index=True)
    mentee_id: UUID = Field(foreign_key="employee.id", index=True)
    mentor_id: UUID = Field(foreign_key="employee.id", index=True)
    run_id: UUID = Field(foreign_key="match_run.id", index=True)
    approved_by: UUID
    approved_at: datetime
    state: str = Field(max_length=10, index=True)
    begins_on: date
    ends_on: date
    points: int
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    answer_due: datetime | None = None
    version: int = 1


class MentorshipEvent(Row, table=True):
    """One step in the life of a mentorship; the row above is the last of them."""

    __tablename__ = "mentorship_event"

    mentorship_id: UUID = Field(foreign_key="mentorship.id", index=True)
    at: datetime
    actor_id: UUID
    before: str | None = Field(default=None, max_length=10)
    after: str = Field(max_length=10)
    code: str = Field(default="", max_length=30)
    words: str = Field(default="", max_length=1000)
