"""The annex of a letter as a table for spreadsheets: one line per pair."""

from pathlib import Path
from typing import Any

from sqlmodel import Session

from mentoring import sheets
from mentoring.letters.queries import papers_of
from mentoring.letters.tables import Letter

NIPS = (2, 7)  # columns, counted from 0
HEADERS = (
    "No",
    "Nama mentor",
    "NIP mentor",
    "Pangkat/golongan mentor",
    "Jabatan mentor",
    "Unit kerja mentor",
    "Nama mentee",
    "NIP mentee",
    "Jabatan mentee",
    "Unit kerja mentee",
    "Kompetensi yang dikembangkan",
    "Mulai",
    "Selesai",
)


def write_table(session: Session, *, letter: Letter, target: Path) -> int:
    """Write the pairs of a letter as XLSX or CSV, by the ending. Returns how many."""
    rows = [_row(pair) for pair in papers_of(session, [letter])[0][0]["pasangan"]]
    if target.suffix.lower() == ".csv":
        sheets.write_csv(target, HEADERS, rows, text_columns=NIPS)
    else:
        sheets.write_table(target, HEADERS, rows, text_columns=NIPS, title="Lampiran")
    return len(rows)


def _row(pair: dict[str, Any]) -> list[Any]:
    mentor, mentee = pair["mentor"], pair["mentee"]
    return [
        pair["no"],
        *(mentor[key] for key in ("nama", "nip", "pangkat", "jabatan", "unit")),
        *(mentee[key] for key in ("nama", "nip", "jabatan", "unit")),
        pair["kompetensi"],
        pair["mulai"],
        pair["selesai"],
    ]
