"""The solver: one goal after the other, each on what the one before leaves open."""

from dataclasses import replace

from mentoring.matching import goals, sums
from mentoring.matching.certificate import Certificate, StageProof
from mentoring.matching.climb import Cancelled, Climb, Progress
from mentoring.matching.face import above, listed_if_small, narrowed, whole
from mentoring.matching.feasible import Infeasible, is_asked, lack_of, most_met
from mentoring.matching.filters import Prices
from mentoring.matching.floor import Floor, given_floor, highest_floor
from mentoring.matching.goals import Goal
from mentoring.matching.integers import Programme
from mentoring.matching.opening import given, likely_pairs, opening
from mentoring.matching.pairs import joined
from mentoring.matching.parts import with_parts
from mentoring.matching.problem import Pairs, Problem
from mentoring.matching.replay import without
from mentoring.matching.result import Result, result_of
from mentoring.matching.stage import Late, covering_prices, listed_on, optimum, solve_stage
from mentoring.matching.standing import is_only_matching
from mentoring.matching.table import arrange
from mentoring.matching.values import settled


def solve(
    problem: Problem,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    late: Cancelled | None = None,
    integer_seconds: float = 60.0,
    start: Pairs = (),
) -> Result:
    """The one best matching, goal by goal, with its proof.

    Args:
        start: a matching to begin with, for instance parts that were solved apart. The answer is
            the same whatever it is; the nearer it is to the best one, the sooner it is proven.
        progress: called with the goal at work and the fraction done, 0 to 1.
        cancelled: asked now and then; True stops the work, and there is no answer.
        late: asked now and then; True ends the work with the best answer so far and a bound.
        integer_seconds: the most that the integer solver may take for one question (floors where
            mentees want several mentors).

    Raises:
        Infeasible: something hard cannot be met; carries what is missing, or the highest floor.
        Stopped: `cancelled` said so.
    """
    climb = begin(problem, progress=progress, cancelled=cancelled, start=start)
    climb.late, climb.integer_seconds = late, integer_seconds
    try:
        for goal in goals.order_of(problem):
            pursue(climb, goal)
        if not goals.needs_integers(problem):
            draw_pairs(climb)
    except Late as late_:
        leave_off(climb, late_)
    if progress is not None:
        progress("done", 1.0)
    return result_of(problem, pairs=pairs_of(climb), certificate=_certificate(problem, climb))


def begin(
    problem: Problem,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    start: Pairs = (),
) -> Climb:
    """The face of all that is hard, and a matching in it.

    Raises:
        Infeasible: minimum loads or full demand cannot be met.
    """
    table = arrange(with_parts(problem))
    climb = Climb(table, listed_if_small(whole(table)), progress=progress, cancelled=cancelled)
    known = given(climb.face, start)
    if known is not None:
        climb.match, climb.shortlist = known, likely_pairs(climb.face)
        return climb
    if is_asked(climb.face):
        met = most_met(climb.face, breathe=climb.breathe)
        if not met.is_all:
            raise Infeasible("required", lack=lack_of(climb.face, met))
        climb.match = met.match
    climb.match, climb.shortlist = opening(climb.face, climb.match)
    return climb


def pursue(climb: Climb, goal: Goal) -> None:
    """One goal, whichever."""
    if climb.programme is not None or (
        goal == Goal.FLOOR and goals.needs_integers(climb.table.problem)
    ):
        pursue_in_integers(climb, goal)
    elif goal == Goal.FLOOR:
        raise_floor(climb)
    else:
        prefer(climb, goal)


def prefer(climb: Climb, goal: str) -> None:
    """One goal: solve it on the face, keep the proof, narrow the face."""
    climb.tell(goal)
    stage = solve_stage(
        climb.face,
        goals.weigh(goal),
        climb.face.gains(goal),
        start=climb.match,
        shortlist=climb.shortlist,
        breathe=climb.breathe,
    )
    climb.proofs.append(_proof(goal, stage.prices))
    climb.face = listed_if_small(narrowed(climb.face, goal, stage.prices, stage.match))
    climb.match = without(stage.match, climb.face.taken, climb.table)
    if climb.shortlist is not None and goal != Goal.BENEFIT:
        climb.shortlist = climb.face.still_open(climb.shortlist)
    else:
        climb.shortlist = None


