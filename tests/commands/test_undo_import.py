"""`pamong undo-import`: a wrong file goes back to the letter, or the command says why not."""

from sqlmodel import SQLModel

from mentoring import competencies, db, demo, people
from mentoring.programmes import Participant
from tests.commands.office import deeds, reads, types

TABLES: tuple[type[SQLModel], ...] = (
    people.Unit,
    people.Employee,
    people.Rating,
    people.Conflict,
    competencies.Competency,
    competencies.Standard,
    competencies.Assessment,
    Participant,
)


def everything() -> list[object]:
    with db.transaction(reads=True) as session:
        return [people.rows_of(session, table) for table in TABLES]


def test_a_file_that_came_too_early_goes_back(city: demo.DemoFiles) -> None:
    before = everything()
    found = reads("import", "employees", city.next_year, "--yes", "--accept-gone")
    assert found["counts"]["changed"] == 8
    assert everything() != before
    said = types("undo-import", "--reason", "berkas tahun lain", "--yes").output
    assert "Impor dibatalkan" in said
    assert everything() == before
    assert types("doctor").output.startswith("Sehat")
    assert deeds()[0] == "people.import_undo"
    again = reads("import", "employees", city.next_year, "--dry-run")
    assert again["counts"] == found["counts"]  # as if it had never come


def test_assessments_and_back(city: demo.DemoFiles) -> None:
    with db.transaction(reads=True) as session:
        nip = people.employee(session, people.profiles(session)[0].id).nip
    before = everything()
    path = city.paths["assessments"].parent / "satu.csv"
    path.write_text(f"NIP;KODE KOMPETENSI;LEVEL CAPAIAN;TANGGAL\n{nip};M.1;5;01-02-2020\n", "utf-8")
    types("import", "asesmen", path, "--yes")
    assert everything() != before
    types("undo-import", "--reason", "orang lain", "--yes")
    assert everything() == before


def test_it_asks_first_and_wants_a_reason(city: demo.DemoFiles) -> None:
    before = everything()
    assert "--yes" in types("undo-import", "--reason", "keliru", code=3).output
    types("undo-import", "--yes", code=2)
    assert "Alasan" in types("undo-import", "--reason", " ", "--yes", code=2).output
    assert everything() == before


def test_only_who_may_import_may_undo(city: demo.DemoFiles) -> None:
    types("account", "open", "ani", "--name", "Ani", "--role", "auditor")
    before = everything()
    types("undo-import", "--reason", "x", "--yes", actor="ani", code=3)
    assert everything() == before


def test_the_newcomers_of_a_wrong_file_leave_the_proposal_too(city: demo.DemoFiles) -> None:
    types("import", "employees", city.next_year, "--yes", "--accept-gone")
    types("programme", "enrol")
    types("match", "run")
    said = types("undo-import", "--reason", "berkas tahun lain", "--yes").output
    assert "peserta program keluar. Usulan yang belum disetujui ditarik: nomor 1." in said
    assert "ditarik" in types("match", "show", "--run", "1", code=3).output
    types("match", "run")
    assert types("doctor").output.startswith("Sehat")


def test_an_approval_stands_in_the_way_until_it_is_undone(proposed: list[dict[str, str]]) -> None:
    """The sentence says which deed to undo; the last import was of conflicts, that nobody uses."""
    types("match", "approve", "--yes")
    before = everything()
    said = types("undo-import", "--reason", "keliru", "--yes", code=3).output
    assert "1 usulan disetujui setelah impor itu" in said
    assert everything() == before
    types("match", "undo", "--reason", "impor keliru", "--yes")
    types("undo-import", "--reason", "keliru", "--yes")
    assert everything() != before
    said = types("undo-import", "--reason", "keliru", "--yes", code=3).output
    assert "Tidak ada impor" in said
