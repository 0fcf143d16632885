"""The own pages of somebody without an account: one link, one person, one browser, half an hour."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from mentoring import access, clock, db, messages
from mentoring.access import OwnSession, Purpose
from mentoring.messages import Event
from mentoring.people import Employee
from mentoring.settings import fresh
from tests.web import office


def link_for(person_id: UUID) -> str:
    with db.transaction() as session:
        token = access.issue_link(
            session, purpose=Purpose.OWN_PAGE, subject_id=person_id, holder_id=person_id,
            lasts=timedelta(days=7),
        )  # fmt: skip
    return f"/t/{token}"


def opened(app: Any, person_id: UUID) -> office.Browser:
    """A telephone on which this person has opened the own pages."""
    phone = office.Browser(app)
    phone.send(link_for(person_id))
    return phone


@pytest.fixture
def mentor(app: Any, approved: Any) -> office.Browser:
    return opened(app, office.bonds()[0].mentor_id)


def test_looking_at_the_link_opens_nothing_and_the_button_opens_once(
    app: Any, approved: Any
) -> None:
    phone, scanner = office.Browser(app), office.Browser(app)
    link = link_for(office.bonds()[0].mentor_id)
    for _time in range(3):
        assert "Buka halaman saya" in office.words(scanner.open(link))
    assert scanner.open("/mine", 303).headers["location"] == "/mine/link"
    assert phone.send(link).headers["location"] == "/mine"
    name = office.profile(office.bonds()[0].mentor_id).name
    assert name in office.words(phone.open("/mine"))
    scanner.send(link, 409)
    scanner.open("/mine", 303)


def test_a_mentor_answers_on_the_own_page(mentor: office.Browser) -> None:
    bond = office.bonds()[0]
    page = office.words(mentor.open("/mine"))
    assert "Menunggu jawaban Anda" in page
    assert office.profile(bond.mentee_id).name in page
    mentor.send(f"/mine/answer/{bond.id}", 400, said="decline", words="sedang tugas belajar")
    mentor.send(f"/mine/answer/{bond.id}", said="accept")
    assert office.bonds()[0].state == "accepted" or office.bonds()[0].state == "active"
    mentor.send(f"/mine/answer/{bond.id}", 409, said="accept")


def test_what_is_another_persons_is_not_there(app: Any, mentor: office.Browser) -> None:
    mine = office.bonds()[0]
    other = next(b for b in office.bonds() if b.mentor_id != mine.mentor_id)
    mentor.send(f"/mine/answer/{other.id}", 404, said="accept")
    mentor.open(f"/mine/calendar/{other.id}", 404)
    mentee = opened(app, mine.mentee_id)
    mentee.open(f"/mine/calendar/{mine.id}")
    mentee.send(f"/mine/answer/{mine.id}", 404, said="accept")
    assert {b.state for b in office.bonds()} == {"offered"}


def test_a_mentee_sees_who_and_why_and_one_who_waits_sees_the_place(
    app: Any, approved: Any
) -> None:
    bond = office.bonds()[0]
    page = office.words(opened(app, bond.mentee_id).open("/mine"))
    assert f"Mentor Anda: {office.profile(bond.mentor_id).name}" in page
    assert "menutup" in page.casefold()
    waiting = office.waiting()[0]
    page = office.words(opened(app, waiting.mentee_id).open("/mine"))
    assert f"tempat ke-{waiting.place} dalam daftar tunggu" in page


def test_it_closes_by_itself_and_by_hand(app: Any, mentor: office.Browser) -> None:
    second = opened(app, office.bonds()[0].mentor_id)
    mentor.send("/mine/leave")
    for phone in (mentor, second):
        phone.open("/mine", 303)
    third = opened(app, office.bonds()[0].mentor_id)
    with db.transaction() as session:
        for held in session.exec(select(OwnSession)):
            held.seen_at = clock.now() - timedelta(minutes=31)
    third.open("/mine", 303)


def test_the_own_pages_open_nothing_of_the_officers(mentor: office.Browser) -> None:
    for path in ("/", "/programmes", "/imports", "/audit", "/messages", "/me"):
        assert "/sign-in" in mentor.open(path, 303).headers["location"]


def test_a_form_of_another_page_is_refused(mentor: office.Browser) -> None:
    bond = office.bonds()[0]
    mentor.send(f"/mine/answer/{bond.id}", 403, token="fremd", said="accept")
    mentor.send(f"/mine/answer/{bond.id}", 403, token="", said="accept")


def test_a_fresh_link_goes_to_the_address_on_file_and_the_answer_tells_nobody_who_is_known(
    app: Any, approved: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = office.Browser(app)
    stranger.send("/mine/link", 503, said="x@contoh.test")  # nowhere to lead to
    monkeypatch.setenv("PAMONG_PUBLIC_URL", office.HOME)
    fresh()
    with db.transaction() as session:
        person = session.get_one(Employee, office.bonds()[0].mentor_id)
        person.email, nip, person_id = "mentor.satu@contoh.test", person.nip, person.id
    told = {
        office.words(stranger.send("/mine/link", 200, said=said))
        for said in (nip, "MENTOR.SATU@contoh.test", "tidak.ada@contoh.test")
    }
    assert len(told) == 1
    with db.transaction(reads=True) as session:
        rows = messages.messages(session, events=[Event.OWN_PAGE])
    assert [row.employee_id for row in rows] == [person_id, person_id]
    stranger.send("/mine/link", 400, said=" ")


def test_links_cannot_be_asked_for_without_end(
    app: Any, approved: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAMONG_PUBLIC_URL", office.HOME)
    fresh()
    stranger = office.Browser(app)
    for _time in range(3):
        stranger.send("/mine/link", 200, said="a@contoh.test")
    page = office.words(stranger.send("/mine/link", 429, said="a@contoh.test"))
    assert "Terlalu banyak" in page


def test_the_days_of_a_mentorship_go_into_a_calendar_that_names_nobody(
    mentor: office.Browser,
) -> None:
    bond = office.bonds()[0]
    file = mentor.open(f"/mine/calendar/{bond.id}")
    assert file.headers["content-type"].startswith("text/calendar")
    assert f"DTSTART;VALUE=DATE:{bond.ends_on:%Y%m%d}" in file.text
    assert office.profile(bond.mentee_id).name not in file.text


def running(mentor: office.Browser) -> str:
    """The first pair's page, the offer accepted and the period begun."""
    bond = office.bonds()[0]
    mentor.send(f"/mine/answer/{bond.id}", said="accept")
    with db.transaction() as session:
        row = session.get_one(type(bond), bond.id)
        row.begins_on = clock.today() - timedelta(days=30)
    return f"/mine/mentorship/{bond.id}"


