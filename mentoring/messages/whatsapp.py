"""A ready link with which an officer writes to somebody by WhatsApp, from the own telephone.

Pamong itself sends nothing there: no gateway is needed, and nobody's number can be banned.
"""

from urllib.parse import quote

from sqlmodel import Session

from mentoring.messages import wording
from mentoring.messages.letter import Letter
from mentoring.messages.mobile import mobile
from mentoring.messages.note import read
from mentoring.messages.tables import Message

LONGEST = 1500  # characters of text that every browser takes in an address


def shown(session: Session, message: Message) -> tuple[Letter, str | None]:
    """How a message reads with the names of today, without links, and where to WhatsApp it."""
    note = read(session, message)
    letter = wording.written(note)
    return letter, whatsapp_link(note.phone, text=letter.text)


def whatsapp_link(phone: str, *, text: str) -> str | None:
    """`https://wa.me/62…?text=…`, or None for what is no Indonesian mobile number."""
    number = mobile(phone)
    if number is None:
        return None
    short = text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
    return f"https://wa.me/{number}?text={quote(short)}"
