"""Where the solver stands between two goals."""

from collections.abc import Callable
from dataclasses import dataclass, field

from mentoring.matching.certificate import StageProof
from mentoring.matching.face import Face
from mentoring.matching.integers import Programme
from mentoring.matching.pairs import Edges, nothing
from mentoring.matching.stage import Late
from mentoring.matching.table import Table

Progress = Callable[[str, float], None]
Cancelled = Callable[[], bool]


class Stopped(Exception):
    """The caller's `cancelled` said so; nothing was decided."""


@dataclass(slots=True)
class Climb:
    """Where the solver stands: the best matching so far, the face it lies in, the proofs.

    match: open pairs only; those that are certain are in the face. shortlist: pairs to try first.
    """

    table: Table
    face: Face
    match: Edges = field(default_factory=nothing)
    shortlist: Edges | None = None
    proofs: list[StageProof] = field(default_factory=list)
    progress: Progress | None = None
    cancelled: Cancelled | None = None

    late: Cancelled | None = None
    integer_seconds: float = 60.0
    programme: Programme | None = None
    goal: str = ""
    is_late: bool = False

    def breathe(self) -> None:
        if self.cancelled is not None and self.cancelled():
            raise Stopped
        if self.late is not None and self.late():
            raise Late

    def tell(self, goal: str) -> None:
        """One step further; a part of the way that is left, so that the end is never passed."""
        self.goal = goal
        if self.progress is not None:
            self.progress(goal, 1 - 0.7 ** len(self.proofs))
