"""The reader's language. Source texts are Indonesian, so the default needs no catalogue."""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = ("id", "en")
LOCALE_DIR = Path(__file__).parent / "locale"

_language: ContextVar[str | None] = ContextVar("language", default=None)


def language() -> str:
    """The language in force here: set for this context, else the setting PAMONG_LANGUAGE."""
    # The environment is read here, not through settings(): `pamong --help` must stay fast, and
    # settings() refuses a wrong value with a sentence that itself needs a language.
    chosen = _language.get() or os.environ.get("PAMONG_LANGUAGE", "id")
    return chosen if chosen in LANGUAGES else "id"


def speak(code: str) -> None:
    """Use this language from here on in the current context."""
    _language.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Use this language inside the block only."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == "id":
        return gettext.NullTranslations()
    return gettext.translation("pamong", localedir=LOCALE_DIR, languages=[code])


def _(text: str, /, **values: object) -> str:
    """The text in the reader's language, its {places} filled.

    The text must be a literal, so that the catalogue tool finds it.
    """
    said = _catalogue(language()).gettext(text)
    return said.format(**values) if values else said


def number(value: float, *, digits: int | None = None) -> str:
    """1234.5 as «1.234,5» or «1,234.5»."""
    from babel.numbers import format_decimal

    shape = None if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value, format=shape, locale=language()))


def percent(part: float, whole: float) -> str:
    """Share as «87,5%»; a dash when there is nothing to share."""
    from babel.numbers import format_percent

    return "-" if not whole else str(format_percent(part / whole, format="0.0%", locale=language()))
