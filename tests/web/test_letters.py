"""Letters on the pages: made from what was approved, taken out as PDF, verified by anybody."""

from typing import Any

from mentoring import access, audit, db, letters
from tests.letters.paper_office import EMBLEM, HEAD
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


def rows() -> list[letters.Letter]:
    with db.transaction(reads=True) as session:
        return letters.letters(session, programme_id=office.programme().id)


def head_in_force() -> None:
    """Nothing left blank, so that letters may be numbered."""
    with db.transaction() as session:
        officer = access.acting(session, login="hr")
        letters.put_head(session, text=HEAD, emblem=b"", by=officer.id)


def test_many_are_numbered_by_one_pattern_and_the_signed_file_is_kept(
    app: Any, hr: office.Browser, approved: Any
) -> None:
    head_in_force()
    page = routes.filled("/programmes/{programme_id}/letters")
    hr.send(page, kind="assignment")
    form = {"kind": "assignment", "first": 412, "dated": "2026-11-23"}
    assert "bernomor sama" in hr.send(f"{page}/numbers", 400, **form, pattern="800/ST").text
    hr.send(f"{page}/numbers", **form, pattern="800/{n}/ST/2026")
    first, second, *_more = rows()
    assert (first.number, second.number) == ("800/412/ST/2026", "800/413/ST/2026")
    pdf = hr.open(f"/letters/{first.id}/pdf").content
    path = f"/letters/{first.id}/signed"
    assert "belum dipilih" in hr.send(path, 400).text
    assert "bukan PDF" in hr.send(path, 400, files={"file": ("a.pdf", b"teks")}).text
    other = hr.open(f"/letters/{second.id}/pdf").content
    assert "tidak memuat kode" in hr.send(path, 409, files={"file": ("a.pdf", other)}).text
    hr.send(path, files={"file": ("a.pdf", pdf + b"%tanda tangan")})
    assert hr.open(path).content == pdf + b"%tanda tangan"
    assert "berkas bertanda tangan" in hr.open(f"/verify/{first.verify_id}").text
    scan = f"/letters/{second.id}/signed"
    hr.send(scan, files={"file": ("a.pdf", b"%PDF-1.4 pindaian")}, confirmed="yes")
    assert [x.state for x in rows()][:2] == ["signed", "signed"]


def test_a_replaced_letter_and_its_successor_point_at_each_other(
    app: Any, hr: office.Browser, approved: Any
) -> None:
    head_in_force()
    page = routes.filled("/programmes/{programme_id}/letters")
    hr.send(page, kind="decree")
    hr.send(f"/letters/{rows()[0].id}/number", said="800/1/2026", dated="2026-11-23")
    with db.transaction() as session:
        text = HEAD.replace("Contoh", "Percontohan")
        letters.put_head(session, text=text, emblem=b"", by=access.acting(session, login="hr").id)
    hr.send(page, kind="decree", replace="kop berganti")
    old, new = rows()
    shown = hr.open(page).text
    assert f"diganti surat {new.serial}" in shown
    assert f"menggantikan surat {old.serial}" in shown
    assert f"/verify/{new.verify_id}" in hr.open(f"/verify/{old.verify_id}").text
    assert f"/verify/{old.verify_id}" in hr.open(f"/verify/{new.verify_id}").text


def test_the_office_s_own_word_template_goes_out_and_comes_in(
    app: Any, hr: office.Browser, approved: Any
) -> None:
    page = routes.filled("/programmes/{programme_id}/letters")
    own = hr.open(f"{page}/template/decree").content
    assert own.startswith(b"PK")
    sent = {"file": ("kop.docx", own)}
    hr.send(f"{page}/template", kind="decree", files=sent)
    assert "belum dipilih" in hr.send(f"{page}/template", 400, kind="decree").text
    wrong = hr.send(f"{page}/template", 400, kind="decree", files={"file": ("a.docx", b"PK")})
    assert "bukan dokumen Word" in wrong.text
    hr.open(f"{page}/template/lain", 404)
    hr.send(page, kind="decree")
    word = hr.open(f"/letters/{rows()[0].id}/docx")
    assert word.content.startswith(b"PK")
    unit = office.signed_in(app, "unit")
    unit.send(f"{page}/template", 403, kind="decree", files=sent)


def test_the_letterhead_is_filled_in_on_the_page(hr: office.Browser, approved: Any) -> None:
    page = routes.filled("/programmes/{programme_id}/letters")
    assert "penanda_tangan.nama" in hr.open(page).text
    broken = hr.send(f"{page}/head", 400, text="[instansi")
    assert "[instansi" in broken.text
    emblem = {"emblem": ("lambang.svg", EMBLEM)}
    hr.send(f"{page}/head", text=HEAD, files=emblem)
    hr.send(f"{page}/head", text=HEAD.replace("Contoh", "Percontohan"), files={"x": ("", b"")})
    with db.transaction(reads=True) as session:
        assert letters.emblem_in_force(session) == EMBLEM
        assert "Percontohan" in letters.head_text(session)
        assert letters.head_in_force(session).blanks() == []


def test_letters_are_filtered_and_paged(hr: office.Browser, approved: Any) -> None:
    page = routes.filled("/programmes/{programme_id}/letters")
    hr.send(page, kind="assignment")
    assert "Surat: 0" in office.words(hr.open(f"{page}?state=signed"))
    assert f"Surat: {len(rows())}" in office.words(hr.open(f"{page}?kind=assignment"))
