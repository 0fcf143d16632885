"""What a letter is made of: plain values, handed in by whoever knows programmes and people."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """Which letter."""

    DECREE = "decree"  # Keputusan, with all pairs in its annex
    ASSIGNMENT = "assignment"  # Surat Tugas, for one mentor or for all together


class State(StrEnum):
    """How far a letter has come."""

    CONCEPT = "concept"  # number and date are blank; making it again brings it up to date
    NUMBERED = "numbered"  # has its number and date; its text stands
    SIGNED = "signed"  # the signed file is here
    REVOKED = "revoked"  # holds no longer; another may have taken its place


LIVE = (State.CONCEPT, State.NUMBERED, State.SIGNED)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as a letter names them. The NIP stands here by law, and nowhere else."""

    id: UUID
    name: str
    nip: str
    rank: str
    job: str
    unit: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A mentor, a mentee, what is to be developed, and from when to when."""

    mentor: Person
    mentee: Person
    competencies: tuple[str, ...]
    begins_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Matter:
    """What one approved run's letters are about.

    Attributes:
        certificate: SHA-256 of the run's stored result with its proof, in hex.
        pairs: in the order of the annex.
    """

    programme_id: UUID
    programme: str
    begins_on: date
    ends_on: date
    run_id: UUID
    run: int
    certificate: str
    pairs: tuple[Pair, ...]

    def of_mentor(self, mentor_id: UUID) -> tuple[Pair, ...]:
        """Only this mentor's pairs."""
        return tuple(p for p in self.pairs if p.mentor.id == mentor_id)

    def mentors(self) -> list[UUID]:
        """Each mentor once, in the order of the annex."""
        return list(dict.fromkeys(p.mentor.id for p in self.pairs))
