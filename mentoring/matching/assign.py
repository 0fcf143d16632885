"""One best matching on a short list of pairs, by scipy's sparse shortest augmenting paths."""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from mentoring.matching.problem import Bools, Ints
from mentoring.matching.table import Index


def best_matching(
    *, row: Index, col: Index, weight: Ints, capacity: Ints, must_match: Bools
) -> Ints:
    """Maximise the sum of weights (>= 0) subject to capacities and to who must be matched.

    Every mentee also has a column of his own: what he gets without touching anybody else. It
    holds "nobody" for those who need not be matched, and mentors with room for all who ask,
    who therefore need no column per place.

    Returns:
        int64 (n,), mentor of each mentee or -1.

    Raises:
        ValueError: not all who must be matched can be.
    """
    n = len(must_match)
    if not n:
        return np.empty(0, dtype=np.int64)
    roomy = capacity >= np.bincount(col, minlength=len(capacity))
    aside, own_worth = _best_roomy(row, col, weight, roomy[col], n)
    own_worth = np.where(must_match, own_worth, np.maximum(own_worth, 0))
    scarce = np.flatnonzero(~roomy[col] & (capacity[col] > 0))
    copies = capacity[col[scarce]]
    first_place = np.cumsum(capacity) - capacity
    offset = np.arange(copies.sum()) - np.repeat(np.cumsum(copies) - copies, copies)
    place = np.repeat(first_place[col[scarce]], copies) + offset
    own_row = np.flatnonzero(own_worth >= 0)
    places = int(capacity.sum())
    rows = np.concatenate([np.repeat(row[scarce], copies), own_row])
    cols = np.concatenate([place, places + own_row])
    worth = np.concatenate([np.repeat(weight[scarce], copies), own_worth[own_row]])
    cost = (worth.max(initial=0) + 1 - worth).astype(np.float64)
    used, cols = np.unique(cols, return_inverse=True)
    graph = csr_array((cost, (rows, cols)), shape=(n, len(used)))
    taken_row, taken = min_weight_full_bipartite_matching(graph)
    column = used[taken]
    mentor_of_place = np.repeat(np.arange(len(capacity)), capacity)
    match = np.full(n, -1, dtype=np.int64)
    at_place = column < places
    match[taken_row[at_place]] = mentor_of_place[column[at_place]]
    alone = taken_row[~at_place]
    match[alone] = aside[alone]
    return match


def _best_roomy(row: Index, col: Index, weight: Ints, is_roomy: Bools, n: int) -> tuple[Ints, Ints]:
    """Per mentee the best mentor with room for everybody, and his weight; -1 and -1 for none."""
    aside, worth = np.full(n, -1, dtype=np.int64), np.full(n, -1, dtype=np.int64)
    at = np.flatnonzero(is_roomy)
    at = at[np.argsort(weight[at], kind="stable")]
    aside[row[at]], worth[row[at]] = col[at], weight[at]  # the last write, the best, stays
    return aside, worth
