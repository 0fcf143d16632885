"""E-mail, verb by verb, because what an error means depends on where it came (RFC 5321, RFC 1047).

Up to the final dot nothing can have been delivered; after it only the server's answer tells.
"""

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from mentoring import faults
from mentoring.messages.channels.line import Breathe
from mentoring.messages.channels.shelf import Kept, Shelf
from mentoring.messages.letter import Envelope, Letter, as_email, sender
from mentoring.messages.trouble import Then, Trouble
from mentoring.settings import settings

PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
Answer = tuple[int, bytes]


class Smtp:
    """The mail server that PAMONG_SMTP_URL names."""

    repeatable = False

    def open(self, envelope: Envelope, breathe: Breathe) -> "SmtpLine":
        """Everything up to the recipient: greeting, encryption, login, MAIL, RCPT; or from MAIL on,
        over the line that the letter before came by."""
        kept = _shelf.take(_where()) or _greeted(breathe)
        try:
            faults.point("smtp.connected")
            breathe()
            _address(kept.server, envelope, breathe)
        except BaseException:
            _hang_up(kept.server)
            raise
        faults.point("smtp.addressed")
        return SmtpLine(kept, envelope, breathe)


def _greeted(breathe: Breathe) -> Kept:
    """A new line, greeted, encrypted and logged in to."""
    server = _connected()
    try:
        breathe()
        _log_in(server, breathe)
    except BaseException:
        _hang_up(server)
        raise
    return Kept(server, _where(), letters=0)


def _where() -> str:
    url = settings().smtp_url
    assert url is not None
    return f"{url.get_secret_value()} {_patience()}"


def _patience() -> float:
    """Half a lease: a server that is slow at one verb must not cost this worker its lease."""
    return min(settings().mail_seconds, settings().lease_seconds / 2)


class SmtpLine:
    """A server that has taken the recipient."""

    def __init__(self, kept: Kept, envelope: Envelope, breathe: Breathe) -> None:
        self.kept, self.envelope, self.breathe = kept, envelope, breathe
        self.server = kept.server
        self.taken = False

    def carry(self, letter: Letter) -> None:
        """DATA, the letter, the dot, and the answer that decides."""
        raw = as_email(letter, to=self.envelope.to).as_bytes()
        stuffed = LEADING_DOT.sub(b"..", raw)
        _expect(354, _said(lambda: self.server.docmd("DATA")), strict=True)
        self.breathe()
        try:
            self.server.send(stuffed + (b"" if stuffed.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        except (OSError, smtplib.SMTPException):
            # The dot is the last of it and never left: no server may deliver this.
            raise Trouble(Then.RETRY, "smtp_dropped_before_dot") from None
        try:
            answer = self.server.getreply()
        except (OSError, smtplib.SMTPException):
            raise Trouble(Then.UNSURE, "smtp_no_answer_after_dot") from None
        _after_dot(answer[0])
        self.taken = True
        faults.point("smtp.accepted")

    def close(self) -> None:
        """Keep the line for the next letter, if this one was taken."""
        if self.taken:
            self.kept.letters += 1
            _shelf.give(self.kept)
        else:
            _hang_up(self.server)


def _after_dot(code: int) -> None:
    if 200 <= code < 300:
        return
    if 400 <= code < 500:
        raise Trouble(Then.RETRY, f"smtp_{code}")
    if 500 <= code < 600:
        raise Trouble(Then.FAIL, f"smtp_{code}")
    raise Trouble(Then.UNSURE, "smtp_strange_answer")


def _connected() -> smtplib.SMTP:
    """A server that has greeted. What fails here is the office's affair, never the person's."""
    url = settings().smtp_url
    assert url is not None
    parts = urlsplit(url.get_secret_value())
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    patience = _patience()
    name = sender().partition("@")[2]
    try:
        if parts.scheme == "smtps":
            return smtplib.SMTP_SSL(
                host, port, name, timeout=patience, context=ssl.create_default_context()
            )
        return smtplib.SMTP(host, port, name, timeout=patience)
    except smtplib.SMTPConnectError as refused:
        raise Trouble(Then.RETRY, f"smtp_{refused.smtp_code}") from None
    except ssl.SSLError:
        raise Trouble(Then.RETRY, "smtp_tls") from None
    except (OSError, smtplib.SMTPException):
        raise Trouble(Then.RETRY, "smtp_unreachable") from None


def _log_in(server: smtplib.SMTP, breathe: Breathe) -> None:
    """EHLO, STARTTLS and login: the office will mend what is refused here, so it is tried again."""
    url = settings().smtp_url
    assert url is not None
    parts = urlsplit(url.get_secret_value())
    _greet(server)
    breathe()
    try:
        if parts.scheme == "smtp+starttls":
            _expect(220, server.starttls(context=ssl.create_default_context()), office=True)
            _greet(server)
            breathe()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
            breathe()
    except smtplib.SMTPAuthenticationError:
        raise Trouble(Then.RETRY, "smtp_login") from None
    except smtplib.SMTPNotSupportedError:
        raise Trouble(Then.RETRY, "smtp_not_supported") from None
    except ssl.SSLError:
        raise Trouble(Then.RETRY, "smtp_tls") from None
    except smtplib.SMTPResponseException as refused:
        raise Trouble(Then.RETRY, f"smtp_{refused.smtp_code}") from None
    except (OSError, smtplib.SMTPException):
        raise Trouble(Then.RETRY, "smtp_dropped") from None


def _greet(server: smtplib.SMTP) -> None:
    answer = _said(server.ehlo)
    if answer[0] != 250:
        answer = _said(server.helo)
    _expect(250, answer, office=True)


def _address(server: smtplib.SMTP, envelope: Envelope, breathe: Breathe) -> None:
    """MAIL and RCPT; where the server knows DSN it is asked to report a failure, headers only."""
    dsn = server.has_extn("dsn")
    about_us = [f"ENVID={envelope.message_id}", "RET=HDRS"] if dsn else []
    about_them = ["NOTIFY=FAILURE"] if dsn else []
    _expect(250, _said(lambda: server.mail(sender(), about_us)))
    breathe()
    _expect(250, _said(lambda: server.rcpt(envelope.to, about_them)))
    breathe()


def _said(verb: Callable[[], Answer]) -> Answer:
    try:
        return verb()
    except (OSError, smtplib.SMTPException):
        raise Trouble(Then.RETRY, "smtp_dropped") from None


def _expect(wanted: int, answer: Answer, *, office: bool = False, strict: bool = False) -> None:
    """Go on only with the wanted kind of answer; before the dot nothing is ever unsure."""
    code = answer[0]
    if code == wanted or (not strict and code // 100 == wanted // 100):
        return
    final = 500 <= code < 600 and not office
    raise Trouble(Then.FAIL if final else Then.RETRY, f"smtp_{code}")


def _hang_up(server: smtplib.SMTP) -> None:
    """Say goodbye; how the other side takes it changes nothing."""
    with suppress(OSError, smtplib.SMTPException):
        if server.sock is not None:
            server.sock.settimeout(2)
            server.quit()
    server.close()


_shelf = Shelf(_hang_up)


def hang_up() -> None:
    """Say goodbye on every idle line: this process ends."""
    _shelf.empty()
