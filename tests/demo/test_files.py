"""The files: the same bytes for the same seed, the real header, everything in place."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from mentoring import demo
from mentoring.demo.siasn import COLUMN, HEADER
from mentoring.demo.writing import write_xlsx
from mentoring.errors import Unusable

TODAY = date(2026, 11, 23)
# The columns whose values must never leave the sheet: an export has them, an import drops them.
DROPPED = ("NIK", "AGAMA NAMA", "JENIS KAWIN NAMA", "NPWP NOMOR", "BPJS", "ALAMAT")


def cells(path: Path) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path, read_only=True)
    rows: list[tuple[object, ...]] = list(book["Data"].iter_rows(values_only=True))
    book.close()
    return rows


def test_the_same_seed_gives_the_same_bytes(small: demo.DemoFiles, tmp_path: Path) -> None:
    again = demo.write_city(tmp_path, size="small", seed=7, today=TODAY)
    for path in [*small.paths.values(), small.with_mistakes, small.next_year]:
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name
    assert (again.facts, again.mistakes, again.changes) == (
        small.facts,
        small.mistakes,
        small.changes,
    )


def test_another_seed_gives_other_people(small: demo.DemoFiles, tmp_path: Path) -> None:
    other = demo.write_city(tmp_path, size="small", seed=8, today=TODAY)
    mine, theirs = (
        {row[COLUMN["NIP BARU"]] for row in cells(f.paths["employees"])[1:]} for f in (small, other)
    )
    assert len(mine & theirs) < 10


def test_the_employee_file_has_the_header_and_the_rows_of_an_export(small: demo.DemoFiles) -> None:
    head, *rows = cells(small.paths["employees"])
    assert head == HEADER
    assert len(HEADER) == 69
    assert len(rows) == small.facts["employees"]
    for column in DROPPED:
        assert all(row[COLUMN[column]] for row in rows), column


def test_numbers_are_text_and_a_few_carry_the_apostrophe_of_the_original(
    small: demo.DemoFiles,
) -> None:
    nips = [row[COLUMN["NIP BARU"]] for row in cells(small.paths["employees"])[1:]]
    assert all(isinstance(nip, str) for nip in nips)
    marked = [nip for nip in nips if str(nip).startswith("'")]
    assert 0 < len(marked) < 60


def test_the_progress_is_told_file_by_file(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    demo.write_city(
        tmp_path, size="small", seed=1, today=TODAY, progress=lambda *now: told.append(now)
    )
    assert [done for _name, done, _all in told] == list(range(1, 13))
    assert {whole for _name, _done, whole in told} == {12}


def test_an_unknown_size_names_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as refused:
        demo.write_city(tmp_path, size="giant", seed=1, today=TODAY)
    assert "small, city, province" in refused.value.remedy


def test_awkward_text_survives_the_writing(tmp_path: Path) -> None:
    awkward: list[str | int | float] = [
        "<b>&amp;",
        " blank before",
        "=1+1",
        "https://contoh.invalid",
        "x\ty",
        "",
        1.5,
        7,
    ]
    path = tmp_path / "awkward.xlsx"
    assert write_xlsx(path, list("abcdefgh"), [awkward, awkward]) == 2
    assert [list(row) for row in cells(path)[1:]] == [[v or None for v in awkward]] * 2


def test_a_workbook_without_rows_is_still_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    assert write_xlsx(path, ["NIP"], []) == 0
    assert cells(path) == [("NIP",)]