def test_a_meeting_is_recorded_by_one_and_confirmed_by_the_other(
    app: Any, mentor: office.Browser, hr: office.Browser
) -> None:
    page = running(mentor)
    day = (clock.today() - timedelta(days=3)).isoformat()
    said = {"said": "record", "day": day, "hour": "09:00", "mode": "online",
            "notes": "membahas rencana kerja"}  # fmt: skip
    wrong = mentor.send(f"{page}/meeting", 400, **said, minutes="9000")
    assert "tidak mungkin" in office.words(wrong)
    assert "membahas rencana kerja" in wrong.text  # what was typed stays
    mentor.send(f"{page}/meeting", **said, minutes="60")
    mentee = opened(app, office.bonds()[0].mentee_id)
    shown = mentee.open(page)
    assert "Benarkah pertemuan ini?" in office.words(shown)
    meeting = re.search(r"/mine/meeting/([0-9a-f-]{36})", shown.text)
    assert meeting is not None
    mentor.send(meeting[0], 409, said="confirm")  # not the own record
    mentee.send(meeting[0], said="confirm")
    assert "1 dikonfirmasi kedua pihak" in office.words(mentor.open(page))
    bond = office.bonds()[0].id
    assert "60 menit dikonfirmasi" in office.words(hr.open(f"/mentorships/{bond}"))


def test_goals_are_changed_by_the_two_and_seen_by_the_officer(
    mentor: office.Browser, hr: office.Browser
) -> None:
    page = running(mentor)
    code = re.search(r'type="hidden" name="code" value="([^"]+)"', mentor.open(page).text)
    assert code is not None
    wrong = mentor.send(f"{page}/goal", 400, code=code[1], progress="banyak", text="tetap ada")
    assert "tetap ada" in wrong.text
    assert 'value="banyak"' in wrong.text
    mentor.send(f"{page}/goal", code=code[1], progress="40", text="magang dua hari", state="open")
    assert "magang dua hari" in hr.open(f"/mentorships/{office.bonds()[0].id}").text


def test_meetings_of_others_are_not_there(app: Any, mentor: office.Browser) -> None:
    page = running(mentor)
    mine = office.bonds()[0]
    other = next(b for b in office.bonds() if mine.mentor_id not in {b.mentor_id, b.mentee_id})
    stranger = opened(app, other.mentor_id)
    stranger.open(page, 404)
    stranger.send(f"{page}/meeting", 404, day="2026-01-01", hour="09:00", mode="online")
    stranger.send(f"{page}/goal", 404, code="M.1")
    day = (clock.today() - timedelta(days=3)).isoformat()
    mentor.send(f"{page}/meeting", day=day, hour="09:00", minutes="60", mode="online")
    meeting = re.search(r"/mine/meeting/([0-9a-f-]{36})", mentor.open(page).text)
    assert meeting is not None
    stranger.send(meeting[0], 404, said="confirm")
