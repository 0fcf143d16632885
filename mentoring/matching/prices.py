"""Prices that prove a matching optimal: the lowest ones, by a fixpoint from zero.

For an optimal matching the feasible mentor prices form a lattice; its least element is found by
raising prices from zero only where a pair asks for it (Bellman-Ford on the exchange graph). The
least price of a mentor is also the exact worth of one more place there (Demange, Gale and
Sotomayor 1986).
"""

import numpy as np

from mentoring.matching.face import Prices
from mentoring.matching.problem import Bools, Ints
from mentoring.matching.table import Index


def settle(
    *,
    row: Index,
    col: Index,
    weight: Ints,
    match: Ints,
    capacity: Ints,
    must_match: Bools,
    rounds: int,
) -> Prices | None:
    """The least prices under which this matching is optimal on the pairs given.

    Args:
        row, col, weight: the pairs, the matched ones among them.
        match: mentor of each mentee, -1 for none.
        must_match: mentees whose price may be negative.
        rounds: give up after so many (len(capacity) + 1 are always enough when optimal).

    Returns:
        None when there are none (the matching is not optimal here), or not within `rounds`.
    """
    by_col = np.argsort(col, kind="stable")
    row_by_col, weight_by_col = row[by_col], weight[by_col]
    present, starts = np.unique(col[by_col], return_index=True)
    matched = match >= 0
    worth = np.zeros(len(match), dtype=np.int64)
    own = match[row] == col
    worth[row[own]] = weight[own]
    not_full = np.bincount(match[matched], minlength=len(capacity)) < capacity
    may_leave = matched & ~must_match
    mentor = np.zeros(len(capacity), dtype=np.int64)
    mentee = worth
    for _ in range(rounds):
        if (mentee[may_leave] < 0).any() or mentor[not_full].any():
            return None
        if not len(present):
            return Prices(mentee, mentor)
        asked = np.maximum.reduceat(weight_by_col - mentee[row_by_col], starts)
        if (asked <= mentor[present]).all():
            return Prices(mentee, mentor)
        mentor[present] = np.maximum(mentor[present], asked)
        mentee = np.where(matched, worth - mentor[match], 0) if len(mentor) else worth
    return None
