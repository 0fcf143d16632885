"""The answer: pairs, who is left, what each goal reached, and the proof."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from mentoring.matching.certificate import Certificate
from mentoring.matching.goals import Goal, weigh
from mentoring.matching.problem import Pairs, Problem
from mentoring.matching.replay import steps
from mentoring.matching.scores import Ints
from mentoring.matching.table import arrange, edges_of
from mentoring.matching.values import bound_of, excess_of, reached, settled


@dataclass(frozen=True, slots=True)
class GoalValue:
    """What a goal reached and the proven most it could reach; equal when optimal.

    Units: coverage in class weights, met and kept in pairs, floor and benefit in points (benefit
    with what kept pairs count for), the lotteries in lot numbers. Locked pairs are counted in both.
    """

    name: str
    value: int
    bound: int


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """All indices are those of the problem.

    Attributes:
        pairs: (mentee, mentor), sorted, locked ones included.
        unmatched: mentees who got nobody, sorted.
        short: (mentee, mentors missing) of those who got fewer than they want, nobody included.
        goals: value and bound per goal, in order.
        total: sum of the pairs' points.
        kept: kept pairs that stay.
        broken: kept pairs that were possible and do not stay.
        moved: mentees who had mentors, keep none of them and get another one.
        lost: mentees who had mentors and get none.
        certificate: the proof.
    """

    pairs: Pairs
    unmatched: tuple[int, ...]
    short: tuple[tuple[int, int], ...]
    goals: tuple[GoalValue, ...]
    total: int
    kept: int
    broken: Pairs
    moved: int
    lost: int
    certificate: Certificate
    _mentor_at: Ints = field(repr=False)

    @property
    def status(self) -> Literal["optimal", "feasible"]:
        """optimal: every goal is proven; feasible: something was stopped before its proof.

        The lottery alone may be missing: it only chooses among equally good answers.
        """
        reached_last = self.goal(Goal.KEPT) is not None
        proven = reached_last and all(goal.value == goal.bound for goal in self.goals)
        return "optimal" if proven else "feasible"

    def goal(self, name: str) -> GoalValue | None:
        return next((goal for goal in self.goals if goal.name == name), None)

    def summary(self) -> dict[str, object]:
        """The result in numbers, JSON-safe."""
        return {
            "matched": len(self.pairs),
            "unmatched": len(self.unmatched),
            "short": sum(missing for _, missing in self.short),
            "total": self.total,
            "kept": self.kept,
            "broken": len(self.broken),
            "moved": self.moved,
            "lost": self.lost,
            "proven": self.status == "optimal",
            "goals": {goal.name: {"value": goal.value, "bound": goal.bound} for goal in self.goals},
            "problem": self.certificate.problem,
        }

    def __str__(self) -> str:
        reached = ", ".join(f"{goal.name} {goal.value}/{goal.bound}" for goal in self.goals)
        return (
            f"{len(self.pairs)} matched, {len(self.unmatched)} unmatched, {self.total} points, "
            f"{self.kept} kept, {self.moved} moved, {self.lost} lost ({reached})"
        )


def result_of(problem: Problem, *, pairs: Pairs, certificate: Certificate) -> Result:
    """A result put together again from what was stored; `verify` tells whether it holds.

    Raises:
        ValueError: pairs out of range, an unknown goal, or prices that do not fit the sides.
    """
    pairs = tuple(sorted((int(mentee), int(mentor)) for mentee, mentor in pairs))
    if not all(0 <= i < problem.mentees and 0 <= j < problem.mentors for i, j in pairs):
        raise ValueError("pair out of range")
    load = np.bincount([i for i, _ in pairs], minlength=problem.mentees)
    keep, has = set(problem.keep), set(pairs)
    had = {mentee for mentee, _ in keep}
    stays = {mentee for mentee, _ in keep & has}
    possible = problem.is_allowed(problem.keep)
    missing = problem.demand - load
    return Result(
        pairs=pairs,
        unmatched=tuple(np.flatnonzero(load == 0).tolist()),
        short=tuple((i, int(missing[i])) for i in np.flatnonzero(missing > 0).tolist()),
        goals=goal_values(problem, pairs, certificate),
        total=sum(problem.points(pairs)),
        kept=len(keep & has),
        broken=tuple(
            pair
            for pair, is_open in zip(problem.keep, possible, strict=True)
            if is_open and pair not in has
        ),
        moved=len({i for i in had - stays if load[i]}),
        lost=len({i for i in had if not load[i]}),
        certificate=certificate,
        _mentor_at=arrange(problem).mentor_at,
    )


def goal_values(problem: Problem, pairs: Pairs, certificate: Certificate) -> tuple[GoalValue, ...]:
    """Every goal's value from the pairs and its bound from the prices, in exact integers."""
    all_pairs = edges_of(problem, pairs)
    table = arrange(problem)
    found = []
    for step in steps(problem, pairs, certificate):
        name = step.proof.goal
        if name == Goal.FLOOR or step.prices is None:
            found.append(GoalValue(name, step.proof.floor or 0, step.proof.floor or 0))
            continue
        every = np.ones(len(step.match_before), dtype=bool)
        excess = excess_of(weigh(name), table, step.prices, step.match_before, every)
        bound = bound_of(step.before, step.before.gains(name), step.prices, excess=excess)
        value = reached(name, table, all_pairs)
        found.append(GoalValue(name, value, bound + settled(name, step.before)))
    for proof in certificate.stages[len(found) :]:
        value = (
            (proof.floor or 0)
            if proof.goal == Goal.FLOOR
            else reached(proof.goal, table, all_pairs)
        )
        found.append(GoalValue(proof.goal, value, value if proof.bound is None else proof.bound))
    return tuple(found)


def place_prices(result: Result, *, goal: str = Goal.BENEFIT) -> Ints:
    """The most that one more place at each mentor could add to a goal.

    int64 (m,), in the goal's unit, with the goals before it left where they are. Exact for one
    place at one mentor (prices are the lowest), an upper bound for several.

    Raises:
        KeyError: the result has no such goal, or no prices for it.
    """
    stage = result.certificate.stage(goal)
    if stage is None or goal == Goal.FLOOR or not stage.has_prices:
        raise KeyError(goal)
    prices = np.zeros(len(result._mentor_at), dtype=np.int64)
    prices[result._mentor_at] = np.maximum(np.array(stage.mentor, dtype=np.int64), 0)
    return prices
