"""What is stored about letters: the letter, its files, and the agency's own materials.

Programmes and runs are above this room, so their ids stand here without a foreign key.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from mentoring.db import Row

TOGETHER = ""  # whom a letter is for, when it is for all mentors of a run


class Letter(Row, table=True):
    """One letter: which run it is about, how far it has come, and what took its place."""

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("programme_id", "serial"),
        UniqueConstraint("verify_id"),
        # One living letter of a kind for a run and a mentor, whatever two officers do at once.
        Index(
            "uq_letter_live",
            "run_id",
            "kind",
            "addressee",
            unique=True,
            sqlite_where=text("state <> 'revoked'"),
            postgresql_where=text("state <> 'revoked'"),
        ),
    )

    programme_id: UUID = Field(index=True)
    run_id: UUID = Field(index=True)
    run_number: int
    serial: int  # 1, 2, 3 … within the programme: what people say
    kind: str = Field(max_length=12)
    addressee: str = Field(max_length=32)  # the mentor's id in hex, or TOGETHER
    mentor_id: UUID | None = Field(default=None, index=True)
    state: str = Field(max_length=10)
    number: str = Field(default="", max_length=100, index=True)
    dated: date | None = None
    verify_id: str = Field(max_length=32)  # random: nothing about anybody follows from it
    sha256: str = Field(max_length=64)  # of the content, see content.py
    replaced_by: UUID | None = Field(default=None, foreign_key="letter.id", index=True)
    revoked_reason: str = Field(default="", max_length=300)
    made_by: UUID
    made_at: datetime
    changed_at: datetime


class LetterFile(Row, table=True):
    """What a letter says («content», see content.py), and the file that was signed («signed»)."""

    __tablename__ = "letter_file"
    __table_args__ = (UniqueConstraint("letter_id", "name"),)

    letter_id: UUID = Field(foreign_key="letter.id", index=True)
    name: str = Field(max_length=10)
    sha256: str = Field(max_length=64)
    content: bytes
    put_by: UUID
    put_at: datetime


class LetterMaterial(Row, table=True):
    """A letterhead, an emblem or a Word template. None is ever changed: old letters name them."""

    __tablename__ = "letter_material"
    __table_args__ = (UniqueConstraint("kind", "sha256"),)

    kind: str = Field(max_length=12)  # «head», «emblem», «decree», «assignment»
    sha256: str = Field(max_length=64)
    content: bytes
    emblem: str = Field(default="", max_length=64)  # of a letterhead: the emblem that goes with it
    put_by: UUID
    put_at: datetime  # the newest of a kind is the one in force
