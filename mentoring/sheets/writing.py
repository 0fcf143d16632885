"""Workbooks out. Text stays text, whatever it begins with."""

import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OPTIONS = {
    "strings_to_formulas": False,  # a name that begins with = stays a name
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "constant_memory": True,
}
TEXT_FORMAT = "@"
WIDEST = 48


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
            for place, cell in enumerate(cells):
                if cell is None:
                    continue
                if forced[place] or isinstance(cell, str):
                    page.write_string(number, place, str(cell), text if forced[place] else None)
                elif hasattr(cell, "isoformat"):
                    page.write_datetime(number, place, cell, day)
                else:
                    page.write(number, place, cell)
