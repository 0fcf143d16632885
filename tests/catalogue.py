"""The catalogues of words. `python -m tests.catalogue` brings them up to date and compiles them.

Two of them: the English for our own texts, which are Indonesian in the source, and the Indonesian
for click's own words. A new text gets an empty place in the .po: fill it in and run this again.
`python -m tests.catalogue check` changes nothing and says what is missing.
"""

import io
import re
import string
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from mentoring.words import LOCALE_DIR
from tests.house import sources

HERE = Path(__file__).parent.parent
Text = str | tuple[str, ...] | list[str]  # one text, or its singular and plural

# What a translation must carry over as it stands: commands, options, variables, old-style places.
FIXED = re.compile(r"`[^`]+`|--[a-z]+(?:-[a-z]+)*|PAMONG_[A-Z_]+|%\([a-z]+\)s")


class Words(Catalog):
    """A catalogue whose header holds no date and no name: the same words give the same file."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale)),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]

    @property
    def num_plurals(self) -> int:
        """Indonesian nouns have one form; Babel has no line for it and takes two."""
        return 1 if str(self.locale) == "id" else int(super().num_plurals)

    @property
    def plural_expr(self) -> str:
        return "0" if str(self.locale) == "id" else str(super().plural_expr)


@dataclass(frozen=True, slots=True)
class Book:
    """One catalogue: its file, its language, what it is, and where its texts come from."""

    po: Path
    locale: str
    about: str
    texts: Callable[[], Iterable[Text]]

    @property
    def mo(self) -> Path:
        return self.po.with_suffix(".mo")


def texts_of_ours() -> Iterator[Text]:
    """Every first argument of _() in the product, its templates included."""
    for source in sources(HERE):
        for _line, text, _notes, _context in extract_from_file(
            "python", HERE / source.path, keywords={"_": None}
        ):
            yield text
    yield from texts_of_pages()


def texts_of_pages() -> Iterator[Text]:
    """Every first argument of _() in the templates of the pages."""
    for template in sorted((HERE / "mentoring/web/templates").glob("*.html")):
        for _line, text, _notes, _context in extract_from_file(
            "jinja2", template, keywords={"_": None}
        ):
            yield text


def texts_of_click() -> Iterator[Text]:
    """Every text that the installed click looks up in gettext."""
    folder = Path(click.__file__).parent
    for _file, _line, text, _notes, _context in extract_from_dir(
        folder, keywords={"_": None, "gettext": None, "ngettext": (1, 2)}
    ):
        yield text


BOOKS = (
    Book(
        LOCALE_DIR / "en/LC_MESSAGES/pamong.po",
        "en",
        "# English for Pamong's texts, which are Indonesian in the source.",
        texts_of_ours,
    ),
    Book(
        LOCALE_DIR / "id/LC_MESSAGES/click.po",
        "id",
        "# Indonesian for the words of click, which reads the command line.",
        texts_of_click,
    ),
)


def stored(book: Book) -> Words:
    """The catalogue as it stands in its .po."""
    words = Words(book.locale, header_comment=book.about, fuzzy=False)
    if book.po.exists():
        with book.po.open("rb") as file:
            for message in read_po(file, book.locale):
                if message.id:
                    words.add(message.id, message.string, flags=message.flags)
    return words


def renewed(book: Book) -> Words:
    """The texts of today with the translations of yesterday; a new text is empty."""
    words, old = Words(book.locale, header_comment=book.about, fuzzy=False), stored(book)
    for text in book.texts():
        known = old.get(text)
        words.add(text, known.string if known else "", flags=known.flags if known else ())
    return words


def as_po(words: Words) -> bytes:
    file = io.BytesIO()
    write_po(file, words, width=100, no_location=True, sort_output=True)
    return file.getvalue()


def as_mo(words: Words) -> bytes:
    file = io.BytesIO()
    write_mo(file, words)
    return file.getvalue()


def complaints(book: Book) -> Iterator[str]:
    """What is wrong with a catalogue, text by text."""
    words, wanted = stored(book), renewed(book)
    kept, needed = {_first(m.id) for m in words}, {_first(m.id) for m in wanted}
    yield from (f"missing: {text!r}" for text in sorted(needed - kept))
    yield from (f"stale: {text!r}" for text in sorted(kept - needed))
    for message in words:
        if message.id:
            yield from (f"{fault}: {_first(message.id)!r}" for fault in faults(message))
    if not book.mo.exists() or book.mo.read_bytes() != as_mo(words):
        yield f"not compiled: {book.mo.name}"


def faults(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    # A single form of a language without plurals comes as one text or as a row of one.
    given = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    source = message.id if isinstance(message.id, str) else message.id[-1]
    if message.fuzzy:
        yield "fuzzy"
    if not all(given):
        yield "empty"
        return
    for text in given:
        if _places(text) != _places(source):
            yield "other places"
        if sorted(FIXED.findall(text)) != sorted(FIXED.findall(source)):
            yield "other commands, options or variables"
        if _edges(text) != _edges(source):
            yield "other spaces at the edge"


def _places(text: str) -> list[tuple[str, str, str]]:
    parsed = string.Formatter().parse(text)
    return sorted((n, spec or "", how or "") for _text, n, spec, how in parsed if n is not None)


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _first(text: Text) -> str:
    return text if isinstance(text, str) else text[0]


def update(book: Book) -> None:
    """Write the .po with today's texts, and the .mo from it."""
    words = renewed(book)
    book.po.parent.mkdir(parents=True, exist_ok=True)
    book.po.write_bytes(as_po(words))
    book.mo.write_bytes(as_mo(words))


def main(wish: str = "update") -> int:
    if wish not in {"update", "check"}:
        print(__doc__)
        return 2
    found = 0
    for book in BOOKS:
        if wish == "update":
            update(book)
        for complaint in complaints(book):
            print(f"{book.po.relative_to(HERE)}: {complaint}")
            found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
