"""The reader that runs in a process of its own, with limits on memory and time.

It gets a path and the wanted headers as one JSON line, finds the sheet and its header, and hands
back only the wanted cells as JSON lines. So a column that the product does not need never
reaches the process that stores things, and a crash of the native parser is just an exit code.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import Any

from mentoring.sheets import archive, headers, textfile
from mentoring.sheets.archive import Hostile

MEMORY = 1536 * 2**20  # bytes of address space; 12,000 x 69 cells take about 150 MB
TOTAL = re.compile(r"^\W*(grand\s+total|sub\s*total|total|jumlah|rekapitulasi)\b", re.IGNORECASE)
NUMBER = re.compile(r"\d{15}")
LONGEST_CELL = 2_000  # characters: longer than any field, so that the field itself refuses it
OUTPUT = 128 * 2**20  # bytes handed back; a province of 60,000 rows takes about 40 MB
SHEETS = 200
TOTAL_CELLS = 5  # a total row has its word and a few figures, never a whole person


def main() -> None:
    """Read one request from stdin, answer on stdout."""
    request = json.loads(sys.stdin.readline())
    _limit(request["seconds"])
    out, left = sys.stdout, OUTPUT
    try:
        for line in read(Path(request["path"]), request["names"]):
            text = json.dumps(line, ensure_ascii=True, separators=(",", ":"))
            # One shared string in many cells: a small file that says a lot.
            left -= len(text)
            if left < 0:
                raise Hostile("too_large")
            out.write(text + "\n")
        out.write('{"end":true}\n')
    except Hostile as refused:
        out.write(json.dumps({"refused": refused.code, "facts": refused.facts}) + "\n")
    except MemoryError:
        out.write('{"refused":"too_large","facts":{}}\n')
    out.flush()


def _limit(seconds: int) -> None:
    try:
        import resource
    except ImportError:  # no such thing on Windows: the parent's time limit remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(path: Path, names: dict[str, list[str]]) -> Iterator[Any]:
    """First the facts of the file, then one list per row: number, mark, the wanted cells."""
    if path.stat().st_size == 0:
        raise Hostile("empty")
    with path.open("rb") as stream:
        head = stream.read(512)
    if head.startswith((b"PK", archive.OLE)) or path.suffix.lower() in (".xlsx", ".xlsm", ".xls"):
        yield from _workbook(path, names)
    elif head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<html", b"<!doctype", b"<?xml")):
        raise Hostile("html")
    else:
        rows, facts = textfile.rows(path)
        yield from _sheet(rows, names, {"format": "csv", **facts})


def _workbook(path: Path, names: dict[str, list[str]]) -> Iterator[Any]:
    import python_calamine as calamine

    counts = archive.inspect(path)
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        for position, name, sheet in _visible(book, calamine):
            if sheet.width > archive.COLUMNS:
                raise Hostile("too_many_columns")
            top = list(islice(sheet.iter_rows(), headers.SEARCHED_ROWS))
            if headers.find(top, names) is None:
                continue
            _refuse_formulas(path, position, counts, name)
            yield from _sheet(sheet.iter_rows(), names, {"format": "xlsx", "sheet": name})
            return
    except calamine.PasswordError as locked:
        raise Hostile("encrypted") from locked
    except calamine.CalamineError as broken:
        raise Hostile("broken") from broken
    raise Hostile("no_header")


def _visible(book: Any, calamine: Any) -> Iterator[tuple[int, str, Any]]:
    if len(book.sheets_metadata) > SHEETS:
        raise Hostile("too_large")
    for position, about in enumerate(book.sheets_metadata):
        visible = about.visible == calamine.SheetVisibleEnum.Visible
        if visible and about.typ == calamine.SheetTypeEnum.WorkSheet:
            yield position, about.name, book.get_sheet_by_name(about.name)


def _refuse_formulas(path: Path, position: int, counts: archive.Counts, sheet: str) -> None:
    member = archive.member_of_sheet(path, position)
    found = counts.formulas
    if member is not None:
        found = {name: place for name, place in found.items() if name.lstrip("/") == member}
    if found:
        raise Hostile("formula", place=next(iter(found.values())), sheet=sheet[:31])


def _sheet(
    rows: Iterable[Sequence[Any]], names: dict[str, list[str]], facts: dict[str, str]
) -> Iterator[Any]:
    stream = iter(rows)
    top = list(islice(stream, headers.SEARCHED_ROWS))
    heading = headers.find(top, names)
    if heading is None:
        blank = not any(_filled(cells) for cells in top)
        raise Hostile("empty" if blank else "no_header")
    if heading.doubled:
        raise Hostile("double_header", columns=heading.doubled)
    yield {
        "facts": facts,
        "header_row": heading.row + 1,
        "texts": {key: text[:LONGEST_CELL] for key, text in heading.texts.items()},
        "ignored": [text[:LONGEST_CELL] for text in heading.ignored],
    }
    places = list(heading.places.values())
    title = [top[heading.row][p] for p in places]
    body = chain(top[heading.row + 1 :], stream)
    for number, cells in enumerate(body, heading.row + 2):
        filled = _filled(cells)
        if not filled or (number == heading.row + 2 and _is_numbering(filled)):
            continue
        if [cells[p] for p in places if p < len(cells)] == title:
            continue  # printed lists repeat their header on every page
        if number > archive.ROWS + headers.SEARCHED_ROWS:
            raise Hostile("too_many_rows")
        mark = int(len(filled) <= TOTAL_CELLS and _is_total(filled))
        width = len(cells)
        yield [number, mark, *(_plain(cells[p]) if p < width else None for p in places)]


def _filled(cells: Sequence[Any]) -> list[Any]:
    return [c for c in cells if c.__class__ is not str or (c and not c.isspace())]


def _is_total(filled: list[Any]) -> bool:
    """A word such as JUMLAH, and nothing that could be a NIP."""
    texts = [cell for cell in filled if isinstance(cell, str)]
    return any(map(TOTAL.match, texts)) and not any(map(NUMBER.search, texts))


def _is_numbering(filled: list[Any]) -> bool:
    """Many forms number their columns below the header: 1, 2, 3 … or (1), (2), (3) …"""
    texts = [
        str(int(c)) if isinstance(c, float) and c.is_integer() else str(c).strip(" ()")
        for c in filled
    ]
    return len(texts) >= 2 and texts == [str(n) for n in range(1, len(texts) + 1)]


def _plain(cell: Any) -> Any:
    """A cell as JSON can carry it: dates as ["d", iso]."""
    if cell.__class__ is str:
        return cell[:LONGEST_CELL] or None
    if cell.__class__ in (float, int, bool):
        return cell
    if isinstance(cell, datetime):
        return ["d", cell.date().isoformat()]
    if isinstance(cell, date):
        return ["d", cell.isoformat()]
    if isinstance(cell, time | timedelta):
        return str(cell)
    return None if cell is None else str(cell)
