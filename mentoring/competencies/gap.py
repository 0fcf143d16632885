"""What is missing: gap, job person match, and what an unknown level means. Pure numbers."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Levels8 = NDArray[np.int8]
UNKNOWN = -1


class Unknown(StrEnum):
    """What the policy makes of a level that nobody assessed. It is never taken as zero."""

    STANDARD_MINUS_ONE = "standard_minus_one"  # one below what the own job asks for
    GROUP_MEDIAN = "group_median"  # what those of the same job group have
    LEAVE_OUT = "leave_out"  # says nothing, counts for nothing
    STANDARD = "standard"  # what the own job asks for


class Fit(StrEnum):
    """Category of the job person match (JPM)."""

    MEETS = "memenuhi_syarat"
    STILL_MEETS = "masih_memenuhi_syarat"
    DOES_NOT = "kurang_memenuhi_syarat"


def gap(required: int, achieved: int) -> int:
    """max(0, required - achieved); 0 when either is unknown (-1)."""
    if UNKNOWN in {required, achieved}:
        return 0
    return max(0, required - achieved)


def job_person_match(
    required: list[int], achieved: list[int], *, cap: bool = True
) -> tuple[float, Fit]:
    """Achieved levels as percent of the required ones, and the category.

    cap: levels above the standard count only up to it. Raises ValueError when no level is known.
    Source: 80 % and 68 % are the limits that assessment bodies publish.
    """
    known = [(r, a) for r, a in zip(required, achieved, strict=True) if r > 0 and a != UNKNOWN]
    if not known:
        raise ValueError("no known level")
    got = sum(min(r, a) if cap else a for r, a in known)
    share = 100 * got / sum(r for r, _a in known)
    return share, Fit.MEETS if share >= 80 else Fit.STILL_MEETS if share >= 68 else Fit.DOES_NOT


def filled(required: Levels8, achieved: Levels8, medians: Levels8, unknown: Unknown) -> Levels8:
    """Achieved levels with the unknown ones as the policy says; all arrays (people, competencies).

    Without a standard there is nothing to assume from, so the level stays unknown.
    """
    if unknown is Unknown.LEAVE_OUT:
        return achieved
    below = np.where(required > 0, np.maximum(required - 1, 0), UNKNOWN)
    if unknown is Unknown.STANDARD:
        guess = required
    elif unknown is Unknown.GROUP_MEDIAN:
        guess = np.where(medians != UNKNOWN, medians, below)
    else:
        guess = below
    guess = np.where(required > 0, guess, UNKNOWN)
    return np.where(achieved == UNKNOWN, guess, achieved).astype(np.int8)


def lower_median(values: NDArray[np.int8]) -> int:
    """The lower of the two middle values: a level, never a half."""
    return int(np.sort(values)[(len(values) - 1) // 2])
