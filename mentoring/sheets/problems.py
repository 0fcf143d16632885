"""What can be wrong with a cell, and how it is shown without showing the person."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is."""

    ERROR = "error"  # nothing of the file is taken over until this is mended
    WARNING = "warning"  # taken over, and worth a look


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a sheet.

    Attributes:
        row: the row number that the officer sees in the sheet; 0 means the file as a whole.
        column: the header as it stands in the file; empty when no single column is meant.
        value: the cell's value, already masked.
        code: short and stable, for programs and tests.
        reason, remedy: sentences for people.
    """

    row: int
    column: str
    value: str
    code: str
    reason: str
    remedy: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.row} | {self.column} | {self.value} | {self.reason} {self.remedy}".rstrip()


class BadCell(Exception):
    """Raised by a parser. With a WARNING the row goes on, and `value` stands for the cell."""

    def __init__(
        self,
        code: str,
        reason: str,
        remedy: str = "",
        *,
        severity: Severity = Severity.ERROR,
        value: object = None,
    ) -> None:
        super().__init__(code)
        self.code, self.reason, self.remedy = code, reason, remedy
        self.severity, self.value = severity, value


LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){5,}(?=(?:[ .-]?\d){3})")
SHOWN = 60  # characters of a value in a message


def masked(value: object) -> str:
    """The value with the head of every long number hidden: a NIP's head is birth date and sex."""
    text = " ".join(str(value).split())
    text = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return LONG_NUMBER.sub(lambda found: "•" * len(found[0]), text)


def hidden(value: object) -> str:
    """A value that must not be shown at all: only that there is one."""
    return "•••" if str(value).strip() else ""
