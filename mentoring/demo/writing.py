"""Writes rows to XLSX files that are the same bytes whenever the rows are the same."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

Value = str | int | float
FIXED = datetime(2024, 1, 1)  # noqa: DTZ001 - a file's birthday: xlsxwriter wants it without zone
OPTIONS = {
    "constant_memory": True,  # one row at a time: a province is 60,000 rows
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}


def write_xlsx(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    sheet: str = "Data",
    above: Sequence[Sequence[Value]] = (),
) -> int:
    """Write the header and the rows, with any rows `above` them; returns how many rows."""
    book = xlsxwriter.Workbook(str(path), OPTIONS)
    book.set_properties({"title": sheet, "created": FIXED, "author": "Pamong (data contoh)"})
    page = book.add_worksheet(sheet)
    string, number = page.write_string, page.write_number
    at = 0
    for row in (*above, header):
        for column, value in enumerate(row):
            if value != "":
                string(at, column, str(value))
        at += 1
    first = at
    for row in rows:
        for column, value in enumerate(row):
            if value == "":
                continue
            if isinstance(value, str):
                string(at, column, value)
            else:
                number(at, column, value)
        at += 1
    book.close()
    return at - first