def raise_floor(climb: Climb) -> None:
    """Take away the pairs below the floor. Locked pairs are people's own decision."""
    climb.tell(Goal.FLOOR)
    wanted = climb.table.problem.floor
    floor: Floor
    if isinstance(wanted, int):
        floor = given_floor(climb.face, wanted, match=climb.match, breathe=climb.breathe)
    else:
        floor = highest_floor(climb.face, match=climb.match, breathe=climb.breathe)
    climb.match = floor.match
    climb.shortlist = None
    climb.face = listed_if_small(above(climb.face, floor.points))
    climb.proofs.append(_proof(Goal.FLOOR, floor.prices, floor=floor.points))


def pursue_in_integers(climb: Climb, goal: Goal) -> None:
    """From a floor on sums on, every goal is an integer programme over what is open."""
    climb.tell(goal)
    climb.breathe()
    if climb.programme is None:
        edges = joined([climb.face.edges(), climb.match], climb.table.m)
        climb.programme = Programme(climb.face, edges, climb.integer_seconds)
        # The matching with the most points is not far from the one with the best floor.
        listed = listed_on(climb.face, goals.benefit, climb.face.gains(Goal.BENEFIT), edges)
        climb.match = edges.only(optimum(listed))
        worth = climb.programme.worth_of(Goal.BENEFIT)
        climb.programme.most[Goal.BENEFIT] = int(worth @ climb.programme.state_of(climb.match))
    programme, wanted = climb.programme, climb.table.problem.floor
    if goal != Goal.FLOOR:
        floor = next(proof.floor for proof in climb.proofs if proof.goal == Goal.FLOOR)
        climb.match, proof = sums.pursue(programme, goal, climb.match, floor)
        certain = settled(goal, climb.face)
        proof = replace(proof, bound=(proof.bound or 0) + certain)
    elif isinstance(wanted, int):
        climb.match, proof = sums.given_floor(programme, wanted, climb.match)
    else:
        climb.match, proof = sums.highest_floor(programme, climb.match)
    climb.proofs.append(proof)


def leave_off(climb: Climb, late: Late) -> None:
    """Out of time: the best matching so far, and how far the points can be from the best.

    Any prices bound the points; those of the last round are nearly the right ones.
    """
    climb.is_late = True
    climb.match = climb.match if late.match is None else late.match
    climb.proofs = [p for p in climb.proofs if not p.goal.startswith(Goal.LOTTERY_PAIRS)]
    if any(proof.goal == Goal.BENEFIT for proof in climb.proofs):
        return
    if climb.programme is not None:
        bound = climb.programme.most[Goal.BENEFIT] + settled(Goal.BENEFIT, climb.face)
        climb.proofs.append(StageProof(str(Goal.BENEFIT), (), (), bound=bound))
    else:
        near = late.prices if climb.goal == Goal.BENEFIT else None
        prices = covering_prices(climb.face, goals.weigh(Goal.BENEFIT), near)
        climb.proofs.append(_proof(Goal.BENEFIT, prices))


def draw_pairs(climb: Climb) -> None:
    """Draw numbers for pairs until one matching is left: the answer must not hang on chance."""
    for draw in range(1, goals.MOST_DRAWS + 1):
        prefer(climb, goals.pairs_draw(draw))
        if is_only_matching(climb.face, climb.match):
            return


def pairs_of(climb: Climb) -> Pairs:
    """The matching with the certain pairs and the locked ones, in the problem's own indices."""
    table = climb.table
    edges = joined([climb.match, climb.face.taken, table.forced], table.m)
    mentees, mentors = table.mentee_at[edges.row].tolist(), table.mentor_at[edges.col].tolist()
    return tuple(sorted(zip(mentees, mentors, strict=True)))


def _certificate(problem: Problem, climb: Climb) -> Certificate:
    return Certificate(problem.digest(), tuple(climb.proofs), cut_short=climb.is_late)


def _proof(goal: str, prices: Prices | None, *, floor: int | None = None) -> StageProof:
    if prices is None:
        return StageProof(str(goal), (), (), floor)
    mentee, mentor = tuple(prices.mentee.tolist()), tuple(prices.mentor.tolist())
    return StageProof(str(goal), mentee, mentor, floor)
