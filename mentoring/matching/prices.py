"""Prices that prove a matching optimal: the mentors' lowest ones, by a fixpoint from below.

For an optimal matching the prices that prove it form a lattice; its least element is found by
raising the mentors' prices only where a pair asks for it (Bellman-Ford on the exchange graph). The
least price of a mentor is also the exact worth of one more place there (Demange, Gale and
Sotomayor 1986).
"""

from dataclasses import dataclass

import numpy as np

from mentoring.matching.filters import Prices, Span
from mentoring.matching.goals import Gains
from mentoring.matching.pairs import Index
from mentoring.matching.scores import Bools, Ints

BOUNDLESS = 2**62


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """One stage's problem on a list of pairs, sorted by row: what settle and optimise see."""

    row: Index
    col: Index
    weight: Ints
    mentees: Span
    mentors: Span
    gains: Gains

    @property
    def lowest(self) -> int:
        """A price below which no mentor's ever needs to be: more than any exchange can gain."""
        people = len(self.mentees.low) + len(self.mentors.low)
        widest = int(np.abs(self.weight).max(initial=0))
        gain = max(int(self.gains.mentee.max(initial=0)), int(self.gains.mentor.max(initial=0)))
        return -(people + 2) * (widest + gain + 1)


def settle(listed: Listed, taken: Bools, *, rounds: int) -> Prices | None:
    """The least prices under which the taken pairs are optimal.

    Args:
        taken: bool per pair; within every span.
        rounds: give up after so many (one per mentor and one more are enough when optimal).

    Returns:
        None when there are none (the matching is not optimal here), or not within `rounds`.
    """
    row, col, weight = listed.row, listed.col, listed.weight
    least_mentee, most_mentee = _limits(
        listed.mentees, listed.gains.mentee, listed.gains.mentee_units, row[taken], -BOUNDLESS
    )
    # Whoever wants nobody has no open pairs: any price will do.
    most_mentee = np.where(listed.mentees.high == 0, 0, most_mentee)
    mentor, most_mentor = _limits(
        listed.mentors, listed.gains.mentor, listed.gains.mentor_units, col[taken], listed.lowest
    )
    free = np.flatnonzero(~taken)
    free = free[np.argsort(col[free], kind="stable")]
    asking_row, asking_weight = row[free], weight[free]
    present, starts = np.unique(col[free], return_index=True)
    own_row, own_col, own_weight = row[taken], col[taken], weight[taken]
    owners, own_starts = np.unique(own_row, return_index=True)
    for _ in range(rounds):
        mentee = most_mentee.copy()
        if len(owners):
            spare = np.minimum.reduceat(own_weight - mentor[own_col], own_starts)
            mentee[owners] = np.minimum(mentee[owners], spare)
        if (mentee < least_mentee).any() or (mentor > most_mentor).any():
            return None
        if not len(present):
            return Prices(mentee, mentor)
        asked = np.maximum.reduceat(asking_weight - mentee[asking_row], starts)
        if (asked <= mentor[present]).all():
            return Prices(mentee, mentor)
        mentor[present] = np.maximum(mentor[present], asked)
    return None


def _limits(span: Span, gain: Ints, units: Ints, at: Index, lowest: int) -> tuple[Ints, Ints]:
    """Between which prices the person's number of pairs is the best one for the person.

    With room for one more, that one must not pay; with more than the fewest, the last one must.
    """
    load = np.bincount(at, minlength=len(span.low))
    next_gain = np.where(load < units, gain, 0)
    last_gain = np.where(load <= units, gain, 0)
    # Whoever has nobody and needs nobody could be paid for it at any price: zero is a plain one.
    fewest = np.where(span.low == 0, -next_gain, lowest)
    least = np.where(load > span.low, -last_gain, fewest)
    most = np.where(load < span.high, -next_gain, BOUNDLESS)
    return least, most
