"""What is asked for when letters are made, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from mentoring.letters.tables import Letter
from mentoring.letters.values import Kind


class Outcome(StrEnum):
    """What making a letter came to."""

    NEW = "new"
    SAME = "same"  # it was there, saying just this
    REFRESHED = "refreshed"  # a concept, brought up to date
    REPLACED = "replaced"  # it took the place of one that had its number
    REVOKED = "revoked"  # its mentor has no pair left


@dataclass(frozen=True, slots=True)
class Made:
    """One letter, and what became of it."""

    letter: Letter
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for.

    Attributes:
        mentors: whom letters are for; None stands for one letter about all pairs.
        whole: these are all letters of the kind; one of a mentor without pairs is revoked.
        address: the public address of the office's Pamong; empty without one.
        replace: why letters with a number may give way; empty: they may not.
    """

    kind: Kind
    mentors: tuple[UUID | None, ...]
    whole: bool = False
    address: str = ""
    replace: str = ""
