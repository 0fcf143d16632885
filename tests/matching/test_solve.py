"""The solver against brute force: every small problem, every matching, every goal."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring import matching
from mentoring.matching import Problem

from .cases import (
    empty,
    every_matching,
    merit,
    pair_numbers,
    problem,
    shuffled,
    small_problems,
    town,
)

thorough = settings(max_examples=250, deadline=None)


@thorough
@given(small_problems())
def test_no_matching_is_better_in_the_order_of_the_goals(made: Problem) -> None:
    result = matching.solve(made)
    best = max((*merit(made, pairs), pair_numbers(made, pairs)) for pairs in every_matching(made))
    assert (*merit(made, result.pairs), pair_numbers(made, result.pairs)) == best
    verdict = matching.verify(made, result)
    assert verdict.ok, verdict.failures


@pytest.mark.parametrize("seed", range(40))
def test_six_by_six_with_ties_is_the_best_of_all_matchings(seed: int) -> None:
    dice = np.random.default_rng(seed)
    made = town(
        mentees=6, mentors=6, places=int(dice.integers(4, 10)), seed=seed, levels=3,
        density=float(dice.choice([0.3, 0.5, 0.6])), floor=[None, "highest"][int(dice.integers(2))],
    )  # fmt: skip
    result = matching.solve(made)
    best = max((*merit(made, pairs), pair_numbers(made, pairs)) for pairs in every_matching(made))
    assert (*merit(made, result.pairs), pair_numbers(made, result.pairs)) == best
    assert matching.verify(made, result).ok


@thorough
@given(small_problems(), st.integers(0, 2**32))
def test_the_order_of_the_rows_changes_neither_pairs_nor_proof(made: Problem, seed: int) -> None:
    again, rows, cols = shuffled(made, seed=seed)
    first, second = matching.solve(made), matching.solve(again)
    translated = sorted((int(rows[i]), int(cols[j])) for i, j in second.pairs)
    assert list(first.pairs) == translated
    assert again.digest() == made.digest()
    assert second.certificate.to_json() == first.certificate.to_json()


@settings(max_examples=100, deadline=None)
@given(small_problems(), st.data())
def test_one_more_place_never_lowers_coverage(made: Problem, data: st.DataObject) -> None:
    if not made.mentors:
        return
    mentor = data.draw(st.integers(0, made.mentors - 1))
    more = made.capacity.copy()
    more[mentor] += 1
    wider = matching.solve(replace(made, capacity=more))
    assert len(wider.pairs) >= len(matching.solve(made).pairs)


@settings(max_examples=100, deadline=None)
@given(small_problems(), st.integers(1, 50))
def test_points_that_all_mentors_get_alike_move_nobody(made: Problem, gift: int) -> None:
    made = replace(made, benefit=np.minimum(made.benefit, 1000), floor=None)
    if not np.array_equal(made.allowed.any(axis=1), np.ones(made.mentees, dtype=bool)):
        return
    if made.capacity.sum() < made.mentees:
        return
    before = matching.solve(made)
    after = matching.solve(replace(made, benefit=made.benefit + gift))
    if not before.unmatched:
        assert after.pairs == before.pairs
    assert after.total == before.total + gift * len(before.pairs)


def plain(made: Problem) -> Problem:
    """Without what names single people or points: locks, pairs that run, a floor."""
    return replace(made, benefit=np.minimum(made.benefit, 1000), keep=(), forced=(), floor=None)


def with_mentor(made: Problem, *, points: np.ndarray, allowed: np.ndarray, places: int) -> Problem:
    """The same problem with one more mentor, of the lowest lot that is free."""
    lot = min(set(range(made.mentors + 1)) - set(made.mentor_lot.tolist()))
    return replace(
        made,
        benefit=np.column_stack([made.benefit, points]),
        allowed=np.column_stack([made.allowed, allowed]),
        capacity=np.append(made.capacity, places),
        min_load=np.append(made.min_load, 0),
        mentor_lot=np.append(made.mentor_lot, lot),
    )


@settings(max_examples=100, deadline=None)
@given(small_problems(), st.integers(2, 50))
def test_points_of_another_size_choose_the_same_pairs(made: Problem, times: int) -> None:
    made = plain(made)
    before, after = (
        matching.solve(made),
        matching.solve(replace(made, benefit=made.benefit * times)),
    )
    assert after.pairs == before.pairs
    assert after.total == before.total * times


@settings(max_examples=100, deadline=None)
@given(small_problems(), st.data())
def test_a_mentor_split_in_two_serves_the_same_people_as_well(
    made: Problem, data: st.DataObject
) -> None:
    made = plain(made)
    many = np.flatnonzero(made.capacity > 1)
    if not len(many):
        return
    mentor = int(data.draw(st.sampled_from(many.tolist())))
    fewer = made.capacity.copy()
    fewer[mentor] -= 1
    split = with_mentor(
        replace(made, capacity=fewer), points=made.benefit[:, mentor],
        allowed=made.allowed[:, mentor], places=1,
    )  # fmt: skip
    before, after = matching.solve(made), matching.solve(split)
    assert after.unmatched == before.unmatched
    assert after.total == before.total


@settings(max_examples=100, deadline=None)
@given(small_problems(), st.integers(0, 3), st.integers(0, 2**32))
def test_one_more_mentor_never_serves_fewer_or_worse(made: Problem, places: int, seed: int) -> None:
    made, dice = plain(made), np.random.default_rng(seed)
    wider = with_mentor(
        made, points=dice.integers(0, 1001, made.mentees),
        allowed=dice.random(made.mentees) < 0.6, places=places,
    )  # fmt: skip
    before, after = matching.solve(made), matching.solve(wider)
    assert len(after.pairs) >= len(before.pairs)
    if after.unmatched == before.unmatched:
        assert after.total >= before.total


@settings(max_examples=100, deadline=None)
@given(small_problems(side=3), st.integers(0, 4))
def test_a_floor_is_kept_or_refused_with_the_best_one(made: Problem, floor: int) -> None:
    made = replace(made, floor=floor)
    anyway = [merit(replace(made, floor=None), pairs)[0] for pairs in every_matching(made)]

    def within(points: int) -> list[tuple[int, ...]]:
        return [
            merit(replace(made, floor=None), pairs)[0]
            for pairs in every_matching(made)
            if all(made.benefit[pair] >= points for pair in pairs if pair not in made.forced)
        ]

    if max(within(floor)) == max(anyway):
        result = matching.solve(made)
        free = [pair for pair in result.pairs if pair not in made.forced]
        assert all(made.benefit[pair] >= floor for pair in free)
        assert matching.verify(made, result).ok
        return
    with pytest.raises(matching.Infeasible) as refused:
        matching.solve(made)
    best = refused.value.best_floor
    assert refused.value.code == "floor"
    assert best is not None
    assert best < floor
    assert max(within(best)) == max(anyway) > max(within(best + 1))


@pytest.mark.parametrize(
    "made",
    [
        empty(0, 0),
        empty(0, 3),
        empty(3, 0),
        problem([[1, 2], [3, 4]], allowed=[[0, 0], [0, 0]]),
        problem([[1, 2], [3, 4]], capacity=[0, 0]),
    ],
    ids=["nobody", "no mentee", "no mentor", "no allowed pair", "no place"],
)
@pytest.mark.parametrize("floor", [None, "highest", 5])
def test_where_nothing_can_be_matched_nothing_is_and_that_is_proven(
    made: Problem, floor: int | None
) -> None:
    made = replace(made, floor=floor)
    result = matching.solve(made)
    assert result.pairs == ()
    assert result.unmatched == tuple(range(made.mentees))
    assert matching.verify(made, result).ok


def test_one_mentor_with_all_the_places_takes_everybody() -> None:
    made = problem([[3, 1]] * 50, allowed=[[1, 0]] * 50, capacity=[50, 50])
    assert matching.solve(made).pairs == tuple((i, 0) for i in range(50))


def test_a_mentor_with_no_place_left_gets_nobody() -> None:
    result = matching.solve(problem([[9, 1], [9, 1]], capacity=[0, 2]))
    assert result.pairs == ((0, 1), (1, 1))


def test_the_lower_lot_is_served_when_places_are_short_and_all_else_is_equal() -> None:
    made = problem([[5], [5], [5]], mentee_lot=[30, 10, 20], capacity=[2])
    assert matching.solve(made).unmatched == (0,)


def test_the_first_class_is_served_before_points_and_lots() -> None:
    made = problem([[1], [900]], priority=[1, 2], mentee_lot=[9, 1])
    assert matching.solve(made).pairs == ((0, 0),)


def test_whoever_has_a_mentor_stays_when_points_are_equal() -> None:
    made = problem([[5, 5], [5, 5]], current=[1, 0])
    result = matching.solve(made)
    assert result.pairs == ((0, 1), (1, 0))
    assert (result.kept, result.moved, result.lost) == (2, 0, 0)


def test_moved_and_lost_are_counted_apart() -> None:
    made = problem([[9, 0], [9, 8], [0, 1]], capacity=[1, 1], current=[1, 0, 1])
    result = matching.solve(made)
    assert result.pairs == ((0, 0), (1, 1))
    assert (result.kept, result.moved, result.lost) == (0, 2, 1)


def test_a_locked_pair_stays_whatever_it_costs_and_below_the_floor() -> None:
    made = problem([[0, 9], [9, 0]], forced=((0, 0),), floor="highest", capacity=[2, 1])
    result = matching.solve(made)
    assert result.pairs == ((0, 0), (1, 0))
    assert [goal.value for goal in result.goals[:2]] == [2, 9]


def test_huge_and_tiny_points_are_counted_exactly() -> None:
    made = problem([[2**31, 2**31 - 1], [2**31, 0]])
    assert matching.solve(made).total == 2**32 - 1


def test_the_caller_may_stop_the_work() -> None:
    with pytest.raises(matching.Stopped):
        matching.solve(problem([[1]]), cancelled=lambda: True)


def test_progress_only_goes_forward() -> None:
    told: list[float] = []
    matching.solve(
        problem([[1, 2]], floor="highest"), progress=lambda _, fraction: told.append(fraction)
    )
    assert told == sorted(told)
    assert told[-1] == 1.0
