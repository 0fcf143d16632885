"""Demand, minimum loads, negative points, prices of change: against every matching there is."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring import matching
from mentoring.matching import Infeasible, Problem

Pairs = tuple[tuple[int, int], ...]


@st.composite
def general_problems(draw: st.DrawFn) -> Problem:
    """Up to 3 x 3, everything the engine knows."""
    n, m = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    points = draw(st.sampled_from([[-2, -1, 0, 1, 2], [0, 1], [-5, 7, 1000], [-(2**31), 0, 2**31]]))

    def numbers(size: int, low: int, high: int, **more: Any) -> Any:
        cells = draw(st.lists(st.integers(low, high), min_size=size, max_size=size, **more))
        return np.array(cells, dtype=np.int64)

    demand = numbers(n, 0, draw(st.sampled_from([1, 3])))
    cells = draw(st.lists(st.sampled_from(points), min_size=n * m, max_size=n * m))
    every = [(i, j) for i in range(n) for j in range(m)]
    floors = [None, None, "highest", 0, 1, 3]
    return Problem(
        benefit=np.array(cells).reshape(n, m),
        allowed=numbers(n * m, 0, 3).reshape(n, m) > 0,
        capacity=numbers(m, 0, 3),
        min_load=numbers(m, 0, draw(st.sampled_from([0, 0, 2]))),
        demand=demand,
        priority=numbers(n, 1, 2),
        mentee_lot=numbers(n, 0, 99, unique=True),
        mentor_lot=numbers(m, 0, 99, unique=True),
        keep=tuple(draw(st.lists(st.sampled_from(every), max_size=3, unique=True))),
        first=draw(st.sampled_from(["coverage", "total"])),
        stability=draw(st.sampled_from(["ties", 0, 1, 3])),
        require_all=draw(st.sampled_from([False, False, False, True])),
        floor=draw(st.sampled_from(floors)),
        floor_spares_forced=False,
    )


def every_assignment(made: Problem) -> Iterator[Pairs]:
    """All that is hard is kept: rules, demand, capacities, minimum loads."""
    every = [(i, j) for i, j in np.argwhere(made.allowed).tolist()]
    for size in range(len(every) + 1):
        for pairs in combinations(every, size):
            of_mentee = np.bincount([i for i, _ in pairs], minlength=made.mentees)
            of_mentor = np.bincount([j for _, j in pairs], minlength=made.mentors)
            if (of_mentee > made.demand).any() or (of_mentor > made.capacity).any():
                continue
            if (of_mentor < made.min_load).any():
                continue
            if made.require_all and (of_mentee < made.demand).any():
                continue
            yield pairs


def sums_of(made: Problem, pairs: Pairs) -> dict[int, int]:
    """The points of everybody who is covered."""
    sums: dict[int, int] = {}
    for i, j in pairs:
        sums[i] = sums.get(i, 0) + int(made.benefit[i, j])
    return sums


def merit(made: Problem, pairs: Pairs) -> tuple[Any, ...]:
    """What the goals see, in plain words, in their order."""
    covered = {i for i, _ in pairs}
    classes = sorted({int(c) for c in made.priority})
    people = (
        *(sum(int(made.priority[i]) == c for i in covered) for c in classes),
        len(pairs) if (made.demand > 1).any() else 0,
    )
    stays = len({*made.keep} & {*pairs})
    total = sum(int(made.benefit[i, j]) for i, j in pairs) + made.break_price * stays
    floor = min(sums_of(made, pairs).values(), default=0) if made.floor == "highest" else 0
    by_lot = sorted(range(made.mentees), key=lambda i: int(made.mentee_lot[i]))
    lots = tuple(sum(pair[0] == i for pair in pairs) for i in by_lot)
    if made.floor is not None and (made.demand > 1).any():
        lots = ()  # settled by the integer solver, without a lottery
    if made.first == "coverage":
        return (*people, floor, total, stays, lots)
    return (total, *people, floor, stays, lots)


@settings(max_examples=600, deadline=None)
@given(general_problems())
def test_nothing_is_better_and_the_proof_holds(made: Problem) -> None:
    possible = list(every_assignment(made))
    if isinstance(made.floor, int) and made.first == "coverage":
        best = max((merit(made, pairs)[:-4] for pairs in possible), default=())
        possible = [pairs for pairs in possible if merit(made, pairs)[:-4] == best]
    if isinstance(made.floor, int):
        floor = made.floor
        possible = [p for p in possible if min(sums_of(made, p).values(), default=floor) >= floor]
    try:
        result = matching.solve(made)
    except Infeasible:
        assert not possible
        return
    assert result.pairs in possible
    best = max(merit(made, pairs) for pairs in possible)
    assert merit(made, result.pairs) == best
    assert result.status == "optimal"
    verdict = matching.verify(made, result)
    assert verdict.ok, verdict
