"""Measures what the big cases leave out, beside HiGHS or beside the full run.

    python -m tests.bench.special [--changes 4000] [--rematch 20000]

Demand 3, capacity 4, minimum load 2 on 118 x 177 real numbers, with and without the highest floor;
one change at a time, beside solving from nothing; and 50 newcomers and 5 declines in a running
match of so many mentees.
"""

import argparse
import time
from dataclasses import replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from mentoring import matching
from tests.bench.profiles import Profiles, city

SCALE = 10**9


def with_demand(floor: str | None) -> matching.Problem:
    scores = np.random.default_rng(3).random((118, 177))
    return matching.Problem(
        benefit=np.rint(scores * SCALE).astype(np.int64),
        allowed=np.ones(scores.shape, dtype=bool),
        capacity=np.full(177, 4),
        min_load=np.full(177, 2),
        demand=np.full(118, 3),
        mentee_lot=np.arange(118),
        mentor_lot=np.arange(177),
        floor="highest" if floor else None,
    )


def by_highs(problem: matching.Problem) -> int:
    n, m = problem.benefit.shape
    row, col = np.divmod(np.arange(n * m), m)
    ones, at = np.ones(n * m), np.arange(n * m)
    found = milp(
        -problem.benefit.ravel().astype(float),
        integrality=np.ones(n * m),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(coo_array((ones, (row, at))).tocsr(), 3, 3),
            LinearConstraint(coo_array((ones, (col, at))).tocsr(), 2, 4),
        ],
    )
    total: float = -found.fun
    return round(total)


def demand() -> None:
    problem = with_demand(None)
    begin = time.perf_counter()
    highs = by_highs(problem)
    middle = time.perf_counter()
    result = matching.solve(problem)
    end = time.perf_counter()
    assert result.total == highs, (result.total, highs)
    assert matching.verify(problem, result).ok
    print(
        f"118 x 177, demand 3: pamong {end - middle:.2f} s, "
        f"HiGHS {middle - begin:.2f} s, same total"
    )
    begin = time.perf_counter()
    best = matching.solve(with_demand("highest"))
    floor = best.goal("floor")
    assert floor is not None
    assert best.status == "optimal"
    print(f"highest floor {floor.value / SCALE:.9f}, proven, {time.perf_counter() - begin:.2f} s")


def rematch(mentees: int) -> None:
    """Five mentors decline, fifty people join; nobody else is to move."""
    town = city(mentees + 50, mentees // 2, places=2)
    before = replace(town, needs=town.needs[:mentees])
    begin = time.perf_counter()
    running = matching.solve(asked(before))
    full = time.perf_counter() - begin
    declined = set(running.pairs[:5])
    more = replace(town, capacity=town.capacity + (np.arange(mentees // 2) < 60))
    begin = time.perf_counter()
    keep = tuple(pair for pair in running.pairs if pair not in declined)
    problem = asked(more, keep=keep)
    again = matching.solve(problem)
    took = time.perf_counter() - begin
    assert not again.broken
    assert len(again.pairs) == mentees + 50
    assert matching.verify(problem, again).ok
    print(
        f"{mentees:,}: full {full:.2f} s, "
        f"50 newcomers and 5 declines {took:.2f} s, {took / full:.1%}"
    )


def changes(mentees: int) -> None:
    """One change at a time, from what is left of the old answer and from nothing."""
    for places, name in ((2, "exactly enough"), (4, "plenty")):
        town = city(mentees, mentees // 2, places=places)
        before = asked(town)
        old = matching.solve(before)
        i, j = old.pairs[7]
        other = (i, (j + 1) % town.shape[1])
        more = town.capacity + (np.arange(len(town.capacity)) == j)
        for change, after in (
            ("one more place", replace(before, capacity=more)),
            ("one pair locked", replace(before, forced=(other,))),
            ("one mentee out", replace(before, demand=1 - (np.arange(mentees) == i))),
        ):
            begin = time.perf_counter()
            scratch = matching.solve(after)
            middle = time.perf_counter()
            again = matching.solve(after, start=matching.still_possible(after, old.pairs))
            end = time.perf_counter()
            assert again.pairs == scratch.pairs
            assert matching.verify(after, again).ok
            took, whole = end - middle, middle - begin
            print(f"{mentees:,}, {name}, {change}: {took:.2f} s, from nothing {whole:.2f} s")


def asked(town: Profiles, keep: tuple[tuple[int, int], ...] = ()) -> matching.Problem:
    n, m = town.shape
    return matching.Problem(
        scores=town,
        capacity=town.capacity,
        mentee_lot=np.arange(n),
        mentor_lot=np.arange(m),
        keep=keep,
        stability="frozen",
    )


if __name__ == "__main__":
    words = argparse.ArgumentParser()
    words.add_argument("--rematch", type=int, default=20_000)
    words.add_argument("--changes", type=int, default=4_000)
    wanted = words.parse_args()
    demand()
    changes(wanted.changes)
    rematch(wanted.rematch)
