"""What is not a problem is refused, with a code and the place."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from mentoring.matching import BadProblem

from .cases import problem


@pytest.mark.parametrize(
    ("changed", "code", "index"),
    [
        ({"benefit": np.array([[1.0, np.nan], [0.0, 0.0]])}, "not_finite", (0, 1)),
        ({"benefit": np.array([[1.0, 0.0], [-np.inf, 0.0]])}, "not_finite", (1, 0)),
        ({"benefit": np.ones((2, 2))}, "not_integer", None),
        ({"benefit": np.array([["a", "b"], ["c", "d"]], dtype=object)}, "not_integer", None),
        ({"benefit": np.array([[1, -(2**31) - 1], [0, 0]])}, "too_small", (0, 1)),
        ({"benefit": np.array([[1, 0], [2**31 + 1, 0]])}, "too_large", (1, 0)),
        ({"benefit": np.full((2, 2), 2**63, dtype=np.uint64)}, "too_large", (0, 0)),
        ({"benefit": np.ones((2, 3), dtype=int)}, "shape", None),
        ({"allowed": np.ones((2, 2), dtype=int)}, "not_boolean", None),
        ({"allowed": np.ones(2, dtype=bool)}, "shape", None),
        ({"capacity": np.array([1, -1])}, "capacity_range", (1,)),
        ({"capacity": np.array([1])}, "shape", None),
        ({"min_load": np.array([1, -1])}, "min_load_range", (1,)),
        ({"demand": np.array([-1, 1])}, "demand_range", (0,)),
        ({"keep": ((1, 2),)}, "keep_range", (1, 2)),
        ({"keep": ((1, 0), (1, 0))}, "keep_twice", (1, 0)),
        ({"first": "beauty"}, "first", None),
        ({"stability": "rocky"}, "stability", None),
        ({"stability": -1}, "stability", None),
        ({"stability": True}, "stability", None),
        ({"mentee_lot": np.array([7, 7])}, "duplicate_lot", (1,)),
        ({"mentor_lot": np.array([7, 7])}, "duplicate_lot", (1,)),
        ({"mentor_lot": np.array([0, 2**48])}, "lot_range", (1,)),
        ({"forced": ((0, 2),)}, "forced_range", (0, 2)),
        ({"forced": ((0, 0), (0, 1))}, "forced_twice", (0, 1)),
        ({"forced": ((1, 1),)}, "forced_not_allowed", (1, 1)),
        ({"forced": ((0, 0), (1, 0))}, "forced_over_capacity", (1, 0)),
        ({"floor": "low"}, "floor", None),
        ({"floor": 2.5}, "floor", None),
    ],
)
def test_a_bad_problem_is_named(
    changed: dict[str, Any], code: str, index: tuple[int, ...] | None
) -> None:
    good = problem([[1, 2], [3, 4]], allowed=[[1, 1], [1, 0]])
    with pytest.raises(BadProblem) as refused:
        replace(good, **changed)
    assert (refused.value.code, refused.value.index) == (code, index)


def test_points_of_a_pair_that_is_not_allowed_do_not_matter() -> None:
    first = problem([[1, -1]], allowed=[[1, 0]])
    second = problem([[1, 77]], allowed=[[1, 0]])
    assert first.digest() == second.digest()


def test_every_input_is_part_of_the_digest() -> None:
    good = problem([[1, 2], [3, 4]])
    others: list[dict[str, Any]] = [
        {"benefit": np.array([[1, 2], [3, 5]])},
        {"allowed": np.array([[True, True], [True, False]])},
        {"capacity": np.array([1, 2])},
        {"priority": np.array([1, 2])},
        {"keep": ((0, 0),)},
        {"min_load": np.array([1, 0])},
        {"demand": np.array([2, 1])},
        {"first": "total"},
        {"stability": 3},
        {"stability": "frozen"},
        {"require_all": True},
        {"floor_spares_forced": False},
        {"mentee_lot": np.array([5, 6])},
        {"mentor_lot": np.array([5, 6])},
        {"forced": ((0, 0),)},
        {"floor": 1},
        {"floor": "highest"},
    ]
    seen = {good.digest()} | {replace(good, **other).digest() for other in others}
    assert len(seen) == len(others) + 1


def test_the_digest_is_the_same_on_every_machine() -> None:
    assert problem([[1, 2], [3, 4]]).digest() == (
        "74c48699e9350836639ffb817b9ed902ad582e95454a9d0f97627e1b6c4efe1c"
    )


def test_the_arrays_of_a_problem_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        problem([[1]]).benefit[0, 0] = 2
