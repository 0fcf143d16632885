"""What is stored about those who act: accounts and their role."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, Column
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
    OWN_PAGE = "own_page"  # somebody without an account opens the own pages


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


class Credential(Row, table=True):
    """What an account proves itself with: an argon2id password, and a time-based second factor."""

    __tablename__ = "credential"

    account_id: UUID = Field(foreign_key="account.id", unique=True)
    password_hash: str = Field(max_length=200)
    password_at: datetime
    totp_secret: str | None = Field(default=None, max_length=64)  # base32
    totp_confirmed_at: datetime | None = None  # None: shown, but no code has come back yet
    totp_last_step: int = 0  # a code that was used is not taken twice


class WebSession(Row, table=True):
    """One browser that is signed in; ended by its row, never by the browser's goodwill.

    Only the hash of the token is here: who reads the database cannot take over a session.
    """

    __tablename__ = "web_session"

    token_hash: str = Field(max_length=64, unique=True)
    account_id: UUID = Field(foreign_key="account.id", index=True)
    second_factor: bool = False  # False: the password was right, the code is still to come
    device: str = Field(default="", max_length=60)  # «Chrome, Windows»: what its owner recognises
    begun_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None


class OwnSession(Row, table=True):
    """One browser in which somebody without an account looks at the own pages; no roles at all."""

    __tablename__ = "own_session"

    token_hash: str = Field(max_length=64, unique=True)
    employee_id: UUID = Field(foreign_key="employee.id", index=True)
    begun_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None


class Invitation(Row, table=True):
    """A link that lets somebody set the password of one account, once, for a short while."""

    __tablename__ = "invitation"

    token_hash: str = Field(max_length=64, unique=True)
    account_id: UUID = Field(foreign_key="account.id", index=True)
    until: datetime
    used_at: datetime | None = None


class Attempt(Row, table=True):
    """One failed try of something that may be tried a few times only; kept for an hour."""

    __tablename__ = "attempt"

    key: str = Field(max_length=64, index=True)  # a hash: neither a login nor an address
    at: datetime = Field(index=True)


class ApiClient(Row, table=True):
    """A machine that may read through the API, known by the hash of its token."""

    __tablename__ = "api_client"

    name: str = Field(max_length=100)
    token_hash: str = Field(max_length=64, unique=True)
    made_by: UUID
    made_at: datetime
    seen_at: datetime | None = None
    ended_at: datetime | None = None


class Sight(Row, table=True):
    """One page that showed people's data: whose rows a session read, should that be asked one day.

    Who looked: an account in a session, a client, or a person by a link (with the session, if any).
    """

    __tablename__ = "sight"

    at: datetime = Field(index=True)
    account_id: UUID | None = Field(default=None, index=True)
    session_id: UUID | None = Field(default=None, index=True)
    client_id: UUID | None = Field(default=None, index=True)
    holder_id: UUID | None = Field(default=None, index=True)  # a person who came by a link
    place: str = Field(max_length=100)  # the route, without what stood in it
    people: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
