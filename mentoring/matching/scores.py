"""What the pairs are worth, asked for some rows and columns at a time.

Nothing in this room needs the whole matrix: 20,000 x 10,000 pairs are looked at a block at a time
and may be computed from the people's profiles whenever they are asked for.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

PAIRS_AT_ONCE = 64

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
AnyInts = NDArray[Any]  # whole numbers of any width


class Scores(Protocol):
    """A matrix of points that need not exist.

    Attributes:
        shape: mentees, mentors.
        span: no allowed pair has fewer points than the first or more than the second.
    """

    @property
    def shape(self) -> tuple[int, int]: ...

    @property
    def span(self) -> tuple[int, int]: ...

    def cells(self, rows: Ints, cols: Ints) -> tuple[AnyInts, Bools]:
        """Points and the hard rules' verdict, both (rows, cols); the same at every call."""
        ...


@dataclass(frozen=True)
class Dense:
    """A matrix that does exist. benefit: whole numbers (n, m); allowed: bool (n, m)."""

    benefit: AnyInts
    allowed: Bools

    @property
    def shape(self) -> tuple[int, int]:
        return int(self.allowed.shape[0]), int(self.allowed.shape[1])

    @cached_property
    def span(self) -> tuple[int, int]:
        if not self.allowed.any():
            return 0, 0
        low = np.min(self.benefit, where=self.allowed, initial=np.iinfo(self.benefit.dtype).max)
        high = np.max(self.benefit, where=self.allowed, initial=np.iinfo(self.benefit.dtype).min)
        return int(low), int(high)

    def cells(self, rows: Ints, cols: Ints) -> tuple[AnyInts, Bools]:
        return _some(self.benefit, rows, cols), _some(self.allowed, rows, cols)


def at_pairs(scores: Scores, rows: Ints, cols: Ints) -> tuple[Ints, Bools]:
    """Points and verdict of single pairs, given as two equally long lists of positions."""
    if isinstance(scores, Dense):
        return scores.benefit[rows, cols].astype(np.int64), scores.allowed[rows, cols]
    points, verdict = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=bool)
    order = np.argsort(rows, kind="stable")
    for low in range(0, len(order), PAIRS_AT_ONCE):
        at = order[low : low + PAIRS_AT_ONCE]
        some_rows, row = np.unique(rows[at], return_inverse=True)
        some_cols, col = np.unique(cols[at], return_inverse=True)
        values, is_open = scores.cells(some_rows, some_cols)
        points[at], verdict[at] = values[row, col], is_open[row, col]
    return points, verdict


def _some(matrix: NDArray[Any], rows: Ints, cols: Ints) -> NDArray[Any]:
    """A copy of some rows and columns; runs of neighbours are cheaper than picking."""
    part = matrix[rows[0] : rows[-1] + 1] if _is_run(rows) else matrix[rows]
    return part[:, cols[0] : cols[-1] + 1] if _is_run(cols) else part[:, cols]


def _is_run(at: Ints) -> bool:
    """Whether these are neighbours in rising order."""
    return len(at) > 0 and bool((np.diff(at) == 1).all())
