"""Goals from the floor on, where mentees want several mentors: whole numbers instead of prices."""

from mentoring.matching.certificate import StageProof
from mentoring.matching.feasible import Infeasible
from mentoring.matching.goals import Goal
from mentoring.matching.integers import Programme
from mentoring.matching.table import Edges


def pursue(
    programme: Programme, goal: Goal, match: Edges, floor: int | None
) -> tuple[Edges, StageProof]:
    """Reach the most of a goal and hold it. Proven by the solver's bound over the open pairs.

    When time runs out the bound is above the value, and the matching is the best one found.
    """
    worth = programme.worth_of(goal)
    found = programme.best(worth, floor)
    if found.taken is not None:
        match = programme.edges.only(found.taken)
    value = int(worth @ programme.state_of(match))
    programme.hold(worth, value)
    bound = value if found.is_certain else max(value, found.bound)
    return match, StageProof(str(goal), (), (), bound=bound)


def given_floor(programme: Programme, points: int, match: Edges) -> tuple[Edges, StageProof]:
    """Raises Infeasible when what goes first cannot be kept with this floor."""
    if programme.worst_of(match) < points:
        found = programme.best(None, points)
        if found.taken is None:
            _match, best = highest_floor(programme, match)
            raise Infeasible("floor", best_floor=best.floor)
        match = programme.edges.only(found.taken)
    return match, StageProof(Goal.FLOOR, (), (), floor=points, bound=points)


def highest_floor(programme: Programme, match: Edges) -> tuple[Edges, StageProof]:
    """The highest floor that was reached, with the one that is proven to be the most.

    The first guess is the highest that is not refuted at sight: it often holds.
    """
    low, high = programme.worst_of(match), programme.ceiling()
    guess = high
    while low < high:
        found = programme.best(None, guess)
        if found.taken is not None:
            match = programme.edges.only(found.taken)
            low = max(low, programme.worst_of(match))
        elif found.is_certain:
            high = guess - 1
        else:
            break  # out of time: nobody knows about this one
        guess = low + (high - low + 1) // 2
    return match, StageProof(Goal.FLOOR, (), (), floor=low, bound=max(low, high))
