"""Further channels by Apprise (the extra `notify`): WhatsApp gateways, Telegram, ntfy and others.

Only addresses with {phone} in them reach one person; anything else would tell a whole group. What
Apprise says is yes or no without a reason, so a no is never repeated by itself.
"""

import logging
from importlib.util import find_spec
from typing import TYPE_CHECKING

from mentoring.messages.channels.line import Breathe
from mentoring.messages.letter import Envelope, Letter
from mentoring.messages.mobile import mobile
from mentoring.messages.trouble import Then, Trouble
from mentoring.settings import settings

if TYPE_CHECKING:
    import apprise

PLACE = "{phone}"


def templates() -> list[str]:
    """The addresses that reach one person by the number."""
    urls = settings().notify_urls
    words = [] if urls is None else urls.get_secret_value().split()
    return [word for word in words if PLACE in word]


def can_reach(phone: str) -> bool:
    """Is there a way to this number, and the extra installed?"""
    return bool(mobile(phone) and templates() and find_spec("apprise"))


class Notify:
    """Whatever PAMONG_NOTIFY_URLS names."""

    repeatable = False

    def open(self, envelope: Envelope, breathe: Breathe) -> "NotifyLine":
        number = mobile(envelope.to)
        if number is None or not can_reach(envelope.to):
            raise Trouble(Then.FAIL, "notify_no_way")
        import apprise

        logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)  # it logs addresses and texts
        found = apprise.Apprise()
        if not found.add([word.replace(PLACE, number) for word in templates()]):
            raise Trouble(Then.FAIL, "notify_bad_address")
        breathe()
        return NotifyLine(found)


class NotifyLine:
    """One person's number at the gateways."""

    def __init__(self, found: "apprise.Apprise") -> None:
        self.found = found

    def carry(self, letter: Letter) -> None:
        if not self.found.notify(title=letter.subject, body=letter.text):
            raise Trouble(Then.UNSURE, "notify_no_clear_yes")

    def close(self) -> None:
        pass
