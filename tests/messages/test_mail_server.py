"""The mail server's address: encryption, login, DSN, and what a wrong setting leads to."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from mentoring import messages
from mentoring.errors import Unusable
from mentoring.messages import MessageState

from .office import delivered, healthy, hired, told, use
from .post import Mailbox, free_port, scripted
from .receiver import CERTIFICATE

PENDING, SENT = MessageState.PENDING, MessageState.SENT


def _known(_server: Any, _session: Any, _envelope: Any, _how: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and given.password == b"kata sandi"
    return AuthResult(success=right, handled=False)


class Encrypted(Controller):
    """aiosmtpd calls itself with the server's own context, which no client may use."""

    def _trigger_server(self) -> None:
        with socket.create_connection((self.hostname, self.port), 5) as line:
            if self.ssl_context is not None:
                trusting = ssl.create_default_context(cafile=str(CERTIFICATE))
                with trusting.wrap_socket(line, server_hostname="127.0.0.1") as secure:
                    secure.recv(100)


@contextmanager
def guarded(*, smtps: bool) -> Iterator[tuple[Mailbox, int]]:
    """A server that wants encryption and a login."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    box = Mailbox()
    asked: dict[str, Any] = {
        "authenticator": _known,
        "auth_required": True,
        "auth_require_tls": not smtps,  # what is encrypted from the start does not count there
    }
    asked |= {"ssl_context": context} if smtps else {"tls_context": context}
    controller = Encrypted(box, hostname="127.0.0.1", port=free_port(), **asked)
    controller.start()
    try:
        yield box, controller.port
    finally:
        messages.hang_up()
        controller.stop()


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("way", ["smtps", "smtp+starttls"])
def test_over_an_encrypted_line_with_a_login(
    home: object, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with guarded(smtps=way == "smtps") as (box, port):
        use(monkeypatch, smtp_url=f"{way}://pamong:kata%20sandi@127.0.0.1:{port}")
        assert delivered(told(hired("Ani"))).state == SENT
        assert len(box.mails) == 1
        use(monkeypatch, smtp_url=f"{way}://pamong:salah@127.0.0.1:{port}")
        waiting = delivered(told(hired("Ani")))
        assert (waiting.state, waiting.code) == (PENDING, "smtp_login")
        monkeypatch.delenv("SSL_CERT_FILE")
        untrusted = delivered(told(hired("Ani")))
        assert (untrusted.state, untrusted.code) == (PENDING, "smtp_tls")
        assert len(box.mails) == 1
    healthy()


def test_starttls_is_asked_for_and_never_done_without(
    home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scripted({}) as (server, url):
        use(monkeypatch, smtp_url=url.replace("smtp:", "smtp+starttls:"))
        waiting = delivered(told(hired("Ani")))
        assert (waiting.state, waiting.code) == (PENDING, "smtp_not_supported")
        assert "MAIL" not in server.seen


def test_a_server_that_reports_failures_is_asked_to(
    home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scripted({"EHLO": ["250-here\r\n250 DSN"]}) as (server, url):
        use(monkeypatch, smtp_url=url)
        message_id = told(hired("Ani"))
        assert delivered(message_id).state == SENT
        assert f"ENVID={message_id}" in server.lines["MAIL"]
        assert "RET=HDRS" in server.lines["MAIL"]
        assert "NOTIFY=FAILURE" in server.lines["RCPT"]


@pytest.mark.parametrize("url", ["http://a", "smtp://", "smtp://a:99999", "surat", "smtp://a:0"])
def test_a_wrong_address_stops_the_start_and_is_not_repeated(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Unusable) as stopped:
        use(monkeypatch, smtp_url=url)
    assert "PAMONG_SMTP_URL" in stopped.value.sentence
    assert "99999" not in str(stopped.value.details)


@pytest.mark.parametrize("sender", ["a@b\nBcc: c@d.test", "kantor", "a b@c.test", "<a@c.test>"])
def test_a_wrong_sender_stops_the_start(sender: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unusable):
        use(monkeypatch, mail_from=sender)


@pytest.mark.parametrize("hours", ["20", "24-6", "malam", "20-6-7"])
def test_wrong_quiet_hours_stop_the_start(hours: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unusable):
        use(monkeypatch, quiet_hours=hours)
