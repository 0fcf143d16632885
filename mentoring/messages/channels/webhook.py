"""Tells another system that something was told: ids and the event, never a name.

Signed as Standard Webhooks says. The same webhook-id over every retry, so that the receiver sees a
repetition as one. No redirect is followed, and of the answer only its status line is read.
"""

import base64
import binascii
import hashlib
import hmac
import json
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from mentoring import clock
from mentoring.messages.channels.addresses import Resolve, one_allowed, resolved
from mentoring.messages.trouble import Then, Trouble
from mentoring.settings import settings

SECONDS = 10.0
PORTS = {443, 8443}
LONGEST_STATUS = 1024
LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Notice:
    """What the other system is told."""

    id: str
    event: str
    subjects: tuple[str, ...]
    made_at: str

    def body(self) -> bytes:
        data = {"message_id": self.id, "subject_ids": list(self.subjects)}
        whole = {"type": self.event, "timestamp": self.made_at, "data": data}
        return json.dumps(whole, separators=(",", ":")).encode()


def send(notice: Notice, *, resolve: Resolve = resolved) -> None:
    """Post the notice, or raise Trouble; every trouble but «gone» may be over later."""
    url = settings().webhook_url
    assert url is not None
    parts = _checked(urlsplit(url.get_secret_value()))
    body = notice.body()
    if len(body) > LARGEST:
        raise Trouble(Then.FAIL, "webhook_too_large")
    deadline = time.monotonic() + min(SECONDS, settings().lease_seconds / 2)
    status = _status(parts, _request(parts, notice, body), deadline, resolve)
    if 200 <= status < 300:
        return
    raise Trouble(Then.FAIL if status == 410 else Then.RETRY, f"webhook_{status}")


def signature(secret: str, *, id_: str, at: int, body: bytes) -> str:
    """`v1,…`: HMAC-SHA256 over id, time and body with the decoded secret."""
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        raise Trouble(Then.RETRY, "webhook_bad_secret") from None
    made = hmac.new(key, f"{id_}.{at}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(made).decode()}"


def _checked(parts: SplitResult) -> SplitResult:
    loopback = settings().webhook_loopback
    try:
        port = parts.port
    except ValueError:
        raise Trouble(Then.RETRY, "webhook_bad_address") from None
    secure = parts.scheme == "https" and (port is None or port in PORTS)
    named = bool(parts.hostname) and parts.username is None and parts.netloc.isascii()
    if not named or not (secure or (loopback and parts.scheme in {"http", "https"})):
        raise Trouble(Then.RETRY, "webhook_bad_address")
    return parts


def _request(parts: SplitResult, notice: Notice, body: bytes) -> bytes:
    at = int(clock.now().timestamp())
    secret = settings().webhook_secret
    if secret is None:
        raise Trouble(Then.RETRY, "webhook_no_secret")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [
        f"POST {path} HTTP/1.1",
        f"Host: {parts.netloc}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "User-Agent: Pamong",
        "Connection: close",
        f"webhook-id: {notice.id}",
        f"webhook-timestamp: {at}",
        "webhook-signature: "
        + signature(secret.get_secret_value(), id_=notice.id, at=at, body=body),
    ]
    try:
        return "".join(f"{line}\r\n" for line in [*lines, ""]).encode("ascii") + body
    except UnicodeEncodeError:
        raise Trouble(Then.RETRY, "webhook_bad_address") from None


def _status(parts: SplitResult, request: bytes, deadline: float, resolve: Resolve) -> int:
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = one_allowed(host, port, loopback=settings().webhook_loopback, resolve=resolve)
    try:
        with socket.create_connection((address, port), timeout=_left(deadline)) as plain:
            if parts.scheme == "https":
                context = ssl.create_default_context()
                with context.wrap_socket(plain, server_hostname=host) as secure:
                    return _asked(secure, request, deadline)
            return _asked(plain, request, deadline)
    except ssl.SSLError:
        raise Trouble(Then.RETRY, "webhook_tls") from None
    except OSError:
        raise Trouble(Then.RETRY, "webhook_unreachable") from None


def _asked(line: socket.socket, request: bytes, deadline: float) -> int:
    line.settimeout(_left(deadline))
    line.sendall(request)
    heard = b""
    while b"\n" not in heard and len(heard) < LONGEST_STATUS:
        line.settimeout(_left(deadline))
        more = line.recv(LONGEST_STATUS)
        if not more:
            break
        heard += more
    words = heard.split(b"\n")[0].split()
    if len(words) < 2 or not words[0].startswith(b"HTTP/1.") or not words[1].isdigit():
        raise Trouble(Then.RETRY, "webhook_strange_answer")
    return int(words[1])


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
