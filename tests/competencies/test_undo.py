"""The import of standards and assessments taken back: all of it, exactly, or nothing and why."""

from pathlib import Path
from uuid import uuid4

import pytest
from sqlmodel import SQLModel, select

from mentoring import competencies, db, people
from mentoring.errors import NotNow, Refused
from mentoring.people.imports import before
from mentoring.people.tables import ImportBefore

from .office import AYU, BUDI, CITRA, ago, imported, opened, sheet, written

MODELS: tuple[type[SQLModel], ...] = (
    people.Unit,
    people.Employee,
    competencies.Competency,
    competencies.Standard,
    competencies.Assessment,
)
LONG = "NIP;KODE KOMPETENSI;LEVEL CAPAIAN;TANGGAL;SUMBER;BERLAKU SAMPAI"
D, OLDER = written(ago(20)), written(ago(400))
STANDARD = "JABATAN NAMA;KELOMPOK JABATAN;KODE KOMPETENSI;LEVEL STANDAR;NAMA KOMPETENSI"


def everything() -> list[object]:
    with db.transaction(reads=True) as session:
        return [people.rows_of(session, model) for model in MODELS]


def undo() -> int:
    with db.transaction() as session:
        batch = people.last_import(session)
        assert batch is not None
        return people.undo_import(session, batch_id=batch.id, reason="uji", actor_id=uuid4())[1]


def results(path: Path, *rows: str) -> Path:
    return sheet(path, LONG, *rows)


def test_first_results_leave_no_trace(database: str, tmp_path: Path) -> None:
    opened()
    empty = everything()
    wide = sheet(tmp_path / "a.csv", "NIP;TANGGAL;SUMBER;M.1;M.2;LD", f"{BUDI};{D};CACT;2;;0")
    imported(wide, "assessments")
    assert everything() != empty
    assert undo() == 2
    assert everything() == empty


def test_changed_and_added_results_go_back_together(database: str, tmp_path: Path) -> None:
    opened()
    imported(
        results(tmp_path / "a.csv", f"{BUDI};M.1;1;{OLDER};CACT;", f"{AYU};M.1;3;{D};CACT;"),
        "assessments",
    )
    before_it = everything()
    plan = imported(
        results(
            tmp_path / "b.csv",
            f"{BUDI};M.1;2;{OLDER};ulang;",  # changed
            f"{AYU};M.1;3;{D};CACT;",  # the same
            f"{BUDI};M.1;4;{D};CACT;",  # a later one
            f"{CITRA};LD;0;{D};CACT;",
        ),
        "assessments",
    )
    assert (len(plan.new), len(plan.changed), plan.same) == (2, 1, 1)
    assert undo() == 3
    assert everything() == before_it


def test_many_results_are_kept_in_few_notes_and_all_go(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(before, "AT_ONCE", 7)
    opened()
    empty = everything()
    rows = [f"{BUDI};M.1;{n % 6};{written(ago(n))};CACT;" for n in range(1, 51)]
    imported(results(tmp_path / "a.csv", *rows), "assessments")
    with db.transaction(reads=True) as session:
        assert len(session.exec(select(ImportBefore)).all()) == 8
    assert undo() == 50
    assert everything() == empty


def test_standards_go_with_the_competencies_they_brought(database: str, tmp_path: Path) -> None:
    opened()
    empty = everything()
    rows = [
        ";JF Ahli Pertama;M.1;5;",
        "Perawat Ahli Muda;;T.90;3;Keperawatan jiwa",
    ]
    imported(sheet(tmp_path / "a.csv", STANDARD, *rows), "standards")
    assert everything() != empty
    assert undo() == 3  # a changed standard, a new one, and its entry of the dictionary
    assert everything() == empty


def test_a_result_mended_since_is_not_lost(database: str, tmp_path: Path) -> None:
    opened()
    rows = [f"{BUDI};{code};2;{D};CACT;" for code in ("M.1", "M.2", "M.3")]
    imported(results(tmp_path / "a.csv", *rows), "assessments")
    with db.transaction() as session:
        one = session.exec(select(competencies.Assessment)).all()[1]
        one.level = 5
        session.add(one)
    mended = everything()
    with pytest.raises(Refused, match="diubah lagi"):
        undo()
    assert everything() == mended


def test_a_result_that_is_gone_stops_it_too(database: str, tmp_path: Path) -> None:
    opened()
    rows = [f"{BUDI};{code};2;{D};CACT;" for code in ("M.1", "M.2")]
    imported(results(tmp_path / "a.csv", *rows), "assessments")
    with db.transaction() as session:
        session.delete(session.exec(select(competencies.Assessment)).all()[0])
    left = everything()
    with pytest.raises(Refused, match="diubah lagi"):
        undo()
    assert everything() == left


def test_nothing_is_half_undone(database: str, tmp_path: Path) -> None:
    """The standards are put back first; then the new competency turns out to be in use."""
    opened()
    rows = ["Perawat Ahli Muda;;T.90;3;Keperawatan jiwa"]
    imported(sheet(tmp_path / "a.csv", STANDARD, *rows), "standards")
    with db.transaction() as session:
        entry = next(e for e in competencies.dictionary(session) if e.code == "T.90")
        session.add(
            competencies.Assessment(
                employee_id=people.employee_by_nip(session, nip=AYU).id, competency_id=entry.id,
                level=2, assessed_on=ago(3), valid_until=ago(-300),
            )
        )  # fmt: skip
    used = everything()
    with pytest.raises(Refused, match="sudah dipakai"):
        undo()
    assert everything() == used
    with db.transaction(reads=True) as session:
        assert people.undoable(session) is not None  # it can be tried again


def test_once_undone_it_stays_undone(database: str, tmp_path: Path) -> None:
    opened()
    path = results(tmp_path / "a.csv", f"{BUDI};M.1;2;{D};CACT;")
    imported(path, "assessments")
    undo()
    with db.transaction(reads=True) as session:
        batch = people.imports_done(session, last=1)[0]
    with db.transaction() as session, pytest.raises(NotNow):
        people.undo_import(session, batch_id=batch.id, reason="uji", actor_id=uuid4())
    empty = everything()
    imported(path, "assessments")  # the right file may come now
    undo()
    assert everything() == empty
