"""One letter, ready to be carried, and how it becomes an e-mail."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from uuid import UUID

from mentoring import clock
from mentoring.settings import settings

POLICY = SMTP.clone(cte_type="7bit")  # no server has to know 8BITMIME


@dataclass(frozen=True, slots=True)
class Envelope:
    """All that a channel needs before the letter itself: who says it to which address."""

    message_id: UUID
    to: str  # a mail address, a telephone number, or empty


@dataclass(frozen=True, slots=True)
class Letter:
    """What is said. The subject is one line; `stop` is where somebody ends digests."""

    message_id: UUID
    event: str
    language: str
    subject: str
    text: str
    html: str
    calendar: str | None = None
    stop: str | None = None


def sender() -> str:
    return settings().mail_from


def header_id(message_id: UUID) -> str:
    """The Message-ID: the same one over every retry, so that a double can be seen as one."""
    return f"<{message_id}@{sender().partition('@')[2]}>"


def as_email(letter: Letter, *, to: str) -> EmailMessage:
    """Plain text and HTML, the calendar file attached. Nothing that people typed is in an address;
    a line break in a header is refused by EmailMessage itself."""
    mail = EmailMessage(policy=POLICY)
    mail["Message-ID"] = header_id(letter.message_id)
    mail["Date"] = clock.local(clock.now())
    mail["From"] = Address("Pamong", addr_spec=sender())
    if to:
        mail["To"] = Address(addr_spec=to)
    mail["Subject"] = letter.subject
    mail["Auto-Submitted"] = "auto-generated"  # so that no absence assistant answers
    if letter.stop is not None:
        mail["List-Unsubscribe"] = f"<{letter.stop}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(letter.text)
    mail.add_alternative(letter.html, subtype="html")
    if letter.calendar is not None:
        mail.add_attachment(
            letter.calendar.encode(),
            maintype="text",
            subtype="calendar",
            filename="pendampingan.ics",
            params={"method": "PUBLISH", "charset": "utf-8"},
        )
    mail["Content-Language"] = letter.language  # last: setting the content drops such headers
    return mail
