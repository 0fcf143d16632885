"""One line to the mail server carries many letters, and carries no doubt over to the next one."""

import threading
import time
from uuid import UUID

import pytest

from mentoring import messages
from mentoring.messages import MessageState
from mentoring.messages.channels import shelf

from .office import delivered, due, hired, told, use
from .post import Script, Scripted, scripted

TAKEN, UNSURE, FAILED, PENDING = (
    MessageState.SENT, MessageState.UNCERTAIN, MessageState.FAILED, MessageState.PENDING
)  # fmt: skip


def letters(count: int) -> list[UUID]:
    return [told(hired(f"Penerima {n}")) for n in range(count)]


def sent_by(
    script: Script, monkeypatch: pytest.MonkeyPatch, count: int
) -> tuple[Scripted, list[str]]:
    """Letters delivered one after the other to a server that follows the script."""
    with scripted(script) as (played, url):
        use(monkeypatch, smtp_url=url)
        states = [str(delivered(one).state) for one in letters(count)]
    return played, states


def test_one_line_carries_many_letters(home: object, monkeypatch: pytest.MonkeyPatch) -> None:
    played, states = sent_by({}, monkeypatch, 4)
    assert states == [TAKEN] * 4
    assert (played.seen["EHLO"], played.seen["RSET"], played.seen["QUIT"]) == (1, 3, 1)
    assert sorted(played.times().values()) == [1, 1, 1, 1]


@pytest.mark.parametrize("answer", ["drop", "421 closing", "500 what"])
def test_a_line_that_was_closed_meanwhile_is_replaced_by_a_new_one(
    home: object, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    played, states = sent_by({"RSET": [answer, "250 ok"]}, monkeypatch, 3)
    assert states == [TAKEN] * 3
    assert played.seen["EHLO"] == 2
    assert set(played.times().values()) == {1}


@pytest.mark.parametrize(
    ("script", "state"),
    [
        ({"RCPT": ["550 unknown", "250 ok"]}, FAILED),
        ({"RCPT": ["451 later", "250 ok"]}, PENDING),
        ({"dot": ["554 no", "250 ok"]}, FAILED),
        ({"dot": ["take, drop", "250 ok"]}, UNSURE),
    ],
)
def test_after_any_trouble_the_next_letter_has_a_line_of_its_own(
    home: object, monkeypatch: pytest.MonkeyPatch, script: Script, state: MessageState
) -> None:
    played, states = sent_by(script, monkeypatch, 2)
    assert states == [state, TAKEN]
    assert (played.seen["EHLO"], played.seen["RSET"]) == (2, 0)
    assert set(played.times().values()) == {1}


def test_a_line_carries_no_more_than_servers_commonly_take(
    home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "LETTERS", 2)
    played, states = sent_by({}, monkeypatch, 5)
    assert states == [TAKEN] * 5
    assert played.seen["EHLO"] == 3


def test_an_idle_line_is_hung_up(home: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "IDLE", 0.2)
    with scripted({}) as (played, url):
        use(monkeypatch, smtp_url=url)
        delivered(told(hired("Penerima")))
        last = time.monotonic() + 10
        while not played.seen["QUIT"]:
            assert time.monotonic() < last
            time.sleep(0.05)


def test_another_server_is_not_reached_by_the_old_line(
    home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scripted({}) as (old, old_url), scripted({}) as (new, new_url):
        for url in (old_url, new_url):
            use(monkeypatch, smtp_url=url)
            delivered(told(hired("Penerima")))
        assert (len(old.taken), len(new.taken)) == (1, 1)


def test_threads_never_share_a_line(home: object, monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted({"DATA": ["354 go on"]}) as (played, url):
        use(monkeypatch, smtp_url=url)
        jobs = [due(one) for one in letters(12)]

        def work() -> None:
            while jobs:
                messages.deliver(job_id=jobs.pop())

        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(played.times().values()) == [1] * 12
    assert played.seen["EHLO"] <= 3
