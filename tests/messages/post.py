"""Mail servers for the tests: a real one that keeps what it takes, and one with a script."""

import email
import socket
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller

from mentoring import messages

Script = dict[str, list[str]]  # verb -> its answers, one per connection; the last one stays


class Mailbox:
    """What a real SMTP server has taken; a handler of aiosmtpd."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        mail = email.message_from_bytes(envelope.content, policy=default)
        self.mails.append(mail)
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 Taken"

    def times(self) -> Counter[str]:
        """How often each Message-ID has arrived."""
        return Counter(str(mail["Message-ID"]) for mail in self.mails)


@contextmanager
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    """A real server on loopback; yields what it takes, and its URL."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield box, f"smtp://127.0.0.1:{controller.port}"
    finally:
        messages.hang_up()
        controller.stop()


@dataclass
class Scripted:
    """A server that answers each verb as its script says, and counts what it has taken.

    Besides codes an answer may be: «drop» (close), «hang» (say nothing), «take, drop» and «take,
    hang» (keep the mail, then so), «slow» (250 after a moment), «take, slow».
    """

    script: Script
    taken: list[bytes] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    lines: dict[str, str] = field(default_factory=dict)  # verb -> the last whole line
    over: threading.Event = field(default_factory=threading.Event)

    def answer(self, verb: str) -> str | None:
        answers = self.script.get(verb)
        self.seen[verb] += 1
        return None if not answers else answers[min(self.seen[verb], len(answers)) - 1]

    def times(self) -> Counter[str]:
        """How often each Message-ID was taken."""
        return Counter(str(email.message_from_bytes(raw)["Message-ID"]) for raw in self.taken)


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        played = cast(Any, self.server).scripted
        with suppress(ConnectionError):
            self._talk(played)

    def _talk(self, played: Scripted) -> None:
        if not self._say(played, "banner", "220 here"):
            return
        while line := self.rfile.readline():
            verb = line.split()[0].decode().upper() if line.split() else ""
            played.lines[verb] = line.decode()
            usual = {"EHLO": "250 here", "DATA": "354 go on", "QUIT": "221 bye"}
            if not self._say(played, verb, usual.get(verb, "250 ok")) or verb == "QUIT":
                return
            if verb == "DATA" and self._last.startswith("354") and not self._data(played):
                return

    def _data(self, played: Scripted) -> bool:
        raw = b""
        while not raw.endswith(b"\r\n.\r\n"):
            line = self.rfile.readline()
            if not line:
                return False
            raw += line
        wish = played.answer("dot") or "250 taken"
        if wish.startswith(("250", "take")):
            played.taken.append(raw[:-5])
        return self._give(played, wish.removeprefix("take, "))

    def _say(self, played: Scripted, verb: str, usual: str) -> bool:
        return self._give(played, played.answer(verb) or usual)

    def _give(self, played: Scripted, wish: str) -> bool:
        self._last = wish
        if wish == "drop":
            return False
        if wish == "hang":
            played.over.wait(30)
            return False
        if wish == "slow":
            time.sleep(0.5)
            wish = "250 ok"
        self.wfile.write(f"{wish}\r\n".encode())
        return True


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False
    scripted: Scripted


@contextmanager
def scripted(script: Script, kind: type[Scripted] = Scripted) -> Iterator[tuple[Scripted, str]]:
    """A server on loopback that follows the script; yields it, and its URL."""
    played = kind(script)
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.scripted = played
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield played, f"smtp://127.0.0.1:{server.server_address[1]}"
        finally:
            messages.hang_up()
            played.over.set()
            server.shutdown()
            thread.join()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
