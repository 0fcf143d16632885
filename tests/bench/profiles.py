"""Towns of profiles for the engine's bench: a pair's points are computed when asked for.

24 competencies; a mentee lacks 0, 1 or 2 levels in each, a mentor is 0 to 3 levels above; a pair
is worth the weighted levels that the mentor can cover. Ties are massive, as with real gaps.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.scores import Bools, Ints

COMPETENCIES = 24
ROWS_AT_ONCE = 500


@dataclass(frozen=True, eq=False)
class Profiles:
    """needs (n, 48) and covers (48, m): level by level, so that points are a matrix product."""

    needs: NDArray[np.float32]
    covers: NDArray[np.float32]
    capacity: Ints
    parts: tuple[Ints, Ints] | None = None

    @property
    def shape(self) -> tuple[int, int]:
        return self.needs.shape[0], self.covers.shape[1]

    @property
    def span(self) -> tuple[int, int]:
        return 0, int(self.needs.max(axis=0).sum())

    def cells(self, rows: Ints, cols: Ints) -> tuple[NDArray[np.int32], Bools]:
        points = (self.needs[rows] @ self.covers[:, cols]).astype(np.int32)
        if self.parts is None:
            return points, np.ones(points.shape, dtype=bool)
        return points, self.parts[0][rows][:, None] == self.parts[1][cols][None, :]

    def all_points(self) -> NDArray[np.float32]:
        return np.asarray(self.needs @ self.covers)

    def places(self) -> NDArray[np.float64]:
        """What dense solvers need: a column for every place."""
        return np.repeat(self.all_points().astype(np.float64), self.capacity, axis=1)

    def score_all(self) -> None:
        """Every pair's points once, kept nowhere: what no exact method can do without."""
        of_part = np.arange(1) if self.parts is None else np.unique(self.parts[0])
        for part in of_part:
            rows, cols = self._part(part)
            for low in range(0, len(rows), ROWS_AT_ONCE):
                self.cells(rows[low : low + ROWS_AT_ONCE], cols)

    def _part(self, part: int) -> tuple[Ints, Ints]:
        if self.parts is None:
            return np.arange(self.shape[0]), np.arange(self.shape[1])
        return np.flatnonzero(self.parts[0] == part), np.flatnonzero(self.parts[1] == part)


def city(mentees: int, mentors: int, *, places: int, seed: int = 1) -> Profiles:
    dice = np.random.default_rng(seed)
    gap = dice.choice(3, size=(mentees, COMPETENCIES), p=[0.6, 0.3, 0.1])
    above = dice.choice(4, size=(mentors, COMPETENCIES), p=[0.45, 0.3, 0.17, 0.08])
    weight = np.tile(dice.integers(1, 6, COMPETENCIES), 2)
    needs = np.concatenate([gap >= 1, gap >= 2], axis=1) * weight
    covers = np.concatenate([above >= 1, above >= 2], axis=1).T
    return Profiles(
        needs.astype(np.float32),
        np.ascontiguousarray(covers, dtype=np.float32),
        np.full(mentors, places, dtype=np.int64),
    )


def agencies(count: int, mentees: int, mentors: int, *, places: int) -> Profiles:
    """So many agencies, each with so many people; nobody is paired across."""
    whole = city(count * mentees, count * mentors, places=places)
    parts = np.repeat(np.arange(count), mentees), np.repeat(np.arange(count), mentors)
    return Profiles(whole.needs, whole.covers, whole.capacity, parts)
