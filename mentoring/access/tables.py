"""What is stored about those who act: accounts and their role."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field

from mentoring.db import Row


class Role(StrEnum):
    """What an account may do; `may.py` holds the whole table."""

    ADMIN = "admin"  # everything, and the accounts
    HR = "hr"  # the whole work of matching
    UNIT_HR = "hr_unit"  # looks at the own OPD only
    AUDITOR = "auditor"  # reads everything, changes nothing


class Purpose(StrEnum):
    """What one link is good for, and nothing else."""

    ANSWER = "answer"  # a mentor accepts or declines one assignment
    MENTEE_VIEW = "mentee_view"  # a mentee looks at the own pair
    SIGN_IN = "sign_in"  # an officer opens a session; minutes only
    DIGEST_STOP = "digest_stop"  # somebody does without digests


class Link(Row, table=True):
    """One random link, known by its SHA-256 only: for one purpose, one thing, one person, once."""

    __tablename__ = "link"

    digest: str = Field(max_length=64, unique=True)
    purpose: str = Field(max_length=20)
    subject_id: UUID = Field(index=True)  # what it is about, such as a mentorship
    holder_id: UUID = Field(index=True)  # whom it was made for: an employee or an account
    made_at: datetime
    expires_at: datetime = Field(index=True)
    used_at: datetime | None = None


class Account(Row, table=True):
    """Somebody who acts: always named, never anonymous."""

    __tablename__ = "account"

    login: str = Field(max_length=60, unique=True)
    name: str = Field(max_length=200)
    role: str = Field(max_length=10)
    unit_id: UUID | None = Field(default=None, foreign_key="unit.id")  # scope of a unit officer
    email: str = Field(default="", max_length=200)
    active: bool = True
    created_at: datetime
