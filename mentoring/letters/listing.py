"""Lists on paper: landscape A4, with page numbers, by whom and when.

Every part is set in a process of its own: typst keeps all it ever set until its process ends, and
12,000 rows at once took 1.3 GB. Parts of 2,000 rows take 0.25 GB, one after the other.
"""

import io
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from mentoring.errors import Refused
from mentoring.letters.apart import pdf_from
from mentoring.words import _, language

SOURCE = Path(__file__).parent / "data" / "listing.typ"
AT_ONCE, SECONDS = 2_000, 120
NARROW, WIDE = 5, 34  # characters, when the width of a column is judged
JUDGED = 200  # rows


def listing(
    title: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: Sequence[bool],
    printed: str,
) -> bytes:
    """A list as PDF.

    Args:
        numbers: for every column, whether it holds numbers and stands to the right.
        printed: the line at the foot: who printed it, and when.

    Raises:
        Refused: typst ended without a page.
    """
    import pypdf

    every = [list(row) for row in rows]
    asked = {
        "title": title,
        "headers": list(headers),
        "numbers": list(numbers),
        "widths": _widths(headers, every[:JUDGED]),
        "printed": printed,
        "page": _("halaman"),
        "language": language(),
        "font": "Libertinus Serif",
    }
    whole = pypdf.PdfWriter()
    for begin in range(0, max(1, len(every)), AT_ONCE):
        part = every[begin : begin + AT_ONCE]
        wanted = asked | {"rows": part, "first": len(whole.pages) + 1}
        made = pdf_from("mentoring.letters.listing", wanted, seconds=SECONDS, failed=_failed())
        whole.append(io.BytesIO(made))
    out = io.BytesIO()
    whole.write(out)
    return out.getvalue()


def _widths(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """As wide as what stands in it: the longest word must fit, long sentences may break."""
    widths = []
    for place, header in enumerate(headers):
        cells = [header, *(row[place] for row in rows)]
        word = max(len(w) for cell in cells for w in (cell.split() or [""]))
        usual = sum(len(cell) for cell in cells) / len(cells)
        widths.append(float(max(NARROW, word, min(WIDE, usual))))
    return widths


def main() -> None:
    """Read one list, write one PDF: no network, no font of the machine, no file but this source."""
    import typst

    files: Any = {"main.typ": SOURCE.read_bytes()}
    fonts = Path(__file__).parent / "fonts"
    with tempfile.TemporaryDirectory(prefix="pamong-") as empty:
        made = typst.compile(
            files,
            root=empty,
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(fonts)]
            ),
            ignore_system_fonts=True,
            sys_inputs={"list": sys.stdin.buffer.read().decode()},
            package_path=empty,
            package_cache_path=empty,
        )
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()


def _failed() -> Refused:
    return Refused(
        _("Daftar tidak dapat dicetak: prosesnya berhenti mendadak."),
        remedy=_("Unduh sebagai XLSX, atau saring daftarnya dahulu."),
    )


if __name__ == "__main__":
    main()
