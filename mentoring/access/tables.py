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


class Account(Row, table=True):
    """Somebody who acts: always named, never anonymous."""

    __tablename__ = "account"

    login: str = Field(max_length=60, unique=True)
    name: str = Field(max_length=200)
    role: str = Field(max_length=10)
    unit_id: UUID | None = Field(default=None, foreign_key="unit.id")  # scope of a unit officer
    active: bool = True
    created_at: datetime
