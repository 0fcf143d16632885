"""The answer: pairs, who is left, what each goal reached, and the proof."""

from dataclasses import dataclass, field

import numpy as np

from mentoring.matching import goals
from mentoring.matching.certificate import Certificate, StageProof
from mentoring.matching.face import Prices
from mentoring.matching.goals import Goal
from mentoring.matching.problem import Ints, Problem
from mentoring.matching.table import Edges, Table, arrange, edges_of


@dataclass(frozen=True, slots=True)
class GoalValue:
    """What a goal reached and the proven most it could reach; equal when optimal.

    Units: coverage in class weights, floor and benefit in points, kept in pairs, the lotteries
    in lot numbers. Locked pairs are counted in both.
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
        goals: value and bound per goal, in order.
        total: sum of the pairs' points.
        kept: mentees who stay with the mentor they have now.
        moved: mentees who had a mentor and get another one.
        lost: mentees who had a mentor and get none.
        certificate: the proof.
    """

    pairs: tuple[tuple[int, int], ...]
    unmatched: tuple[int, ...]
    goals: tuple[GoalValue, ...]
    total: int
    kept: int
    moved: int
    lost: int
    certificate: Certificate
    _mentor_at: Ints = field(repr=False)

    def goal(self, name: str) -> GoalValue | None:
        return next((goal for goal in self.goals if goal.name == name), None)

    def summary(self) -> dict[str, object]:
        """The result in numbers, JSON-safe."""
        return {
            "matched": len(self.pairs),
            "unmatched": len(self.unmatched),
            "total": self.total,
            "kept": self.kept,
            "moved": self.moved,
            "lost": self.lost,
            "proven": all(goal.value == goal.bound for goal in self.goals),
            "goals": {goal.name: {"value": goal.value, "bound": goal.bound} for goal in self.goals},
            "problem": self.certificate.problem,
        }

    def __str__(self) -> str:
        reached = ", ".join(f"{goal.name} {goal.value}/{goal.bound}" for goal in self.goals)
        return (
            f"{len(self.pairs)} matched, {len(self.unmatched)} unmatched, {self.total} points, "
            f"{self.kept} kept, {self.moved} moved, {self.lost} lost ({reached})"
        )


def result_of(
    problem: Problem, *, pairs: tuple[tuple[int, int], ...], certificate: Certificate
) -> Result:
    """A result put together again from what was stored; `verify` tells whether it holds.

    Raises:
        ValueError: pairs out of range, an unknown goal, or prices that do not fit the sides.
    """
    pairs = tuple(sorted((int(mentee), int(mentor)) for mentee, mentor in pairs))
    if not all(0 <= i < problem.mentees and 0 <= j < problem.mentors for i, j in pairs):
        raise ValueError("pair out of range")
    table = arrange(problem)
    edges = edges_of(problem, pairs)
    matched = {mentee for mentee, _ in pairs}
    had = [(i, j, int(problem.current[i])) for i, j in pairs if problem.current[i] >= 0]
    return Result(
        pairs=pairs,
        unmatched=tuple(i for i in range(problem.mentees) if i not in matched),
        goals=tuple(goal_value(table, stage, edges) for stage in certificate.stages),
        total=sum(edges.benefit.tolist()),
        kept=sum(j == now for _, j, now in had),
        moved=sum(j != now for _, j, now in had),
        lost=int((problem.current >= 0).sum()) - len(had),
        certificate=certificate,
        _mentor_at=table.mentor_at,
    )


def goal_value(table: Table, stage: StageProof, edges: Edges) -> GoalValue:
    """A goal's value from the pairs and its bound from the prices, in exact integers."""
    if stage.goal == Goal.FLOOR:
        return GoalValue(stage.goal, stage.floor or 0, stage.floor or 0)
    weigh = goals.weigh(stage.goal)
    value = sum(weigh(table, edges).tolist())
    locked = sum(weigh(table, table.forced).tolist())
    return GoalValue(stage.goal, value, prices_of(table, stage).bound(table.capacity) + locked)


def prices_of(table: Table, stage: StageProof) -> Prices:
    """Raises ValueError when there is not one 61-bit price per person."""
    if len(stage.mentee) != table.n or len(stage.mentor) != table.m:
        raise ValueError("price count")
    if any(abs(price) > 2**60 for price in (*stage.mentee, *stage.mentor)):
        raise ValueError("price range")
    return Prices(
        np.array(stage.mentee, dtype=np.int64).reshape(table.n),
        np.array(stage.mentor, dtype=np.int64).reshape(table.m),
    )


def place_prices(result: Result, *, goal: str = Goal.BENEFIT) -> Ints:
    """The most that one more place at each mentor could add to a goal.

    int64 (m,), in the goal's unit, with the goals before it left where they are. Exact for one
    place at one mentor (prices are the lowest), an upper bound for several.

    Raises:
        KeyError: the result has no such goal.
    """
    stage = result.certificate.stage(goal)
    if stage is None or goal == Goal.FLOOR:
        raise KeyError(goal)
    prices = np.zeros(len(result._mentor_at), dtype=np.int64)
    prices[result._mentor_at] = np.maximum(np.array(stage.mentor, dtype=np.int64), 0)
    return prices
