"""Every honest way in which an office saves a sheet gives the same rows."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mentoring.sheets import Layout, Severity, read

from .writers import HEADER, ROWS, by_hand, by_openpyxl, by_xlsxwriter

EXPECTED = [
    {"nip": "199001012015031999", "name": "Contoh Ayu", "born": date(1990, 1, 1), "level": 3},
    {"nip": "200012312024211001", "name": "Contoh Bèni", "born": date(2000, 12, 31), "level": 0},
]


def csv_of(rows: list[list[str]], mark: str) -> str:
    return "\r\n".join(mark.join(cells) for cells in rows) + "\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_is_read_in_every_encoding_and_delimiter(
    tmp_path: Path, layout: Layout, encoding: str, mark: str
) -> None:
    sheet = read(by_hand(tmp_path / "a.csv", csv_of([HEADER, *ROWS], mark), encoding), layout)
    assert [r.values for r in sheet.rows] == EXPECTED
    assert sheet.problems == []


@pytest.mark.parametrize("shared", [True, False])
def test_xlsx_is_read_with_shared_and_with_inline_strings(
    tmp_path: Path, layout: Layout, shared: bool
) -> None:
    path = by_xlsxwriter(tmp_path / "a.xlsx", [HEADER, *ROWS], constant_memory=not shared)
    sheet = read(path, layout)
    assert [r.values for r in sheet.rows] == EXPECTED
    assert [r.row for r in sheet.rows] == [2, 3]


def test_xlsx_of_another_writer_gives_the_same(tmp_path: Path, layout: Layout) -> None:
    sheet = read(by_openpyxl(tmp_path / "a.xlsx", [HEADER, *ROWS]), layout)
    assert [r.values for r in sheet.rows] == EXPECTED


def test_a_column_that_nobody_needs_never_arrives(tmp_path: Path, layout: Layout) -> None:
    sheet = read(by_xlsxwriter(tmp_path / "a.xlsx", [HEADER, *ROWS]), layout)
    assert sheet.ignored == ["NIK"]
    assert "36740000" not in repr([(r.values, r.raw) for r in sheet.rows])


def test_the_header_is_found_below_a_letterhead(tmp_path: Path, layout: Layout) -> None:
    rows: list[list[Any]] = [
        ["PEMERINTAH KOTA CONTOH"],
        ["DAFTAR NAMA PEGAWAI"],
        [],
        ["No", "nip_baru", " Nama  Lengkap ", "TGL. LAHIR", "Level"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["1", *ROWS[0][:3], "3"],
        ["No", "nip_baru", " Nama  Lengkap ", "TGL. LAHIR", "Level"],
        ["2", *ROWS[1][:3], "0"],
        ["JUMLAH", None, None, None, 3],
    ]
    sheet = read(by_xlsxwriter(tmp_path / "a.xlsx", rows), layout)
    assert [r.values for r in sheet.rows] == EXPECTED
    assert [r.row for r in sheet.rows] == [6, 8]
    assert [(p.row, p.code, p.severity) for p in sheet.problems] == [
        (9, "total_row", Severity.WARNING)
    ]


def test_the_first_visible_sheet_with_a_header_is_taken(tmp_path: Path, layout: Layout) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.append(["Petunjuk"])
    for title, rows in (("lama", [HEADER, ROWS[1]]), ("baru", [HEADER, ROWS[0]])):
        page = book.create_sheet(title)
        for cells in rows:
            page.append(cells)
    book["lama"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    sheet = read(tmp_path / "a.xlsx", layout)
    assert [r.values for r in sheet.rows] == EXPECTED[:1]
    assert sheet.facts["sheet"] == "baru"


def test_a_nip_kept_as_a_number_is_refused_with_the_right_sentence(
    tmp_path: Path, layout: Layout
) -> None:
    excel = by_xlsxwriter(tmp_path / "a.xlsx", [HEADER, [199001012015031999, "A", None, None, 1]])
    text = by_hand(
        tmp_path / "a.csv", csv_of([HEADER, ["1,99001012015032E+17", "A", "", "", "1"]], ";")
    )
    for path in (excel, text):
        (problem,) = read(path, layout).problems
        assert problem.code == "nip_number"
        assert problem.reason == "NIP tersimpan sebagai angka, digit terakhir hilang."
        assert "Teks" in problem.remedy


def test_real_dates_serial_numbers_and_words_are_dates(tmp_path: Path, layout: Layout) -> None:
    cells = [date(1990, 1, 1), 32874, "1 Januari 1990", "1990-01-01", "01/01/1990", "32874"]
    rows = [[ROWS[0][0], "A", cell, None, 1] for cell in cells]
    sheet = read(by_openpyxl(tmp_path / "a.xlsx", [HEADER, *rows]), layout)
    assert {r.values["born"] for r in sheet.rows} == {date(1990, 1, 1)}


def test_all_problems_are_told_at_once_with_their_place(tmp_path: Path, layout: Layout) -> None:
    rows = [
        ["19900101201503199", "A", "31-02-1990", "", "9"],
        ["", "", "", "", "2"],
        ["199001012015031999", "x" * 41, "", "", "1.0"],
    ]
    sheet = read(by_hand(tmp_path / "a.csv", csv_of([HEADER, *rows], ",")), layout)
    assert [(p.row, p.column, p.code) for p in sheet.problems] == [
        (2, "NIP BARU", "nip_length"),
        (2, "TANGGAL LAHIR", "date"),
        (2, "LEVEL", "integer"),
        (3, "NIP BARU", "blank"),
        (3, "NAMA", "blank"),
        (4, "NAMA", "too_long"),
    ]
    assert sheet.rows[2].values["level"] == 1


def test_a_problem_shows_neither_a_name_nor_the_head_of_a_number(
    tmp_path: Path, layout: Layout
) -> None:
    rows = [["19900101201503199", "Rahasia " * 9, "3674010101900001", "", "1"]]
    sheet = read(by_hand(tmp_path / "a.csv", csv_of([HEADER, *rows], ",")), layout)
    said = " ".join(map(str, sheet.problems))
    assert "Rahasia" not in said
    assert [p.value for p in sheet.problems][:2] == ["•" * 14 + "199", "•••"]


def test_a_missing_column_is_one_problem_of_the_file(tmp_path: Path, layout: Layout) -> None:
    path = by_hand(tmp_path / "a.csv", "NAMA,LEVEL\nA,1\n")
    assert [(p.row, p.code, p.column) for p in read(path, layout).problems] == [
        (0, "column_missing", "NIP BARU")
    ]


def test_a_header_alone_is_a_sheet_without_rows(tmp_path: Path, layout: Layout) -> None:
    sheet = read(by_hand(tmp_path / "a.csv", "NIP,NAMA\n"), layout)
    assert (sheet.rows, sheet.problems) == ([], [])


def test_the_more_specific_header_wins(tmp_path: Path, layout: Layout) -> None:
    path = by_hand(tmp_path / "a.csv", "NIP,NIP BARU,NAMA\n1,199001012015031999,A\n")
    sheet = read(path, layout)
    assert sheet.rows[0].values["nip"] == "199001012015031999"
    assert sheet.problems == []


def test_a_quoted_cell_over_two_lines_keeps_later_row_numbers(
    tmp_path: Path, layout: Layout
) -> None:
    text = 'NIP,NAMA\n199001012015031999,"A\nB"\n123,C\n'
    sheet = read(by_hand(tmp_path / "a.csv", text), layout)
    assert [p.row for p in sheet.problems] == [4]
