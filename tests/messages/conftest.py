"""At any hour and on any day: only the tests of quiet hours ask what time it is."""

from collections.abc import Iterator

import pytest

from .office import use
from .post import Mailbox, mailbox


@pytest.fixture(autouse=True)
def at_any_hour(clean_surroundings: None, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, quiet_hours="none", workdays_only="false")


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A real mail server that all mail goes to."""
    with mailbox() as (found, url):
        use(monkeypatch, smtp_url=url)
        yield found
