"""Mail over real sockets: what each answer at each verb leads to, and never twice."""

from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from threading import Barrier
from typing import Any, cast
from uuid import uuid4

import pytest

from mentoring import db, messages
from mentoring.errors import NotNow
from mentoring.messages import MessageState
from mentoring.queue import JobState

from .office import assigned, delivered, due, healthy, hired, jobs_of, officer, row, told, use
from .post import Mailbox, Scripted, free_port, scripted

PENDING, SENT = MessageState.PENDING, MessageState.SENT
FAILED, UNCERTAIN = MessageState.FAILED, MessageState.UNCERTAIN


def test_a_message_arrives_as_a_mail_of_two_parts(database: str, box: Mailbox) -> None:
    message_id = told(hired("Ani Contoh", number=1))
    assert delivered(message_id).state == SENT
    (mail,) = box.mails
    assert box.recipients == [["p1@contoh.test"]]
    assert mail["Message-ID"] == f"<{message_id}@localhost>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert part(mail, "plain").startswith("Yth. Bapak/Ibu Ani Contoh,")
    assert "<p" in part(mail, "html")
    assert [job.state for job in jobs_of(message_id)] == [JobState.DONE]
    healthy()


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return cast(str, body.get_content())


def test_a_mentee_who_fell_away_is_not_named(database: str, box: Mailbox) -> None:
    mentor, first, second = hired("Budi"), hired("Citra Pergi"), hired("Dewi Tetap")
    gone = uuid4()
    message_id = assigned(mentor, {first: gone, second: uuid4()})
    with db.transaction() as session:
        messages.obsolete(session, about=gone)
    assert delivered(message_id).state == SENT
    assert "Dewi Tetap" in part(box.mails[0], "plain")
    assert "Citra" not in part(box.mails[0], "plain")
    (calendar,) = box.mails[0].iter_attachments()
    assert calendar.get_content_type() == "text/calendar"
    assert "BEGIN:VCALENDAR\r\n" in calendar.get_content()


