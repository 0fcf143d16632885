"""One best matching on a short list of pairs where nobody wants more than one mentor: scipy's
sparse shortest augmenting paths."""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from mentoring.matching.pairs import Index
from mentoring.matching.prices import Listed
from mentoring.matching.scores import Bools, Ints

NEVER = -(2**62)
MANY = 6  # pairs per mentee


def best_matching(listed: Listed) -> Bools:
    """The taken pairs of a matching of the highest weight, gains included, within the spans.

    Every mentee also has a column of his own: what he gets without touching anybody else. It
    holds mentors with room for all who ask, who therefore need no column per place, or "nobody" -
    for those who must be matched at a loss that no exchange makes up for. (They could do without,
    but with it the search for the last of them takes half the time, on longer lists.)

    Raises:
        ValueError: not all who must be matched can be.
    """
    n, row, col = len(listed.mentees.high), listed.row, listed.col
    weight = listed.weight + np.where(listed.gains.mentee_units > 0, listed.gains.mentee, 0)[row]
    wanted = listed.gains.mentor_units + listed.mentors.low
    roomy = (listed.mentors.high >= np.bincount(col, minlength=len(wanted))) & (wanted == 0)
    places = np.where(roomy, 0, listed.mentors.high)  # a column each
    aside, own_worth = _best_roomy(row, col, weight, roomy[col], n)
    loss = int(weight.min(initial=0)) - _ceiling(listed)
    of_nobody = np.where(listed.mentees.low > 0, loss, 0)
    nobody = own_worth < of_nobody
    aside, own_worth = np.where(nobody, -1, aside), np.where(nobody, of_nobody, own_worth)
    own_row = np.arange(n) if len(col) > MANY * n else np.flatnonzero(own_worth > loss)
    pair, nth = _pair_places(col, places)
    first_place = np.cumsum(places) - places
    rows = np.concatenate([row[pair], own_row])
    worth = np.concatenate([weight[pair] + _extra(listed, col[pair], nth), own_worth[own_row]])
    all_places = int(places.sum())
    column = np.concatenate([first_place[col[pair]] + nth, all_places + own_row])
    used, columns = np.unique(column, return_inverse=True)
    # Costs of 0 would count as missing pairs in a sparse matrix; so the best costs 1.
    cost = (worth.max(initial=0) + 1 - worth).astype(np.float64)
    graph = csr_array((cost, (rows, columns)), shape=(n, len(used)))
    taken_row, taken = min_weight_full_bipartite_matching(graph)
    mentor_of_column = np.concatenate([np.repeat(np.arange(len(places)), places), aside])
    match = np.empty(n, dtype=np.int64)
    match[taken_row] = mentor_of_column[used[taken]]
    if ((match < 0) & (listed.mentees.low > 0)).any():
        raise ValueError("not all who must be matched can be")
    return np.asarray(match[row] == col)


def _extra(listed: Listed, col: Index, nth: Ints) -> Ints:
    """What filling a mentor's nth place brings beside the pair: the gain of the first ones, and
    for those that must be filled more than any exchange could gain."""
    gains, must = listed.gains, nth < listed.mentors.low[col]
    gained = np.where(nth < gains.mentor_units[col], gains.mentor[col], 0)
    return gained + np.where(must, _ceiling(listed), 0)


def _ceiling(listed: Listed) -> int:
    """More than any exchange could gain."""
    gain = int(listed.gains.mentee.max(initial=0))
    spread = int(listed.weight.max(initial=0)) - int(listed.weight.min(initial=0))
    return (len(listed.mentees.high) + 1) * (spread + gain + 1)


def _pair_places(col: Index, places: Ints) -> tuple[Ints, Ints]:
    """Every pair once for each place of its mentor: positions of pairs, and the nth place."""
    copies = places[col]
    pair = np.repeat(np.arange(len(col)), copies)
    return pair, np.arange(len(pair)) - np.repeat(np.cumsum(copies) - copies, copies)


def _best_roomy(row: Index, col: Index, weight: Ints, is_roomy: Bools, n: int) -> tuple[Ints, Ints]:
    """Per mentee the best mentor with room for everybody, and his weight; -1 and NEVER for none."""
    aside = np.full(n, -1, dtype=np.int64)
    worth = np.full(n, NEVER, dtype=np.int64)
    at = np.flatnonzero(is_roomy)
    at = at[np.argsort(weight[at], kind="stable")]
    aside[row[at]], worth[row[at]] = col[at], weight[at]  # the last write, the best, stays
    return aside, worth
