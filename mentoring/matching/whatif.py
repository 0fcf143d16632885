"""What a locked pair would cost: the exact answer by solving again, a first one from prices."""

from dataclasses import dataclass, replace

from mentoring.matching import goals
from mentoring.matching.floor import Infeasible
from mentoring.matching.goals import Goal
from mentoring.matching.problem import BadProblem, Problem
from mentoring.matching.replay import face_before
from mentoring.matching.result import Result, prices_of
from mentoring.matching.solve import begin, cover, pairs_of, prefer
from mentoring.matching.table import arrange, edges_of, place_of


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
            floor; None when it can.
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
    """Lock the pair as well, solve goals 1 to 3 again and compare.

    Raises:
        IndexError: no such mentee or mentor.
    """
    if not (0 <= mentee < problem.mentees and 0 <= mentor < problem.mentors):
        raise IndexError("no such pair")
    if (mentee, mentor) in result.pairs:
        return Cost(0, 0, 0 if problem.floor == "highest" else None, 0, 0)
    try:
        asked = replace(problem, forced=(*problem.forced, (mentee, mentor)))
        climb = begin(asked)
        cover(climb)
        prefer(climb, Goal.BENEFIT, fraction=0.5)
    except BadProblem as impossible:
        return Cost(None, None, None, None, None, _CODES[impossible.code])
    except Infeasible as impossible:
        return Cost(None, None, None, None, None, impossible.code)
    pairs = pairs_of(climb)
    table, edges = arrange(problem), edges_of(problem, pairs)
    weighted = sum(goals.coverage(table, edges).tolist())
    floors = [proof.floor for proof in climb.proofs if proof.goal == Goal.FLOOR]
    return Cost(
        coverage=len(pairs) - len(result.pairs),
        weighted=weighted - _value(result, Goal.COVERAGE),
        floor=(floors[0] or 0) - _value(result, Goal.FLOOR) if problem.floor == "highest" else None,
        benefit=sum(edges.benefit.tolist()) - result.total,
        at_most=most_gained_by(problem, result=result, mentee=mentee, mentor=mentor),
    )


def most_gained_by(problem: Problem, *, result: Result, mentee: int, mentor: int) -> int | None:
    """No more than this change in points (0 or less) if coverage and floor are to stay.

    At once, from the benefit goal's prices: whoever takes the pair pays both prices and gets its
    points. None when the pair is not open to goal 3, so that coverage or the floor would change.
    """
    table = arrange(problem)
    row = int(place_of(table.mentee_at)[mentee])
    col = int(place_of(table.mentor_at)[mentor])
    edges = face_before(Goal.BENEFIT, table=table, result=result).edges
    here = (edges.row == row) & (edges.col == col)
    stage = result.certificate.stage(Goal.BENEFIT)
    if stage is None or not here.any():
        return None
    slack = prices_of(table, stage).slack(edges.only(here), edges.benefit[here])
    return -int(slack[0])


def _value(result: Result, name: str) -> int:
    reached = result.goal(name)
    return 0 if reached is None else reached.value
