"""The filled-in template of a layout: an example, drop-down lists, and every column explained."""

from pathlib import Path
from typing import Any

from mentoring.sheets.layout import Column, Layout
from mentoring.sheets.writing import TEXT_FORMAT, workbook
from mentoring.words import _

LIST_LIMIT = 250  # characters of a drop-down list written in place; Excel allows 255
READY_ROWS = 5_000  # rows that are prepared as text and with drop-down lists


def write_template(path: Path, layout: Layout) -> None:
    """Sheet 1: header and synthetic example rows. Sheet 2: what each column means."""
    # Drop-downs and comments are written at the end, so rows cannot be streamed here.
    with workbook(path, constant_memory=False) as book:
        page = book.add_worksheet(layout.title[:31])
        explained = book.add_worksheet(_("Penjelasan"))
        _fill(book, page, layout)
        _explain(book, explained, layout)
        _drop_downs(book, page, layout)


def _fill(book: Any, page: Any, layout: Layout) -> None:
    text = book.add_format({"num_format": TEXT_FORMAT})
    must = book.add_format({"bold": True, "bg_color": "#DCE9F9", "bottom": 1})
    may = book.add_format({"bold": True, "bottom": 1})
    for place, column in enumerate(layout.columns):
        page.set_column(place, place, max(14, len(column.header) + 4), text)
        page.write_string(0, place, column.header, must if column.mandatory else may)
        if column.help:
            page.write_comment(0, place, column.help, {"x_scale": 2})
        for number, example in enumerate(layout.examples, start=1):
            if value := example.get(column.key):
                page.write_string(number, place, value, text)
    page.freeze_panes(1, 0)


def _explain(book: Any, page: Any, layout: Layout) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    titles = (_("Kolom"), _("Wajib"), _("Arti"), _("Pilihan"), _("Contoh"), _("Nama lain"))
    for place, (title, width) in enumerate(zip(titles, (28, 10, 60, 36, 30, 40), strict=True)):
        page.set_column(place, place, width)
        page.write_string(1, place, title, bold)
    page.write_string(
        0, 0, _("Tulis data pada lembar pertama; baris contoh boleh dihapus atau ditimpa.")
    )
    for number, column in enumerate(layout.columns, start=2):
        for place, said in enumerate(_explanation(column, layout)):
            page.write_string(number, place, said, wrap)


def _explanation(column: Column, layout: Layout) -> tuple[str, ...]:
    if column.mandatory:
        needed = _("ya")
    elif column.required:
        needed = _("kolom wajib ada")
    else:
        needed = _("tidak")
    examples = dict.fromkeys(e[column.key] for e in layout.examples if e.get(column.key))
    return (
        f"«{column.header}»",  # quoted, so that this sheet is never taken for the header
        needed,
        column.help,
        ", ".join(column.choices),
        "; ".join(examples),
        ", ".join(column.aliases[:8]),
    )


def _drop_downs(book: Any, page: Any, layout: Layout) -> None:
    lists = None
    for place, column in enumerate(layout.columns):
        if not column.choices:
            continue
        source: Any = list(column.choices)
        if len(",".join(column.choices)) > LIST_LIMIT:
            if lists is None:
                lists = book.add_worksheet("Pilihan")
                lists.hide()
            lists.write_column(0, place, column.choices)
            letter = _letter(place)
            source = f"=Pilihan!${letter}$1:${letter}${len(column.choices)}"
        rule = {
            "validate": "list",
            "source": source,
            "error_type": "warning",  # other spellings are understood too
            "error_title": _("Periksa isian"),
            "error_message": _("Isian ini tidak ada pada daftar pilihan."),
        }
        page.data_validation(1, place, READY_ROWS, place, rule)


def _letter(place: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(place))
