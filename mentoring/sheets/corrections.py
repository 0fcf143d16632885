"""The file that goes back to the officer: every row, and what is wrong beside it."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mentoring.sheets.layout import Column, Layout
from mentoring.sheets.problems import Problem, Severity
from mentoring.sheets.reading import Sheet
from mentoring.sheets.writing import TEXT_FORMAT, workbook
from mentoring.words import _


def write_corrections(
    path: Path, layout: Layout, sheet: Sheet, problems: Iterable[Problem]
) -> None:
    """The whole sheet again with the needed columns only, what is wrong in the first columns and
    the bad cells filled. Fixed and saved, it can be imported as it is."""
    by_row: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_row[problem.row].append(problem)
    columns = [c for c in layout.columns if not c.transient]
    columns = [c for c in columns if c.key in sheet.headers or c.required]
    with workbook(path) as book:
        page = book.add_worksheet(_("Perbaikan"))
        style = _styles(book)
        _write_headers(page, style, columns)
        names = [sheet.headers.get(c.key, c.header) for c in columns]
        for number, record in enumerate(sheet.rows, start=1):
            found = by_row.get(record.row, [])
            page.write_string(number, 0, _sentences(found, Severity.ERROR), style["note"])
            page.write_string(number, 1, _sentences(found, Severity.WARNING), style["note"])
            page.write_number(number, 2, record.row)
            colours = _colours(found)
            for place, (column, name) in enumerate(zip(columns, names, strict=True), start=3):
                look = style[colours.get(name, "text")]
                if value := record.raw.get(column.key):
                    page.write_string(number, place, value, look)
                elif name in colours:
                    page.write_blank(number, place, None, look)
        page.autofilter(0, 0, len(sheet.rows), len(columns) + 2)
        _whole_file(book, style, by_row.get(0, []))


def _write_headers(page: Any, style: dict[str, Any], columns: list[Column]) -> None:
    notes = (_("KESALAHAN"), _("PERINGATAN"), _("BARIS ASAL"))
    for place, width in enumerate((60, 40, 8, *(22 for _column in columns))):
        page.set_column(place, place, width)
    for place, header in enumerate((*notes, *(c.header for c in columns))):
        page.write_string(0, place, header, style["head"])
    page.freeze_panes(1, 3)


def _whole_file(book: Any, style: dict[str, Any], problems: list[Problem]) -> None:
    if not problems:
        return
    page = book.add_worksheet(_("Seluruh berkas"))
    page.set_column(0, 0, 100)
    page.write_string(0, 0, _("Yang berlaku untuk seluruh berkas"), style["head"])
    for number, problem in enumerate(problems, start=1):
        page.write_string(number, 0, f"{problem.reason} {problem.remedy}".strip())


def _styles(book: Any) -> dict[str, Any]:
    shapes: dict[str, dict[str, Any]] = {
        "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
        "note": {"text_wrap": True, "valign": "top"},
        "text": {"num_format": TEXT_FORMAT, "valign": "top"},
        Severity.ERROR: {"num_format": TEXT_FORMAT, "bg_color": "#F8C9C9", "border": 1},
        Severity.WARNING: {"num_format": TEXT_FORMAT, "bg_color": "#FFF0B8", "border": 1},
    }
    return {name: book.add_format(shape) for name, shape in shapes.items()}


def _colours(problems: list[Problem]) -> dict[str, str]:
    """Header -> worst severity there."""
    colours: dict[str, str] = {}
    for problem in problems:
        if problem.column and colours.get(problem.column) != Severity.ERROR:
            colours[problem.column] = problem.severity
    return colours


def _sentences(problems: list[Problem], severity: Severity) -> str:
    said = (
        f"{p.column}: {p.reason} {p.remedy}".strip(": ").strip()
        for p in problems
        if p.severity is severity
    )
    return "\n".join(said)[:32_000]
