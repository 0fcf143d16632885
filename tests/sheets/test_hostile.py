"""A hostile or broken file gives one clear error, quickly, and touches nothing."""

import io
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoring import settings as settings_module
from mentoring.errors import Unusable
from mentoring.sheets import Layout, read

from .writers import HEADER, ROWS, by_hand, by_openpyxl, by_xlsxwriter

SHEET = "xl/worksheets/sheet1.xml"
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def honest(path: Path) -> Path:
    return by_xlsxwriter(path, [HEADER, *ROWS])


def with_member(path: Path, name: str, content: bytes, **flags: object) -> Path:
    """An honest workbook with one member replaced or added."""
    whole = io.BytesIO(honest(path).read_bytes())
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return path


def sheet_xml(rows: str, head: str = "") -> bytes:
    body = f"<worksheet {NS}><sheetData>{rows}</sheetData></worksheet>"
    return f'<?xml version="1.0"?>{head}{body}'.encode()


def header_cells() -> str:
    cells = "".join(
        f'<c r="{"ABCDE"[i]}1" t="inlineStr"><is><t>{h}</t></is></c>' for i, h in enumerate(HEADER)
    )
    return f'<row r="1">{cells}</row>'


def bomb(path: Path) -> Path:
    return with_member(path, "xl/media/a.xml", b" " * 120_000_000)


def empty_cells(path: Path) -> Path:
    row = "".join(f'<c r="A{n}" s="1"/>' for n in range(10_000))
    return with_member(path, SHEET, sheet_xml(header_cells() + f"<row>{row}</row>" * 1000))


def far_cell(path: Path) -> Path:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return with_member(path, SHEET, sheet_xml(header_cells() + far))


def far_corners(path: Path) -> Path:
    """Within the limits of rows and columns, but 140 million places between the corners."""
    far = '<row r="199999"><c r="ZZ199999"><v>1</v></c></row>'
    return with_member(path, SHEET, sheet_xml(header_cells() + far))


def formula(path: Path) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(HEADER)
    page.append([*ROWS[0][:4], "=1+1"])
    book.save(path)
    return path


def entities(path: Path) -> Path:
    head = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    return with_member(path, SHEET, sheet_xml(header_cells(), head))


