"""Both languages say everything: no text is missing, stale, empty or says other {places}."""

from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tests.catalogue import BOOKS, Book, as_mo, as_po, complaints, faults, renewed, stored, update

REMEDY = "run `python -m tests.catalogue`, fill in what is empty, run it again"
NAMES = [book.po.name for book in BOOKS]
FAULTY = [
    (Message("Baris {row}", "Row {line}"), "other places"),
    (Message("Baris {row}", "Row"), "other places"),
    (Message("{seconds:.1f} detik", "{seconds} seconds"), "other places"),
    (Message("Simpan", ""), "empty"),
    (Message("Simpan", "Save", flags=["fuzzy"]), "fuzzy"),
    (Message("Jalankan `pamong init`.", "Run it."), "other commands, options or variables"),
    (Message("Pakai --as", "Use --us"), "other commands, options or variables"),
    (Message("Isi PAMONG_TZ", "Set PAMONG_HOME"), "other commands, options or variables"),
    (Message(" Tempat", "Place"), "other spaces at the edge"),
    (Message(("{n} file", "{n} files"), ("{n} berkas", "")), "empty"),
]


@pytest.fixture
def small(tmp_path: Path) -> Book:
    """A catalogue of two texts, one of them translated."""
    book = Book(tmp_path / "small.po", "en", "# Small.", lambda: ["Simpan", "Baris {row}"])
    update(book)
    book.po.write_text(
        book.po.read_text().replace('"Simpan"\nmsgstr ""', '"Simpan"\nmsgstr "Save"')
    )
    return book


@pytest.mark.parametrize("book", BOOKS, ids=NAMES)
def test_every_text_is_translated_and_compiled(book: Book) -> None:
    assert list(complaints(book)) == [], REMEDY


@pytest.mark.parametrize("book", BOOKS, ids=NAMES)
def test_the_file_is_as_the_tool_writes_it(book: Book) -> None:
    assert book.po.read_bytes() == as_po(stored(book)), REMEDY


@pytest.mark.parametrize(("message", "fault"), FAULTY)
def test_a_bad_translation_is_seen(message: Message, fault: str) -> None:
    assert list(faults(message)) == [fault]


def test_a_good_translation_is_left_in_peace() -> None:
    good = Message("{n} baris: `pamong init` --as", "`pamong init` --as: {n} rows")
    assert list(faults(good)) == []


def test_new_stale_and_uncompiled_texts_are_seen(small: Book) -> None:
    grown = Book(small.po, "en", small.about, lambda: ["Simpan", "Baru"])
    assert sorted(complaints(grown)) == [
        "empty: 'Baris {row}'",
        "missing: 'Baru'",
        "not compiled: small.mo",
        "stale: 'Baris {row}'",
    ]


def test_an_update_keeps_what_was_translated_and_drops_what_is_gone(small: Book) -> None:
    grown = Book(small.po, "en", small.about, lambda: ["Simpan", "Baru"])
    update(grown)
    kept = stored(grown)
    assert {m.id: m.string for m in kept if m.id} == {"Simpan": "Save", "Baru": ""}
    assert list(complaints(grown)) == ["empty: 'Baru'"]


def test_the_same_words_give_the_same_file(small: Book) -> None:
    assert as_po(renewed(small)) == as_po(renewed(small))
    assert as_mo(stored(small)) == as_mo(stored(small))
    assert b"Date" not in as_mo(stored(small))
