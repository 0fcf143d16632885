"""The cases pages: a named officer answers; another OPD sees nothing; an auditor only reads."""

from typing import Any
from uuid import UUID

import pytest

from mentoring import cases, db
from mentoring.cases import Kind
from tests.commands.office import reads, types
from tests.web import office

WORDS = "Mentor ini kerabat saya <script>alert(1)</script>"


@pytest.fixture
def filed(approved: Any) -> UUID:
    """The first pair's mentee objects to the mentor."""
    bond = next(b for b in office.bonds() if b.mentee_id == office.pairs()[0].mentee_id)
    with db.transaction() as session:
        return cases.open_case(
            session, person_id=bond.mentee_id, kind=Kind.PAIR, about=str(bond.id), words=WORDS
        ).id


def test_an_officer_takes_a_case_and_answers_it_and_the_pair_ends(
    hr: office.Browser, filed: UUID
) -> None:
    assert "Perkara: 1" in office.words(hr.open("/cases?state=open&kind=pair"))
    page = hr.open(f"/cases/{filed}")
    assert "<script>alert" not in page.text
    assert "Anda sendiri yang menyetujui" in office.words(page)
    hr.send(f"/cases/{filed}/take")
    wrong = hr.send(f"/cases/{filed}/answer", 400, decision="upheld", words="Tetap <b>tertulis</b>")
    assert "Tindak lanjut belum dipilih" in office.words(wrong)
    assert "Tetap &lt;b&gt;tertulis" in wrong.text  # what was typed is kept
    hr.send(f"/cases/{filed}/answer", decision="upheld", follow_up="replace", words="Benar.")
    page = hr.open(f"/cases/{filed}")
    assert "dikabulkan" in page.text
    assert "dijawab oleh yang menyetujui" in page.text
    bond = next(b for b in office.bonds() if b.mentee_id == office.pairs()[0].mentee_id)
    assert bond.state == "withdrawn"
    hr.send(f"/cases/{filed}/answer", 409, decision="rejected", words="klik kedua")


def test_a_case_is_handed_over_and_the_first_officer_no_longer_answers(
    app: Any, hr: office.Browser, filed: UUID
) -> None:
    hr.send(f"/cases/{filed}/hand-over", to="petugas", reason="cuti")
    hr.send(f"/cases/{filed}/answer", 409, decision="rejected", words="bukan saya lagi")
    other = office.signed_in(app, "petugas")
    other.send(f"/cases/{filed}/answer", decision="rejected", words="Tidak terbukti.")
    assert "ditolak" in other.open(f"/cases/{filed}").text


def test_another_opd_has_no_such_case_and_the_auditor_only_reads(app: Any, filed: UUID) -> None:
    other, own = office.signed_in(app, "lain"), office.signed_in(app, "unit")
    assert "Perkara: 0" in office.words(other.open("/cases"))
    other.open(f"/cases/{filed}", 404)
    assert "Perkara: 1" in office.words(own.open("/cases"))
    own.open(f"/cases/{filed}")
    auditor = office.signed_in(app, "auditor")
    assert "/answer" not in auditor.open(f"/cases/{filed}").text
    for deed in ("take", "hand-over", "answer"):
        auditor.send(f"/cases/{filed}/{deed}", 403)
        own.send(f"/cases/{filed}/{deed}", 403)
    auditor.open(f"/cases/{UUID(int=0)}", 404)


def test_what_is_late_is_on_the_front_page(hr: office.Browser, filed: UUID) -> None:
    from tests.cases import office as at

    at.late(filed)
    assert "1 perkara terlambat dijawab" in office.words(hr.open("/"))
    assert "Perkara: 1" in office.words(hr.open("/cases?late=1"))


def test_the_same_at_the_command_line(filed: UUID) -> None:
    (row,) = reads("case", "list", "--kind", "atas_mentor")
    assert (row["number"], row["state"], row["late"]) == (1, "open", False)
    assert reads("case", "list", actor="lain") == []
    types("case", "show", 1, actor="lain", code=2)
    types("case", "take", 1, actor="auditor", code=3)
    types("case", "take", 1)
    types("case", "hand-over", 1, "--to", "petugas", "--reason", "cuti")
    types("case", "answer", 1, "--decision", "ditolak", "--reason", "Tidak terbukti.",
          actor="petugas")  # fmt: skip
    told = reads("case", "show", 1)
    assert told["decision"] == "rejected"
    assert [step["code"] for step in told["history"]] == ["open", "take", "hand_over", "answer"]
    assert "Tidak terbukti." in types("case", "show", 1).output
    person = office.pairs()[0].mentee_id
    types("case", "record", person, "--kind", "koreksi", "--about", "job", "--words", "surat",
          "--wanted", "Guru")  # fmt: skip
    types("doctor")