def cut_zip(path: Path) -> Path:
    content = honest(path).read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def damaged(path: Path) -> Path:
    content = bytearray(honest(path).read_bytes())
    for place in range(200, len(content) // 2, 97):
        content[place] ^= 0x5A
    path.write_bytes(content)
    return path


def members(path: Path) -> Path:
    honest(path)
    with zipfile.ZipFile(path, "a") as archive:
        for n in range(600):
            archive.writestr(f"xl/x{n}.xml", "x")
    return path


def ods(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    return path


def written(content: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return make


CASES: dict[str, tuple[str, Callable[[Path], Path], str]] = {
    "not a zip": ("a.xlsx", written(b"hello"), "bukan buku kerja"),
    "html": ("a.xls", written(b"<html><table></table></html>"), "halaman web"),
    "old excel": ("a.xls", written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "Excel lama"),
    "encrypted": (
        "a.xlsx",
        written(b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
        "kata sandi",
    ),
    "ods": ("a.ods", ods, "OpenDocument"),
    "zip bomb": ("a.xlsx", bomb, "mengembang"),
    "ten million empty cells": ("a.xlsx", empty_cells, "sel kosong"),
    "a far cell": ("a.xlsx", far_cell, "jauh di luar"),
    "two far corners": ("a.xlsx", far_corners, "berhenti di tengah jalan"),
    "formula": ("a.xlsx", formula, "Sel E2 pada lembar «"),
    "entities": ("a.xlsx", entities, "definisi XML"),
    "macros": ("a.xlsm", lambda p: with_member(p, "xl/vbaProject.bin", b"x"), "makro"),
    "cut zip": ("a.xlsx", cut_zip, "rusak"),
    "damaged zip": ("a.xlsx", damaged, "rusak"),
    "many members": ("a.xlsx", members, "mengembang"),
    "utf-16 inside": (
        "a.xlsx",
        lambda p: with_member(p, SHEET, sheet_xml(header_cells()).decode().encode("utf-16")),
        "rusak",
    ),
    "broken xml": ("a.xlsx", lambda p: with_member(p, SHEET, b"<worksheet><she"), "rusak"),
    "empty file": ("a.csv", written(b""), "kosong"),
    "blank file": ("a.csv", written(b"\n\n  \n"), "kosong"),
    "no header": ("a.csv", written(b"a,b\n1,2\n"), "judul kolom"),
    "double header": ("a.csv", written(b"NIP,NAMA,NAMA\n1,2,3\n"), "lebih dari sekali"),
    "open quote": ("a.csv", written(b'NIP,NAMA\n123,"abc\n'), "kutip"),
    "binary": ("a.csv", written(bytes(range(256)) * 20), "bukan CSV"),
    "odd utf-16": ("a.csv", written(b"\xff\xfeN\x00I"), "Pengodean"),
    "one endless line": ("a.csv", written(b"NIP,NAMA" + b"," * 2_000_000), "bukan CSV"),
    "many rows": ("a.csv", written(b"NIP,NAMA\n" + b"1,2\n" * 200_500), "200.000"),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_with_one_sentence_and_a_remedy(
    name: str, tmp_path: Path, layout: Layout
) -> None:
    file, make, sentence = CASES[name]
    path = make(tmp_path / file)
    before, started = path.read_bytes(), time.monotonic()
    with pytest.raises(Unusable) as refused:
        read(path, layout)
    assert sentence in refused.value.sentence
    assert refused.value.remedy
    assert time.monotonic() - started < 15
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_file_is_named_as_missing(tmp_path: Path, layout: Layout) -> None:
    with pytest.raises(Unusable, match="tidak ditemukan"):
        read(tmp_path / "none.xlsx", layout)


def test_a_file_above_the_limit_is_not_opened(
    tmp_path: Path, layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAMONG_IMPORT_MAX_MB", "1")
    settings_module.fresh()
    with pytest.raises(Unusable, match="terlalu besar"):
        read(by_hand(tmp_path / "a.csv", "NIP,NAMA\n" + "x" * 2**20), layout)
    monkeypatch.undo()
    settings_module.fresh()


def test_a_formula_on_a_sheet_that_is_not_read_does_no_harm(tmp_path: Path, layout: Layout) -> None:
    path = by_openpyxl(tmp_path / "a.xlsx", [HEADER, *ROWS])
    book = openpyxl.load_workbook(path)
    book.create_sheet("Rekap")["A1"] = "=COUNTA(Sheet!A:A)"
    book.save(path)
    assert len(read(path, layout).rows) == 2


def test_styled_empty_cells_far_out_do_no_harm(tmp_path: Path, layout: Layout) -> None:
    row = '<row r="2"><c r="A2" t="inlineStr"><is><t>199001012015031999</t></is></c>'
    row += '<c r="B2" t="inlineStr"><is><t>Ayu</t></is></c><c r="AMJ2" s="1"/></row>'
    path = with_member(tmp_path / "a.xlsx", SHEET, sheet_xml(header_cells() + row))
    assert len(read(path, layout).rows) == 1


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(flips=st.lists(st.tuples(st.floats(0, 1), st.integers(1, 255)), min_size=1, max_size=4))
def test_no_damage_to_a_workbook_makes_it_crash(
    flips: list[tuple[float, int]], tmp_path: Path, layout: Layout
) -> None:
    path = honest(tmp_path / "a.xlsx")
    content = bytearray(path.read_bytes())
    for place, bits in flips:
        content[int(place * (len(content) - 1))] ^= bits
    path.write_bytes(content)
    with suppress(Unusable):
        assert all(p.reason for p in read(path, layout).problems)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    content=st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=120).map(lambda tail: b"NIP,NAMA\n" + tail),
        st.text(max_size=120).map(lambda tail: ("NIP;NAMA;LEVEL\n" + tail).encode()),
    )
)
def test_no_bytes_at_all_make_it_crash(content: bytes, tmp_path: Path, layout: Layout) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    try:
        sheet = read(path, layout)
    except Unusable:
        return
    assert all(p.reason for p in sheet.problems)


def test_a_small_file_cannot_say_more_than_the_reader_may_hand_over(
    tmp_path: Path, layout: Layout
) -> None:
    """One shared string in many cells: 12 kB of file were 5 GB of answer."""
    path = tmp_path / "amplified.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["NIP BARU", "NAMA"])
        for row in range(1, 901):
            page.write_string(row, 1, "é" * 32_000)
    sheet = read(path, layout)
    assert {p.code for p in sheet.problems} >= {"too_long"}
    assert max(len(r.raw.get("name", "")) for r in sheet.rows) <= 2_000
