"""A file in; typed rows and every problem out."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from mentoring.sheets.headers import folded
from mentoring.sheets.layout import Cell, Column, Layout, Record
from mentoring.sheets.problems import BadCell, Problem, Severity, hidden, masked
from mentoring.sheets.refusals import refusal
from mentoring.words import _

PACKAGE_ROOT = Path(__file__).resolve().parents[2]
# -I: nothing of the caller's environment or working folder reaches the child.
CHILD = (
    "import sys; sys.path.insert(0, sys.argv[1]); from mentoring.sheets.child import main; main()"
)
REMEMBERED = 20_000  # parsed values kept per column: units, jobs and dates repeat a lot

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read. `headers` maps a column key to the header as it stands in the file;
    `ignored` names the columns that were dropped before anything here saw them."""

    layout: str
    rows: list[Record]
    problems: list[Problem]
    headers: dict[str, str]
    ignored: list[str]
    sha256: str
    facts: dict[str, str] = field(default_factory=dict)
    header_row: int = 1

    @property
    def columns_found(self) -> frozenset[str]:
        """The keys of the columns that the file has."""
        return frozenset(self.headers)


def read(path: Path, layout: Layout, *, progress: Progress | None = None) -> Sheet:
    """Read a CSV or XLSX file.

    progress is called with the number of rows read so far. Raises errors.Unusable for a file
    that cannot be used at all; whatever is wrong with single cells is in Sheet.problems.
    """
    sha256 = _fingerprint(path)
    head, lines = _from_child(path, layout)
    columns = [layout.column(key) for key in head["texts"]]
    problems = list(_missing_columns(layout, head["texts"]))
    cells = _Cells(columns, head["texts"])
    rows: list[Record] = []
    for line in lines:
        number, is_total = line[0], line[1]
        if is_total:
            problems.append(_total(number))
            continue
        rows.append(cells.record(number, line[2:]))
        if progress and len(rows) % 1000 == 0:
            progress(len(rows))
    problems += cells.problems
    if not rows and not any(p.severity is Severity.ERROR for p in problems):
        raise refusal("empty")
    problems.sort(key=lambda p: p.row)
    return Sheet(
        layout=layout.name,
        rows=rows,
        problems=problems,
        headers=head["texts"],
        ignored=head["ignored"],
        sha256=sha256,
        facts=head["facts"],
        header_row=head["header_row"],
    )


def _fingerprint(path: Path) -> str:
    from mentoring.settings import settings

    try:
        if not path.is_file():
            raise refusal("missing")
        if path.stat().st_size > settings().import_max_mb * 2**20:
            raise refusal("too_large")
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as unreadable:
        raise refusal("missing") from unreadable


def _from_child(path: Path, layout: Layout) -> tuple[dict[str, Any], Iterator[list[Any]]]:
    from mentoring.settings import settings

    seconds = settings().import_seconds
    names = {c.key: [folded(n) for n in (c.header, *c.aliases)] for c in layout.columns}
    request = {"path": str(path.resolve()), "names": names, "seconds": seconds}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own code
            [sys.executable, "-I", "-c", CHILD, str(PACKAGE_ROOT)],
            input=json.dumps(request).encode() + b"\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a traceback may quote cells
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise refusal("too_slow") from late
    lines = done.stdout.split(b"\n")
    first, last = _loaded(lines[0]), _loaded(lines[-2]) if len(lines) > 1 else None
    if isinstance(last, dict) and "refused" in last:
        raise refusal(last["refused"], last["facts"])
    if not isinstance(first, dict) or last != {"end": True}:
        raise refusal("crashed")
    return first, (json.loads(line) for line in lines[1:-2])


def _loaded(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _missing_columns(layout: Layout, found: dict[str, str]) -> Iterator[Problem]:
    for column in layout.columns:
        if column.required and column.key not in found:
            yield Problem(
                row=0,
                column=column.header,
                value="",
                code="column_missing",
                reason=_("Kolom «{header}» tidak ada.", header=column.header),
                remedy=_("Tambahkan kolom itu; `pamong template` menunjukkan contohnya."),
            )


def _total(row: int) -> Problem:
    return Problem(
        row=row,
        column="",
        value="",
        code="total_row",
        reason=_("Baris jumlah dilewati."),
        severity=Severity.WARNING,
    )


class _Cells:
    """Turns the cells of one sheet into records, and collects what is wrong with them."""

    def __init__(self, columns: list[Column], texts: dict[str, str]) -> None:
        self.columns, self.texts = columns, texts
        self.problems: list[Problem] = []
        self.known: list[dict[str, Any]] = [{} for _column in columns]

    def record(self, row: int, cells: list[Any]) -> Record:
        values: dict[str, Any] = {}
        raw: dict[str, str] = {}
        for column, known, given in zip(self.columns, self.known, cells, strict=True):
            cell = _cleaned(given)
            if cell is None:
                if column.mandatory:
                    self.problems.append(_blank(row, column, self.texts[column.key]))
                continue
            if not column.transient:
                raw[column.key] = as_text(cell)
            if cell.__class__ is str and cell in known:
                values[column.key] = known[cell]
                continue
            self._parse(row, column, cell, values, known)
        return Record(row, values, raw)

    def _parse(
        self, row: int, column: Column, cell: Cell, values: dict[str, Any], known: dict[str, Any]
    ) -> None:
        try:
            value = column.parse(cell)
        except BadCell as bad:
            self.problems.append(_bad(row, column, self.texts[column.key], cell, bad))
            if bad.severity is Severity.WARNING and bad.value is not None:
                values[column.key] = bad.value
            return
        values[column.key] = value
        if isinstance(cell, str) and len(known) < REMEMBERED:
            known[cell] = value


APOSTROPHES = "'’‘`´"
INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e")
)


def _cleaned(given: Any) -> Cell | None:
    """The cell without blanks, control marks and Excel's text apostrophe; None when blank."""
    if given.__class__ is str:
        text = str(given)
        if not text.isascii():
            text = text.translate(INVISIBLE).replace("\u00a0", " ")
        text = text.strip().lstrip(APOSTROPHES).strip()
        return None if text in ("", "-", "--") else text
    if given.__class__ is list:
        return date.fromisoformat(given[1])
    return given  # type: ignore[no-any-return] # JSON: number, boolean or None


def as_text(cell: Cell) -> str:
    """A cell as an officer would type it: 1.0 is «1», a date is dd-mm-yyyy."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell.day:02}-{cell.month:02}-{cell.year:04}"
    return str(cell).upper() if isinstance(cell, float) else str(cell)


def _blank(row: int, column: Column, header: str) -> Problem:
    return Problem(
        row=row,
        column=header,
        value="",
        code="blank",
        reason=_("Kolom «{header}» kosong.", header=header),
        remedy=_("Isi sel ini."),
    )


def _bad(row: int, column: Column, header: str, cell: Cell, bad: BadCell) -> Problem:
    return Problem(
        row=row,
        column=header,
        value=hidden(cell) if column.private else masked(as_text(cell)),
        code=bad.code,
        reason=bad.reason,
        remedy=bad.remedy,
        severity=bad.severity,
    )
