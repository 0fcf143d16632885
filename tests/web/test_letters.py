"""Letters on the pages: made from what was approved, taken out as PDF, verified by anybody."""

from typing import Any

from mentoring import audit, db, letters
from tests.web import office, routes


def test_letters_are_made_taken_out_and_verified(
    app: Any, hr: office.Browser, approved: Any
) -> None:
    page = routes.filled("/programmes/{programme_id}/letters")
    hr.send(page, 400, kind="")
    hr.send(page, kind="decree")
    hr.send(page, kind="assignment")
    with db.transaction(reads=True) as session:
        rows = letters.letters(session, programme_id=office.programme().id)
    assert len(rows) == 1 + len({bond.mentor_id for bond in office.bonds()})
    pdf = hr.open(f"/letters/{rows[0].id}/pdf")
    assert pdf.content.startswith(b"%PDF")
    assert "attachment" in pdf.headers["content-disposition"]
    stranger = office.Browser(app)
    assert "konsep" in office.words(stranger.open(f"/verify/{rows[0].verify_id}"))
    hr.send(f"/letters/{rows[0].id}/revoke", reason="keliru dasar hukumnya")
    told = office.words(stranger.open(f"/verify/{rows[0].verify_id}"))
    assert "sudah dicabut" in told
    assert not any(office.profile(b.mentor_id).name in told for b in office.bonds())
    stranger.open("/verify/tidak-ada", 404)
    with db.transaction(reads=True) as session:
        assert "letter.write" in {deed.action for deed in audit.trail(session, last=20)}


def test_a_unit_s_officer_sees_the_letters_of_the_own_mentors_only(
    app: Any, hr: office.Browser, approved: Any
) -> None:
    page = routes.filled("/programmes/{programme_id}/letters")
    hr.send(page, kind="decree")
    with db.transaction(reads=True) as session:
        decree = letters.letters(session, programme_id=office.programme().id)[0]
    unit = office.signed_in(app, "unit")
    assert "Belum ada surat" in office.words(unit.open(page))
    unit.open(f"/letters/{decree.id}/pdf", 404)
    unit.send(page, 403, kind="decree")
