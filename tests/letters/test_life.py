"""The life of letters on either database: made once, numbered, signed, replaced, revoked."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from mentoring import audit, db, letters, programmes
from mentoring.errors import NotNow, Refused, Unusable
from mentoring.letters import Kind, Order, Outcome, State
from mentoring.letters.tables import LetterFile
from tests.programmes.town import Town, at_once, opened, the_programme

from .paper_office import EMBLEM, HEAD, pages, squeezed

DAY = date(2026, 11, 23)
PDF = b"%PDF-1.7\nbertanda tangan\n/ByteRange [0 1 2 3]\n%%EOF"


class Desk:
    """An officer with an approved run, who makes letters about it."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def make(
        self, kind: Kind = Kind.DECREE, *, mentors: Any = None, **more: Any
    ) -> list[letters.Made]:
        with db.transaction() as session:
            of = self.matter(session)
            everybody = (None,) if kind is Kind.DECREE else tuple(of.mentors())
            whole = kind is Kind.ASSIGNMENT and mentors is None
            order = Order(kind=kind, mentors=mentors or everybody, whole=whole, **more)
            return letters.make(session, matter=of, order=order, by=self.town.by)

    def matter(self, session: Session) -> letters.Matter:
        found = the_programme(session)
        run = programmes.approved_run(session, programme=found)
        return programmes.letter_matter(session, programme=found, run=run)

    def head(self, text: str = HEAD, emblem: bytes = b"") -> None:
        with db.transaction() as session:
            letters.put_head(session, text=text, emblem=emblem, by=self.town.by)

    def number(self, serial: int, said: str, dated: date = DAY) -> None:
        with db.transaction() as session:
            letters.give_number(
                session, letter=self.at(session, serial), said=said, dated=dated, by=self.town.by
            )

    def sign(self, serial: int, content: bytes = PDF, *, confirmed: bool = True) -> None:
        with db.transaction() as session:
            letter = self.at(session, serial)
            letters.file_signed(
                session, letter=letter, content=content, by=self.town.by,
                bears_code=letters.bears_code(content, verify_id=letter.verify_id),
                confirmed=confirmed,
            )  # fmt: skip

    def at(self, session: Session, serial: int) -> letters.Letter:
        return letters.find(session, programme_id=the_programme(session).id, text=str(serial))

    def states(self) -> list[str]:
        with db.transaction() as session:
            rows = letters.letters(session, programme_id=the_programme(session).id)
            return [x.state for x in rows]

    def check(self, serial: int) -> letters.Check:
        with db.transaction() as session:
            letter = self.at(session, serial)
            mark = programmes.certificate_of(session, run_id=letter.run_id)
            return letters.check(session, letter=letter, certificate=mark)

    def pdf(self, serial: int) -> bytes:
        with db.transaction() as session:
            return letters.as_pdf(session, chosen=[self.at(session, serial)])


@pytest.fixture
def desk(database: str) -> Desk:
    town = opened()
    for name in ("Ayu", "Bayu"):
        town.person(name)
    for name in ("Budi", "Citra", "Dewi"):
        town.newcomer(name)
    town.places(Ayu=2, Bayu=1)
    town.programme(mentors=["Ayu", "Bayu"], mentees=["Budi", "Citra", "Dewi"])
    town.run()
    town.approve()
    return Desk(town)


def test_the_same_order_gives_the_same_letters(desk: Desk) -> None:
    first = desk.make(Kind.ASSIGNMENT)
    again = desk.make(Kind.ASSIGNMENT)
    assert [m.outcome for m in first] == [Outcome.NEW] * 2
    assert [m.outcome for m in again] == [Outcome.SAME] * 2
    assert [m.letter.verify_id for m in first] == [m.letter.verify_id for m in again]
    assert desk.pdf(1) == desk.pdf(1)


def test_two_officers_at_once_make_one_letter(desk: Desk) -> None:
    made = at_once(desk.make, desk.make)
    assert sorted(m.outcome for (m,) in made) == [Outcome.NEW, Outcome.SAME]
    assert desk.states() == [State.CONCEPT]


def test_a_letter_names_the_pairs_of_its_run(desk: Desk) -> None:
    desk.make()
    whole = squeezed("".join(pages(desk.pdf(1))))
    for name in ("AYU", "BAYU", "BUDI", "CITRA", "DEWI"):
        assert name in whole


