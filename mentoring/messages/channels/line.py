"""What every channel offers. Two steps, because only the second one can deliver anything."""

from collections.abc import Callable
from typing import Protocol

from mentoring.messages.letter import Envelope, Letter

Breathe = Callable[[], None]  # keeps the lease while a slow other side is waited for


class Line(Protocol):
    """An open way to one recipient; nothing has been delivered yet."""

    def carry(self, letter: Letter) -> None:
        """Deliver, or raise Trouble."""

    def close(self) -> None:
        """Let go; never raises."""


class Channel(Protocol):
    """One way to reach people."""

    repeatable: bool  # carrying the same letter twice leaves one

    def open(self, envelope: Envelope, breathe: Breathe) -> Line:
        """Do everything that cannot deliver yet, or raise Trouble."""
