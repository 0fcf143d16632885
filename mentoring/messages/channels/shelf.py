"""Keeps the line to the mail server from one letter to the next: greeting, encryption and login
cost more than a letter does.

Only a line whose last letter was taken is kept, and never for long: a server closes what is idle,
and a line that was closed is found out by RSET, before anything could have been delivered.
"""

import smtplib
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

LETTERS = 100  # servers commonly end a line after some hundred
IDLE = 5.0  # seconds


@dataclass
class Kept:
    """A line that waits for the next letter."""

    server: smtplib.SMTP
    key: str  # where it leads, and how: the settings as they were
    letters: int
    since: float = field(default_factory=time.monotonic)


class Shelf:
    """The idle lines of this process; any thread takes and gives."""

    def __init__(self, hang_up: Callable[[smtplib.SMTP], None]) -> None:
        self._hang_up = hang_up
        self._guard = threading.Lock()
        self._kept: list[Kept] = []
        self._sweeper: threading.Timer | None = None

    def take(self, key: str) -> Kept | None:
        """A line that still answers, or None."""
        while (kept := self._pick(key)) is not None:
            if _answers(kept.server):
                return kept
            kept.server.close()
        return None

    def give(self, kept: Kept) -> None:
        """The last letter was taken: the line may carry another, unless it has carried enough."""
        if kept.letters >= LETTERS:
            self._hang_up(kept.server)
            return
        kept.since = time.monotonic()
        with self._guard:
            self._kept.append(kept)
            self._sweep_later()

    def empty(self) -> None:
        """Hang up on all of them."""
        with self._guard:
            kept, self._kept = self._kept, []
        for one in kept:
            self._hang_up(one.server)

    def _pick(self, key: str) -> Kept | None:
        with self._guard:
            for kept in reversed(self._kept):  # the freshest: the others may go
                if kept.key == key and time.monotonic() - kept.since < IDLE:
                    self._kept.remove(kept)
                    return kept
        return None

    def _sweep_later(self) -> None:
        if self._sweeper is None:
            self._sweeper = threading.Timer(IDLE, self._sweep)
            self._sweeper.daemon = True
            self._sweeper.start()

    def _sweep(self) -> None:
        now = time.monotonic()
        with self._guard:
            old = [kept for kept in self._kept if now - kept.since >= IDLE]
            self._kept = [kept for kept in self._kept if now - kept.since < IDLE]
            self._sweeper = None
            if self._kept:
                self._sweep_later()
        for kept in old:
            self._hang_up(kept.server)


def _answers(server: smtplib.SMTP) -> bool:
    with suppress(OSError, smtplib.SMTPException):
        return server.rset()[0] == 250
    return False
