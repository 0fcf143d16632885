"""The numbers alone: gaps, job person match, medians, and what an unknown level means."""

from statistics import median_low

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from mentoring.competencies import Fit, Unknown, gap, job_person_match
from mentoring.competencies.gap import UNKNOWN, filled, lower_median

level = st.integers(UNKNOWN, 5)
table = arrays.arrays(np.int8, st.tuples(st.integers(1, 12), st.integers(1, 6)), elements=level)
pair = st.shared(st.tuples(st.integers(1, 8), st.integers(1, 6)), key="shape")
grid = arrays.arrays(np.int8, pair, elements=level)


@given(grid, grid)
def test_a_gap_is_what_is_missing_and_never_negative(
    required: np.ndarray, achieved: np.ndarray
) -> None:
    for missing, asked, has in zip(
        gap(required, achieved).flat, required.flat, achieved.flat, strict=True
    ):
        known = UNKNOWN not in (asked, has)
        assert missing == (max(0, int(asked) - int(has)) if known else 0)


@pytest.mark.parametrize(
    ("achieved", "percent", "fit"),
    [
        ([2, 2, 2, 2, 2, 2, 1, 1, 1], 83.33, Fit.MEETS),
        ([2, 2, 2, 2, 2, 1, 1, 1, 1], 77.78, Fit.STILL_MEETS),
        ([2, 2, 2, 1, 1, 1, 1, 1, 1], 66.67, Fit.DOES_NOT),
        ([5, 2, 2, 2, 2, 2, 2, 2, 2], 100, Fit.MEETS),
    ],
)
def test_the_job_person_match_falls_into_its_category(
    achieved: list[int], percent: float, fit: Fit
) -> None:
    share, category = job_person_match([2] * 9, achieved)
    assert (round(share, 2), category) == (percent, fit)


@pytest.mark.parametrize(("achieved", "fit"), [(20, Fit.MEETS), (17, Fit.STILL_MEETS)])
def test_the_limit_itself_belongs_to_the_better_category(achieved: int, fit: Fit) -> None:
    levels = [5] * (achieved // 5) + [achieved % 5]
    levels += [0] * (5 - len(levels))
    assert job_person_match([5] * 5, levels[:5])[1] is fit


def test_what_is_above_the_standard_counts_only_when_asked_for() -> None:
    assert job_person_match([2, 2], [4, 1])[0] == 75
    assert job_person_match([2, 2], [4, 1], cap=False)[0] == 125


def test_what_nobody_assessed_or_asked_for_is_left_out_of_the_match() -> None:
    assert job_person_match([2, 2, -1], [2, -1, 5]) == (100, Fit.MEETS)
    with pytest.raises(ValueError, match="no known level"):
        job_person_match([2, -1], [-1, 3])


@given(table)
def test_the_lower_median_is_a_level_that_somebody_has(levels: np.ndarray) -> None:
    for column, middle in zip(levels.T, lower_median(levels), strict=True):
        known = [int(x) for x in column if x != UNKNOWN]
        assert middle == (median_low(known) if known else UNKNOWN)


POLICIES = {
    Unknown.LEAVE_OUT: [-1, -1, -1],
    Unknown.STANDARD: [3, 1, -1],
    Unknown.STANDARD_MINUS_ONE: [2, 0, -1],
    Unknown.GROUP_MEDIAN: [4, 0, -1],
}


@pytest.mark.parametrize("policy", list(Unknown))
def test_the_policy_says_what_an_unknown_level_means(policy: Unknown) -> None:
    required = np.array([[3, 1, -1]], dtype=np.int8)
    medians = np.array([[4, -1, 5]], dtype=np.int8)
    nothing = np.full_like(required, UNKNOWN)
    assert filled(required, nothing, medians, policy).tolist() == [POLICIES[policy]]


@given(grid, grid, grid, st.sampled_from(Unknown))
def test_no_policy_touches_what_was_assessed_or_leaves_the_scale(
    required: np.ndarray, achieved: np.ndarray, medians: np.ndarray, policy: Unknown
) -> None:
    result = filled(required, achieved, medians, policy)
    assert (result[achieved != UNKNOWN] == achieved[achieved != UNKNOWN]).all()
    assert result.min() >= UNKNOWN
    assert result.max() <= 5
    assert result.dtype == np.int8