def test_a_concept_follows_the_facts(desk: Desk) -> None:
    (first,) = desk.make()
    desk.town.change("Budi", name="BUDI BERGELAR")
    (again,) = desk.make()
    assert again.outcome is Outcome.REFRESHED
    assert again.letter.id == first.letter.id
    assert again.letter.verify_id == first.letter.verify_id
    assert "BERGELAR" in "".join(pages(desk.pdf(1)))
    assert desk.check(1).ok


def test_a_letter_without_a_letterhead_cannot_be_numbered(desk: Desk) -> None:
    desk.make()
    with pytest.raises(Refused) as refused:
        desk.number(1, "800/1")
    assert "penanda_tangan.nama" in refused.value.details
    desk.head()
    desk.make()
    desk.number(1, " 800/1 ")
    assert desk.states() == [State.NUMBERED]


def test_a_numbered_letter_stands_until_it_is_replaced(desk: Desk) -> None:
    desk.head()
    desk.make()
    desk.number(1, "800/1")
    before = desk.pdf(1)
    desk.town.change("Budi", name="BUDI BERGELAR")
    with pytest.raises(Refused) as refused:
        desk.make()
    assert "--replace" in refused.value.remedy
    assert desk.pdf(1) == before
    (made,) = desk.make(replace="gelar berubah")
    assert made.outcome is Outcome.REPLACED
    assert desk.states() == [State.REVOKED, State.CONCEPT]
    with db.transaction() as session:
        old = desk.at(session, 1)
        assert old.replaced_by == made.letter.id
        told = letters.public(session, verify_id=old.verify_id)
        assert told is not None
        assert (told.state, told.replaced_by) == (State.REVOKED, made.letter.verify_id)
    whole = " ".join(pages(desk.pdf(2)))
    assert "Nomor 800/1 tanggal 23 November 2026 dicabut" in whole
    assert [m.outcome for m in desk.make()] == [Outcome.SAME]
    assert "DICABUT" in pages(desk.pdf(1))[0]


def test_no_two_letters_have_one_number(desk: Desk) -> None:
    desk.head()
    desk.make(Kind.ASSIGNMENT)
    desk.number(1, "800/1")
    with pytest.raises(Refused):
        desk.number(2, "800/1")
    desk.number(1, "800/7")  # a slip of the pen, mended before it is signed
    desk.number(2, "800/1")
    assert desk.states() == [State.NUMBERED] * 2


def test_the_signed_file_is_kept_with_its_hash(desk: Desk) -> None:
    desk.head()
    desk.make()
    with pytest.raises(NotNow):
        desk.sign(1)
    desk.number(1, "800/1")
    with pytest.raises(Unusable):
        desk.sign(1, b"bukan pdf")
    desk.sign(1)
    desk.sign(1)  # the same file twice is no other file
    with pytest.raises(NotNow):
        desk.sign(1, PDF + b"lain")
    with pytest.raises(NotNow):
        desk.number(1, "800/2")
    found = desk.check(1)
    assert found.ok
    with db.transaction() as session:
        assert letters.signed_file(session, letter=desk.at(session, 1)) == PDF
        told = letters.public(session, verify_id=desk.at(session, 1).verify_id)
    assert told is not None
    assert told.signed == found.signed != ""


def test_an_undone_approval_revokes_its_letters(desk: Desk) -> None:
    desk.make()
    desk.make(Kind.ASSIGNMENT)
    with db.transaction() as session:
        found = the_programme(session)
        run = programmes.approved_run(session, programme=found)
        programmes.undo(session, programme=found, run=run, reason="keliru", by=desk.town.by)
    assert desk.states() == [State.REVOKED] * 3
    with db.transaction() as session:
        assert desk.at(session, 1).revoked_reason == "keliru"
        with pytest.raises(NotNow):
            programmes.approved_run(session, programme=the_programme(session))


def test_a_mentor_who_declines_gets_no_letter_any_more(desk: Desk) -> None:
    desk.make(Kind.ASSIGNMENT)
    with db.transaction() as session:
        alone = next(m for m in desk.matter(session).mentors() if m == desk.town.ids["Bayu"])
        (pair,) = desk.matter(session).of_mentor(alone)
        mentorship = programmes.mentorship_of(
            session, programme=the_programme(session), mentee_id=pair.mentee.id
        )
        programmes.withdraw(session, mentorship=mentorship, reason="pindah", by=desk.town.by)
    made = desk.make(Kind.ASSIGNMENT)
    assert sorted(m.outcome for m in made) == [Outcome.REVOKED, Outcome.SAME]
    with pytest.raises(Refused):
        desk.make(Kind.ASSIGNMENT, mentors=(alone,))


