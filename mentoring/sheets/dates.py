"""Dates as offices write them."""

import re
from datetime import date, timedelta

from mentoring.sheets.layout import Cell
from mentoring.sheets.problems import BadCell
from mentoring.words import _

EXCEL_EPOCH = date(1899, 12, 30)  # day 0 that makes 1 March 1900 and later right
FIRST_SERIAL, LAST_SERIAL = 1, 73_050  # 1899-12-31 .. 2099-12-31
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan", "january"),
            ("februari", "feb", "pebruari", "peb", "february"),
            ("maret", "mar", "march"),
            ("april", "apr"),
            ("mei", "may"),
            ("juni", "jun", "june"),
            ("juli", "jul", "july"),
            ("agustus", "agu", "agt", "ags", "aug", "august", "agust"),
            ("september", "sep", "sept"),
            ("oktober", "okt", "oct", "october"),
            ("november", "nov", "nopember", "nop"),
            ("desember", "des", "dec", "december"),
        ),
        start=1,
    )
    for name in names
}


def day(cell: Cell) -> date:
    """A date: a real one, Excel's serial number, dd-mm-yyyy, yyyy-mm-dd, or «1 Maret 2015»."""
    if isinstance(cell, date):
        return _believable(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(float(cell))
    said = str(cell).strip().lower()
    if re.fullmatch(r"\d{5}(\.0+)?", said):
        return _serial(float(said))
    said = re.split(r"[t ]\d{1,2}[:.]\d{2}", said)[0]
    parts = [p for p in re.split(r"[\s\-/.,]+", said) if p]
    try:
        if len(parts) == 3:
            return _believable(_three(parts))
        if len(parts) == 1 and re.fullmatch(r"(19|20)\d{6}", parts[0]):
            return _believable(date(int(said[:4]), int(said[4:6]), int(said[6:8])))
    except ValueError:
        pass
    raise _no_date()


def _three(parts: list[str]) -> date:
    month = MONTHS.get(parts[1])
    if len(parts[0]) == 4:
        return date(int(parts[0]), month or int(parts[1]), int(parts[2]))
    if len(parts[2]) != 4:
        raise ValueError  # two-digit years are guesses
    return date(int(parts[2]), month or int(parts[1]), int(parts[0]))


def _serial(number: float) -> date:
    if not FIRST_SERIAL <= number <= LAST_SERIAL:
        raise _no_date()
    return _believable(EXCEL_EPOCH + timedelta(days=int(number)))


def _believable(value: date) -> date:
    if not 1900 <= value.year <= 2150:
        raise _no_date()
    return value


def _no_date() -> BadCell:
    return BadCell(
        "date",
        _("Tanggal tidak dikenali atau tidak ada di kalender."),
        _("Tulis hari-bulan-tahun, misalnya 31-12-1990."),
    )
