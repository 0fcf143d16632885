"""Lists as files: XLSX with text that stays text, CSV that no spreadsheet takes for a formula."""

import csv
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from fastapi.responses import Response

from mentoring import clock, sheets

Shape = Literal["xlsx", "csv"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(
    shape: Shape,
    name: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    text_columns: Sequence[int] = (),
) -> Response:
    """A file to be saved. text_columns: places of NIP and the like."""
    stamp = clock.local(clock.now()).strftime("%Y%m%d-%H%M")
    content = (
        _xlsx(headers, rows, text_columns) if shape == "xlsx" else _csv(headers, rows, text_columns)
    )
    return download(
        content, f"{name}-{stamp}.{shape}", XLSX if shape == "xlsx" else "text/csv; charset=utf-8"
    )


def download(content: bytes, name: str, kind: str) -> Response:
    """Bytes to be saved under a name, never shown in the browser."""
    return Response(
        content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'}
    )


def _xlsx(
    headers: Sequence[str], rows: Sequence[Sequence[Any]], text_columns: Sequence[int]
) -> bytes:
    with tempfile.TemporaryDirectory(prefix="pamong-") as folder:
        target = Path(folder) / "daftar.xlsx"
        sheets.write_table(target, headers, rows, text_columns=text_columns)
        return target.read_bytes()


def _csv(
    headers: Sequence[str], rows: Sequence[Sequence[Any]], text_columns: Sequence[int]
) -> bytes:
    """With a BOM and semicolons, as Excel in Indonesia opens it."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(headers)
    for row in rows:
        writer.writerow([_cell(cell, text=i in text_columns) for i, cell in enumerate(row)])
    return file.getvalue().encode("utf-8-sig")


def _cell(cell: Any, *, text: bool) -> Any:
    if cell is None:
        return ""
    said = cell.isoformat() if hasattr(cell, "isoformat") else cell
    if isinstance(said, str) and (text or said.startswith(STARTS_A_FORMULA)):
        return f"'{said}"  # 18 digits would lose the last three as a number
    return said
