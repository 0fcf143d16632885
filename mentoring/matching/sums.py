"""Goals from the floor on, where mentees want several mentors: whole numbers instead of prices."""

from mentoring.matching.certificate import StageProof
from mentoring.matching.feasible import Infeasible
from mentoring.matching.goals import Goal
from mentoring.matching.integers import Found, Programme
from mentoring.matching.pairs import Edges


def pursue(
    programme: Programme, goal: Goal, match: Edges, floor: int | None
) -> tuple[Edges, StageProof]:
    """Reach the most of a goal and hold it. Proven by the solver's bound over the open pairs.

    When time runs out the bound is above the value, and the matching is the best one found.
    """
    worth = programme.worth_of(goal)
    value = int(worth @ programme.state_of(match))
    bound = programme.most.get(goal)
    if value != bound:
        found = programme.best(worth, floor)
        if found.taken is not None:
            match = programme.edges.only(found.taken)
        value = int(worth @ programme.state_of(match))
        bound = value if found.is_certain else max(value, found.bound)
    programme.hold(worth, value)
    return match, StageProof(str(goal), (), (), bound=bound)


def given_floor(programme: Programme, points: int, match: Edges) -> tuple[Edges, StageProof]:
    """Raises Infeasible when what goes first cannot be kept with this floor."""
    if programme.worst_of(match) < points:
        found = _any_at(programme, points)
        if found.taken is None:
            _match, best = highest_floor(programme, match)
            raise Infeasible("floor", best_floor=best.floor)
        match = programme.edges.only(found.taken)
    return match, StageProof(Goal.FLOOR, (), (), floor=points, bound=points)


def highest_floor(programme: Programme, match: Edges) -> tuple[Edges, StageProof]:
    """The highest floor that was reached, with the one that is proven to be the most.

    The first guess is the highest that is not refuted at sight: it often holds. Then halves; but
    sums lie far apart, so that after two refusals the very next number is likely the end.
    """
    low, high = programme.worst_of(match), programme.ceiling()
    guess, refusals = high, 0
    while low < high:
        found = _any_at(programme, guess)
        if found.taken is not None:
            match = programme.edges.only(found.taken)
            low, refusals = max(low, programme.worst_of(match)), 0
            if low < guess:  # nobody is covered whom the floor is about
                high = low
        elif found.is_certain:
            high, refusals = guess - 1, refusals + 1
        else:
            break  # out of time: nobody knows about this one
        guess = low + (1 if refusals == 2 else (high - low + 1) // 2)
    return match, StageProof(Goal.FLOOR, (), (), floor=low, bound=max(low, high))


def _any_at(programme: Programme, floor: int) -> Found:
    """Some matching that reaches the floor, if there is one."""
    return programme.best(programme.worth_of(Goal.BENEFIT), floor, exact=False)
