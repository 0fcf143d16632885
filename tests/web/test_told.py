"""The messages page: a named person sends again what failed, and sees only the own OPD."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from sqlmodel import select

from mentoring import access, db, messages
from mentoring.access import Account
from mentoring.audit import AuditEntry
from mentoring.messages import Event, Message, MessageState
from mentoring.queue import Job
from tests.commands.office import types
from tests.web import office


def assignment(mentor_id: UUID) -> UUID:
    with db.transaction(reads=True) as session:
        rows = messages.messages(session, events=[Event.ASSIGNMENT], last=1000)
        return next(row.id for row in rows if row.employee_id == mentor_id)


def ended(message_id: UUID, state: MessageState, code: str) -> None:
    """As the worker leaves it when the other side says no, or nothing."""
    with db.transaction() as session:
        row = session.get_one(Message, message_id)
        row.state, row.code = state, code
        job = session.exec(select(Job).where(Job.key == str(message_id))).first()
        if job is not None:
            session.delete(job)


def state_of(message_id: UUID) -> str:
    with db.transaction(reads=True) as session:
        return session.get_one(Message, message_id).state


@pytest.fixture
def told(approved: Any) -> UUID:
    """The assignment of the first pair's mentor."""
    return assignment(office.pairs()[0].mentor_id)


def test_what_may_not_have_arrived_is_shown_with_its_reason_and_sent_again_by_a_person(
    hr: office.Browser, told: UUID
) -> None:
    ended(told, MessageState.UNCERTAIN, "smtp_no_answer_after_dot")
    assert "1 pesan belum pasti sampai" in office.words(hr.open("/"))
    page = office.words(hr.open("/messages?state=uncertain"))
    assert "Pesan: 1" in page
    assert "surat mungkin sampai, mungkin tidak" in page
    hr.send("/messages/resend", message_id=told, reason="penerima bilang tidak sampai")
    assert state_of(told) == MessageState.PENDING
    with db.transaction(reads=True) as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "message.resend")).one()
        assert entry.reason == "penerima bilang tidak sampai"
    hr.send("/messages/resend", 409, message_id=told, reason="klik kedua")


def test_nothing_chosen_is_said_and_nothing_is_sent(hr: office.Browser, told: UUID) -> None:
    assert "Belum ada pesan yang dipilih" in office.words(hr.send("/messages/resend", 400))
    assert state_of(told) == MessageState.PENDING


def test_one_message_reads_as_its_recipient_reads_it_without_the_link(
    hr: office.Browser, told: UUID
) -> None:
    page = hr.open(f"/messages/{told}")
    name = office.profile(office.pairs()[0].mentor_id).name
    assert name in office.words(page)
    assert "/t/" not in page.text
    hr.open(f"/messages/{UUID(int=0)}", 404)


def test_another_opd_sees_no_message_of_this_one(app: Any, told: UUID) -> None:
    other = office.signed_in(app, "lain")
    listed = other.open("/messages").text
    with db.transaction(reads=True) as session:
        rows = messages.messages(session, last=10_000)
    foreign = [
        m
        for m in rows
        if m.employee_id and office.profile(m.employee_id).opd_id != _unit_of("lain")
    ]
    assert foreign, "the test needs a message of another OPD"
    assert not [m for m in foreign if str(m.id) in listed]
    other.open(f"/messages/{foreign[0].id}", 404)
    other.send("/messages/resend", 403, message_id=foreign[0].id, reason="bukan wewenang")


def test_the_tap_is_shut_and_opened_by_hand(hr: office.Browser, told: UUID) -> None:
    hr.send("/messages/hold", reason="alamat surel sedang diperbaiki")
    assert "ditahan sejak" in office.words(hr.open("/messages"))
    assert "sedang ditahan" in office.words(hr.open("/"))
    hr.send("/messages/release", reason="sudah benar")
    assert "ditahan sejak" not in office.words(hr.open("/messages"))


@pytest.mark.parametrize("event", list(Event))
def test_every_message_has_an_example(hr: office.Browser, event: Event) -> None:
    assert "Contoh" in office.words(hr.open(f"/messages/sample?event={event}"))


def test_a_test_send_without_an_address_says_so(hr: office.Browser) -> None:
    with db.transaction() as session:
        account = session.exec(select(Account).where(Account.login == "hr")).one()
        account.email = ""
    page = office.words(hr.send("/messages/sample", 200, event="assignment"))
    assert "belum punya alamat surel" in page


def _unit_of(login: str) -> UUID | None:
    with db.transaction(reads=True) as session:
        return access.acting(session, login=login).unit_id


def test_holidays_that_nobody_entered_are_asked_for_and_a_broken_file_is_named(
    app: Any, proposed: Path
) -> None:
    with time_machine.travel("2026-12-01T03:00:00Z"):
        browser = office.signed_in(app, "petugas")
        assert "Hari libur 2027 belum lengkap" in office.words(browser.open("/"))
        assert "libur.toml" in office.words(browser.open("/messages"))
        said = types("doctor").stderr
        assert "lengkap = [2027]" in said
        (proposed / "libur.toml").write_text("lengkap = [2027]")
        assert "belum lengkap" not in browser.open("/").text
        assert types("doctor").stderr == ""
        (proposed / "libur.toml").write_text("ini bukan TOML")
        for path in ("/", "/messages"):
            assert "tidak dapat dibaca" in office.words(browser.open(path))
