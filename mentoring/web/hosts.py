"""Under which names this server may be asked: a page elsewhere cannot point its own name here."""

from urllib.parse import urlsplit

from mentoring.settings import Settings


def own_hosts(settings: Settings) -> list[str]:
    """This machine, the host of the public address, and the host that is listened on."""
    public = urlsplit(settings.address).hostname
    wide = {"0.0.0.0", "::"}  # noqa: S104 - compared with, not listened on
    listening = {settings.http_host} - wide
    return sorted({"127.0.0.1", "localhost", "[::1]", *listening, *([public] if public else [])})
