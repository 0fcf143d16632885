"""A few rows, and ways to write them as offices do."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

HEADER = ["NIP BARU", "NAMA", "TANGGAL LAHIR", "NIK", "LEVEL"]
ROWS = [
    ["'199001012015031999", "Contoh Ayu", "01-01-1990", "3674000000000001", "3"],
    ["200012312024211001", "Contoh Bèni", "31-12-2000", "3674000000000002", "0"],
]


def by_xlsxwriter(path: Path, rows: Sequence[Sequence[Any]], **options: object) -> Path:
    """As most reporting tools write: numbers as numbers, text as text."""
    with xlsxwriter.Workbook(str(path), options) as book:
        page = book.add_worksheet("Data")
        for r, cells in enumerate(rows):
            for c, cell in enumerate(cells):
                if isinstance(cell, str):
                    page.write_string(r, c, cell)
                elif cell is not None:
                    page.write(r, c, cell)
    return path


def by_openpyxl(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for cells in rows:
        page.append(list(cells))
    book.save(path)
    return path


def by_hand(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path
