"""Is this XLSX safe to open? Read without trusting it, before any parser sees it.

A workbook is a zip of XML. Each member is really inflated, in pieces, and looked at: declared
sizes can lie (a 0.9 MB file held 278 MB), and a 17 kB file with one cell at XFD1048576 made a
usual reader take 673 MB.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

MEMBERS = 500
INFLATED = 700 * 2**20  # bytes; 60,000 x 69 cells are about 150 MB
RATIO, RATIO_FROM = 250, 40 * 2**20  # honest sheets reach 50; looked at only when it is large
EMPTY_CELLS = 8_000_000
CELLS = 16_000_000
ROWS = 200_000
COLUMNS = 300
PIECE = 1 << 20
OVERLAP = 256

FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
# Only cells with content: LibreOffice styles empty cells up to the last column.
FAR_CELL = re.compile(
    rb"""<c [^>]{0,40}?\br=["'](?:[A-Z]{3,}\d+|[A-Z]{1,2}(?:[2-9]\d{5}|\d{7,}))["'][^>]*(?<!/)>"""
)
PLACE = re.compile(rb"""\br=["']([A-Z]{1,3}\d+)["']""")
UTF16 = (b"\xff\xfe", b"\xfe\xff")
OLE = b"\xd0\xcf\x11\xe0"
WORKSHEET = re.compile(rb"<(?:\w+:)?worksheet[\s>]")
BEGINNING = 65_536
CELL_STARTS = (b"<c ", b"<c\t", b"<c\n", b"<c\r", b"<c>", b"<c/", b":c ", b":c>", b":c/")


class Hostile(Exception):
    """The file is refused. `code` is looked up by the parent, which has the sentences."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(slots=True)
class Counts:
    """What has been inflated so far, and the first formula of each worksheet member."""

    inflated: int = 0
    cells: int = 0
    filled: int = 0
    formulas: dict[str, str] = field(default_factory=dict)


def refuse_other_formats(head: bytes, whole: bytes) -> None:
    """Name the format when it is a known one that is not XLSX."""
    if head.startswith(OLE):
        marked = "EncryptedPackage".encode("utf-16-le") in whole
        raise Hostile("encrypted" if marked else "old_excel")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise Hostile("html")
    if not head.startswith(b"PK"):
        raise Hostile("not_a_workbook")


def inspect(path: Path) -> Counts:
    """Inflate every member and count. Raises Hostile for whatever must not be opened."""
    whole = path.read_bytes()
    refuse_other_formats(whole[:512], whole)
    try:
        with zipfile.ZipFile(path) as archive:
            return _inspect(archive, len(whole))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as broken:
        raise Hostile("broken") from broken


def _inspect(archive: zipfile.ZipFile, size: int) -> Counts:
    members = archive.infolist()
    names = {m.filename.lstrip("/").lower() for m in members}
    if len(members) > MEMBERS:
        raise Hostile("bomb")
    if any(m.flag_bits & 1 for m in members):
        raise Hostile("encrypted")
    if "mimetype" in names and "content.xml" in names:
        raise Hostile("open_document")
    if any("vbaproject" in name for name in names):
        raise Hostile("macros")
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise Hostile("not_a_workbook")
    counts = Counts()
    for member in members:
        _inflate(archive, member, counts, size)
    return counts


def _inflate(archive: zipfile.ZipFile, member: zipfile.ZipInfo, counts: Counts, size: int) -> None:
    is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
    is_sheet = False
    tail = b""
    with archive.open(member) as stream:
        while piece := stream.read(PIECE):
            counts.inflated += len(piece)
            _bounded(counts, size)
            if is_xml and not tail and piece.startswith(UTF16):
                raise Hostile("broken")  # a byte search would not see what is inside
            window = tail + piece
            if not tail:  # what a part is says its beginning: a name can lie
                is_xml = is_xml or piece.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
                is_sheet = bool(WORKSHEET.search(piece[:BEGINNING]))
            if is_xml and (b"<!DOCTYPE" in window or b"<!ENTITY" in window):
                raise Hostile("entities")
            if is_sheet:
                _count_cells(window, piece, member.filename, counts)
            tail = window[-OVERLAP:]


def _bounded(counts: Counts, size: int) -> None:
    if counts.inflated > INFLATED:
        raise Hostile("bomb")
    if counts.inflated > RATIO_FROM and counts.inflated > RATIO * size:
        raise Hostile("bomb")


def _count_cells(window: bytes, piece: bytes, name: str, counts: Counts) -> None:
    counts.cells += sum(map(piece.count, CELL_STARTS))
    counts.filled += piece.count(b"<v") + piece.count(b"<is")
    if counts.cells > CELLS or counts.cells - counts.filled > EMPTY_CELLS:
        raise Hostile("too_many_cells")
    if FAR_CELL.search(window):
        raise Hostile("far_cell")
    if name not in counts.formulas and (found := FORMULA.search(window)):
        places = PLACE.findall(window, 0, found.start())
        counts.formulas[name] = places[-1].decode("ascii") if places else "?"


def member_of_sheet(path: Path, position: int) -> str | None:
    """The zip member that holds the sheet at this position of the workbook; None if unclear."""
    with zipfile.ZipFile(path) as archive:
        try:
            book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
            links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        except KeyError:
            return None
    sheets = re.findall(r"<(?:\w+:)?sheet\s[^>]*?\br?:?id=\"([^\"]+)\"", book)
    targets = {}
    for link in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", links):
        mark, file = re.search(r'\bId="([^"]+)"', link), re.search(r'\bTarget="([^"]+)"', link)
        if mark and file:
            targets[mark[1]] = file[1]
    if position >= len(sheets) or sheets[position] not in targets:
        return None
    target = targets[sheets[position]]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
