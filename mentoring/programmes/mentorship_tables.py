"""What is stored about mentorships and every step of their lives."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Index,
    text,
)
from sqlmodel import Field

from mentoring.db import Row


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
        CheckConstraint("mentor_id <> mentee_id", name="two_people"),
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
    actor_id: UUID | None = None  # None: the calendar (a period begins, an offer runs out)
    before: str | None = Field(default=None, max_length=10)
    after: str = Field(max_length=10)
    code: str = Field(default="", max_length=30)
    words: str = Field(default="", max_length=1000)
