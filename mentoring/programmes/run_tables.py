"""What is stored about match runs: request, work, proposal, certificate."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Index,
    UniqueConstraint,
    text,
)
from sqlmodel import Field

from mentoring.db import Row


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
    triggers: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    asked_by: UUID | None = None  # None: the schedule
    asked_at: datetime
    job_id: UUID | None = Field(default=None, index=True)  # the work on it, in the queue
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


class RunPart(Row, table=True):
    """One independent part of a large run, for whichever worker is free: the packed case, and the
    pairs once somebody has solved it."""

    __tablename__ = "run_part"
    __table_args__ = (UniqueConstraint("run_id", "number"),)

    run_id: UUID = Field(foreign_key="match_run.id", index=True)
    number: int
    content: bytes
    pairs: list[list[int]] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))


class Proposal(Row, table=True):
    """One proposed pair with everything that explains it."""

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("run_id", "mentee_id"),
        CheckConstraint("mentor_id <> mentee_id", name="two_people"),
    )

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


class WhatIf(Row, table=True):
    """What would come out under some changes that nobody has made: asked beside a proposal, and
    never one itself. Ids only; kept until newer ones push it out."""

    __tablename__ = "what_if"

    programme_id: UUID = Field(foreign_key="programme.id", index=True)
    run_id: UUID = Field(foreign_key="match_run.id", index=True)  # the proposal it stands beside
    changes: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    asked_by: UUID
    asked_at: datetime
    job_id: UUID | None = None
    progress: str = Field(default="", max_length=100)
    input_version: int | None = None  # of the programme, when this was computed
    answer: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    error_text: str | None = Field(default=None, max_length=2000)
    ended_at: datetime | None = None
    taken_run_id: UUID | None = None  # the run that was asked for when it was taken over


class StandingApproval(Row, table=True):
    """A named officer's decision beforehand: rematches that move nobody count as approved."""

    __tablename__ = "standing_approval"
    __table_args__ = (
        Index(
            "uq_standing_approval_in_force",
            "programme_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    programme_id: UUID = Field(foreign_key="programme.id", index=True)
    approved_by: UUID
    until: date  # the last day on which it holds
    reason: str = Field(max_length=300)
    at: datetime
    revoked_at: datetime | None = None
    revoked_by: UUID | None = None
