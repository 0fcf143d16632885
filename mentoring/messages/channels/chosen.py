"""Which channel carries a message: the person's own choice first, then the office's way."""

import re

from mentoring.messages.channels.files import Folder, Inbox, Terminal
from mentoring.messages.channels.line import Channel
from mentoring.messages.channels.notify import Notify, can_reach
from mentoring.messages.channels.smtp import Smtp
from mentoring.settings import MAILBOX, settings

BY_MAIL = ("smtp", "eml")


def carrier(name: str) -> Channel:
    """The channel of this name."""
    if name == "smtp":
        return Smtp()
    if name == "eml":
        return Folder()
    if name == "console":
        return Terminal()
    return Notify() if name == "notify" else Inbox()


def usable(*, preferred: str, email: str, phone: str, has_account: bool) -> list[str]:
    """The channels that can reach this person, the best first. The inbox is open to those who can
    sign in; everybody else without an address is reached by nobody, and that has to be seen."""
    office = "eml" if settings().smtp_url is None else "smtp"
    wanted = [preferred, office, *(["inbox"] if has_account else [])]
    return [
        name
        for name in dict.fromkeys(wanted)
        if _reaches(name, email=email, phone=phone, has_account=has_account)
    ]


def _reaches(name: str, *, email: str, phone: str, has_account: bool) -> bool:
    if name in BY_MAIL:
        named = bool(re.fullmatch(MAILBOX, email))
        return named and (name == "eml" or settings().smtp_url is not None)
    if name == "notify":
        return can_reach(phone)
    return name == "console" or (name == "inbox" and has_account)
