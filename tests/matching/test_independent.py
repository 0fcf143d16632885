"""Medium sizes against an independent solver (HiGHS through scipy), goal after goal."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from mentoring import matching
from mentoring.matching import Problem

from .cases import shuffled, town


def _highest(weights: Any, rows: list[Any], low: list[float], high: list[float]) -> int:
    constraint = LinearConstraint(vstack(rows), np.array(low), np.array(high))
    found = milp(-weights, constraints=constraint, integrality=1, bounds=Bounds(0, 1))
    assert found.success, found.message
    return round(-float(found.fun))


def _values(made: Problem) -> list[int]:
    """Class by class, then points, then kept pairs; every optimum becomes a constraint."""
    i, j = np.nonzero(made.allowed)
    k = np.arange(len(i))
    rows = [
        csr_array((np.ones(len(i)), (i, k)), shape=(made.mentees, len(i))),
        csr_array((np.ones(len(i)), (j, k)), shape=(made.mentors, len(i))),
    ]
    low = [0.0] * (made.mentees + made.mentors)
    high = [1.0] * made.mentees + made.capacity.astype(float).tolist()
    values = []
    classes = [made.priority[i] == c for c in np.unique(made.priority)]
    stays = np.array([pair in made.keep for pair in zip(i.tolist(), j.tolist(), strict=True)])
    for weights in (*classes, made.benefit[i, j], stays):
        value = _highest(weights.astype(float), rows, low, high)
        rows.append(csr_array(weights.astype(float).reshape(1, -1)))
        low.append(value - 0.5)
        high.append(np.inf)
        values.append(value)
    return values


@pytest.mark.parametrize(
    ("mentees", "mentors", "places", "levels"),
    [(40, 25, 30, 4), (60, 30, 90, 3), (80, 20, 60, 10), (50, 50, 50, 6)],
)
def test_an_independent_solver_reaches_the_same_values(
    mentees: int, mentors: int, places: int, levels: int
) -> None:
    made = town(mentees=mentees, mentors=mentors, places=places, levels=levels, seed=7, density=0.2)
    result = matching.solve(made)
    classes = [made.priority[i] for i, _ in result.pairs]
    by_class = [sum(c == own for own in classes) for c in np.unique(made.priority)]
    assert [*by_class, result.total, result.kept] == _values(made)
    assert matching.verify(made, result).ok


@pytest.mark.parametrize("levels", [1, 5, 50])
@pytest.mark.parametrize("places", [120, 200, 400])
def test_a_town_is_solved_proven_and_the_same_in_any_order(levels: int, places: int) -> None:
    made = town(mentees=200, mentors=90, places=places, levels=levels, seed=levels, floor="highest")
    result = matching.solve(made)
    verdict = matching.verify(made, result)
    assert verdict.ok, verdict.failures
    again, rows, cols = shuffled(made, seed=5)
    second = matching.solve(again)
    assert sorted((int(rows[i]), int(cols[j])) for i, j in second.pairs) == list(result.pairs)
    assert second.certificate == result.certificate


def test_neither_pairs_nor_proof_depend_on_the_way_the_solver_took(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Other short lists lead scipy to other matchings on the way; the end must be the same."""
    made = town(mentees=150, mentors=70, places=130, levels=6, seed=11, floor="highest")
    usual = matching.solve(made)
    for first, more in ((1, 1), (40, 40)):
        monkeypatch.setattr("mentoring.matching.stage.FIRST_CHOICES", first)
        monkeypatch.setattr("mentoring.matching.stage.MORE_CHOICES", more)
        other = matching.solve(made)
        assert other.pairs == usual.pairs
        assert other.certificate.to_json() == usual.certificate.to_json()


def test_a_mentor_with_places_without_end_costs_no_memory() -> None:
    made = town(mentees=60, mentors=20, places=20, seed=1)
    capacity = made.capacity.copy()
    capacity[3] = 2**31 - 1
    made = replace(made, capacity=capacity)
    result = matching.solve(made)
    assert matching.verify(made, result).ok
    assert {i for i in range(60) if made.allowed[i, 3]} <= {i for i, _ in result.pairs}


def test_a_second_draw_settles_what_the_first_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """With numbers of one bit the first draw cannot single out one matching."""
    monkeypatch.setattr(matching.Goal.__module__ + ".PAIR_NUMBER_BITS", 1)
    made = town(mentees=12, mentors=12, places=12, levels=1, seed=2, density=1.0)
    result = matching.solve(made)
    assert "lottery_pairs_2" in [goal.name for goal in result.goals]
    assert matching.verify(made, result).ok
