"""What fairness costs: the best total at every floor that makes a difference."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from mentoring.matching.feasible import Infeasible
from mentoring.matching.goals import Goal, order_of
from mentoring.matching.problem import Problem
from mentoring.matching.solve import begin, pairs_of, pursue


@dataclass(frozen=True, slots=True)
class Point:
    """The best matching whose worst-off mentee has `floor` points.

    Attributes:
        floor: the lowest sum of a covered mentee.
        total: the most points with everybody at that floor or above.
        broken: kept pairs that go, as few as that total permits.
    """

    floor: int
    total: int
    broken: int


def frontier(
    problem: Problem, *, most: int = 100, breathe: Callable[[float], None] = lambda share: None
) -> tuple[Point, ...]:
    """All points where a higher floor costs points, from no floor to the highest one.

    Each is proven best like any result; where there are more than `most`, the floors between are
    spread evenly and the ends are exact.

    Args:
        breathe: called with the share of the work done.

    Raises:
        Infeasible: something hard cannot be met even without a floor.
    """
    found = [_point(replace(problem, floor=None))]
    highest = _point(replace(problem, floor="highest"))
    step = 1
    while found[-1].floor < highest.floor:
        breathe((found[-1].floor - found[0].floor) / max(1, highest.floor - found[0].floor))
        if len(found) >= most - 1:
            break
        wanted = found[-1].floor + step
        try:
            point = _point(replace(problem, floor=min(wanted, highest.floor)))
        except Infeasible:
            break
        found.append(point)
        left = most - 1 - len(found)
        step = max(1, (highest.floor - point.floor) // max(1, left) if left < most // 2 else 1)
    return (*(point for point in found if point.floor < highest.floor), highest)


def _point(problem: Problem) -> Point:
    climb = begin(problem)
    for goal in order_of(problem):
        if goal != Goal.LOTTERY_PEOPLE:
            pursue(climb, goal)
    pairs = pairs_of(climb)
    sums: dict[int, int] = {}
    points = problem.points(pairs)
    for (mentee, _mentor), value in zip(pairs, points, strict=True):
        sums[mentee] = sums.get(mentee, 0) + value
    spared = {i for i, _j in problem.locked} if problem.floor_spares_forced else set()
    kept = {*problem.keep} & {*pairs}
    possible = sum(problem.is_allowed(problem.keep))
    asked = [value for mentee, value in sums.items() if mentee not in spared]
    return Point(min(asked, default=0), sum(points), possible - len(kept))
