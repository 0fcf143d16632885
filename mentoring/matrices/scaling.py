"""Real scores as whole numbers, once: everything that is proven is proven about these."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST = 2**31  # what the engine takes
SMALLEST_POWER, LARGEST_POWER = -300, 300

Blocks = Callable[[], Iterator[NDArray[np.float64]]]


@dataclass(frozen=True, slots=True)
class Scale:
    """A score times 10**power is a whole number of points. is_exact: nothing was rounded.

    largest_error: the most by which a score and its points differ, in units of the scores.
    """

    power: int
    is_exact: bool
    largest_error: float

    @property
    def factor(self) -> Fraction:
        return Fraction(10) ** self.power

    def points(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Nearest whole numbers, still as floats; NaN stays."""
        return np.rint(_shifted(scores, self.power))

    def at_least(self, score: Fraction) -> int:
        """The fewest points that are no less than this score."""
        return math.ceil(score * self.factor)

    def nearest(self, score: Fraction) -> int:
        return round(score * self.factor)

    def score(self, points: int) -> float | int:
        """Points as a score again."""
        exact = Fraction(points) / self.factor
        return exact.numerator if exact.denominator == 1 else float(exact)


def scale_of(blocks: Blocks, also: Sequence[Fraction] = (), *, lost: float = 0.0) -> Scale:
    """The smallest power of ten that loses nothing, or else the largest that fits.

    also: further numbers in units of the scores that should stay exact too.
    lost: what was rounded already before.
    """
    largest = max((float(np.nanmax(np.abs(b), initial=0)) for b in blocks()), default=0.0)
    if not largest:
        return Scale(0, True, 0.0)
    room = SMALLEST_POWER
    while room < LARGEST_POWER and Fraction(largest) * Fraction(10) ** (room + 1) <= MOST:
        room += 1
    power = min(0, room)
    while power < room and not (_is_whole(also, power) and _is_exact(blocks, power)):
        power += 1
    error = max((_error(block, power) for block in blocks()), default=0.0) + lost
    return Scale(power, error == 0, error)


def _shifted(scores: NDArray[np.float64], power: int) -> NDArray[np.float64]:
    return scores * 10.0**power if power >= 0 else scores / 10.0**-power


def _back(points: NDArray[np.float64], power: int) -> NDArray[np.float64]:
    return points / 10.0**power if power >= 0 else points * 10.0**-power


def _is_whole(also: Sequence[Fraction], power: int) -> bool:
    return all((number * Fraction(10) ** power).denominator == 1 for number in also)


def _is_exact(blocks: Blocks, power: int) -> bool:
    return all(_error(block, power) == 0 for block in blocks())


def _error(block: NDArray[np.float64], power: int) -> float:
    """A decimal fraction read as a float is exact when the nearest float comes back."""
    known = block[~np.isnan(block)]
    back = _back(np.rint(_shifted(known, power)), power)
    return float(np.abs(back - known).max(initial=0))


def narrowest(low: int, high: int) -> Any:
    """The narrowest signed whole numbers that hold both."""
    for width in (np.int8, np.int16, np.int32):
        if np.iinfo(width).min <= low and high <= np.iinfo(width).max:
            return width
    return np.int64
