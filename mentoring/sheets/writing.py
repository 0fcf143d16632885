"""Workbooks out. Text stays text, whatever it begins with."""

import csv
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mentoring.errors import Unusable
from mentoring.words import _

OPTIONS = {
    "strings_to_formulas": False,  # a name that begins with = stays a name
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "constant_memory": True,
}
TEXT_FORMAT = "@"
WIDEST = 48
MOST_LINES = 1_048_575  # of a worksheet, without the header
FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\0",
    "＝",
    "＋",
    "－",
    "＠",
)  # full-width ones too


@contextmanager
def workbook(path: Path, **options: Any) -> Iterator[Any]:
    """A new workbook that appears under its name only when it is complete; owner's eyes only."""
    import xlsxwriter

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".menulis-", suffix=".xlsx")
    os.close(handle)
    try:
        with (
            tempfile.TemporaryDirectory(dir=path.parent, prefix=".menulis-") as scratch,
            xlsxwriter.Workbook(name, {**OPTIONS, "tmpdir": scratch, **options}) as book,
        ):
            yield book
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def write_table(
    path: Path,
    headers: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    text_columns: Collection[int] = (),
    title: str = "Data",
) -> None:
    """An export: one header row, then the rows. text_columns: the places, from 0, of columns in
    Excel's text format (NIP)."""
    with workbook(path) as book:
        page = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": TEXT_FORMAT})
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for place, header in enumerate(headers):
            page.set_column(place, place, min(WIDEST, max(12, len(header) + 2)))
            page.write_string(0, place, header, bold)
        page.freeze_panes(1, 0)
        forced = [place in text_columns for place in range(len(headers))]
        for number, cells in enumerate(rows, start=1):
            if number > MOST_LINES:  # the writer drops them without a word
                raise Unusable(
                    _("Daftar ini lebih panjang daripada satu lembar XLSX."),
                    remedy=_("Pilih CSV, atau saring dahulu."),
                )
            for place, cell in enumerate(cells):
                if cell is None:
                    continue
                if forced[place] or isinstance(cell, str):
                    page.write_string(number, place, str(cell), text if forced[place] else None)
                elif hasattr(cell, "isoformat"):
                    page.write_datetime(number, place, cell, day)
                else:
                    page.write(number, place, cell)


def write_csv(
    path: Path,
    headers: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    text_columns: Collection[int] = (),
) -> None:
    """The same table as CSV: semicolons and a byte-order mark, as Excel here expects them.

    A cell that a spreadsheet would take for a formula, or a NIP for a number, gets an apostrophe in
    front, as SIASN's own exports have it; an import takes it off again.
    """
    handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=".menulis-", suffix=".csv")
    try:
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as stream:
            out = csv.writer(stream, delimiter=";")
            out.writerow(headers)
            for cells in rows:
                out.writerow(
                    [_quiet(cell, as_text=at in text_columns) for at, cell in enumerate(cells)]
                )
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def _quiet(cell: Any, *, as_text: bool) -> str:
    if cell is None:
        return ""
    said = str(cell)
    live = isinstance(cell, str) and said.startswith(FORMULA)
    return f"'{said}" if live or as_text else said
