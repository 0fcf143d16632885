"""After a change the answer from what is left is the answer from nothing, with its proof."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring import matching
from mentoring.matching import Problem

from .cases import problem, small_problems


def same(made: Problem, before: matching.Result) -> matching.Result:
    start = matching.still_possible(made, before.pairs)
    assert set(made.locked) <= set(start)
    assert all(made.is_allowed(start))
    again = matching.solve(made, start=start)
    assert again.pairs == matching.solve(made).pairs
    assert matching.verify(made, again).ok
    return again


@settings(max_examples=100, deadline=None)
@given(small_problems(), st.data())
def test_any_small_change_has_the_answer_of_solving_from_nothing(
    made: Problem, data: st.DataObject
) -> None:
    if not (made.mentees and made.mentors):
        return
    before = matching.solve(made)
    i = data.draw(st.integers(0, made.mentees - 1))
    j = data.draw(st.integers(0, made.mentors - 1))
    places, rule = made.capacity.copy(), made.allowed.copy()
    places[j] += 1
    rule[i, j] = not rule[i, j]
    same(replace(made, capacity=places), before)
    if (i, j) not in made.forced:
        same(replace(made, allowed=rule), before)


@pytest.mark.parametrize("places", [1, 3])
def test_in_a_town_every_kind_of_change_has_the_same_answer(places: int) -> None:
    dice = np.random.default_rng(places)
    n, m = 120, 90
    more: dict[str, Any] = {"capacity": [places] * m}
    made = problem(dice.integers(0, 6, (n, m)).tolist(), **more)
    before = matching.solve(made)
    i, j = before.pairs[7]
    forbidden = made.allowed.copy()
    forbidden[i, j] = False
    fewer = replace(made, allowed=forbidden)
    changed = same(fewer, before)
    same(made, changed)  # the rule is dropped again
    same(replace(made, forced=((i, (j + 1) % m),)), before)
    none = made.demand.copy()
    none[i] = 0
    gone = same(replace(made, demand=none), before)
    same(made, gone)  # and is back


def test_who_is_gone_and_whom_a_lock_pushes_out_are_not_kept() -> None:
    made = problem([[5, 1], [5, 1]], forced=((1, 0),))
    assert matching.still_possible(made, ((0, 0), (1, 1), (2, 0))) == ((1, 0),)
