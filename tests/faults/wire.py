"""A wire between our processes and PostgreSQL that a test can spoil: it swallows everything, or it
loses the answer to a commit that took place."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Wire:
    """Passes bytes from a loopback port to the server's socket, until it is told otherwise."""

    def __init__(self, server: Path) -> None:
        self.server = server
        self.swallows = False
        self.lost = 0  # answers to commits that were lost
        self._to_lose = self._to_spare = 0
        self._guard = threading.Lock()
        self._open: list[socket.socket] = []
        self._ear = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._ear.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def url(self, name: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def swallow(self) -> None:
        """From now on every byte is taken, acknowledged, and passed to nobody."""
        self.swallows = True

    def pass_on(self) -> None:
        """New lines work again; whatever was swallowed stays lost."""
        self.swallows = False

    def lose_answers(self, count: int, *, after: int = 0) -> None:
        """The next commits (after some that are spared) take place, and whoever asked for them
        never hears of it."""
        with self._guard:
            self._to_lose, self._to_spare = count, after

    def close(self) -> None:
        for one in [self._ear, *self._open]:
            _shut(one)

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                client, _where = self._ear.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(str(self.server))
                self._open += [client, server]
                line = _Line(self, client, server)
                for work in (line.ask, line.answer):
                    threading.Thread(target=work, daemon=True).start()

    def takes_one(self) -> bool:
        """Is the answer to this commit to be lost?"""
        with self._guard:
            if self._to_spare > 0 or self._to_lose == 0:
                self._to_spare -= 1
                return False
            self._to_lose -= 1
            self.lost += 1
            return True


class _Line:
    def __init__(self, wire: Wire, client: socket.socket, server: socket.socket) -> None:
        self.wire, self.client, self.server = wire, client, server
        self.cut = False
        self.dead = False

    def ask(self) -> None:
        with suppress(OSError):
            while data := self.client.recv(65536):
                if self.wire.swallows or self.dead:
                    self.dead = True  # a line that lost bytes never comes back
                    continue
                if b"COMMIT" in data and self.wire.takes_one():
                    self.cut = True
                self.server.sendall(data)
        _shut(self.server)

    def answer(self) -> None:
        with suppress(OSError):
            while data := self.server.recv(65536):
                if self.cut:
                    break
                if self.wire.swallows or self.dead:
                    self.dead = True
                    continue
                self.client.sendall(data)
        _shut(self.client)
        _shut(self.server)


def _shut(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()


@contextmanager
def wire(server: Path) -> Iterator[Wire]:
    """A wire to the server that listens on this socket."""
    made = Wire(server)
    try:
        yield made
    finally:
        made.close()
