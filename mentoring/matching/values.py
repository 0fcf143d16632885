"""What a goal has reached, and the most it could reach: exact, in Python's integers."""

import numpy as np

from mentoring.matching.face import Face
from mentoring.matching.filters import Prices, Span, best_count
from mentoring.matching.goals import Gains, Weigh, gains_of, weigh
from mentoring.matching.pairs import Edges, Pieces, joined
from mentoring.matching.scores import Bools, Ints
from mentoring.matching.table import Table


def reached(goal: str, table: Table, pairs: Edges) -> int:
    """What a goal counts for all pairs of a matching, locked ones among them."""
    nobody = np.zeros(table.n, dtype=np.int64)
    return _counted(goal, table, pairs, gains_of(goal, table, held=nobody))


def settled(goal: str, face: Face) -> int:
    """What a goal counts for the pairs that are certain: locked and taken ones."""
    return reached(goal, face.table, joined([face.table.forced, face.taken], face.table.m))


def bound_of(face: Face, gains: Gains, prices: Prices, *, excess: int) -> int:
    """The most that any matching of the face can count: no solver, weak duality only.

    excess: what all open pairs together are worth above their prices.
    """
    mentees = _most(face.mentees, prices.mentee, gains.mentee, gains.mentee_units)
    mentors = _most(face.mentors, prices.mentor, gains.mentor, gains.mentor_units)
    return excess + mentees + mentors


def excess_of(weight_of: Weigh, table: Table, prices: Prices, pairs: Pieces, is_open: Bools) -> int:
    """What these open pairs are worth above their prices."""
    slack = prices.slack(pairs, weight_of(table, pairs))
    below = np.where(is_open, np.minimum(slack, 0), 0)
    rows: list[int] = np.atleast_1d(below.sum(axis=-1, dtype=np.int64)).tolist()
    return -sum(rows)


def _counted(goal: str, table: Table, pairs: Edges, gains: Gains) -> int:
    mentee = np.minimum(np.bincount(pairs.row, minlength=table.n), gains.mentee_units)
    mentor = np.minimum(np.bincount(pairs.col, minlength=table.m), gains.mentor_units)
    weight = np.broadcast_to(weigh(goal)(table, pairs), len(pairs))
    counted: list[list[int]] = [
        weight.tolist(),
        (gains.mentee * mentee).tolist(),
        (gains.mentor * mentor).tolist(),
    ]
    return sum(map(sum, counted))


def _most(span: Span, price: Ints, gain: Ints, units: Ints) -> int:
    best = best_count(span, price, gain, units).high
    prices: list[int] = price.tolist()
    gains: list[int] = gain.tolist()
    early: list[int] = np.minimum(best, units).tolist()
    return sum(
        p * count + g * first
        for p, count, g, first in zip(prices, best.tolist(), gains, early, strict=True)
    )