@pytest.mark.parametrize("code", ["421", "450", "451"])
@pytest.mark.parametrize("verb", ["banner", "EHLO", "MAIL", "RCPT", "DATA", "dot"])
def test_a_temporary_no_is_tried_again_and_arrives_once(
    home: object, verb: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A server that refuses EHLO is asked with HELO, which the script takes: refuse both.
    script = {verb: [f"{code} later", "250 ok" if verb == "dot" else ""]}
    script |= {"HELO": [f"{code} later"]} if verb == "EHLO" else {}
    with scripted(script) as (server, url):
        use(monkeypatch, smtp_url=url)
        message_id = told(hired("Ani"))
        first = delivered(message_id)
        assert (first.state, first.code) == (PENDING, f"smtp_{code}")
        assert server.taken == []
        assert delivered(message_id).state == SENT
        assert list(server.times().values()) == [1]
    healthy()


@pytest.mark.parametrize("code", ["550", "554"])
@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "dot"])
def test_a_final_no_fails_and_is_not_tried_again(
    home: object, verb: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scripted({verb: [f"{code} never"]}) as (server, url):
        use(monkeypatch, smtp_url=url)
        message_id = told(hired("Ani"))
        failed = delivered(message_id)
        assert (failed.state, failed.code) == (FAILED, f"smtp_{code}")
        assert server.taken == []
    assert [job.state for job in jobs_of(message_id)] == [JobState.DONE]
    healthy()


@pytest.mark.parametrize("verb", ["banner", "EHLO"])
def test_a_server_that_takes_nothing_at_all_is_the_offices_affair(
    home: object, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scripted({verb: ["554 closed"], "HELO": ["554 closed"]}) as (_server, url):
        use(monkeypatch, smtp_url=url)
        assert delivered(told(hired("Ani"))).state == PENDING


@pytest.mark.parametrize("how", ["drop", "hang"])
@pytest.mark.parametrize("verb", ["banner", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_line_that_breaks_before_the_dot_is_tried_again(
    home: object, verb: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scripted({verb: [how, ""]}) as (server, url):
        use(monkeypatch, smtp_url=url, mail_seconds=1)
        message_id = told(hired("Ani"))
        assert delivered(message_id).state == PENDING
        assert server.taken == []
        assert delivered(message_id).state == SENT
        assert list(server.times().values()) == [1]


@pytest.mark.parametrize("how", ["drop", "hang", "take, drop", "take, hang"])
def test_a_line_that_breaks_after_the_dot_is_uncertain_and_not_sent_again(
    database: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scripted({"dot": [how, "250 ok"]}) as (server, url):
        use(monkeypatch, smtp_url=url, mail_seconds=1)
        message_id = told(hired("Ani"))
        unsure = delivered(message_id)
        assert (unsure.state, unsure.code) == (UNCERTAIN, "smtp_no_answer_after_dot")
        assert [job.state for job in jobs_of(message_id)] == [JobState.DONE]
        messages.deliver(job_id=jobs_of(message_id)[0].id)
        assert server.seen["DATA"] == 1
        with db.transaction() as session:
            kept = messages.message(session, message_id)
            messages.resend(session, kept, by=uuid4(), reason="Belum diterima")
        assert delivered(message_id).state == SENT
        assert server.seen["DATA"] == 2
        assert len(server.times()) == 1  # the same Message-ID, so that a double can be seen
    healthy()


def test_a_yes_counts_whatever_comes_after_it(
    home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scripted({"QUIT": ["drop"]}) as (server, url):
        use(monkeypatch, smtp_url=url)
        assert delivered(told(hired("Ani"))).state == SENT
        assert list(server.times().values()) == [1]


def test_no_server_at_all_keeps_everything_waiting(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, smtp_url=f"smtp://127.0.0.1:{free_port()}")
    message_id = told(hired("Ani"))
    waits = []
    for _try in range(4):
        assert delivered(message_id).state == PENDING
        (job,) = jobs_of(message_id)
        waits.append(job.due - job.written_at)
    assert waits == sorted(waits)
    assert waits[-1] > 6 * waits[0]
    assert job.error_code == "smtp_unreachable"
    healthy()


def test_after_three_days_it_is_given_up_and_seen(
    home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, smtp_url=f"smtp://127.0.0.1:{free_port()}")
    message_id = told(hired("Ani"))
    tries = 1
    while delivered(message_id).state == PENDING:
        tries += 1
    assert tries == 25
    assert (row(message_id).state, row(message_id).code) == (FAILED, "smtp_unreachable")


def test_a_slow_server_does_not_cost_the_lease(
    home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = {verb: ["slow"] for verb in ("EHLO", "MAIL", "RCPT")} | {"dot": ["take, slow"]}
    with scripted(slow) as (server, url):
        use(monkeypatch, smtp_url=url, lease_seconds=5)
        assert delivered(told(hired("Ani"))).state == SENT
        assert list(server.times().values()) == [1]


def test_four_who_deliver_at_once_send_one_mail(database: str, box: Mailbox) -> None:
    message_id = told(hired("Ani"))
    job_id, barrier = due(message_id), Barrier(4)

    def go(_n: int) -> None:
        barrier.wait()
        messages.deliver(job_id=job_id)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(go, range(4)))
    assert list(box.times().values()) == [1]
    assert (row(message_id).state, row(message_id).attempts) == (SENT, 1)
    healthy()


def test_without_an_address_it_fails_and_says_so(database: str, box: Mailbox) -> None:
    for nothing in ("", "bukan alamat", "a@b\r\nBcc: x@contoh.test", "ä@contoh.test"):
        failed = delivered(told(hired("Ani", email=nothing)))
        assert (failed.state, failed.code) == (FAILED, "no_address")
    assert box.mails == []


def test_an_officer_without_an_address_reads_it_in_the_inbox(database: str, box: Mailbox) -> None:
    officer(email="")
    facts = {"programme": "P", "run": 3, "reason": "Data berubah."}
    with db.transaction() as session:
        (said,) = messages.tell_officers(
            session, event=messages.Event.RUN_FAILED, facts=facts, dedupe="r3"
        )
    found = delivered(said.id)
    assert (found.state, found.channel) == (SENT, "inbox")
    assert box.mails == []


def test_while_a_server_is_waited_for_no_session_is_open(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: dict[str, int] = {}

    class Watched(Scripted):
        def answer(self, verb: str) -> str | None:
            pool: Any = db.engine().pool
            held[verb] = pool.checkedout()
            return super().answer(verb)

    with scripted({}, kind=Watched) as (server, url):
        use(monkeypatch, smtp_url=url)
        assert delivered(told(hired("Ani"))).state == SENT
        assert list(server.times().values()) == [1]
    assert set(held) >= {"banner", "EHLO", "MAIL", "RCPT", "DATA", "dot"}
    assert set(held.values()) == {0}


def test_who_ends_digests_by_the_link_gets_no_more(
    database: str, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, public_url="https://pamong.contoh.test")
    officer()
    facts = {"programme": "P", "until": "2026-11-20", "running": 1, "waiting": 2}
    facts |= {"unanswered": 0, "ended": 0}

    def tell_week(week: str) -> list[messages.Message]:
        with db.transaction() as session:
            return messages.tell_officers(
                session, event=messages.Event.WEEKLY_DIGEST, facts=facts, dedupe=week
            )

    (said,) = tell_week("w47")
    delivered(said.id)
    (mail,) = box.mails
    token = str(mail["List-Unsubscribe"]).strip("<>").rpartition("/")[2]
    with db.transaction() as session:
        messages.stop_digests(session, token=token)
    assert tell_week("w48") == []
    with pytest.raises(NotNow), db.transaction() as session:
        messages.stop_digests(session, token=token)
