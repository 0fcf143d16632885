"""What a sheet should look like: its columns, their names, their rules."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Cell = str | int | float | bool | date
"""What a filled cell can hold. CSV gives only str; XLSX also numbers, booleans and dates."""


def said_by(cell: Cell) -> str:
    """A cell as text; 1.0 is «1»."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


@dataclass(frozen=True, slots=True)
class Column:
    """One column that the product needs; every other column of a file is dropped unread.

    Attributes:
        key: the name in `Record.values`.
        header: the canonical header, written in templates and corrections.
        aliases: other headers, most specific first; case, spaces and punctuation do not matter.
        parse: turns a filled cell into a value, or raises BadCell.
        required: the column must exist. mandatory: the cell must be filled.
        text: written in Excel's text format (NIP, codes, telephone numbers).
        private: never shown in a problem. transient: checked, never written into a file again.
    """

    key: str
    header: str
    parse: Callable[[Cell], Any]
    aliases: tuple[str, ...] = ()
    required: bool = False
    mandatory: bool = False
    help: str = ""
    choices: tuple[str, ...] = ()
    text: bool = False
    private: bool = False
    transient: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of sheet. `examples` are rows of synthetic cells by column key, for the template."""

    name: str
    title: str
    columns: tuple[Column, ...]
    examples: Sequence[Mapping[str, str]] = ()

    def column(self, key: str) -> Column:
        """The column of that key; KeyError when there is none."""
        return next(c for c in self.columns if c.key == key)


@dataclass(frozen=True, slots=True)
class Record:
    """One row: parsed values and, for writing it again, the cells as text. Absent: blank."""

    row: int
    values: dict[str, Any]
    raw: dict[str, str] = field(repr=False)

    def get(self, key: str) -> Any:
        """The parsed value, or None for a blank or unusable cell."""
        return self.values.get(key)
