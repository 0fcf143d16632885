"""Letters as PDF/A-2, set by typst: no network, no font of the machine, no clock.

The same letters give the same bytes, so that a PDF can be made again and compared.
"""

import io
import json
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from mentoring.letters import pdf_child, qr

HERE = Path(__file__).parent
EPOCH = 0  # the time of printing in the file would make every printing another file
TOGETHER = 10  # letters set at once; typst keeps what it set, 1,200 at once took 3.6 GB, so 0.3 GB
ENDINGS = ((b"\x89PNG", "png"), (b"\xff\xd8", "jpg"), (b"<", "svg"))


def pdf_of(papers: Sequence[dict[str, Any]], *, emblem: bytes = b"") -> bytes:
    """One PDF with these letters one after the other, each with its own page numbers.

    A few letters make one PDF/A-2 with tags for screen readers, as it is signed and archived. Many
    are for printing: set a few at a time and joined, without tags.

    Args:
        papers: as `paper.paper_of` makes them, all for the same paper size.
        emblem: the agency's emblem as PNG, JPEG or SVG; empty for none.
    """
    if len(json.dumps(papers, ensure_ascii=False)) > pdf_child.LARGE:
        return pdf_child.set_apart(papers, emblem=emblem)
    return pdf_here(papers, emblem=emblem)


def pdf_here(papers: Sequence[dict[str, Any]], *, emblem: bytes = b"") -> bytes:
    """The same in this very process."""
    if len(papers) <= TOGETHER:
        return _archived(papers, emblem)
    import pypdf

    whole = pypdf.PdfWriter()
    for begin in range(0, len(papers), TOGETHER):
        part = _set(papers[begin : begin + TOGETHER], emblem, archived=False)
        whole.append(io.BytesIO(part))
    whole.metadata = None
    out = io.BytesIO()
    whole.write(out)
    return out.getvalue()


def _archived(papers: Sequence[dict[str, Any]], emblem: bytes) -> bytes:
    import typst

    try:
        return _set(papers, emblem, archived=True)
    except typst.TypstError:
        # PDF/A refuses a character that no font of ours has. The letter must come out all the same:
        # an empty box on paper, the right character in the text. What is really wrong fails again.
        return _set(papers, emblem, archived=False)


def _set(papers: Sequence[dict[str, Any]], emblem: bytes, *, archived: bool) -> bytes:
    import typst

    inputs = {"letters": json.dumps([_with_code(p) for p in papers], ensure_ascii=False)}
    files = {"main.typ": (HERE / "data" / "letter.typ").read_bytes()}
    if emblem:
        inputs["logo"] = f"logo.{ending_of(emblem)}"
        files[inputs["logo"]] = emblem
    # typst reads files of its root folder: an empty one has none to read.
    with tempfile.TemporaryDirectory(prefix="pamong-") as empty:
        made = typst.compile(
            files,
            root=empty,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_standards="a-2b" if archived else "1.7",
            pdf_tags=archived,
            timestamp=EPOCH,
            package_path=empty,
            package_cache_path=empty,
        )
    assert isinstance(made, bytes)
    return made


def ending_of(picture: bytes) -> str:
    """What kind of picture this is, by its first bytes; empty for none that a letter can hold."""
    head = picture.lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((ending for begin, ending in ENDINGS if head.startswith(begin)), "")


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(HERE / "fonts")]
    )


def _with_code(paper: dict[str, Any]) -> dict[str, Any]:
    check = paper["periksa"]
    return paper | {"periksa": check | {"qr": qr.svg(check["alamat"])}}
