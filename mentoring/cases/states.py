"""What a case may be about, how far it may come, and how it may end."""

from enum import StrEnum


class Kind(StrEnum):
    """What somebody objects to, or asks for."""

    PAIR = "pair"  # an objection against the mentor that was found
    NOBODY = "nobody"  # an objection against having been given no mentor
    GAP = "gap"  # an objection against one figure of the gaps
    CORRECTION = "correction"  # one's own data are wrong


class CaseState(StrEnum):
    """A case, from the day it comes in to its end."""

    OPEN = "open"  # nobody has it yet
    TAKEN = "taken"  # a named officer has it
    ANSWERED = "answered"  # the officer has decided, and said why
    TAKEN_BACK = "taken_back"  # the person wants no answer any more


OPEN = (CaseState.OPEN, CaseState.TAKEN)


class Decision(StrEnum):
    """What the officer decides."""

    UPHELD = "upheld"
    REJECTED = "rejected"


class FollowUp(StrEnum):
    """What follows from a case that was upheld."""

    REPLACE = "replace"  # the mentorship ends, and the pair is never proposed again
    RUN_AGAIN = "run_again"  # another match is asked for
    REASSESS = "reassess"  # the competency is assessed anew; the result comes by an import
    IMPORTED = "imported"  # the data were put right by an import, which is named
    NOTHING = "nothing"  # right, but nothing is left to do


MAY_FOLLOW: dict[Kind, frozenset[FollowUp]] = {
    Kind.PAIR: frozenset({FollowUp.REPLACE, FollowUp.NOTHING}),
    Kind.NOBODY: frozenset({FollowUp.RUN_AGAIN, FollowUp.NOTHING}),
    Kind.GAP: frozenset({FollowUp.REASSESS, FollowUp.IMPORTED, FollowUp.NOTHING}),
    Kind.CORRECTION: frozenset({FollowUp.IMPORTED, FollowUp.NOTHING}),
}


def may_follow(kind: str) -> list[FollowUp]:
    """What may follow from a case of this kind, in the order of the list above."""
    return [follow for follow in FollowUp if follow in MAY_FOLLOW[Kind(kind)]]
