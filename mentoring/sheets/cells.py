"""Single cells: cleaned, parsed, and what is wrong with them collected."""

from datetime import date
from typing import Any

from mentoring.sheets.layout import Cell, Column, Record
from mentoring.sheets.problems import BadCell, Problem, Severity, hidden, masked
from mentoring.words import _

REMEMBERED = 20_000  # parsed values kept per column: units, jobs and dates repeat a lot


class Cells:
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
# Zero-width and direction marks, and control characters: they would steer a screen or a terminal.
INVISIBLE = dict.fromkeys(
    [
        *range(0x20),
        *range(0x7F, 0xA0),
        *map(ord, "\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
) | dict.fromkeys(map(ord, "\t\n\r\v\f\x85"), " ")


def _cleaned(given: Any) -> Cell | None:
    """The cell without blanks, control marks and Excel's text apostrophe; None when blank."""
    if given.__class__ is str:
        text = str(given)
        if not text.isprintable():
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
        # Such a column is not in the corrections file: nobody could mend it there.
        severity=Severity.WARNING if column.transient else bad.severity,
    )
