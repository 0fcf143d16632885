"""Erasure: who left so long ago that nothing may be kept, and how it goes, everywhere at once."""

from mentoring.erasure.actions import Told, erase, erase_again, preview, tend
from mentoring.erasure.due import Due, due, how_many
from mentoring.erasure.invariants import broken
from mentoring.erasure.spoken import effect_word
from mentoring.erasure.written_down import remember, remembered

__all__ = [
    "Due",
    "Told",
    "broken",
    "due",
    "effect_word",
    "erase",
    "erase_again",
    "how_many",
    "preview",
    "remember",
    "remembered",
    "tend",
]
