"""Sheets of job standards and technical dictionaries."""

from pathlib import Path

import openpyxl
import pytest
from sqlmodel import select

from mentoring import competencies, db, people, sheets
from mentoring.audit import AuditEntry
from mentoring.competencies import Unknown
from mentoring.errors import NotNow, Refused, Unusable

from .office import AYU, BUDI, CITRA, counted, imported, level_of, opened, planned, sheet, told

HEADER = "JABATAN NAMA;KELOMPOK JABATAN;KODE KOMPETENSI;LEVEL STANDAR;NAMA KOMPETENSI;URUSAN"
NURSES = [
    "Perawat Ahli Pertama;;T.201;2;Asuhan keperawatan;Kesehatan",
    "PERAWAT TERAMPIL;;T.201;1;;",
    ";JF Ahli Muda;LD;3;;",
    ";;T.202;;Keselamatan pasien;Kesehatan",
]


@pytest.fixture
def office(home: Path) -> Path:
    opened()
    return home


def names() -> dict[str, tuple[str, str]]:
    with db.transaction() as session:
        return {e.code: (e.name, e.definition) for e in competencies.dictionary(session)}


def test_standards_and_a_technical_dictionary_come_in_once(database: str, tmp_path: Path) -> None:
    opened()
    path = sheet(tmp_path / "a.csv", HEADER, *NURSES)
    plan = imported(path, "standards")
    assert (plan.problems, counted(plan)) == ([], (5, 0, 0, 0))
    assert level_of(BUDI, "T.201", unknown=Unknown.STANDARD)[0] == 2
    assert level_of(CITRA, "T.201", unknown=Unknown.STANDARD)[0] == 1
    assert level_of(AYU, "LD", unknown=Unknown.STANDARD)[0] == 3
    assert names()["T.202"] == ("Keselamatan pasien", "Kesehatan")
    again = imported(path, "standards")
    assert counted(again) == (0, 0, 0, 5)
    assert [w for writes in again.writes for w in (*writes.insert, *writes.update)] == []


def test_only_what_differs_is_shown_and_changed(office: Path) -> None:
    imported(sheet(office / "a.csv", HEADER, *NURSES), "standards")
    other = sheet(office / "b.csv", HEADER, "PERAWAT AHLI-PERTAMA;;t.201;3;Asuhan klinis;")
    plan = imported(other, "standards")
    assert counted(plan) == (0, 2, 0, 0)
    assert [c.what for c in plan.changed] == [
        (("name", "Asuhan keperawatan", "Asuhan klinis"),),
        (("level", "2", "3"),),
    ]
    assert level_of(BUDI, "T.201", unknown=Unknown.STANDARD)[0] == 3
    assert names()["T.201"] == ("Asuhan klinis", "Kesehatan")  # a blank urusan says nothing


def test_a_sheet_of_codes_and_names_alone_is_a_dictionary(office: Path) -> None:
    path = sheet(office / "a.csv", "KODE;NAMA;URUSAN", "T.9;Audit;Pengawasan", "t. 10;Arsip;")
    assert counted(imported(path, "standards")) == (2, 0, 0, 0)
    assert (names()["T.9"], names()["T.10"]) == (("Audit", "Pengawasan"), ("Arsip", ""))
    assert counted(imported(path, "standards")) == (0, 0, 0, 2)


def test_a_blank_source_keeps_the_old_one_unless_the_level_is_new(office: Path) -> None:
    rows = [";JF Mahir;M.1;2;;", ";JF Mahir;M.2;4;;"]  # the matrix says 2 for both
    plan = imported(sheet(office / "a.csv", HEADER, *rows), "standards")
    assert counted(plan) == (0, 1, 0, 1)
    assert plan.changed[0].what == (("level", "2", "4"), ("source", "PermenPANRB 38/2017", ""))


def test_a_name_in_capitals_changes_nothing(office: Path) -> None:
    imported(sheet(office / "a.csv", "KODE;NAMA", "T.9;Audit kinerja"), "standards")
    again = imported(sheet(office / "b.csv", "KODE;NAMA", "T.9;AUDIT KINERJA"), "standards")
    assert counted(again) == (0, 0, 0, 1)


BAD = [
    (["Perawat;;T.999;2;;"], [(2, "unknown_competency")]),
    (["Perawat;;T.9;6;Audit;"], [(2, "integer")]),
    (["Perawat;;T.9;0;Audit;"], [(2, "integer")]),
    (["Perawat;;T.9;;Audit;"], [(2, "blank")]),
    (["Perawat;;;2;Audit;"], [(2, "blank")]),
    (["Perawat;JF Mahir;M.1;2;;"], [(2, "scope")]),
    ([";;M.1;2;;"], [(2, "scope")]),
    ([";;M.1;;;"], [(2, "scope")]),
    ([";JF Sakti;M.1;2;;"], [(2, "choice")]),
    ([";JF Mahir;M.1;2;;", ";JF Mahir;M.1;3;;"], [(3, "contradiction")]),
    ([";JF Mahir;T.9;2;Audit;", ";JF Muda;T.9;2;Audit;"], [(3, "choice")]),
    ([";;T.9;;Audit;", ";;T.9;;Arsip;"], [(3, "contradiction")]),
    ([";;T.9;;Audit;Pengawasan", ";;T.9;;Audit;Arsip"], [(3, "contradiction")]),
    ([";;T.1.1;;Audit;", ";;T.11;;Arsip;"], [(3, "code_alike")]),
]


