"""What a locked pair costs, what a place is worth, which pairs matter: against solving again."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring import matching
from mentoring.matching import Problem, Standing

from .cases import every_matching, merit, problem, small_problems, town

some = settings(max_examples=120, deadline=None)


@some
@given(small_problems(), st.data())
def test_the_cost_of_a_pair_is_what_solving_again_says(made: Problem, data: st.DataObject) -> None:
    if not (made.mentees and made.mentors):
        return
    mentee = data.draw(st.integers(0, made.mentees - 1))
    mentor = data.draw(st.integers(0, made.mentors - 1))
    result = matching.solve(made)
    cost = matching.cost_of_forcing(made, result=result, mentee=mentee, mentor=mentor)
    possible = [pairs for pairs in every_matching(made) if (mentee, mentor) in pairs]
    if not possible:
        assert cost.code in {"locked", "not_allowed", "no_place"}
        assert (cost.coverage, cost.benefit, cost.at_most) == (None, None, None)
        return
    asked = made
    if (mentee, mentor) not in made.forced:
        asked = replace(made, forced=(*made.forced, (mentee, mentor)))
    best = max(possible, key=lambda pairs: merit(asked, pairs)[:3])
    if (mentee, mentor) in result.pairs:
        assert (cost.coverage, cost.benefit, cost.code) == (0, 0, None)
        return
    assert cost.code is None
    assert cost.coverage == len(best) - len(result.pairs)
    assert cost.benefit == sum(int(made.benefit[pair]) for pair in best) - result.total
    if cost.at_most is not None and cost.weighted == 0 and not cost.floor:
        assert cost.benefit <= cost.at_most <= 0


@pytest.mark.parametrize(
    ("pair", "code"), [((0, 1), "locked"), ((1, 1), "not_allowed"), ((1, 0), "no_place")]
)
def test_an_impossible_pair_says_why(pair: tuple[int, int], code: str) -> None:
    made = problem([[5, 5], [5, 5]], allowed=[[1, 1], [1, 0]], forced=((0, 0),))
    result = matching.solve(made)
    cost = matching.cost_of_forcing(made, result=result, mentee=pair[0], mentor=pair[1])
    assert cost.code == code


def test_a_pair_that_breaks_a_given_floor_for_others_says_so() -> None:
    made = problem([[9, 9], [9, 1]], capacity=[1, 1], floor=5, allowed=[[1, 1], [1, 1]])
    result = matching.solve(made)
    assert result.pairs == ((0, 1), (1, 0))
    cost = matching.cost_of_forcing(made, result=result, mentee=0, mentor=0)
    assert cost.code == "floor"


def test_a_pair_of_nobody_is_an_error() -> None:
    made = problem([[1]])
    with pytest.raises(IndexError):
        matching.cost_of_forcing(made, result=matching.solve(made), mentee=1, mentor=0)


@some
@given(small_problems(), st.data())
def test_one_more_place_adds_no_more_than_its_price(made: Problem, data: st.DataObject) -> None:
    made = replace(made, floor=None)
    if not made.mentors:
        return
    mentor = data.draw(st.integers(0, made.mentors - 1))
    more = made.capacity.copy()
    more[mentor] += 1
    before = matching.solve(made)
    after = matching.solve(replace(made, capacity=more))
    coverage = after.goals[0].value - before.goals[0].value
    assert coverage == int(matching.place_prices(before, goal="coverage")[mentor])
    if coverage == 0:
        assert after.total - before.total <= int(matching.place_prices(before)[mentor])


def test_places_are_worth_something_only_where_they_are_missing() -> None:
    made = problem([[9, 2], [7, 2], [0, 2]], capacity=[1, 3])
    prices = matching.place_prices(matching.solve(made))
    assert prices.tolist() == [5, 0]
    with pytest.raises(KeyError):
        matching.place_prices(matching.solve(made), goal="floor")


@some
@given(small_problems())
def test_a_pair_is_essential_when_every_best_matching_has_it(made: Problem) -> None:
    result = matching.solve(made)
    best = max(merit(made, pairs)[:3] for pairs in every_matching(made))
    all_best = [pairs for pairs in every_matching(made) if merit(made, pairs)[:3] == best]
    for pair in result.pairs:
        expected = Standing.INTERCHANGEABLE
        if all(pair in pairs for pairs in all_best):
            expected = Standing.ESSENTIAL
        if pair in made.forced:
            expected = Standing.LOCKED
        assert matching.standing(made, result, pair) == expected


def test_the_standing_of_a_pair_outside_the_result_is_an_error() -> None:
    made = problem([[1, 2]])
    with pytest.raises(ValueError, match="not in the result"):
        matching.standing(made, matching.solve(made), (0, 0))


def test_in_a_town_costs_and_bounds_agree() -> None:
    made = town(mentees=40, mentors=20, places=45, seed=3)
    result = matching.solve(made)
    taken = dict(result.pairs)
    tried = 0
    for mentee, mentor in zip(*np.nonzero(made.allowed), strict=True):
        if taken.get(int(mentee)) == mentor or not made.capacity[mentor] or tried > 25:
            continue
        tried += 1
        cost = matching.cost_of_forcing(made, result=result, mentee=mentee, mentor=mentor)
        if cost.at_most is not None and cost.weighted == 0:
            assert cost.benefit is not None
            assert cost.benefit <= cost.at_most <= 0
    assert tried > 10
