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
    places = np.where(roomy, 0, capacity)  # a column each; no more than there are pairs
    aside, own_worth = _best_roomy(row, col, weight, roomy[col], n)
    own_worth = np.where(must_match, own_worth, np.maximum(own_worth, 0))
    own_row = np.flatnonzero(own_worth >= 0)
    pair, place = _pair_places(col, places)
    rows = np.concatenate([row[pair], own_row])
    worth = np.concatenate([weight[pair], own_worth[own_row]])
    all_places = int(places.sum())
    used, columns = np.unique(np.concatenate([place, all_places + own_row]), return_inverse=True)
    # Costs of 0 would count as missing pairs in a sparse matrix; so the best costs 1.
    cost = (worth.max(initial=0) + 1 - worth).astype(np.float64)
    graph = csr_array((cost, (rows, columns)), shape=(n, len(used)))
    taken_row, taken = min_weight_full_bipartite_matching(graph)
    mentor_of_column = np.concatenate([np.repeat(np.arange(len(places)), places), aside])
    match = np.empty(n, dtype=np.int64)
    match[taken_row] = mentor_of_column[used[taken]]
    return match


def _pair_places(col: Index, places: Ints) -> tuple[Ints, Ints]:
    """Every pair once for each place of its mentor: positions of pairs, and the places."""
    copies = places[col]
    pair = np.repeat(np.arange(len(col)), copies)
    nth = np.arange(len(pair)) - np.repeat(np.cumsum(copies) - copies, copies)
    return pair, (np.cumsum(places) - places)[col[pair]] + nth


def _best_roomy(row: Index, col: Index, weight: Ints, is_roomy: Bools, n: int) -> tuple[Ints, Ints]:
    """Per mentee the best mentor with room for everybody, and his weight; -1 and -1 for none."""
    aside, worth = np.full(n, -1, dtype=np.int64), np.full(n, -1, dtype=np.int64)
    at = np.flatnonzero(is_roomy)
    at = at[np.argsort(weight[at], kind="stable")]
    aside[row[at]], worth[row[at]] = col[at], weight[at]  # the last write, the best, stays
    return aside, worth
