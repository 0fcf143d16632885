"""What is stored about messages: to whom, about what, how far it came, and what a person prefers.

A row holds ids, dates and counts; the names are looked up at the moment of sending, so that a
person who is erased is in no old message either.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from mentoring.db import Row


class MessageState(StrEnum):
    """A message, from the transaction that made it needful to its end."""

    PENDING = "pending"  # waits; nothing has left the house
    SENDING = "sending"  # the next byte may deliver it; committed before that byte
    SENT = "sent"  # the other side said yes
    FAILED = "failed"  # the other side said no for good, or it was tried for three days
    UNCERTAIN = "uncertain"  # nobody can know whether it arrived; only a person sends it again
    OBSOLETE = "obsolete"  # what it was about changed before it was sent


UNSENT = (MessageState.PENDING,)
PERHAPS_SENT = (MessageState.SENT, MessageState.SENDING, MessageState.UNCERTAIN)
OPEN = (MessageState.PENDING, MessageState.SENDING)


class Message(Row, table=True):
    """One thing to tell one person, once. The row is also the person's inbox."""

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint("(employee_id IS NULL) <> (account_id IS NULL)", name="one_recipient"),
    )

    dedupe: str = Field(max_length=160, unique=True)  # said already? from stable ids only
    event: str = Field(max_length=30, index=True)
    employee_id: UUID | None = Field(default=None, foreign_key="employee.id", index=True)
    account_id: UUID | None = Field(default=None, foreign_key="account.id", index=True)
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    state: str = Field(default=MessageState.PENDING, max_length=10, index=True)
    version: int = 1  # grows when a part of it becomes obsolete: what was rendered no longer fits
    made_at: datetime = Field(index=True)
    go_at: datetime | None = None  # its reserved place in the flow of a channel
    channel: str = Field(default="", max_length=12)  # the last one that was tried
    token: int = 0  # of the lease under which it was last being sent
    attempts: int = 0  # how often it came as far as being sent
    code: str = Field(default="", max_length=60)  # why it is not sent: a code, never a text
    ended_at: datetime | None = None
    read_at: datetime | None = None


class MessageAbout(Row, table=True):
    """One of the things that a message is about, usually a mentorship."""

    __tablename__ = "message_about"
    __table_args__ = (UniqueConstraint("message_id", "subject_id"),)

    message_id: UUID = Field(foreign_key="message.id", index=True)
    subject_id: UUID = Field(index=True)
    obsolete_at: datetime | None = None


class MessagePreference(Row, table=True):
    """How one person wants to be told; without a row the office's way."""

    __tablename__ = "message_preference"

    person_id: UUID = Field(unique=True)  # an employee's or an account's id
    channel: str = Field(default="", max_length=12)  # empty: the office's way
    language: str = Field(default="", max_length=2)  # empty: the office's language
    digests: bool = True


class MessagePace(Row, table=True):
    """The flow of one channel over all workers: when its next message may leave."""

    __tablename__ = "message_pace"

    channel: str = Field(max_length=12, unique=True)
    next_at: datetime | None = None
    written_at: datetime | None = None  # by the clock that wrote next_at
    held_since: datetime | None = None  # a person, or a restore, stopped it
