"""Numbers of pairs per person, prices, and what they leave open."""

from dataclasses import dataclass

import numpy as np

from mentoring.matching.goals import Goal, weigh
from mentoring.matching.pairs import Edges, Pieces
from mentoring.matching.scores import AnyInts, Bools, Ints
from mentoring.matching.table import NARROW, Table


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """Fewest and most pairs of every person of one side."""

    low: Ints
    high: Ints

    def less(self, count: Ints) -> "Span":
        return Span(np.maximum(self.low - count, 0), self.high - count)


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """What one more pair costs each person: a pair is worth taking above the sum of the two."""

    mentee: Ints
    mentor: Ints

    def slack(self, pairs: Pieces, weight: AnyInts) -> AnyInts:
        """How far each pair is from being worth its price; 0 is tight, below 0 must be taken."""
        mentee, mentor = self.mentee, self.mentor
        if weight.dtype == np.int32 and self._is_narrow:
            mentee, mentor = mentee.astype(np.int32), mentor.astype(np.int32)
        slack: AnyInts = mentee[pairs.row] + mentor[pairs.col] - weight
        return slack

    @property
    def lowest_sum(self) -> int:
        """No pair costs less."""
        return int(self.mentee.min(initial=0)) + int(self.mentor.min(initial=0))

    @property
    def _is_narrow(self) -> bool:
        both = (self.mentee, self.mentor)
        return max(int(np.abs(side).max(initial=0)) for side in both) <= NARROW


@dataclass(frozen=True, slots=True, eq=False)
class Tight:
    """Open are the pairs that are worth exactly their price."""

    goal: str
    prices: Prices

    @property
    def is_no_filter(self) -> bool:
        """Every pair is worth nothing and costs nothing."""
        free = not self.prices.mentee.any() and not self.prices.mentor.any()
        return free and self.goal == Goal.COVERAGE

    def mask(self, table: Table, pairs: Pieces) -> Bools:
        return np.asarray(self.prices.slack(pairs, weigh(self.goal)(table, pairs)) == 0)


@dataclass(frozen=True, slots=True, eq=False)
class Above:
    """Open are the pairs of at least so many points."""

    points: int

    def mask(self, table: Table, pairs: Pieces) -> Bools:
        return np.asarray(pairs.benefit >= self.points)


def best_count(span: Span, price: Ints, gain: Ints, units: Ints) -> Span:
    """The numbers of pairs, within the span, that are best at this price and these gains.

    A person's first `units` pairs bring the gain each; every pair brings the price.
    """
    reached = np.clip(units, span.low, span.high)
    later, early = price, price + gain
    low = np.select([later > 0, early > 0], [span.high, reached], span.low)
    high = np.select([early < 0, later < 0], [span.low, reached], span.high)
    return Span(low, high)


def thinned(piece: Pieces, is_open: Bools) -> tuple[Pieces, Bools]:
    """A block with few open pairs, as a list of them: what comes after has less to look at."""
    if isinstance(piece, Edges) or int(np.count_nonzero(is_open)) * 8 > is_open.size:
        return piece, is_open
    edges = piece.only(is_open)
    return edges, np.ones(len(edges), dtype=bool)
