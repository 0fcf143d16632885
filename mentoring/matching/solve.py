"""The solver: one goal after the other, each on what the one before leaves open."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from mentoring.matching import goals
from mentoring.matching.certificate import Certificate, StageProof
from mentoring.matching.face import Face, Prices, above, narrowed, whole
from mentoring.matching.floor import Floor, given_floor, highest_floor
from mentoring.matching.goals import Goal
from mentoring.matching.problem import Ints, Problem
from mentoring.matching.result import Result, result_of
from mentoring.matching.stage import Stage, solve_stage
from mentoring.matching.standing import is_only_matching
from mentoring.matching.table import Table, arrange

Progress = Callable[[str, float], None]
Cancelled = Callable[[], bool]


class Stopped(Exception):
    """The caller's `cancelled` said so; nothing was decided."""


@dataclass(slots=True)
class Climb:
    """Where the solver stands: the best matching so far, the face it lies in, the proofs."""

    table: Table
    face: Face
    match: Ints
    proofs: list[StageProof] = field(default_factory=list)
    progress: Progress | None = None
    cancelled: Cancelled | None = None

    def breathe(self) -> None:
        if self.cancelled is not None and self.cancelled():
            raise Stopped

    def tell(self, goal: str, fraction: float) -> None:
        if self.progress is not None:
            self.progress(goal, fraction)


def solve(
    problem: Problem, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Result:
    """The one best matching, goal by goal, with its proof.

    Args:
        progress: called with the goal at work and the fraction done, 0 to 1.
        cancelled: asked now and then; True stops the work.

    Raises:
        Infeasible: the floor asked for costs coverage; carries the highest one that does not.
        Stopped: `cancelled` said so.
    """
    climb = begin(problem, progress=progress, cancelled=cancelled)
    cover(climb)
    prefer(climb, Goal.BENEFIT, fraction=0.4)
    prefer(climb, Goal.KEPT, fraction=0.6)
    prefer(climb, Goal.LOTTERY_PEOPLE, fraction=0.7)
    draw_pairs(climb)
    climb.tell("done", 1.0)
    return result_of(problem, pairs=pairs_of(climb), certificate=_certificate(problem, climb))


def begin(
    problem: Problem, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Climb:
    table = arrange(problem)
    nobody = np.full(table.n, -1, dtype=np.int64)
    return Climb(table, whole(table), nobody, progress=progress, cancelled=cancelled)


def cover(climb: Climb) -> None:
    """Goals 1 and 2: who can be covered, then the floor that this permits."""
    stage = prefer(climb, Goal.COVERAGE, fraction=0.0)
    if climb.table.floor is not None:
        raise_floor(climb, stage)


def prefer(climb: Climb, goal: str, *, fraction: float) -> Stage:
    """One goal: solve it on the face, keep the proof, narrow the face."""
    climb.tell(goal, fraction)
    weight = goals.weigh(goal)(climb.table, climb.face.edges)
    stage = solve_stage(
        face=climb.face,
        weight=weight,
        capacity=climb.table.capacity,
        start=climb.match,
        breathe=climb.breathe,
    )
    climb.match = stage.match
    climb.face = narrowed(climb.face, stage.prices, weight, climb.table.capacity)
    climb.proofs.append(_proof(goal, stage.prices))
    return stage


def raise_floor(climb: Climb, coverage: Stage) -> None:
    """Goal 2: take away the pairs below the floor. Locked pairs are people's own decision."""
    climb.tell(Goal.FLOOR, 0.2)
    wanted = climb.table.floor
    floor: Floor
    if isinstance(wanted, int):
        floor = given_floor(climb.table, wanted, coverage=coverage, breathe=climb.breathe)
    else:
        floor = highest_floor(climb.table, coverage=coverage, breathe=climb.breathe)
    climb.match = floor.match
    climb.face = above(climb.face, floor.points)
    climb.proofs.append(_proof(Goal.FLOOR, floor.prices, floor=floor.points))


def draw_pairs(climb: Climb) -> None:
    """Draw numbers for pairs until one matching is left: the answer must not hang on chance."""
    for draw in range(1, goals.MOST_DRAWS + 1):
        prefer(climb, goals.pairs_draw(draw), fraction=0.8)
        if is_only_matching(climb.face, match=climb.match, capacity=climb.table.capacity):
            return


def pairs_of(climb: Climb) -> tuple[tuple[int, int], ...]:
    """The matching and the locked pairs, in the problem's own indices."""
    table = climb.table
    rows = np.flatnonzero(climb.match >= 0)
    row = np.concatenate([rows, table.forced.row])
    col = np.concatenate([climb.match[rows], table.forced.col])
    both = zip(table.mentee_at[row].tolist(), table.mentor_at[col].tolist(), strict=True)
    return tuple(sorted(both))


def _certificate(problem: Problem, climb: Climb) -> Certificate:
    return Certificate(problem=problem.digest(), stages=tuple(climb.proofs))


def _proof(goal: str, prices: Prices | None, *, floor: int | None = None) -> StageProof:
    if prices is None:
        return StageProof(str(goal), (), (), floor)
    mentee, mentor = tuple(prices.mentee.tolist()), tuple(prices.mentor.tolist())
    return StageProof(str(goal), mentee, mentor, floor)
