"""Goal 2: how high the points of the worst-off pair can be without losing coverage."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mentoring.matching import goals
from mentoring.matching.face import Prices, above, whole
from mentoring.matching.problem import Ints
from mentoring.matching.stage import Stage, solve_stage
from mentoring.matching.table import Edges, Table


class Infeasible(Exception):
    """A hard demand cannot be met.

    Attributes:
        code: "floor": coverage cannot be kept with the floor asked for.
        best_floor: the highest floor that would do.
    """

    def __init__(self, code: str, *, best_floor: int) -> None:
        super().__init__(f"{code}: at most {best_floor}")
        self.code, self.best_floor = code, best_floor


@dataclass(frozen=True, slots=True, eq=False)
class Floor:
    """match: reaches full coverage with every open pair at `points` or more.

    prices: of the coverage goal on the pairs *above* `points`; their bound is below the coverage
    needed, so no higher floor exists. None for a floor that was given.
    """

    points: int
    match: Ints
    prices: Prices | None


def given_floor(
    table: Table, points: int, *, coverage: Stage, breathe: Callable[[], None]
) -> Floor:
    """Raises Infeasible when coverage needs a pair below the floor."""
    needed = coverage.prices.bound(table.capacity)
    stage, reached = _coverage_from(table, points, breathe)
    if reached < needed:
        best = highest_floor(table, coverage=coverage, breathe=breathe)
        raise Infeasible("floor", best_floor=best.points)
    return Floor(points, stage.match, None)


def highest_floor(table: Table, *, coverage: Stage, breathe: Callable[[], None]) -> Floor:
    """Binary search over the distinct points; each step is one coverage problem."""
    needed = coverage.prices.bound(table.capacity)
    levels = _levels(table, coverage.match)
    low, high = 0, len(levels)  # levels[low] is reachable, levels[high] is not
    match = coverage.match
    proof: Prices | None = None
    while high - low > 1:
        # The first guess is the highest level that is not refuted at sight: it often holds.
        middle = high - 1 if high == len(levels) else (low + high) // 2
        stage, reached = _coverage_from(table, int(levels[middle]), breathe)
        if reached == needed:
            low, match = middle, stage.match
        else:
            high, proof = middle, stage.prices
    points = int(levels[low])
    # The proof must not depend on the path of the search: it is about all pairs above.
    if proof is None or high == len(levels):
        proof = _coverage_from(table, points + 1, breathe)[0].prices
    return Floor(points, match, proof)


def _coverage_from(table: Table, points: int, breathe: Callable[[], None]) -> tuple[Stage, int]:
    face = above(whole(table), points)
    nobody = np.full(table.n, -1, dtype=np.int64)
    stage = solve_stage(
        face=face,
        weight=goals.coverage(table, face.edges),
        capacity=table.capacity,
        start=nobody,
        breathe=breathe,
    )
    return stage, stage.prices.bound(table.capacity)


def _levels(table: Table, match: Ints) -> Ints:
    """Floors worth trying, lowest (sure to hold) first.

    As many mentees as are covered have to reach the floor, each at best with his own best pair.
    """
    own = _points_of(table.edges, match)
    if not len(own):
        return np.zeros(1, dtype=np.int64)
    sure = int(own.min())
    best = np.zeros(table.n, dtype=np.int64)
    np.maximum.at(best, table.edges.row, table.edges.benefit)
    ceiling = int(np.sort(best)[-len(own)])
    points = table.edges.benefit
    return np.unique(points[(points >= sure) & (points <= max(sure, ceiling))])


def _points_of(edges: Edges, match: Ints) -> Ints:
    own: Ints = edges.benefit[match[edges.row] == edges.col]
    return own
