"""What is stored about meetings and goals."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field

from mentoring.db import Row


class MeetingState(StrEnum):
    """A meeting, from the plan to what both sides say of it."""

    PLANNED = "planned"
    RECORDED = "recorded"  # one side says that it took place
    CONFIRMED = "confirmed"  # the other side says so too
    DISPUTED = "disputed"  # the other side says otherwise, with words
    WITHDRAWN = "withdrawn"  # whoever planned or recorded it took it back


class Mode(StrEnum):
    """How they met."""

    FACE_TO_FACE = "face_to_face"
    ONLINE = "online"


class Meeting(Row, table=True):
    """One meeting of a mentor and a mentee; its minutes count once both have said so."""

    __tablename__ = "meeting"

    mentorship_id: UUID = Field(foreign_key="mentorship.id", index=True)
    starts_at: datetime = Field(index=True)
    minutes: int | None = None  # None: only planned
    mode: str = Field(max_length=12)
    place: str = Field(default="", max_length=200)
    topics: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    notes: str = Field(default="", max_length=2000)
    state: str = Field(max_length=10, index=True)
    said_by: UUID  # the one of the two who planned or recorded it
    said_at: datetime
    answered_by: UUID | None = None
    answered_at: datetime | None = None
    words: str = Field(default="", max_length=1000)  # of the answer


class GoalState(StrEnum):
    """How far a goal has come."""

    OPEN = "open"
    REACHED = "reached"
    DROPPED = "dropped"


class Goal(Row, table=True):
    """What a mentee is to reach in one competency; either of the two may change it."""

    __tablename__ = "goal"
    __table_args__ = (UniqueConstraint("mentorship_id", "code"),)

    mentorship_id: UUID = Field(foreign_key="mentorship.id", index=True)
    code: str = Field(max_length=30)  # of the competency
    from_level: int
    to_level: int
    text: str = Field(default="", max_length=500)
    due_on: date | None = None
    progress: int = 0  # 0..100, as the two see it
    state: str = Field(default=GoalState.OPEN, max_length=10)
    changed_by: UUID
    changed_at: datetime
