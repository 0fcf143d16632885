"""What each goal counts, in whole numbers: points per pair, and gains per person.

Coverage. A mentee's first pair gains K - class + 1 (K classes, re-ranked 1..K). The sets of
mentees that can be matched together are the independent sets of a transversal matroid (Edmonds
and Fulkerson 1965), and in a matroid the greedy choice by class is optimal for *every* strictly
decreasing positive weighting (Rado 1957, Gale 1968). So these small gains give the same answer as
"as many of class 1 as possible, then of class 2, ..." and, all being positive, most people.

Lottery, people. How many mentors each mentee may have in the matchings that are optimal for the
goals before is a base of an integral polymatroid (of a matroid, where everybody wants one: Dress
and Wenzel 1992), so weighing by the rank of the lot serves the lots strictly in their order.

Lottery, pairs. A pair's number is hashed from both lots. Equal sums are possible though unlikely,
so the solver draws again (round 2, 3, ...) until exactly one matching is left.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.pairs import Pieces, is_among
from mentoring.matching.problem import Problem
from mentoring.matching.scores import AnyInts, Ints
from mentoring.matching.table import Table

Weigh = Callable[[Table, Pieces], AnyInts]

PAIR_NUMBER_BITS = 24
# One draw leaves a tie in less than one city of a thousand; a hundred never do.
MOST_DRAWS = 100


class Goal(StrEnum):
    """What can count."""

    COVERAGE = "coverage"
    MET = "met"
    FLOOR = "floor"
    BENEFIT = "benefit"
    KEPT = "kept"
    LOTTERY_PEOPLE = "lottery_people"
    LOTTERY_PAIRS = "lottery_pairs"


@dataclass(frozen=True, slots=True, eq=False)
class Gains:
    """What each person's first so many pairs bring beside the pairs' own weight."""

    mentee: Ints
    mentee_units: Ints
    mentor: Ints
    mentor_units: Ints


def order_of(problem: Problem) -> tuple[Goal, ...]:
    """The goals in the order in which they count, but for the draws of pairs, which come last."""
    people = [Goal.COVERAGE, *([Goal.MET] if (problem.demand > 1).any() else [])]
    floor = [] if problem.floor is None else [Goal.FLOOR]
    last = (Goal.KEPT,) if needs_integers(problem) else (Goal.KEPT, Goal.LOTTERY_PEOPLE)
    if problem.first == "coverage":
        return (*people, *floor, Goal.BENEFIT, *last)
    if problem.floor == "highest":
        return (Goal.BENEFIT, *people, *floor, *last)
    return (*floor, Goal.BENEFIT, *people, *last)


def needs_integers(problem: Problem) -> bool:
    """Whether a floor is asked on sums of several pairs, which prices cannot prove. What is open
    after its goals is then settled by the canonical order alone: a lottery would have no proof."""
    return problem.floor is not None and bool((problem.demand > 1).any())


def gains_of(goal: str, table: Table, *, held: Ints) -> Gains:
    """held: pairs that each mentee has for certain: a first pair is first only once."""
    none = np.zeros(table.m, dtype=np.int64)
    is_first = (held == 0) & (goal == Goal.COVERAGE)
    return Gains(np.where(is_first, table.class_weight, 0), is_first.astype(np.int64), none, none)


def nothing(table: Table, pairs: Pieces) -> AnyInts:
    return np.zeros(1, dtype=np.int32)


def each_one(table: Table, pairs: Pieces) -> AnyInts:
    return np.ones(1, dtype=np.int32)


def benefit(table: Table, pairs: Pieces) -> AnyInts:
    """Points, and what breaking a kept pair must gain."""
    price = table.problem.break_price
    if not price:
        return pairs.benefit
    stays = is_among(pairs, table.keep, table.m)
    return np.asarray(pairs.benefit + price * stays.astype(np.int64))


def kept(table: Table, pairs: Pieces) -> Ints:
    return is_among(pairs, table.keep, table.m).astype(np.int64)


def lottery_people(table: Table, pairs: Pieces) -> Ints:
    # Rows are sorted by lot: row 0 holds the lowest number and weighs most.
    weight: Ints = table.n - pairs.row.astype(np.int64)
    return weight


def lottery_pairs(table: Table, pairs: Pieces, *, draw: int = 1) -> Ints:
    """Numbers in [1, 2**24] from the two lots and the draw: the same on every machine."""
    salt = np.array([draw], dtype=np.uint64)
    mentee = _mix(table.mentee_lot.astype(np.uint64) + (salt << np.uint64(48)))
    mentor = _mix(~table.mentor_lot.astype(np.uint64))
    number = _mix(mentee[pairs.row] ^ mentor[pairs.col])
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
    Goal.COVERAGE: nothing,
    Goal.MET: each_one,
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
