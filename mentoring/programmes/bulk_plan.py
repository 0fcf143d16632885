"""What a deed upon many pairs is, and what it would do: values that the bulk verbs pass on."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from mentoring.programmes.swaps import Swap

Pair = tuple[UUID, UUID]


class Many(StrEnum):
    """What is done to many pairs at once."""

    LOCK = "lock"
    UNLOCK = "unlock"
    BAN = "ban"
    UNBAN = "unban"
    HAND_OVER = "hand_over"


BACK = {Many.LOCK: Many.UNLOCK, Many.UNLOCK: Many.LOCK, Many.BAN: Many.UNBAN, Many.UNBAN: Many.BAN}


@dataclass(frozen=True, slots=True)
class Plan:
    """What would happen, before it does.

    Attributes:
        pairs: (mentee, mentor) that the deed is about.
        skipped: sentence and count of those it passes over.
        swap: of a hand-over: the moves and their price.
        outdates: the proposal could not be approved afterwards without a new run.
    """

    deed: Many
    pairs: tuple[Pair, ...]
    skipped: tuple[tuple[str, int], ...]
    swap: Swap | None
    outdates: bool
