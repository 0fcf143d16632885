"""What a locked pair would cost: the exact answer by solving again, a first one from prices."""

from dataclasses import dataclass, replace

from mentoring.matching import goals
from mentoring.matching.change import still_possible
from mentoring.matching.checks import BadProblem
from mentoring.matching.feasible import Infeasible
from mentoring.matching.goals import Goal
from mentoring.matching.problem import Problem
from mentoring.matching.replay import step_of
from mentoring.matching.result import Result
from mentoring.matching.solve import begin, pairs_of, pursue
from mentoring.matching.table import arrange, edges_of
from mentoring.matching.values import reached


@dataclass(frozen=True, slots=True)
class Cost:
    """The change a forced pair brings: 0 is free, negative is a loss. None: it cannot be.

    Attributes:
        coverage: mentees matched, more or fewer.
        weighted: the same in goal 1's weights (class 1 weighs most).
        floor: points of the floor, None without a "highest" floor.
        benefit: sum of points; comparable only when coverage stays.
        at_most: from the prices alone: no more than this change in points, if coverage and floor
            are to stay; None when they cannot.
        code: why it cannot be: locked (the mentee is, to somebody else), not_allowed, no_place,
            floor, required; None when it can.
    """

    coverage: int | None
    weighted: int | None
    floor: int | None
    benefit: int | None
    at_most: int | None
    code: str | None = None


_CODES = {
    "forced_twice": "locked",
    "forced_not_allowed": "not_allowed",
    "forced_over_capacity": "no_place",
}


def cost_of_forcing(problem: Problem, *, result: Result, mentee: int, mentor: int) -> Cost:
    """Lock the pair as well, solve the goals up to the points again and compare.

    Raises:
        IndexError: no such mentee or mentor.
    """
    if not (0 <= mentee < problem.mentees and 0 <= mentor < problem.mentors):
        raise IndexError("no such pair")
    if (mentee, mentor) in result.pairs:
        return Cost(0, 0, 0 if problem.floor == "highest" else None, 0, 0)
    try:
        asked = replace(problem, forced=(*problem.forced, (mentee, mentor)))
        climb = begin(asked, start=still_possible(asked, result.pairs))
        order = goals.order_of(asked)
        for goal in order[: order.index(Goal.BENEFIT) + 1]:
            pursue(climb, goal)
    except BadProblem as impossible:
        return Cost(None, None, None, None, None, _CODES[impossible.code])
    except Infeasible as impossible:
        return Cost(None, None, None, None, None, impossible.code)
    pairs = pairs_of(climb)
    edges = edges_of(problem, pairs)
    floors = [proof.floor for proof in climb.proofs if proof.goal == Goal.FLOOR]
    weighted = reached(Goal.COVERAGE, arrange(problem), edges)
    return Cost(
        coverage=len({i for i, _ in pairs}) - (problem.mentees - len(result.unmatched)),
        weighted=weighted - _value(result, Goal.COVERAGE),
        floor=(floors[0] or 0) - _value(result, Goal.FLOOR) if problem.floor == "highest" else None,
        benefit=sum(edges.benefit.tolist()) - result.total,
        at_most=most_gained_by(problem, result=result, mentee=mentee, mentor=mentor),
    )


def most_gained_by(problem: Problem, *, result: Result, mentee: int, mentor: int) -> int | None:
    """No more than this change in points (0 or less) if coverage and floor are to stay.

    At once, from the benefit goal's prices: whoever takes the pair pays both prices and gets its
    points. None when the pair is not open to that goal, so that coverage or the floor would
    change.
    """
    step = step_of(Goal.BENEFIT, problem, result.pairs, result.certificate)
    if step.prices is None or not step.before.has(asked := edges_of(problem, ((mentee, mentor),))):
        return None
    slack = step.prices.slack(asked, goals.benefit(step.before.table, asked))
    return -int(slack[0])


def _value(result: Result, name: str) -> int:
    reached_ = result.goal(name)
    return 0 if reached_ is None else reached_.value
