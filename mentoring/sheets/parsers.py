"""Parsers of single cells. Each takes a filled cell and returns a value or raises BadCell."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from mentoring.sheets.civil import echelon, golongan, nip
from mentoring.sheets.dates import day
from mentoring.sheets.headers import folded
from mentoring.sheets.layout import Cell, said_by
from mentoring.sheets.problems import BadCell, Severity
from mentoring.words import _

__all__ = [
    "choice",
    "code",
    "day",
    "echelon",
    "email",
    "golongan",
    "integer",
    "level",
    "nip",
    "phone",
    "text",
]

T = TypeVar("T")


def text(longest: int) -> Callable[[Cell], str]:
    """Text of at most so many characters; runs of blanks become one."""

    def parse(cell: Cell) -> str:
        said = " ".join(said_by(cell).split())
        if len(said) > longest:
            raise BadCell(
                "too_long",
                _(
                    "Isi sel {count} huruf, paling banyak {longest}.",
                    count=len(said),
                    longest=longest,
                ),
                _("Singkatkan isinya."),
            )
        return said

    return parse


def code(width: int = 0) -> Callable[[Cell], str]:
    """A short code: 1.0 is «1», and «001» stays; numbers are padded to `width` digits."""

    def parse(cell: Cell) -> str:
        said = said_by(cell).strip()
        said = said[:-2] if re.fullmatch(r"\d+\.0", said) else said
        if len(said) > 64:
            raise BadCell("too_long", _("Kode terlalu panjang."), _("Periksa isi kolom ini."))
        return said.zfill(width) if said.isdigit() else said

    return parse


def integer(least: int, most: int) -> Callable[[Cell], int]:
    """A whole number between the two, both included."""

    def parse(cell: Cell) -> int:
        said = said_by(cell).strip()
        said = said[:-2] if re.fullmatch(r"-?\d+[.,]0", said) else said
        if not re.fullmatch(r"-?\d{1,9}", said, re.ASCII) or not least <= int(said) <= most:
            raise BadCell(
                "integer",
                _("Isi sel bukan bilangan bulat {least} sampai {most}.", least=least, most=most),
                _("Tulis satu bilangan bulat."),
            )
        return int(said)

    return parse


level = integer(0, 5)
"""A competency level, 0 (none) to 5."""


def choice(meanings: Mapping[str, T]) -> Callable[[Cell], T]:
    """One of several words; case, blanks and punctuation do not matter."""
    table = {folded(word): value for word, value in meanings.items()}

    def parse(cell: Cell) -> T:
        said = folded(said_by(cell))
        if said not in table:
            raise BadCell(
                "choice",
                _("Isi sel tidak dikenal."),
                _("Pilih salah satu: {words}.", words=", ".join(list(meanings)[:12])),
            )
        return table[said]

    return parse


EMAIL = re.compile(r"[^@\s,;<>\"']+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)


def email(cell: Cell) -> str:
    """An address, small letters. A wrong one is left out with a warning: it never blocks."""
    said = str(cell).strip().lower()
    if len(said) > 200 or not EMAIL.fullmatch(said):
        raise BadCell(
            "email",
            _("Alamat surel tidak dapat dipakai dan dilewati."),
            _("Tulis satu alamat, misalnya nama@kota.go.id."),
            severity=Severity.WARNING,
        )
    return said


def phone(cell: Cell) -> str:
    """A telephone number as 62…; a wrong one is left out with a warning."""
    digits = re.sub(r"\D", "", said_by(cell))
    digits = digits.removeprefix("00")
    if digits.startswith("0"):
        digits = "62" + digits[1:]
    elif digits.startswith("8"):  # a number cell lost the leading zero
        digits = "62" + digits
    digits = "62" + digits[3:] if digits.startswith("620") else digits
    if not re.fullmatch(r"62[1-9]\d{6,12}", digits):
        raise BadCell(
            "phone",
            _("Nomor telepon tidak dapat dipakai dan dilewati."),
            _("Tulis misalnya 0812 3456 7890."),
            severity=Severity.WARNING,
        )
    return digits
