"""What is written can be opened, fixed and read again; text stays text."""

import csv
import stat
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mentoring.errors import Unusable
from mentoring.sheets import (
    Layout,
    Problem,
    read,
    write_corrections,
    write_csv,
    write_table,
    write_template,
    writing,
)

from .writers import HEADER, ROWS, by_xlsxwriter

BAD: list[list[Any]] = [
    ["'19900101201503199", "Contoh Ayu", "01-01-1990", "3674000000000001", "3"],
    [199001012015031999, "=1+1", "31-02-2000", "3674000000000002", "7"],
    ROWS[1],
]


def test_a_corrected_workbook_can_be_imported_as_it_is(tmp_path: Path, layout: Layout) -> None:
    sheet = read(by_xlsxwriter(tmp_path / "a.xlsx", [HEADER, *BAD]), layout)
    back = tmp_path / "perbaikan.xlsx"
    write_corrections(back, layout, sheet, sheet.problems)
    book = openpyxl.load_workbook(back)
    page = book.worksheets[0]
    heads = [cell.value for cell in page[1]]
    assert heads == [
        "KESALAHAN",
        "PERINGATAN",
        "BARIS ASAL",
        "NIP BARU",
        "NAMA",
        "TANGGAL LAHIR",
        "LEVEL",
    ]
    assert "17 angka" in str(page["A2"].value)
    assert page["D2"].fill.bgColor.rgb != page["E2"].fill.bgColor.rgb
    assert page["E3"].value == "=1+1"
    assert page["E3"].data_type == "s"
    for cell, value in {
        "D2": ROWS[0][0],
        "D3": "198503152010011999",
        "F3": "28-02-2000",
        "G3": "2",
    }.items():
        page[cell] = value
    book.save(back)
    # openpyxl, like a person's own typing, turns "=1+1" into a formula: mend it as text.
    page["E3"] = "Satu"
    book.save(back)
    fixed = read(back, layout)
    assert fixed.problems == []
    assert [r.values["nip"] for r in fixed.rows] == [
        "199001012015031999", "198503152010011999", "200012312024211001",
    ]  # fmt: skip


def test_an_untouched_correction_shows_the_same_errors_again(
    tmp_path: Path, layout: Layout
) -> None:
    sheet = read(by_xlsxwriter(tmp_path / "a.xlsx", [HEADER, *BAD]), layout)
    write_corrections(tmp_path / "b.xlsx", layout, sheet, sheet.problems)
    again = read(tmp_path / "b.xlsx", layout)
    assert [(p.row, p.code) for p in again.problems] == [(p.row, p.code) for p in sheet.problems]


def test_a_dropped_column_is_not_in_the_correction(tmp_path: Path, layout: Layout) -> None:
    sheet = read(by_xlsxwriter(tmp_path / "a.xlsx", [HEADER, *BAD]), layout)
    write_corrections(tmp_path / "b.xlsx", layout, sheet, sheet.problems)
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    said = repr([[c.value for c in row] for row in book.worksheets[0]])
    assert "3674000000000001" not in said


def test_a_problem_of_the_whole_file_has_its_own_sheet(tmp_path: Path, layout: Layout) -> None:
    sheet = read(by_xlsxwriter(tmp_path / "a.xlsx", [HEADER, *ROWS]), layout)
    whole = Problem(0, "UNOR", "", "column_missing", "Kolom tidak ada.", "Tambahkan.")
    write_corrections(tmp_path / "b.xlsx", layout, sheet, [whole])
    assert "Seluruh berkas" in openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames


def test_a_template_reads_back_as_its_own_examples(tmp_path: Path, layout: Layout) -> None:
    path = tmp_path / "templat.xlsx"
    write_template(path, layout)
    sheet = read(path, layout)
    assert sheet.problems == []
    assert sheet.rows[0].values["nip"] == "199001012015031999"
    book = openpyxl.load_workbook(path)
    page, explained = book.worksheets[:2]
    assert explained.title == "Penjelasan"
    assert page["A2"].number_format == "@"
    assert [rule.formula1 for rule in page.data_validations.dataValidation] == ['"0,1,2,3,4,5"']
    assert page["C1"].comment is not None


def test_an_export_keeps_nips_as_text_and_formulas_harmless(tmp_path: Path) -> None:
    path = tmp_path / "tabel.xlsx"
    rows = [["199001012015031999", '=HYPERLINK("http://x")', 3, date(2026, 11, 23), None]]
    write_table(path, ["NIP", "Nama", "Jumlah", "Hari", "Kosong"], rows, text_columns=(0,))
    page = openpyxl.load_workbook(path).worksheets[0]
    assert page["A2"].value == "199001012015031999"
    assert page["A2"].number_format == "@"
    assert page["B2"].data_type == "s"
    assert page["C2"].value == 3
    assert page["D2"].value.date() == date(2026, 11, 23)


def test_a_written_file_is_for_the_owner_only_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "tabel.xlsx"
    write_table(path, ["A"], [["x"]])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_no_cell_of_a_csv_is_a_formula_and_a_nip_stays_text(tmp_path: Path) -> None:
    live = ["=1+1", "+62", "-5", "@a", "\tx", "＝1", "AYU = BUDI", 'a;"b"']
    nip = "199001012015031001"
    write_csv(
        tmp_path / "a.csv",
        ["Nama", "NIP", "Nilai"],
        [[t, nip, -3] for t in live],
        text_columns=(1,),
    )
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        _head, *rows = csv.reader(stream, delimiter=";")
    assert [r[0] for r in rows] == [f"'{t}" for t in live[:6]] + live[6:]
    assert {r[1] for r in rows} == {f"'{nip}"}
    assert {r[2] for r in rows} == {"-3"}
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600


def test_a_list_longer_than_a_worksheet_is_refused_and_not_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_LINES", 2)
    target = tmp_path / "a.xlsx"
    write_table(target, ["A"], [["1"], ["2"]])
    assert openpyxl.load_workbook(target).worksheets[0].max_row == 3
    with pytest.raises(Unusable, match="lebih panjang"):
        write_table(tmp_path / "b.xlsx", ["A"], [["1"], ["2"], ["3"]])
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
