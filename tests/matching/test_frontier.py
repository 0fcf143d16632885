"""The frontier is what solving for every floor gives, without what changes nothing."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from mentoring import matching
from mentoring.matching import Infeasible, Problem

from .cases import small_problems, town


@settings(max_examples=60, deadline=None)
@given(small_problems(side=3))
def test_every_point_is_the_best_at_its_floor_and_none_is_missing(made: Problem) -> None:
    made = replace(made, floor=None)
    points = matching.frontier(made)
    floors = [point.floor for point in points]
    assert floors == sorted(set(floors))
    for low, high in zip((None, *floors), floors, strict=False):
        at = replace(made, floor=None if low is None else low + 1)
        best = matching.solve(at)
        point = next(p for p in points if p.floor == high)
        assert (best.total, len(best.broken)) == (point.total, point.broken)
    free = set(made.forced)
    worst = [made.benefit[p] for p in matching.solve(replace(made, floor="highest")).pairs]
    if worst and not free:
        assert floors[-1] == min(worst)


def test_totals_fall_as_floors_rise_and_the_end_is_the_highest_floor() -> None:
    made = town(mentees=40, mentors=40, places=40, seed=1, density=1.0, levels=3000)
    points = matching.frontier(made)
    assert len(points) > 2
    for lower, higher in pairwise(points):
        assert lower.floor < higher.floor
        assert lower.total >= higher.total
    highest = matching.solve(replace(made, floor="highest"))
    assert points[-1].total == highest.total


def test_a_long_frontier_is_thinned_but_keeps_its_ends() -> None:
    made = town(mentees=40, mentors=40, places=40, seed=1, density=1.0, levels=3000)
    whole, few = matching.frontier(made, most=10**6), matching.frontier(made, most=4)
    assert len(few) <= 4 < len(whole)
    assert (few[0], few[-1]) == (whole[0], whole[-1])


def test_what_is_hard_and_impossible_has_no_frontier() -> None:
    made = replace(town(mentees=3, mentors=2, places=2, seed=1), require_all=True)
    with pytest.raises(Infeasible) as none:
        matching.frontier(made)
    assert none.value.lack is not None