def test_an_assignment_follows_the_number_of_its_decree(desk: Desk) -> None:
    desk.head()
    desk.make()
    desk.make(Kind.ASSIGNMENT)
    desk.number(1, "800/1")
    made = desk.make(Kind.ASSIGNMENT)
    assert {m.outcome for m in made} == {Outcome.REFRESHED}
    assert "Nomor 800/1 tanggal 23 November 2026" in " ".join(pages(desk.pdf(2)))


def test_an_old_letter_keeps_the_head_it_was_made_with(desk: Desk) -> None:
    desk.head(emblem=EMBLEM)
    desk.make()
    desk.number(1, "800/1")
    before = desk.pdf(1)
    desk.head(HEAD.replace("RADEN CONTOH", "PENGGANTI"))
    assert desk.pdf(1) == before
    with pytest.raises(Refused):
        desk.make()


def test_a_broken_emblem_is_refused(desk: Desk) -> None:
    linking = EMBLEM.replace(b"<path", b'<image href="/etc/hostname" width="9" height="9"/><path')
    for emblem in (b"GIF89a", b"\x89PNG rusak", b"<svg", b"x" * (2 * 2**20 + 1), linking):
        with pytest.raises(Unusable):
            desk.head(emblem=emblem)


def test_what_was_tampered_with_is_found(desk: Desk) -> None:
    desk.head()
    desk.make()
    desk.number(1, "800/1")
    desk.sign(1)
    assert desk.check(1).ok
    with db.transaction() as session:
        for row in session.exec(select(LetterFile)):
            if row.name == "signed":
                row.content = PDF.replace(b"tangan", b"tampan")
            session.add(row)
        desk.at(session, 1).sha256 = "0" * 64
    assert desk.check(1).failures == ("content", "signed")
    with db.transaction() as session:
        letter = desk.at(session, 1)
        assert "certificate" in letters.check(session, letter=letter, certificate="0").failures


def test_nothing_about_a_person_is_public_or_in_the_trail(desk: Desk) -> None:
    desk.make(Kind.ASSIGNMENT)
    with db.transaction() as session:
        letter = desk.at(session, 1)
        told = repr(letters.public(session, verify_id=letter.verify_id))
        trail = repr([e.model_dump() for e in audit.trail(session, action="letter")])
        assert letters.public(session, verify_id="tidak-ada") is None
    assert "letter.make" in trail
    for text in (told, trail):
        assert "1985010120" not in text
        assert "AYU" not in text


def test_a_run_that_nobody_approved_has_no_letters(database: str) -> None:
    town = opened()
    town.person("Ayu")
    town.newcomer("Budi")
    town.programme(mentors=["Ayu"], mentees=["Budi"])
    town.run()
    with pytest.raises(NotNow):
        Desk(town).make()


def test_the_doctor_finds_a_letter_that_nobody_approved_and_one_that_was_changed(
    desk: Desk,
) -> None:
    desk.make()
    desk.make(Kind.ASSIGNMENT)
    assert desk.town.healthy()
    with db.transaction() as session:
        run = programmes.approved_run(session, programme=the_programme(session))
        run.state = programmes.RunState.UNDONE
        session.add(run)
        row = session.exec(select(LetterFile)).all()[0]
        row.content = row.content[:-9]
        session.add(row)
    with db.transaction() as session:
        codes = [b.code for b in programmes.broken(session)]
    assert codes.count("L1") == 1
    assert codes.count("L2") == 1


def test_a_file_without_the_letter_s_code_needs_an_officer_s_word(desk: Desk) -> None:
    desk.head()
    desk.make()
    desk.number(1, "800/1/2026")
    with pytest.raises(Refused, match="tidak memuat kode"):
        desk.sign(1, PDF, confirmed=False)
    desk.sign(1, desk.pdf(1) + b"%", confirmed=False)
    assert desk.states() == ["signed"]


def test_the_code_of_another_letter_is_not_taken_for_this_one(desk: Desk) -> None:
    desk.make()
    with db.transaction() as session:
        mark = desk.at(session, 1).verify_id
    assert letters.bears_code(desk.pdf(1), verify_id=mark)
    assert not letters.bears_code(desk.pdf(1), verify_id=mark[::-1])
    assert not letters.bears_code(b"%PDF-1.7 broken", verify_id=mark)
