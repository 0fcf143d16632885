"""What a goal leaves open for the next one.

By complementary slackness a matching is optimal for a goal exactly when it uses only pairs that
are tight under the goal's prices, matches every mentee with a positive price and fills every
mentor with a positive price. So the set of all optimal matchings - the face - is again described
by a list of pairs and two lists of "must", and the next goal is an ordinary matching problem on it.
"""

from dataclasses import dataclass
from operator import mul

import numpy as np

from mentoring.matching.problem import Bools, Ints
from mentoring.matching.table import Edges, Table


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """Pairs still open, mentees who must be matched, mentors who must be full."""

    edges: Edges
    must_match: Bools
    must_fill: Bools


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """mentee[i] + mentor[j] >= weight of every open pair; the sum with capacities is the bound."""

    mentee: Ints
    mentor: Ints

    def bound(self, capacity: Ints) -> int:
        """Exact, in Python integers."""
        places: list[int] = capacity.tolist()
        prices: list[int] = self.mentor.tolist()
        mentees: list[int] = self.mentee.tolist()
        total: int = sum(mentees) + sum(map(mul, places, prices))
        return total

    def slack(self, edges: Edges, weight: Ints) -> Ints:
        """How far each pair is from being worth its price; 0 is tight, below 0 refutes."""
        slack: Ints = self.mentee[edges.row] + self.mentor[edges.col] - weight
        return slack


def whole(table: Table) -> Face:
    """Before the first goal: every allowed pair, nobody must."""
    no_mentee, no_mentor = np.zeros(table.n, dtype=bool), np.zeros(table.m, dtype=bool)
    return Face(table.edges, no_mentee, no_mentor)


def narrowed(face: Face, prices: Prices, weight: Ints, capacity: Ints) -> Face:
    """The face of the optimal matchings of a goal on this face, from its prices."""
    return Face(
        edges=face.edges.only(prices.slack(face.edges, weight) == 0),
        must_match=face.must_match | (prices.mentee > 0),
        # A mentor without places is full already; asking for it would only free his price.
        must_fill=face.must_fill | ((prices.mentor > 0) & (capacity > 0)),
    )


def above(face: Face, floor: int) -> Face:
    """The face without pairs of fewer points than the floor."""
    return Face(face.edges.only(face.edges.benefit >= floor), face.must_match, face.must_fill)
