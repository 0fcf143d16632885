"""How high the points of the worst-off can be without losing what goes first: one mentor each."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mentoring.matching.face import Face, above, listed_if_small
from mentoring.matching.feasible import Infeasible, is_asked, most_met
from mentoring.matching.filters import Prices
from mentoring.matching.pairs import Edges
from mentoring.matching.scores import Ints

Breathe = Callable[[], None]


@dataclass(frozen=True, slots=True, eq=False)
class Floor:
    """match: a matching of the face with every open pair at `points` or more.

    prices: show that the pairs *above* `points` cannot give everybody what earlier goals ask for,
    so no higher floor exists. None for a floor that was given, or that locked pairs set.
    """

    points: int
    match: Edges
    prices: Prices | None


def given_floor(face: Face, points: int, *, match: Edges, breathe: Breathe) -> Floor:
    """Raises Infeasible when what goes first needs a pair below the floor."""
    ceiling = locked_floor(face)
    if not (match.benefit < points).any() and (ceiling is None or points <= ceiling):
        return Floor(points, match, None)
    met = most_met(listed_if_small(above(face, points)), breathe=breathe)
    if not met.is_all or (ceiling is not None and points > ceiling):
        best = highest_floor(face, match=match, breathe=breathe)
        raise Infeasible("floor", best_floor=best.points)
    return Floor(points, met.match, None)


def highest_floor(face: Face, *, match: Edges, breathe: Breathe) -> Floor:
    """Binary search over the distinct points; each step asks whether all that is asked fits."""
    ceiling = locked_floor(face)
    if not is_asked(face) or not len(match):
        return Floor(ceiling or 0, match, None)
    levels = _levels(face, match, ceiling)
    low, high = 0, len(levels)  # levels[low] is reachable, levels[high] is not
    proof: Prices | None = None
    while high - low > 1:
        # The first guess is the highest level that is not refuted at sight: it often holds.
        middle = high - 1 if high == len(levels) else (low + high) // 2
        met = most_met(listed_if_small(above(face, int(levels[middle]))), breathe=breathe)
        if met.is_all:
            low, match = middle, met.match
        else:
            high, proof = middle, met.prices
    points = int(levels[low])
    if points == ceiling:
        return Floor(points, match, None)
    # The proof must not depend on the path of the search: it is about all pairs above.
    if proof is None or high == len(levels):
        proof = most_met(listed_if_small(above(face, points + 1)), breathe=breathe).prices
    return Floor(points, match, proof)


def locked_floor(face: Face) -> int | None:
    """The least points of a mentee with a locked pair, where those are not exempt."""
    forced = face.table.forced
    if face.table.problem.floor_spares_forced or not len(forced):
        return None
    return int(forced.benefit.min())


def _levels(face: Face, match: Edges, ceiling: int | None) -> Ints:
    """Floors worth trying, lowest (sure to hold) first.

    As many mentees as are covered have to reach the floor, each at best with his own best pair.
    """
    sure = int(match.benefit.min())
    best = np.full(face.table.n, sure, dtype=np.int64)
    found = [np.array([sure], dtype=np.int64)]
    for piece, is_open in face.pieces():
        edges = piece.only(is_open)
        np.maximum.at(best, edges.row, edges.benefit)
        found.append(np.unique(edges.benefit[edges.benefit > sure]))
    highest = int(np.sort(best)[-len(match)])
    levels = np.unique(np.concatenate(found))
    levels = levels[levels <= highest]
    if ceiling is None or ceiling >= levels[-1]:
        return levels
    return np.append(levels[levels < ceiling], ceiling)
