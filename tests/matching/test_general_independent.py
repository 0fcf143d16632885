"""Larger problems of every kind against HiGHS, goal after goal, written from the goals' words."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, eye_array, hstack

from mentoring import matching
from mentoring.matching import Infeasible, Problem

Floats = NDArray[np.float64]


class Judge:
    """The problem as 0/1 numbers per allowed pair, then one per mentee: covered."""

    def __init__(self, made: Problem) -> None:
        self.made = made
        self.row, self.col = np.nonzero(made.allowed)
        n, m, size = made.mentees, made.mentors, len(self.row)
        ones, at = np.ones(size), np.arange(size)
        load = coo_array((ones, (self.row, at)), shape=(n, size)).tocsr()
        fill = coo_array((ones, (self.col, at)), shape=(m, size)).tocsr()
        wants = made.demand.astype(float)
        who, blank = eye_array(n, format="csr"), csr_array((m, n))
        self.rows = [
            LinearConstraint(
                hstack([load, csr_array((n, n))]).tocsr(), wants if made.require_all else 0, wants
            ),
            LinearConstraint(hstack([fill, blank]).tocsr(), made.min_load, made.capacity),
            LinearConstraint(hstack([load, -who]).tocsr(), 0, np.inf),
            LinearConstraint(hstack([load, -who * wants]).tocsr(), -np.inf, 0),
        ]
        self.pairs = list(zip(self.row.tolist(), self.col.tolist(), strict=True))
        forced = np.array([pair in made.locked for pair in self.pairs], dtype=bool)
        self.low = np.concatenate([forced, np.zeros(n)]).astype(float)

    def best(self, worth: Floats) -> int | None:
        """The most, held from now on; None when nothing is possible."""
        found = milp(
            -worth,
            integrality=np.ones(len(worth)),
            bounds=Bounds(self.low, 1),
            constraints=self.rows,
            options={"mip_rel_gap": 0},
        )
        if found.x is None:
            return None
        value: int = round(-found.fun)
        self.rows.append(LinearConstraint(csr_array(worth.reshape(1, -1)), value - 0.5, np.inf))
        return value

    def values(self) -> tuple[int, ...] | None:
        """Coverage, demand met, points with the price of change, pairs kept: in their order."""
        made, n = self.made, self.made.mentees
        none, pairs = np.zeros(n), np.ones(len(self.row))
        stays = np.array([pair in made.keep for pair in self.pairs]).astype(np.float64)
        points = made.benefit[self.row, self.col] + made.break_price * stays
        people = [np.r_[0 * pairs, np.ones(n)], np.r_[pairs, none]]
        total = [np.r_[points, none]]
        goals = [*people, *total] if made.first == "coverage" else [*total, *people]
        found = [self.best(goal) for goal in [*goals, np.r_[stays, none]]]
        return None if None in found else tuple(int(value or 0) for value in found)


def some_problem(seed: int) -> Problem:
    dice = np.random.default_rng(seed)
    n, m = int(dice.integers(4, 30)), int(dice.integers(4, 25))
    kind = dice.integers(0, 4)
    points = [
        dice.integers(0, 3, (n, m)),
        dice.integers(-20, 21, (n, m)),
        dice.integers(0, 10**6, (n, m)),
        dice.integers(-3, 4, (n, 1)) * np.ones((1, m), dtype=int),
    ][kind]
    allowed = dice.random((n, m)) < dice.choice([0.2, 0.6, 1.0])
    capacity = dice.integers(0, dice.choice([2, 4]) + 1, m)
    demand = dice.integers(0, dice.choice([1, 3]) + 1, n)
    keep = {(int(i), int(j)) for i, j in zip(dice.integers(0, n, 9), dice.integers(0, m, 9))}  # noqa: B905
    made = Problem(
        benefit=points,
        allowed=allowed,
        capacity=capacity,
        demand=demand,
        min_load=np.minimum(capacity, (dice.random(m) < dice.choice([0.0, 0.3])).astype(int)),
        mentee_lot=dice.permutation(n),
        mentor_lot=dice.permutation(m),
        keep=tuple(keep),
        first="total" if dice.random() < 0.4 else "coverage",
        stability=int(dice.choice([0, 1, 5])),
        require_all=bool(dice.random() < 0.1),
    )
    forced: tuple[tuple[int, int], ...] = ()
    for i, j in np.argwhere(allowed)[: 30 * n : 30]:
        try:
            made = replace(made, forced=(*forced, (int(i), int(j))))
            forced = made.forced
        except matching.BadProblem:
            continue
        if len(forced) == dice.integers(0, 3):
            break
    return made


@pytest.mark.parametrize("seed", range(40))
def test_it_agrees_with_an_integer_solver_goal_by_goal(seed: int) -> None:
    made = some_problem(seed)
    expected = Judge(made).values()
    if expected is None:
        with pytest.raises(Infeasible) as none:
            matching.solve(made)
        assert none.value.lack is not None
        assert none.value.lack.units > 0
        return
    result = matching.solve(made)
    covered = made.mentees - len(result.unmatched)
    total = result.total + made.break_price * result.kept
    people = (covered, len(result.pairs))
    found = (*people, total) if made.first == "coverage" else (total, *people)
    assert (*found, result.kept) == expected
    assert matching.verify(made, result).ok
    assert result.status == "optimal"
