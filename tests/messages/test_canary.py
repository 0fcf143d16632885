"""Canaries: a NIP, a name, an address, a number or a token is in no log, no job, no webhook,
however a delivery ends."""

import logging
import re
from uuid import uuid4

import pytest
from sqlmodel import select

from mentoring import audit, db, messages
from mentoring.access import Link
from mentoring.messages import wording
from mentoring.queue import Job
from workers.log import JsonLines

from .office import assigned, delivered, hired, jobs_of, use
from .post import scripted
from .receiver import receiver

NAME, MENTEE, NUMBER = "Kenari Rahasia", "Gelatik Rahasia", 777
MAIL, PHONE = "kenari.rahasia@contoh.test", "081299988877"
CANARIES = ["kenari", "gelatik", "199001012015031777", "81299988877", "contoh.test"]
ENDS = {
    "sent": {},
    "refused": {"RCPT": [f"550 5.1.1 <{MAIL}> {NAME} unknown here"]},
    "later": {"MAIL": [f"451 {MAIL} greylisted"]},
    "unsure": {"dot": ["take, drop"]},
}


class Heard(logging.Handler):
    """Every line as our workers write it, and as Python would."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += [JsonLines().format(record), logging.Formatter("%(message)s").format(record)]


@pytest.fixture
def heard() -> object:
    handler, root = Heard(), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.mark.parametrize("end", ENDS)
def test_nothing_of_a_person_is_left_behind(
    database: str, heard: Heard, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, public_url="https://pamong.test")
    secret = "whsec_cmFoYXNpYQ=="
    with scripted(ENDS[end]) as (server, url), receiver("500") as (received, hook):
        use(monkeypatch, smtp_url=url, webhook_url=hook, webhook_secret=secret)
        use(monkeypatch, webhook_loopback="true")
        mentor = hired(NAME, email=MAIL, phone=PHONE, number=NUMBER)
        message_id = assigned(mentor, {hired(MENTEE, number=1): uuid4()})
        delivered(message_id)
        messages.deliver_webhook(job_id=jobs_of(message_id, messages.WEBHOOK_JOB)[0].id)
        told = b"".join(server.taken).decode()
        bodies = b"".join(body for _path, _headers, body in received.requests).decode()
    assert bodies
    tokens = re.findall(r"/t/([\w-]{20,})", told)
    left = left_behind(heard) + bodies
    for canary in [*CANARIES, *tokens, secret]:
        assert canary.casefold() not in left.casefold(), (end, canary)
    if end in {"sent", "unsure"}:
        assert len(server.taken) == 1


def test_a_defect_says_its_kind_and_never_its_text(
    database: str, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_note: object, _links: object) -> None:
        raise RuntimeError(f"{NAME} {MAIL}")

    monkeypatch.setattr(wording, "written", broken)
    message_id = assigned(hired(NAME, email=MAIL, number=NUMBER), {hired(MENTEE): uuid4()})
    with pytest.raises(RuntimeError):
        delivered(message_id)
    left = left_behind(heard)
    assert "RuntimeError" in left
    for canary in CANARIES:
        assert canary not in left.casefold()


def left_behind(heard: Heard) -> str:
    """All logs, and every row that is no row about people."""
    with db.transaction() as session:
        rows = [
            row.model_dump_json()
            for table in (Job, Link, messages.Message, messages.MessageAbout, audit.AuditEntry)
            for row in session.exec(select(table))
        ]
    return "\n".join([*heard.lines, *rows])
