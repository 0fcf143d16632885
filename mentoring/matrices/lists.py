"""The small files beside a score file: a number per id, pairs of ids."""

import csv
import math
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from mentoring.errors import Unusable
from mentoring.words import _

MARKS = ",;\t"  # what may stand between cells: the first of these that the first line has
Names = dict[str, int] | None  # where each id is; None: rows and columns go by their numbers


def number_list(path: Path, names: Names, count: int) -> dict[int, int]:
    """`id,number` lines; the first may be a heading."""
    found: dict[int, int] = {}
    for line, cells in lines_of(path):
        number = number_in(cells[1]) if len(cells) == 2 else None
        if number is None and line == 1 and len(cells) == 2 and not _is_id(cells[0], names):
            continue
        if number is None or not math.isfinite(number) or number != int(number):
            raise Unusable(_("{name}, baris {line}: harus «id,angka».", name=path.name, line=line))
        at = position(cells[0], names, count, path.name, line)
        if at in found:
            raise Unusable(_("{name}, baris {line}: id berulang.", name=path.name, line=line))
        found[at] = int(number)
    return found


def pair_list(
    path: Path, shape: tuple[int, int], names: tuple[Names, Names]
) -> list[tuple[int, int]]:
    """`mentee,mentor` lines; a first line of two unknown names is a heading."""
    pairs = []
    for line, cells in lines_of(path):
        if len(cells) != 2:
            raise Unusable(
                _("{name}, baris {line}: harus «mentee,mentor».", name=path.name, line=line)
            )
        if line == 1 and [cell.strip().lower() for cell in cells] == ["mentee", "mentor"]:
            continue
        mentee = position(cells[0], names[0], shape[0], path.name, line)
        pairs.append((mentee, position(cells[1], names[1], shape[1], path.name, line)))
    return list(dict.fromkeys(pairs))


def position(text: str, names: Names, count: int, file: str, line: int) -> int:
    """Where a row or column is, by its id or, without ids, by its number from 0."""
    text = text.strip()
    if names is not None and text in names:
        return names[text]
    if names is None and text.isdecimal() and int(text) < count:
        return int(text)
    raise Unusable(
        _(
            "{name}, baris {line}: id «{id}» tidak ada pada berkas skor.",
            name=file,
            line=line,
            id=text[:40],
        )
    )


def lines_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The lines of a CSV file that say anything, with their numbers from 1.

    Where semicolons or tabs part the cells, as an Indonesian Excel writes them, a comma in a
    number is the decimal one.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            head = file.readline()
            bare = re.sub(r'"[^"]*"', "", head)
            mark = next((mark for mark in MARKS if mark in bare), ",")
            rows = csv.reader(chain([head], file), delimiter=mark)
            for line, cells in enumerate(rows, start=1):
                if any(cell.strip() for cell in cells):
                    yield line, cells if mark == "," else [_with_point(cell) for cell in cells]
    except OSError as gone:
        raise Unusable(_("Berkas tidak dapat dibaca: {name}.", name=path.name[:80])) from gone
    except (UnicodeDecodeError, csv.Error) as broken:
        raise Unusable(_("Berkas {name} bukan CSV UTF-8 yang utuh.", name=path.name)) from broken


def _is_id(text: str, names: Names) -> bool:
    """A first line that begins with somebody is no heading."""
    text = text.strip()
    return text.isdecimal() if names is None else text in names


def _with_point(cell: str) -> str:
    return cell.replace(",", ".") if re.fullmatch(r"\s*[-+]?\d*,\d+\s*", cell) else cell


def number_in(text: str) -> float | None:
    """The number that a cell holds; None for anything else."""
    try:
        return None if "_" in text else float(text)
    except ValueError:
        return None
