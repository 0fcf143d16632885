"""One goal on one face: a best matching and the prices that prove it.

The full list of pairs is only ever *checked*; the optimiser sees a short list per mentee that
grows by the pairs the current prices cannot justify. When no pair is left that refutes the
prices, the matching is optimal on all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from mentoring.matching.assign import best_matching
from mentoring.matching.face import Face, Prices
from mentoring.matching.prices import settle
from mentoring.matching.problem import Bools, Ints
from mentoring.matching.table import Edges, Index

FIRST_CHOICES = 12
MORE_CHOICES = 8
WARM_ROUNDS = 40
PAIRS_AT_ONCE = 2**18


class Unproven(RuntimeError):
    """The optimiser's answer has no proof: a defect, never an answer."""


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """match: mentor of each mentee (-1 none); prices: why nothing is better on the face."""

    match: Ints
    prices: Prices


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """Some of a face's pairs, by position."""

    edges: Edges
    weight: Ints
    at: Ints


def solve_stage(
    *,
    face: Face,
    weight: Ints,
    capacity: Ints,
    start: Ints,
    breathe: Callable[[], None] = lambda: None,
) -> Stage:
    """A best matching on the face, starting from one that lies in it.

    Args:
        weight: int64, one per pair of the face, >= 0.
        start: a matching of the face (who must be matched is, who must be full is).
        breathe: called between rounds; may raise to stop.

    Raises:
        Unproven: the prices do not close; never seen, and never passed over.
    """
    # Filling a mentor who must be full is worth more than anything an exchange could gain, so
    # the bonus makes "must" a matter of weight; taken off the price afterwards.
    ceiling = len(face.must_match) * int(weight.max(initial=0)) + 1
    bonus = np.where(face.must_fill, ceiling, 0)
    edges, weight = face.edges, weight + bonus[face.edges.col]
    shortlist = _top(edges, weight, limit=FIRST_CHOICES) | (start[edges.row] == edges.col)
    match = start
    while True:
        breathe()
        listed = Listed(edges, weight, np.flatnonzero(shortlist))
        match, prices = _settled(listed, match, capacity=capacity, must_match=face.must_match)
        refuting = _refuting(edges, weight, prices)
        if not len(refuting):
            return Stage(match, Prices(prices.mentee, prices.mentor - bonus))
        shortlist[refuting] = True


def _settled(
    listed: Listed, match: Ints, *, capacity: Ints, must_match: Bools
) -> tuple[Ints, Prices]:
    """A best matching on the short list with its prices: the one given, if it still is best."""
    row, col = listed.edges.row[listed.at], listed.edges.col[listed.at]
    weight = listed.weight[listed.at]
    price = partial(
        settle, row=row, col=col, weight=weight, capacity=capacity, must_match=must_match
    )
    prices = price(match=match, rounds=WARM_ROUNDS)
    if prices is None:
        match = best_matching(
            row=row, col=col, weight=weight, capacity=capacity, must_match=must_match
        )
        prices = price(match=match, rounds=len(capacity) + 2)
    if prices is None:
        raise Unproven("the assignment has no prices")
    return match, prices


def _refuting(edges: Edges, weight: Ints, prices: Prices) -> Ints:
    """Positions of the pairs that are worth more than their price, the worst few per mentee."""
    found: list[Ints] = []
    for low in range(0, len(edges), PAIRS_AT_ONCE):
        part = slice(low, low + PAIRS_AT_ONCE)
        piece = Edges(edges.row[part], edges.col[part], edges.benefit[part])
        excess = -prices.slack(piece, weight[part])
        at = np.flatnonzero(excess > 0)
        if len(at):
            best = _best_per_row(piece.row[at], piece.col[at], excess[at], limit=MORE_CHOICES)
            found.append(low + at[best])
    return np.concatenate(found) if found else np.empty(0, dtype=np.int64)


def _top(edges: Edges, weight: Ints, *, limit: int) -> Bools:
    chosen = np.zeros(len(edges), dtype=bool)
    for low in range(0, len(edges), PAIRS_AT_ONCE):
        part = slice(low, low + PAIRS_AT_ONCE)
        best = _best_per_row(edges.row[part], edges.col[part], weight[part], limit=limit)
        chosen[low + best] = True
    return chosen


def _best_per_row(row: Index, col: Index, weight: Ints, *, limit: int) -> Ints:
    """Positions of the `limit` heaviest pairs of every row; rows come sorted."""
    # Ties are the normal case: scattering them over the mentors (Knuth's multiplicative hash)
    # keeps a whole class of mentees from short-listing the same few.
    scatter = (row.astype(np.int64) * 40503 + col * np.int64(30011)) & 0xFFFF
    # One sort by weight and scatter, then a stable one by row: rows come sorted, and numbers of
    # 16 bits are sorted by counting.
    order = np.argsort(scatter - (weight << 16))
    short = row - row[0] if len(row) else row
    if len(row) and short[-1] < 2**15:
        short = short.astype(np.int16)
    order = order[np.argsort(short[order], kind="stable")]
    first = np.searchsorted(row, row)
    return order[np.arange(len(row)) - first < limit]
