"""The closed lists of letters as people read them."""

from mentoring.letters.values import Kind, State
from mentoring.words import _


def state_word(state: str) -> str:
    """The state as people read it."""
    return {
        State.CONCEPT: _("konsep"),
        State.NUMBERED: _("bernomor"),
        State.SIGNED: _("bertanda tangan"),
        State.REVOKED: _("dicabut"),
    }[State(state)]


def kind_word(kind: str) -> str:
    """The kind as people read it."""
    return {Kind.DECREE: _("Keputusan"), Kind.ASSIGNMENT: _("Surat Tugas")}[Kind(kind)]
