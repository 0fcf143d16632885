"""What `pamong doctor` says of an invariant that does not hold; each room checks its own."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Broken:
    """One invariant that does not hold: which, and what about."""

    code: str
    sentence: str
    subject_id: UUID | None = None
