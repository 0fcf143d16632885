"""The language of one command line: chosen before any text is made, and told to click too."""

import gettext
import os
from collections.abc import Sequence

from mentoring.words import LANGUAGES, LOCALE_DIR, language, speak


def choose(args: Sequence[str]) -> None:
    """Speak as --language asks, else as PAMONG_LANGUAGE says.

    Help texts are made while the commands are imported, long before click has read --language;
    so it is looked for here first. A wrong value is left to click, which refuses it.
    """
    for place, word in enumerate(args):
        name, equals, value = word.partition("=")
        asked = value if equals else next(iter(args[place + 1 :]), "")
        if name == "--language" and asked in LANGUAGES:
            speak(asked)
            break
    tell_click()


def tell_click() -> None:
    """Lead click's own words to our catalogue, in the language in force."""
    # click asks gettext's global domain, and gettext asks this variable before all others. Without
    # a catalogue of that language, English comes first: those words are English in the source.
    gettext.bindtextdomain("click", str(LOCALE_DIR))
    gettext.textdomain("click")
    os.environ["LANGUAGE"] = language()
