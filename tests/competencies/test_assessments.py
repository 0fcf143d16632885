"""Sheets of assessment results: the long form, the wide form, and what can be wrong in them."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoring import competencies, db, sheets
from mentoring.competencies.imports.assessments import _years_later
from mentoring.errors import Refused

from .office import (
    AYU,
    BUDI,
    CITRA,
    TODAY,
    ago,
    counted,
    imported,
    opened,
    planned,
    results,
    sheet,
    told,
    written,
)

LONG = "NIP;KODE KOMPETENSI;LEVEL CAPAIAN;TANGGAL;SUMBER;BERLAKU SAMPAI"
DAY, OLDER = ago(20), ago(400)
D = written(DAY)


@pytest.fixture
def office(home: Path) -> Path:
    opened()
    return home


def in_three_years(day: date) -> date:
    return _years_later(day)


def test_both_forms_say_the_same_and_come_in_once(database: str, tmp_path: Path) -> None:
    opened()
    long = sheet(
        tmp_path / "a.csv", LONG, f"'{BUDI};M.1;2;{D};CACT BKN;", f"{BUDI};LD;0;{D};CACT BKN;"
    )
    wide = sheet(tmp_path / "b.csv", "NIP;TANGGAL;SUMBER;M.1;M.2;LD", f"{BUDI};{D};CACT BKN;2;;0")
    plan = imported(long, "assessments")
    assert (plan.problems, counted(plan)) == ([], (2, 0, 0, 0))
    until = in_three_years(DAY)
    assert results() == {("1002", "M.1", 2, DAY, until), ("1002", "LD", 0, DAY, until)}
    assert counted(imported(long, "assessments")) == (0, 0, 0, 2)
    assert counted(imported(wide, "assessments")) == (0, 0, 0, 2)


def test_a_later_result_is_added_and_the_earlier_one_stays(office: Path) -> None:
    rows = [f"{BUDI};M.1;1;{written(OLDER)};;", f"{AYU};M.1;3;{written(OLDER)};;"]
    imported(sheet(office / "a.csv", LONG, *rows), "assessments")
    plan = imported(sheet(office / "b.csv", LONG, f"{BUDI};M.1;2;{D};;"), "assessments")
    assert counted(plan) == (1, 0, 0, 0)
    assert {(r[2], r[3]) for r in results()} == {(1, OLDER), (3, OLDER), (2, DAY)}


def test_a_corrected_level_shows_the_difference_without_the_person(office: Path) -> None:
    imported(sheet(office / "a.csv", LONG, f"{BUDI};M.1;1;{D};;"), "assessments")
    plan = imported(sheet(office / "b.csv", LONG, f"{BUDI};M.1;2;{D};;{D}"), "assessments")
    assert counted(plan) == (0, 1, 0, 0)
    assert plan.changed[0].what == (
        ("level", "1", "2"),
        ("valid_until", str(in_three_years(DAY)), str(DAY)),
    )
    assert BUDI[:14] not in repr(plan.changed)
    assert results() == {("1002", "M.1", 2, DAY, DAY)}
    path = sheet(office / "c.csv", "NIP;TANGGAL;M.1", f"{BUDI};{D};2")
    assert counted(imported(path, "assessments")) == (0, 0, 0, 1)  # blanks say nothing


def test_headers_may_be_names_or_codes_without_their_dot(office: Path) -> None:
    header = "NIP;TGL PENILAIAN;Integritas;M2;m.3 komunikasi;SK1;Literasi Digital"
    imported(sheet(office / "a.csv", header, f"{BUDI};{D};1;2;3;4;5"), "assessments")
    assert {r[1]: r[2] for r in results()} == {"M.1": 1, "M.2": 2, "M.3": 3, "SK.1": 4, "LD": 5}


def test_a_technical_competency_has_its_column_once_it_is_in_the_dictionary(office: Path) -> None:
    path = sheet(office / "a.csv", "NIP;TANGGAL;M.1;T.9", f"{BUDI};{D};2;3")
    plan = planned(path, "assessments")
    assert (plan.ok, told(plan), len(plan.new)) == (True, [(2, "unknown_column")], 1)
    imported(sheet(office / "t.csv", "KODE;NAMA", "T.9;Audit"), "standards")
    assert counted(imported(path, "assessments")) == (2, 0, 0, 0)


BAD = [
    ([f"{BUDI};M.9;2;{D};;"], [(2, "unknown_competency")]),
    ([f"{BUDI};M.1;6;{D};;"], [(2, "integer")]),
    ([f"{BUDI};M.1;2,5;{D};;"], [(2, "integer")]),
    ([f"{BUDI};M.1;;{D};;"], [(2, "blank")]),
    ([f"{BUDI};;2;{D};;"], [(2, "blank")]),
    ([f"{BUDI};M.1;2;;;"], [(2, "blank")]),
    ([f"{BUDI};M.1;2;31-02-2026;;"], [(2, "date")]),
    ([f"{BUDI};M.1;2;{written(ago(-2))};;"], [(2, "future")]),
    ([f"{BUDI};M.1;2;{D};;{written(ago(21))}"], [(2, "order")]),
    ([f"199001012015031009;M.1;2;{D};;"], [(2, "unknown_person")]),
    ([f"1,99001E+17;M.1;2;{D};;"], [(2, "nip_number")]),
    ([f"{BUDI};M.1;2;{D};;", f"{BUDI};m1;3;{D};;"], [(3, "contradiction")]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "found"), BAD)
def test_a_wrong_row_is_told_by_its_place_with_what_to_do(
    office: Path, rows: list[str], found: list[tuple[int, str]]
) -> None:
    plan = planned(sheet(office / "a.csv", LONG, *rows), "assessments")
    assert told(plan) == found
    assert all(p.reason and p.remedy and p.column for p in plan.problems)
    assert not any(BUDI[:14] in str(p) for p in plan.problems)


def test_every_problem_of_the_file_is_told_at_once_and_nothing_is_stored(office: Path) -> None:
    rows = [f"{BUDI};M.1;2;{D};;", f"{AYU};M.1;7;{D};;", f"{CITRA};X.1;2;{D};;", f";M.1;2;{D};;"]
    plan = planned(sheet(office / "a.csv", LONG, *rows), "assessments")
    assert told(plan) == [(3, "integer"), (4, "unknown_competency"), (5, "blank")]
    with pytest.raises(Refused), db.transaction() as session:
        competencies.apply_import(session, plan, actor_id=None)
    assert results() == set()


def test_a_row_that_contradicts_itself_is_told(office: Path) -> None:
    header = "NIP;TANGGAL;KODE KOMPETENSI;LEVEL CAPAIAN;M.1"
    plan = planned(sheet(office / "a.csv", header, f"{BUDI};{D};M.1;2;3"), "assessments")
    assert told(plan) == [(2, "contradiction")]


def test_the_same_result_twice_is_one_result(office: Path) -> None:
    rows = [f"{BUDI};M.1;2;{D};;", f"{BUDI};M.1;2;{D};;"]
    assert counted(imported(sheet(office / "a.csv", LONG, *rows), "assessments")) == (1, 0, 0, 0)


def test_a_person_without_any_level_is_passed_over_with_a_word(office: Path) -> None:
    path = sheet(office / "a.csv", "NIP;TANGGAL;M.1", f"{BUDI};{D};", f"{AYU};{D};2")
    plan = imported(path, "assessments")
    assert (told(plan), counted(plan)) == ([(2, "no_level")], (1, 0, 0, 0))


def test_results_that_count_no_more_are_kept_and_told_once(office: Path) -> None:
    rows = [f"{nip};M.1;2;{written(ago(1500))};;" for nip in (AYU, BUDI, CITRA)]
    plan = imported(sheet(office / "a.csv", LONG, *rows), "assessments")
    assert (told(plan), counted(plan)) == ([(2, "expired")], (3, 0, 0, 0))
    assert plan.problems[0].reason.startswith("3 ")


@given(st.dates(date(1990, 1, 1), TODAY))
def test_a_result_is_valid_for_three_years_to_the_day(day: date) -> None:
    until = in_three_years(day)
    assert (until.year, until.month) == (day.year + 3, day.month)
    assert until.day == day.day or (day.day, until.day) == (29, 28)


def test_the_template_shows_both_forms_and_is_read_again(office: Path) -> None:
    path = office / "assessments.xlsx"
    sheets.write_template(path, layout=competencies.layouts()["assessments"])
    plan = planned(path, "assessments")
    assert {p.code for p in plan.problems} <= {"unknown_person", "expired", "future"}
    assert len(plan.sheet.rows) == 2


cell = st.one_of(
    st.sampled_from(["", "0", "3", "5", "6", "-1", "2.0", "M.1", "m 6", "T.9", D, "x", BUDI, AYU]),
    st.text(
        st.characters(exclude_characters=';"\n\r', exclude_categories=["Cs", "Cc"]), max_size=8
    ),
)


@settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # nothing is stored between rows
)
@given(st.lists(st.tuples(cell, cell, cell, cell, cell, cell), min_size=1, max_size=6))
def test_no_sheet_of_odd_cells_breaks_the_reading(
    office: Path, rows: list[tuple[str, ...]]
) -> None:
    plan = planned(sheet(office / "odd.csv", LONG, *map(";".join, rows)), "assessments")
    assert plan.ok or not plan.writes
    assert all(problem.reason for problem in plan.problems)
