"""Another system that takes webhooks, on loopback, and answers as it is told."""

import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

CERTIFICATE = Path(__file__).parent / "files" / "loopback.pem"


@dataclass
class Received:
    """What has come, and what is answered: a status, «drop», «hang» or «drip»; the last stays."""

    answers: list[str]
    requests: list[tuple[str, Mapping[str, str], bytes]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for _path, headers, _body in self.requests]


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        received: Received = cast(Any, self.server).received
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        received.requests.append((self.path, headers, body))
        turn = min(len(received.requests), len(received.answers)) - 1
        self._answer(received, received.answers[turn])

    def _answer(self, received: Received, answer: str) -> None:
        if answer == "hang":
            received.over.wait(30)
        elif answer == "drip":
            for letter in "HTTP/1.1 200 OK":
                if received.over.wait(0.4):
                    return
                self.wfile.write(letter.encode())
        elif answer != "drop":
            self.send_response(int(answer))
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(b"x" * 1_000_000 if answer == "200" else b"")

    def log_message(self, *_words: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    received: Received

    def handle_error(self, *_about: object) -> None:
        time.sleep(0)  # whoever hangs up early is part of the tests


@contextmanager
def receiver(*answers: str, secure: bool = False) -> Iterator[tuple[Received, str]]:
    """Yields what it receives, and its URL."""
    received = Received(list(answers) or ["204"])
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.received = received
        if secure:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            scheme = "https" if secure else "http"
            yield received, f"{scheme}://127.0.0.1:{server.server_address[1]}/hook?from=pamong"
        finally:
            received.over.set()
            server.shutdown()
            thread.join()
