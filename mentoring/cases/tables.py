"""What is stored about cases: the case as it stands, and every step that it took."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field

from mentoring.db import Row


class Case(Row, table=True):
    """One objection or request of one person. What it is about stands here by id or code."""

    __tablename__ = "objection_case"  # CASE is a word of SQL
    __table_args__ = (
        # One living case about one thing, however often a button is pressed.
        Index(
            "uq_objection_case_living",
            "person_id",
            "kind",
            "about",
            unique=True,
            sqlite_where=text("state IN ('open', 'taken')"),
            postgresql_where=text("state IN ('open', 'taken')"),
        ),
    )

    number: int = Field(unique=True)  # 1, 2, 3 …: what people say
    kind: str = Field(max_length=12)
    person_id: UUID = Field(foreign_key="employee.id", index=True)
    about: str = Field(max_length=60)  # a mentorship or programme by id, a competency, a field
    programme_id: UUID | None = Field(default=None, foreign_key="programme.id", index=True)
    wanted: str = Field(default="", max_length=300)  # of a correction: what it should be
    words: str = Field(max_length=1000)
    state: str = Field(max_length=10, index=True)
    opened_at: datetime
    opened_by: UUID | None = None  # an officer who wrote it down; None: the person
    due_at: datetime = Field(index=True)
    officer_id: UUID | None = Field(default=None, foreign_key="account.id", index=True)
    decision: str = Field(default="", max_length=10)
    follow_up: str = Field(default="", max_length=10)
    answer: str = Field(default="", max_length=1000)
    batch_id: UUID | None = Field(default=None, foreign_key="import_batch.id")
    own_deed: bool = False  # whoever answered had taken part in what is objected to
    ended_at: datetime | None = None


class CaseEvent(Row, table=True):
    """One step of a case; the row above is the last of them."""

    __tablename__ = "objection_case_event"

    case_id: UUID = Field(foreign_key="objection_case.id", index=True)
    at: datetime
    actor_id: UUID | None = None  # an account; None: the person whose case it is
    code: str = Field(max_length=12)
    after: str = Field(max_length=10)
    to_id: UUID | None = None  # who has it now
    words: str = Field(default="", max_length=1000)
