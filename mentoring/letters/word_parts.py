"""The pieces of a Word template: lines, borderless columns, ruled tables with repeated heads."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FACE = "Bookman Old Style"
FOOT = (2.2, 14.3)  # centimetres: the code, the words
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)  # the same template gives the same file


def set_up(document: Any) -> None:
    """A4, the usual margins, one face, no author and no time."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin, page.right_margin = Cm(2.5), Cm(2.0)
    page.top_margin, page.bottom_margin = Cm(1.5), Cm(2.0)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    normal.paragraph_format.space_after = Pt(0)
    about = document.core_properties
    about.created = about.modified = BEGINNING
    about.author = about.comments = about.title = ""


def line(
    document: Any,
    text: str,
    *,
    centred: bool = False,
    bold: bool = False,
    size: float | None = None,
    after: float = 0,
    left: float = 0,
    keep: bool = False,
) -> Any:
    """One paragraph; `left` in centimetres, `keep` with the next one on the same page."""
    made = document.add_paragraph()
    run = made.add_run(text)
    run.bold = bold
    if size is not None:
        run.font.size = Pt(size)
    shape = made.paragraph_format
    shape.space_after, shape.left_indent, shape.keep_with_next = Pt(after), Cm(left), keep
    if centred:
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return made


def rule(document: Any) -> None:
    """The thick line below a letterhead."""
    made = line(document, "", size=4, after=8)
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "thickThinSmallGap"), ("sz", "24"), ("space", "1")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    made._p.get_or_add_pPr().append(borders)


def columns(document: Any, widths: Sequence[float], rows: Sequence[Sequence[str]]) -> Any:
    """A table without lines: a label, its colon, and what hangs beside them."""
    table = document.add_table(rows=0, cols=len(widths))
    _measure(table, widths)
    for texts in rows:
        cells = table.add_row().cells
        for cell, width, text in zip(cells, widths, texts, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].add_run(text)
            cell.paragraphs[0].paragraph_format.space_after = Pt(3)
        cells[-1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    return table


def ruled(
    document: Any,
    heads: Sequence[str],
    widths: Sequence[float],
    cells: Sequence[str],
    *,
    size: float = 8,
) -> None:
    """A table with lines whose head is repeated on every page; `cells` are those of each pair p."""
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _measure(table, widths)
    _fill(table.rows[0], heads, widths, size=size, bold=True)
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    for texts in (_only("{%tr for p in pasangan %}", heads), cells, _only("{%tr endfor %}", heads)):
        row = table.add_row()
        _fill(row, texts, widths, size=size)
        whole = OxmlElement("w:cantSplit")
        whole.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(whole)


def landscape(document: Any) -> None:
    """A new section on its side."""
    page = document.add_section()
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    page.left_margin = page.right_margin = Cm(1.5)


def new_page(document: Any) -> None:
    """What follows begins on a page of its own."""
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def foot(document: Any, picture: str, text: str) -> None:
    """A picture and small words beside it, at the foot of every page."""
    footer = document.sections[0].footer
    table = footer.add_table(1, 2, Cm(sum(FOOT)))
    _measure(table, FOOT)
    for cell, width, said in zip(table.rows[0].cells, FOOT, (picture, text), strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].add_run(said).font.size = Pt(6.5)
    blank = footer.paragraphs[0]._p
    blank.getparent().remove(blank)


def _measure(table: Any, widths: Sequence[float]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)


def _only(text: str, heads: Sequence[str]) -> list[str]:
    return [text, *[""] * (len(heads) - 1)]


def _fill(
    row: Any, texts: Sequence[str], widths: Sequence[float], *, size: float, bold: bool = False
) -> None:
    for cell, width, text in zip(row.cells, widths, texts, strict=True):
        cell.width = Cm(width)
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = bold, Pt(size)
        if bold:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
