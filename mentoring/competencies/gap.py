"""What is missing: gap, job person match, and what an unknown level means. Pure numbers."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

Levels8 = NDArray[np.int8]
UNKNOWN = -1
MEETS_FROM, STILL_MEETS_FROM = 80, 68  # percent, the limits that assessment bodies publish


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


def gap(required: ArrayLike, achieved: ArrayLike) -> Levels8:
    """max(0, required - achieved), element by element; 0 where either is not known (-1)."""
    asked, has = np.asarray(required, dtype=np.int8), np.asarray(achieved, dtype=np.int8)
    known = (asked != UNKNOWN) & (has != UNKNOWN)
    return np.where(known, np.maximum(asked - has, 0), 0).astype(np.int8)


def job_person_match(
    required: Sequence[int], achieved: Sequence[int], *, cap: bool = True
) -> tuple[float, Fit]:
    """Achieved levels as percent of the required ones, and the category.

    Competencies without a standard or without an assessment (-1) are left out of both sums.
    cap: levels above the standard count only up to it. Raises ValueError when none is left.
    """
    known = [(r, a) for r, a in zip(required, achieved, strict=True) if r > 0 and a != UNKNOWN]
    if not known:
        raise ValueError("no known level")
    got = sum(min(r, a) if cap else a for r, a in known)
    share = 100 * got / sum(r for r, _a in known)
    return share, _category(share)


def _category(share: float) -> Fit:
    if share >= MEETS_FROM:
        return Fit.MEETS
    return Fit.STILL_MEETS if share >= STILL_MEETS_FROM else Fit.DOES_NOT


def filled(required: Levels8, achieved: Levels8, medians: Levels8, unknown: Unknown) -> Levels8:
    """Achieved levels with the unknown ones as the policy says; all arrays (people, competencies).

    Without a standard there is nothing to assume from, so the level stays unknown: the median of
    a group in one field's technical competency says nothing about the group's other fields.
    """
    if unknown is Unknown.LEAVE_OUT:
        return achieved
    below = np.maximum(required - 1, 0)
    guess = {
        Unknown.STANDARD: required,
        Unknown.STANDARD_MINUS_ONE: below,
        Unknown.GROUP_MEDIAN: np.where(medians != UNKNOWN, medians, below),
    }[unknown]
    guess = np.where(required > 0, guess, UNKNOWN)
    return np.where(achieved == UNKNOWN, guess, achieved).astype(np.int8)


def lower_median(levels: Levels8) -> Levels8:
    """Per column the lower of the two middle known levels, never a half one; -1 where none is.

    levels: (people, competencies); result: (competencies,).
    """
    ordered = np.sort(levels, axis=0)  # the unknown ones, -1, come first
    unknown = (levels == UNKNOWN).sum(axis=0)
    known = len(levels) - unknown
    middle = np.where(known > 0, unknown + (known - 1) // 2, 0)
    at = np.take_along_axis(ordered, middle[None, :], axis=0)[0]
    return np.where(known > 0, at, UNKNOWN).astype(np.int8)
