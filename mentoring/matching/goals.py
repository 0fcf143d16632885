"""What each goal counts: the integer weight of every pair, goal by goal, in their order.

Coverage. A pair weighs K - class + 1 (K classes, re-ranked 1..K). The sets of mentees that can be
matched together are the independent sets of a transversal matroid (Edmonds and Fulkerson 1965),
and in a matroid the greedy choice by class is optimal for *every* strictly decreasing positive
weighting (Rado 1957, Gale 1968). So these small weights give the same answer as "as many of class
1 as possible, then of class 2, ..." and, all being positive, a largest matching over all classes.

Lottery, people. The mentee sets of the matchings that are optimal for the goals before are again
the bases of a matroid (they maximise a valuated matroid, Dress and Wenzel 1992), so weighing by
the rank of the lot serves the lots strictly in their order.

Lottery, pairs. A pair's number is hashed from both lots. Equal sums are possible though unlikely,
so the solver draws again (round 2, 3, ...) until exactly one matching is left.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import partial

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.problem import Bools, Ints
from mentoring.matching.table import Edges, Table

Weigh = Callable[[Table, Edges], Ints]

PAIR_NUMBER_BITS = 24
# One draw leaves a tie in less than one city of a thousand; a hundred never do.
MOST_DRAWS = 100


class Goal(StrEnum):
    """The goals in the order in which they count."""

    COVERAGE = "coverage"
    FLOOR = "floor"
    BENEFIT = "benefit"
    KEPT = "kept"
    LOTTERY_PEOPLE = "lottery_people"
    LOTTERY_PAIRS = "lottery_pairs"


def coverage(table: Table, edges: Edges) -> Ints:
    weight: Ints = table.class_weight[edges.row]
    return weight


def benefit(table: Table, edges: Edges) -> Ints:
    return edges.benefit


def kept(table: Table, edges: Edges) -> Ints:
    stays: Bools = table.current[edges.row] == edges.col
    return stays.astype(np.int64)


def lottery_people(table: Table, edges: Edges) -> Ints:
    # Rows are sorted by lot: row 0 holds the lowest number and weighs most.
    weight: Ints = table.n - edges.row.astype(np.int64)
    return weight


def lottery_pairs(table: Table, edges: Edges, *, draw: int = 1) -> Ints:
    """Numbers in [1, 2**24] from the two lots and the draw: the same on every machine."""
    salt = np.array([draw], dtype=np.uint64)
    mentee = _mix(table.mentee_lot.astype(np.uint64) + (salt << np.uint64(48)))
    mentor = _mix(~table.mentor_lot.astype(np.uint64))
    number = _mix(mentee[edges.row] ^ mentor[edges.col])
    return (number >> np.uint64(64 - PAIR_NUMBER_BITS)).astype(np.int64) + 1


def weigh(goal: str) -> Weigh:
    """The weight function of a stage name; `lottery_pairs_2` is the second draw.

    Raises:
        ValueError: there is no such goal.
    """
    if goal in _WEIGHTS:
        return _WEIGHTS[goal]
    for draw in range(2, MOST_DRAWS + 1):
        if goal == pairs_draw(draw):
            return partial(lottery_pairs, draw=draw)
    raise ValueError("unknown goal")


def pairs_draw(draw: int) -> str:
    """The stage name of the nth draw for pairs."""
    return str(Goal.LOTTERY_PAIRS) if draw == 1 else f"{Goal.LOTTERY_PAIRS}_{draw}"


_WEIGHTS: dict[str, Weigh] = {
    Goal.COVERAGE: coverage,
    Goal.BENEFIT: benefit,
    Goal.KEPT: kept,
    Goal.LOTTERY_PEOPLE: lottery_people,
    Goal.LOTTERY_PAIRS: lottery_pairs,
}


def _mix(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of x moves every bit out."""
    x = x + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))
