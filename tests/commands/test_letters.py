"""Letters as an officer makes them at the keyboard."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pypdf
import pytest
from docx import Document
from openpyxl import load_workbook
from sqlmodel import select

from mentoring import db, people
from mentoring.settings import fresh
from tests.commands.office import deeds, reads, types
from tests.letters.paper_office import HEAD, word_with

Pairs = list[dict[str, str]]


@pytest.fixture
def approved(proposed: Pairs) -> Pairs:
    types("match", "approve", "--yes")
    return proposed


@pytest.fixture
def headed(approved: Pairs, tmp_path: Path) -> Pairs:
    (tmp_path / "kop.toml").write_text(HEAD, "utf-8")
    types("letter", "head", "--use", tmp_path / "kop.toml")
    return approved


def text_of(path: Path) -> str:
    return " ".join(" ".join(p.extract_text().split()) for p in pypdf.PdfReader(path).pages)


def test_the_walk_of_a_decree(headed: Pairs, tmp_path: Path) -> None:
    target = tmp_path / "keputusan.pdf"
    (made,) = reads("letter", "make", "keputusan")
    assert (made["outcome"], made["state"], made["serial"]) == ("new", "concept", 1)
    types("letter", "number", "800/1/2026", "1", "--dated", "23-11-2026")
    types("letter", "write", "1", "--output", target)
    whole = text_of(target)
    assert "800/1/2026" in whole
    for pair in headed:
        assert "".join(pair["mentee"].split()) in "".join(whole.split())
    assert reads("letter", "verify", "1", "--file", target)["file"] == "unsigned"
    said = types("letter", "sign", "1", target).output
    assert "pindaian" in said
    types("letter", "write", "1", "--signed", "--output", tmp_path / "ttd.pdf")
    assert reads("letter", "verify", "800/1/2026", "--file", tmp_path / "ttd.pdf")["ok"]
    target.write_bytes(target.read_bytes() + b" ")
    said = types("letter", "verify", "1", "--file", target, code=3).output
    assert "BUKAN" in said
    assert {"letter.make", "letter.number", "letter.sign", "letter.write"} <= set(deeds())


def test_an_assignment_for_every_mentor(headed: Pairs, tmp_path: Path) -> None:
    mentors = {p["mentor_id"] for p in headed}
    made = reads("letter", "make", "surat_tugas")
    assert len(made) == len(mentors)
    types("letter", "number", "094/{n}", "--kind", "surat_tugas", "--from", "412")
    numbers = [x["number"] for x in reads("letter", "list", "--kind", "surat_tugas")]
    assert numbers == [f"094/{412 + n}" for n in range(len(mentors))]
    types("letter", "make", "surat_tugas", "--output", tmp_path / "semua.pdf")
    assert len(pypdf.PdfReader(tmp_path / "semua.pdf").pages) >= len(mentors)
    types("letter", "make", "surat_tugas", "--output", tmp_path / "folder", "--format", "docx")
    files = sorted((tmp_path / "folder").glob("*.docx"))
    assert len(files) == len(mentors)
    assert any("094/412" in p.text for p in Document(str(files[0])).paragraphs)
    types(
        "letter", "make", "surat_tugas", "--output", tmp_path / "folder", "--format", "docx", code=3
    )


def test_one_assignment_for_one_mentor_and_one_for_all(headed: Pairs, tmp_path: Path) -> None:
    (made,) = reads("letter", "make", "surat_tugas", "--mentor", headed[0]["mentor_id"])
    assert made["mentor"] == headed[0]["mentor"]
    (all_,) = reads("letter", "make", "surat_tugas", "--together")
    assert all_["mentor"] is None
    types("letter", "make", "keputusan", "--together", code=2)
    types("letter", "make", "surat_tugas", "--together", "--output", tmp_path / "b.docx")
    assert (tmp_path / "b.docx").exists()


def test_an_approval_taken_back_revokes_and_the_next_run_makes_anew(headed: Pairs) -> None:
    types("letter", "make", "keputusan")
    types("match", "undo", "--reason", "keliru", "--yes")
    assert [x["state"] for x in reads("letter", "list")] == ["revoked"]
    assert "dicabut" in types("letter", "list").output
    types("letter", "make", "keputusan", code=3)
    types("letter", "revoke", "1", "--reason", "lagi", "--yes", code=3)


def test_a_replaced_letter_leads_to_the_new_one(headed: Pairs) -> None:
    types("letter", "make", "keputusan")
    types("letter", "number", "800/1", "1")
    types("mentorship", "withdraw", headed[0]["mentee_id"], "--reason", "pindah")
    assert "--replace" in types("letter", "make", "keputusan", code=3).output
    types("letter", "make", "keputusan", "--replace", "satu mentee pindah")
    rows = reads("letter", "list")
    assert [(x["state"], x["replaced_by"]) for x in rows] == [("revoked", 2), ("concept", None)]


def test_a_unit_officer_sees_the_letters_of_the_own_mentors(headed: Pairs, home: Path) -> None:
    made = reads("letter", "make", "surat_tugas")
    types("letter", "make", "keputusan")
    unit = opd_of(headed[0]["mentor_id"])
    types("account", "open", "unit", "--name", "Petugas", "--role", "hr_unit", "--unit", unit)
    mine = reads("letter", "list", actor="unit")
    assert mine
    assert len(mine) < len(made)
    assert {x["kind"] for x in mine} == {"assignment"}
    hidden = next(
        x for x in reads("letter", "list") if x["serial"] not in {m["serial"] for m in mine}
    )
    types("letter", "verify", hidden["serial"], actor="unit", code=2)
    types("letter", "write", hidden["serial"], "--output", home / "a.pdf", actor="unit", code=2)
    types("letter", "write", mine[0]["serial"], "--output", home / "a.pdf", actor="unit")
    types("letter", "make", "keputusan", actor="unit", code=3)
    types("letter", "revoke", mine[0]["serial"], "--reason", "x", "--yes", actor="unit", code=3)


def test_the_office_puts_its_own_template_in_force(headed: Pairs, tmp_path: Path) -> None:
    own = tmp_path / "milik.docx"
    types("letter", "template", "keputusan", own)
    types("letter", "template", "keputusan", own, code=3)
    own.write_bytes(word_with("Surat kami nomor {{ nomor }}"))
    types("letter", "template", "keputusan", own, "--use")
    types("letter", "make", "keputusan", "--output", tmp_path / "a.docx")
    assert Document(str(tmp_path / "a.docx")).paragraphs[0].text.startswith("Surat kami nomor")
    own.write_bytes(word_with("{{ ''.__class__.__mro__ }}"))
    said = types("letter", "template", "keputusan", own, "--use", code=2).output
    assert "tidak boleh" in said


def test_a_qr_code_needs_an_address(
    headed: Pairs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    types("letter", "make", "keputusan", "--output", tmp_path / "a.pdf")
    (told,) = reads("letter", "list")
    assert f"dengan kode {told['verify_id']}" in text_of(tmp_path / "a.pdf")
    monkeypatch.setenv("PAMONG_PUBLIC_URL", "https://mentoring.contoh.example/")
    fresh()
    types("letter", "make", "keputusan", "--output", tmp_path / "b.pdf")
    address = f"https://mentoring.contoh.example/verify/{told['verify_id']}"
    assert address in text_of(tmp_path / "b.pdf")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("letter", "make", "keputusan", "--output", "a.txt"), 2),
        (("letter", "make", "keputusan", "--output", "tidak/ada/a.pdf"), 2),
        (("letter", "number", "800/1"), 2),
        (("letter", "number", "800", "1-2"), 2),
        (("letter", "verify", "99"), 2),
        (("letter", "write", "--output", "a.pdf"), 2),
        (("letter", "head", "--use", "tidak-ada.toml"), 2),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    words: tuple[Any, ...],
    code: int,
    headed: Pairs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    types("letter", "make", "surat_tugas")
    said = types(*words, code=code).output
    assert "Traceback" not in said
    assert not list(tmp_path.glob("a.*"))


def test_a_letterhead_is_written_changed_and_put_in_force(headed: Pairs, tmp_path: Path) -> None:
    target = tmp_path / "b.toml"
    types("letter", "head", "--output", target)
    assert target.read_text("utf-8") == HEAD
    target.write_text(HEAD.replace("[instansi]", '[instansi]\nlambang = "../rahasia.png"'), "utf-8")
    (tmp_path.parent / "rahasia.png").write_bytes(b"\x89PNG")
    assert "folder" in types("letter", "head", "--use", target, code=2).output


def opd_of(employee_id: str) -> str:
    """The code of somebody's OPD."""
    with db.transaction(reads=True) as session:
        (profile,) = people.profiles(session, ids=[UUID(employee_id)])
        return session.exec(select(people.Unit.code).where(people.Unit.id == profile.opd_id)).one()


def test_the_annex_as_a_table(headed: Pairs, tmp_path: Path) -> None:
    types("letter", "make", "keputusan", "--output", tmp_path / "a.xlsx")
    cells = list(load_workbook(tmp_path / "a.xlsx").worksheets[0].values)
    assert len(cells) == len(headed) + 1
    assert {len(str(row[at])) for row in cells[1:] for at in (2, 7)} == {18}
    types("letter", "write", "1", "--output", tmp_path / "a.csv")
    lines = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == len(cells)
    assert all(line.split(";")[2].startswith("'") for line in lines[1:])
