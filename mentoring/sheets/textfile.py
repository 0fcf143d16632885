"""CSV as offices write it: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from mentoring.sheets.archive import COLUMNS, ROWS, Hostile

DELIMITERS = (";", ",", "\t", "|")
LONGEST_LINE = 1 << 20


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises Hostile where no encoding fits."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode(content, "utf-16"), "utf-16"
    if content.startswith(b"\xef\xbb\xbf"):
        return _decode(content, "utf-8-sig"), "utf-8-sig"
    if b"\x00" in content:
        raise Hostile("not_text")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode(content, "cp1252"), "cp1252"


def _decode(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise Hostile("encoding") from wrong
    # Control characters in number mean that these bytes were never text.
    controls = sum(text.count(chr(c)) for c in range(32) if c not in (9, 10, 12, 13))
    if controls > 8 or "\x00" in text:
        raise Hostile("not_text")
    return text


def delimiter_of(text: str) -> str:
    """The delimiter that splits the first lines into most cells."""
    lines = [line for line in text[:65536].splitlines()[:40] if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) > 4:
        return lines[0][4]
    return max(DELIMITERS, key=lambda mark: max((line.count(mark) for line in lines), default=0))


def rows(path: Path) -> tuple[Iterator[list[str]], dict[str, str]]:
    """The rows as lists of text, and the facts of the file."""
    text, encoding = decoded(path.read_bytes())
    delimiter = delimiter_of(text)
    return _rows(text, delimiter), {"encoding": encoding, "delimiter": delimiter}


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    at = 0
    try:
        for cells in reader:
            # A quoted cell may span lines: blank rows keep later numbers as an editor shows them.
            yield from ([] for _ in range(reader.line_num - at - 1))
            at = reader.line_num
            if len(cells) > COLUMNS and any(c.strip() for c in cells[COLUMNS:]):
                raise Hostile("too_many_columns")
            if at > ROWS:
                raise Hostile("too_many_rows")
            yield cells[:COLUMNS]
    except csv.Error as wrong:
        raise Hostile("quote", row=at + 1) from wrong


def _lines(text: str) -> Iterator[str]:
    for line in io.StringIO(text, newline=""):
        if len(line) > LONGEST_LINE:
            raise Hostile("not_text")
        yield line
