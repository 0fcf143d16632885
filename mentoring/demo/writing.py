"""Writes rows to XLSX files that are the same bytes whenever the rows are the same.

xlsxwriter makes the workbook with its head; the rows below it are streamed into the sheet as XML,
which is five times faster than cell by cell (780,000 cells of a city: 0.9 s, not 5 s) and keeps
one row in memory.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

Value = str | int | float
Row = Sequence[Value]
BIRTHDAY = datetime(2024, 1, 1)  # noqa: DTZ001 - of every file: xlsxwriter wants it without zone
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
SHEET, END = "xl/worksheets/sheet1.xml", b"</sheetData>"
CHUNK = 400  # rows at a time


def write_xlsx(path: Path, header: Row, rows: Iterable[Row], *, above: Sequence[Row] = ()) -> int:
    """Write the header and the rows, with any rows `above` them; returns how many rows."""
    head = (*above, header)
    with ZipFile(_workbook(head)) as book, ZipFile(path, "w", ZIP_DEFLATED) as file:
        for member in book.infolist():
            content = book.read(member)
            place = ZipInfo(member.filename, member.date_time)
            place.compress_type = ZIP_DEFLATED
            place.external_attr = member.external_attr
            if member.filename != SHEET:
                file.writestr(place, content)
                continue
            before, end, after = content.partition(END)
            with file.open(place, "w", force_zip64=True) as sheet:
                sheet.write(_without_size(before))
                written = _stream(sheet, rows, first=len(head) + 1, width=len(header))
                sheet.write(end + after)
    return written


def _workbook(head: Sequence[Row]) -> BytesIO:
    """The whole workbook, with the head only."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, OPTIONS)
    book.set_properties({"created": BIRTHDAY, "author": "Pamong", "comments": "Data contoh"})
    page = book.add_worksheet("Data")
    for number, row in enumerate(head):
        page.write_row(number, 0, row)
    book.close()
    return made


def _without_size(before: bytes) -> bytes:
    """Drop the optional «dimension», which would tell the size of the head alone."""
    left, _found, rest = before.partition(b"<dimension")
    return left + rest.partition(b"/>")[2]


def _stream(sheet: IO[bytes], rows: Iterable[Row], *, first: int, width: int) -> int:
    columns = [xl_col_to_name(place) for place in range(width)]
    waiting: list[str] = []
    number = first - 1
    for number, row in enumerate(rows, start=first):
        cells = [
            _text_cell(f"{column}{number}", value)
            if isinstance(value, str)
            else f'<c r="{column}{number}"><v>{value!r}</v></c>'
            for column, value in zip(columns, row, strict=True)
            if value != ""
        ]
        waiting.append(f'<row r="{number}">{"".join(cells)}</row>')
        if len(waiting) == CHUNK:
            sheet.write("".join(waiting).encode())
            waiting.clear()
    sheet.write("".join(waiting).encode())
    return number - first + 1


def _text_cell(place: str, text: str) -> str:
    keep = ' xml:space="preserve"' if text != text.strip() else ""
    if "&" in text or "<" in text or ">" in text:
        text = escape(text)
    return f'<c r="{place}" t="inlineStr"><is><t{keep}>{text}</t></is></c>'