@pytest.mark.parametrize(("rows", "found"), BAD)
def test_a_wrong_row_is_told_by_its_place_with_what_to_do(
    office: Path, rows: list[str], found: list[tuple[int, str]]
) -> None:
    plan = planned(sheet(office / "a.csv", HEADER, *rows), "standards")
    assert told(plan) == found
    assert all(p.reason and p.remedy and p.column for p in plan.problems)
    assert not plan.ok


def test_every_problem_of_the_file_is_told_at_once_and_nothing_is_stored(office: Path) -> None:
    rows = [";JF Mahir;M.1;9;;", ";JF Mahir;T.5;2;;", ";;T.9;;Audit;", ";;M.1;2;;"]
    plan = planned(sheet(office / "a.csv", HEADER, *rows), "standards")
    assert told(plan) == [(2, "integer"), (3, "unknown_competency"), (5, "scope")]
    with pytest.raises(Refused), db.transaction() as session:
        competencies.apply_import(session, plan, actor_id=None)
    assert "T.9" not in names()


def test_the_general_names_are_the_dictionarys(office: Path) -> None:
    rows = [";JF Mahir;M1;3;Integritas;", ";JF Mahir;M.2;3;Kerjasama;", ";JF Mahir;M.3;3;Salah;",
            ";JF Ahli Muda;M.3;3;Salah;"]  # fmt: skip
    plan = imported(sheet(office / "a.csv", HEADER, *rows), "standards")
    assert told(plan) == [(4, "other_name")]
    assert counted(plan) == (0, 3, 0, 1)
    assert names()["M.3"][0] == "Komunikasi"


def test_a_job_that_nobody_holds_is_a_warning_once_people_are_known(home: Path) -> None:
    rows = ["Perawat Ahli Pratama;;M.1;2;;", "Perawat Ahli Pratama;;M.2;2;;",
            "Perawat Terampil;;M.1;2;;"]  # fmt: skip
    path = sheet(home / "a.csv", HEADER, *rows)
    with db.transaction() as session:
        competencies.seed(session)
    assert planned(path, "standards").problems == []
    opened()
    plan = planned(path, "standards")
    assert (plan.ok, told(plan)) == (True, [(2, "nobody_holds")])


def test_an_applied_import_is_on_record_with_who_did_it(office: Path) -> None:
    plan = imported(sheet(office / "a.csv", HEADER, *NURSES), "standards")
    with db.transaction() as session:
        batch = session.exec(select(people.ImportBatch)).one()
        entry = session.exec(select(AuditEntry)).one()
    assert (batch.kind, batch.rows, batch.counts["new"]) == ("standards", 4, 5)
    assert (batch.sha256, entry.subject_id) == (plan.sheet.sha256, batch.id)


def test_a_plan_from_before_somebody_elses_import_is_void(office: Path) -> None:
    first = planned(sheet(office / "a.csv", HEADER, *NURSES), "standards")
    imported(sheet(office / "b.csv", HEADER, ";JF Mahir;M.1;4;;"), "standards")
    with pytest.raises(NotNow), db.transaction() as session:
        competencies.apply_import(session, first, actor_id=None)


def test_an_unknown_kind_is_refused_with_the_known_ones(office: Path) -> None:
    path = sheet(office / "a.csv", HEADER, *NURSES)
    with pytest.raises(Unusable, match="ratings") as refused:
        planned(path, "ratings")
    assert refused.value.remedy.endswith("standards, assessments.")


def test_the_template_can_be_imported_as_it_is(office: Path) -> None:
    path = office / "standards.xlsx"
    sheets.write_template(path, layout=competencies.layouts()["standards"])
    plan = imported(path, "standards")
    assert ({p.code for p in plan.problems} - {"nobody_holds"}, len(plan.new)) == (set(), 4)


def test_a_corrected_file_is_taken(office: Path) -> None:
    rows = [";JF Mahir;T.5;2;;", ";JF Mahir;M.1;2;;"]
    plan = planned(sheet(office / "a.csv", HEADER, *rows), "standards")
    path = office / "perbaikan.xlsx"
    sheets.write_corrections(path, layout=plan.layout, sheet=plan.sheet, problems=plan.problems)
    assert told(planned(path, "standards")) == [(2, "unknown_competency")]
    book = openpyxl.load_workbook(path)
    page = book.active
    assert page is not None
    place = next(c.column for c in page[1] if c.value == "NAMA KOMPETENSI")
    page.cell(2, place, "Audit")
    book.save(path)
    assert counted(imported(path, "standards")) == (2, 0, 0, 1)
