"""Lists as files: XLSX with text that stays text, CSV that no spreadsheet takes for a formula, PDF.

A list is declared once; the three files are made from that one declaration.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from fastapi import Request
from fastapi.responses import Response

from mentoring import clock, letters, sheets
from mentoring.words import _, number

Shape = Literal["xlsx", "csv", "pdf"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8", "pdf": "application/pdf"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it is given out. text: the places of NIP and the like, which are no numbers."""

    name: str  # of the file
    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Any]]
    text: Sequence[int] = ()


def file(request: Request, shape: Shape, listed: Listed) -> Response:
    """A list to be saved, in one of the three shapes."""
    now = clock.now()
    stamp = clock.local(now).strftime("%Y%m%d-%H%M")
    if shape == "pdf":
        printed = _(
            "Dicetak oleh {login}, {when}",
            login=request.state.account.login,
            when=clock.spoken(now),
        )
        content = _pdf(listed, printed)
    else:
        content = _written(listed, shape)
    return download(content, f"{listed.name}-{stamp}.{shape}", KINDS[shape])


def download(content: bytes, name: str, kind: str) -> Response:
    """Bytes to be saved under a name, never shown in the browser."""
    return Response(
        content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'}
    )


def _written(listed: Listed, shape: Shape) -> bytes:
    write = sheets.write_table if shape == "xlsx" else sheets.write_csv
    with tempfile.TemporaryDirectory(prefix="pamong-") as folder:
        target = Path(folder) / f"daftar.{shape}"
        write(target, listed.headers, listed.rows, text_columns=listed.text)
        return target.read_bytes()


def _pdf(listed: Listed, printed: str) -> bytes:
    numbers = [
        place not in listed.text
        and any(isinstance(row[place], int | float) for row in listed.rows[:50])
        for place in range(len(listed.headers))
    ]
    rows = ([_shown(cell) for cell in row] for row in listed.rows)
    return letters.listing(listed.title, listed.headers, rows, numbers=numbers, printed=printed)


def _shown(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return clock.spoken_date(cell)
    return number(cell) if isinstance(cell, int | float) else str(cell)
