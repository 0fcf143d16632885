"""What a mentor does with the link in a message, on a phone and without an account."""

from datetime import timedelta
from typing import Any

import pytest

from mentoring import access, db, messages, programmes
from mentoring.access import Purpose
from tests.web import office


@pytest.fixture
def link(approved: Any) -> str:
    """The link of the first mentorship's mentor."""
    return _link(Purpose.ANSWER)


def test_looking_changes_nothing_however_often(app: Any, link: str) -> None:
    before = office.bonds()[0]
    for _scanner in range(3):
        assert "bersediakah" in office.words(office.Browser(app).open(link))
    assert office.bonds()[0] == before


def test_a_mentor_accepts_once(app: Any, link: str) -> None:
    phone = office.Browser(app)
    phone.open(link)
    assert "Terima kasih" in office.words(phone.send(link, 200, said="accept"))
    assert office.bonds()[0].state in {"accepted", "active"}
    assert "sudah dipakai" in office.words(phone.open(link, 409))
    phone.send(link, 409, said="decline", reason="beban_kerja")


def test_a_mentor_declines_with_a_reason_and_keeps_what_was_typed(app: Any, link: str) -> None:
    phone = office.Browser(app)
    phone.open(link)
    again = phone.send(link, 400, said="decline", words="sedang banyak tugas")
    assert "sedang banyak tugas" in again.text
    phone.send(link, 400, said="decline", reason="lainnya")
    phone.send(link, 200, said="decline", reason="beban_kerja", words="sedang banyak tugas")
    bond = office.bonds()[0]
    assert bond.state == "declined"
    with db.transaction() as session, pytest.raises(programmes_refused()):
        programmes.accept(session, mentorship=session.merge(bond), by=bond.mentor_id)


def test_the_link_s_form_needs_the_browser_s_token(app: Any, link: str) -> None:
    phone = office.Browser(app)
    phone.open(link)
    phone.send(link, 403, token="", said="accept")
    assert office.bonds()[0].state == "offered"


def test_a_mentee_sees_the_own_pair_and_cannot_answer_for_the_mentor(
    app: Any, approved: Any
) -> None:
    link, phone = _link(Purpose.MENTEE_VIEW), office.Browser(app)
    assert "Mentor Anda" in office.words(phone.open(link))
    phone.send(link, 400, said="accept")
    assert office.bonds()[0].state == "offered"


def test_a_mail_program_ends_digests_with_one_click_and_can_do_nothing_else(
    app: Any, approved: Any
) -> None:
    """RFC 8058: a POST without page, cookie or token of ours; only the address is secret."""
    stranger = office.Browser(app)
    one_click = {"List-Unsubscribe": "One-Click"}
    link = _link(Purpose.DIGEST_STOP)
    stranger.send(link, 200, token="", **one_click)
    with db.transaction(reads=True) as session:
        assert not messages.preference(session, person_id=office.bonds()[0].mentee_id).digests
    stranger.send(_link(Purpose.ANSWER), 403, token="", said="accept", **one_click)
    stranger.send("/language", 403, token="", code="en", back="/", **one_click)
    assert office.bonds()[0].state == "offered"


def test_a_made_up_or_old_link_opens_nothing(app: Any, approved: Any) -> None:
    phone = office.Browser(app)
    phone.open("/t/" + "x" * 43, 403)
    old = _link(Purpose.ANSWER, lasts=timedelta(seconds=-1))
    assert "Masa berlaku" in office.words(phone.open(old, 409))


def programmes_refused() -> type[Exception]:
    from mentoring.errors import NotNow

    return NotNow


def _link(purpose: Purpose, lasts: timedelta = timedelta(days=1)) -> str:
    bond = office.bonds()[0]
    holder = bond.mentor_id if purpose is Purpose.ANSWER else bond.mentee_id
    with db.transaction() as session:
        token = access.issue_link(
            session, purpose=purpose, subject_id=bond.id, holder_id=holder, lasts=lasts
        )
    return f"/t/{token}"
