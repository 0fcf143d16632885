"""What a change by hand is: who goes from whom to whom, and the points before and after."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Swap:
    """A change by hand: (mentee, old mentor, new mentor), and what it changes in points."""

    moves: tuple[tuple[UUID, UUID, UUID], ...]
    before: int
    after: int

    @property
    def cost(self) -> int:
        """Thousandths of a point lost; negative when something is won."""
        return self.before - self.after
