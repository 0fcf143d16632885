"""Gateways by Apprise: only to one person's number, else by mail, and never repeated blindly."""

import json

import pytest

from mentoring import db, messages
from mentoring.messages import MessageState

from .office import delivered, healthy, hired, row, told, use
from .post import Mailbox
from .receiver import receiver

# Apprise imports an old module of the standard library where there still is one.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
NUMBER = "0812-3456-7890"


def prefers_notify(who: object) -> None:
    with db.transaction() as session:
        messages.prefer(session, person_id=who, channel="notify")  # type: ignore[arg-type]


def gateway(url: str) -> str:
    """The receiver's address as Apprise writes it, the number in its path."""
    return "json://" + url.removeprefix("http://").partition("/")[0] + "/kirim/{phone}"


def test_a_person_is_reached_by_the_own_number(
    database: str, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiver("200") as (received, url):
        use(monkeypatch, notify_urls=gateway(url))
        ani = hired("Ani", phone=NUMBER)
        prefers_notify(ani)
        sent = delivered(told(ani))
        assert (sent.state, sent.channel) == (MessageState.SENT, "notify")
        ((path, _headers, body),) = received.requests
        assert path == "/kirim/6281234567890"
        assert "Yth. Bapak/Ibu Ani" in json.loads(body)["message"]
    assert box.mails == []
    healthy()


def test_without_a_clear_yes_it_is_uncertain_and_not_repeated(
    home: object, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiver("500") as (received, url):
        use(monkeypatch, notify_urls=gateway(url))
        ani = hired("Ani", phone=NUMBER)
        prefers_notify(ani)
        message_id = told(ani)
        assert delivered(message_id).state == MessageState.UNCERTAIN
        assert row(message_id).code == "notify_no_clear_yes"
        assert len(received.requests) == 1
    assert box.mails == []


@pytest.mark.parametrize(
    ("phone", "urls"),
    [("", "json://127.0.0.1/{phone}"), (NUMBER, "json://127.0.0.1/grup"), (NUMBER, "")],
)
def test_who_cannot_be_reached_so_gets_a_mail(
    home: object, box: Mailbox, phone: str, urls: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if urls:
        use(monkeypatch, notify_urls=urls)
    ani = hired("Ani", phone=phone)
    prefers_notify(ani)
    assert delivered(told(ani)).channel == "smtp"
    assert len(box.mails) == 1


def test_a_channel_that_refuses_for_good_is_followed_by_the_next(
    home: object, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, notify_urls="tidakada://127.0.0.1/{phone}")
    ani = hired("Ani", phone=NUMBER)
    prefers_notify(ani)
    message_id = told(ani)
    assert delivered(message_id).state == MessageState.PENDING
    sent = delivered(message_id)
    assert (sent.state, sent.channel) == (MessageState.SENT, "smtp")
    assert len(box.mails) == 1
    healthy()
