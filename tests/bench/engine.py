"""Measures the engine beside what else a user would pick, in one run: the whole job each time,
from profiles to checked pairs, every solver in a process of its own.

    pip install -e '.[bench]'
    python -m tests.bench.engine [--cases tight,loose,...] [--rounds 1] [--growth 1000,2000,...]

Prints a table (seconds, peak memory, ratio to ours) and, with --growth, how the cost grows;
--write FILE puts both and the machine's facts into a file. All must find the same total.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from mentoring import matching
from tests.bench.profiles import Profiles, agencies, city

ALLOWED_SECONDS = 900
MOST_DENSE = 10_000  # mentees
Job = Callable[[Profiles], tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Case:
    """A city of profiles and who is to match it."""

    make: Callable[[], Profiles]
    solvers: tuple[str, ...]
    says: str


def ours(town: Profiles) -> tuple[int, float]:
    """Total, and seconds of the check alone."""
    problem = matching.Problem(
        scores=town,
        capacity=town.capacity,
        mentee_lot=np.arange(town.shape[0]),
        mentor_lot=np.arange(town.shape[1]),
        parts=town.parts,
    )
    result = matching.solve(problem)
    begin = time.perf_counter()
    verdict = matching.verify(problem, result)
    assert verdict.ok, verdict.failures
    return result.total, time.perf_counter() - begin


def scipy_dense(town: Profiles) -> tuple[int, float]:
    from scipy.optimize import linear_sum_assignment

    points = town.places()
    rows, cols = linear_sum_assignment(points, maximize=True)
    return int(points[rows, cols].sum()), 0.0


def lapx(town: Profiles) -> tuple[int, float]:
    import lap

    points = town.places()
    highest = points.max()
    np.subtract(highest, points, out=points)
    _cost, rows, cols = lap.lapjvs(points, extend_cost=points.shape[0] != points.shape[1])
    pairs = highest - points[rows, cols]
    return int(pairs.sum()), 0.0


def ortools_flow(town: Profiles) -> tuple[int, float]:
    from ortools.graph.python import min_cost_flow

    n, m = town.shape
    points = town.all_points().astype(np.int64)
    flow = min_cost_flow.SimpleMinCostFlow()
    tail = np.repeat(np.arange(n, dtype=np.int32), m)
    head = np.tile(np.arange(n, n + m, dtype=np.int32), n)
    ones = np.ones(n * m, dtype=np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(tail, head, ones, -points.ravel())
    sink = np.full(m, n + m, dtype=np.int32)
    mentor = np.arange(n, n + m, dtype=np.int32)
    flow.add_arcs_with_capacity_and_unit_cost(mentor, sink, town.capacity, np.zeros(m, np.int64))
    flow.set_nodes_supplies(
        np.arange(n + m + 1, dtype=np.int32), np.r_[np.ones(n), np.zeros(m), -n]
    )
    assert flow.solve() == flow.OPTIMAL
    return -int(flow.optimal_cost()), 0.0


JOBS: dict[str, Job] = {
    "pamong": ours,
    "scipy dense": scipy_dense,
    "lapx lapjvs": lapx,
    "ortools flow": ortools_flow,
}
DENSE = ("pamong", "scipy dense", "lapx lapjvs")
CASES = {
    "tight": Case(lambda: city(10_000, 5_000, places=2), DENSE, "10,000 x 5,000, places = mentees"),
    "tight-flow": Case(
        lambda: city(5_000, 2_500, places=2), (*DENSE, "ortools flow"), "5,000 x 2,500, the same"
    ),
    "loose": Case(
        lambda: city(2_000, 1_500, places=3), (*DENSE, "ortools flow"), "2,000 x 1,500, 3 places"
    ),
    "large": Case(lambda: city(20_000, 10_000, places=2), ("pamong",), "20,000 x 10,000, tight"),
    "agencies": Case(
        lambda: agencies(200, 500, 100, places=5), ("pamong",), "100,000 x 20,000 in 200 agencies"
    ),
}


def measure(make: Callable[[], Profiles], solver: str) -> dict[str, Any]:
    """In this process: seconds from profiles to checked pairs, total, peak memory."""
    town = make()
    begin = time.perf_counter()
    town.score_all()
    scoring = time.perf_counter() - begin
    begin = time.perf_counter()
    total, check = JOBS[solver](town)
    return {
        "seconds": time.perf_counter() - begin,
        "check": check,
        "scoring": scoring,
        "total": total,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def apart(case: str, solver: str) -> dict[str, Any] | None:
    """In a process of its own; None when it needs too long or too much."""
    words = [sys.executable, "-m", "tests.bench.engine", "--one", case, solver]
    try:
        done = subprocess.run(words, capture_output=True, timeout=ALLOWED_SECONDS, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as failed:
        print(f"  {case} / {solver}: {failed.__class__.__name__}", file=sys.stderr)
        return None
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def named(case: str) -> Case:
    """A case by its name; `grow-5000` is 5,000 x 2,500, tight."""
    if case in CASES:
        return CASES[case]
    n = int(case.removeprefix("grow-"))
    # Beyond that a matrix of all places alone is 3.2 GB, and arcs for a flow are more.
    solvers = (*DENSE, "ortools flow") if n <= MOST_DENSE else ("pamong",)
    return Case(lambda: city(n, n // 2, places=2), solvers, f"{n:,} x {n // 2:,}")


def table(cases: list[str], rounds: int) -> list[str]:
    lines = [
        "| case | solver | seconds | times ours | peak MB | total |",
        "|---|---|---|---|---|---|",
    ]
    for case in cases:
        best: dict[str, dict[str, Any]] = {}
        for _ in range(rounds):
            for solver in named(case).solvers:
                found = apart(case, solver)
                if found and (solver not in best or found["seconds"] < best[solver]["seconds"]):
                    best[solver] = found
        assert len({found["total"] for found in best.values()}) == 1, best
        base = best["pamong"]
        for solver, found in best.items():
            ratio = found["seconds"] / base["seconds"]
            lines.append(
                f"| {named(case).says} | {solver} | {found['seconds']:.2f} | {ratio:.1f} "
                f"| {found['megabytes']:,} | {found['total']:,} |"
            )
        lines.append(
            f"| | scoring every pair once | {base['scoring']:.2f} "
            f"| {base['scoring'] / base['seconds']:.2f} | | check alone {base['check']:.2f} s |"
        )
        print("\n".join(lines[-len(best) - 1 :]), flush=True)
    return lines


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--cases", default="loose,tight")
    words.add_argument("--growth", default="")
    words.add_argument("--rounds", type=int, default=1)
    words.add_argument("--write", type=Path)
    words.add_argument("--one", nargs=2)
    asked = words.parse_args()
    if asked.one:
        print(json.dumps(measure(named(asked.one[0]).make, asked.one[1])))
        return
    growth = [f"grow-{n}" for n in asked.growth.split(",") if n]
    lines = table([case for case in asked.cases.split(",") if case] + growth, asked.rounds)
    about = f"{platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}"
    print(about)
    if asked.write:
        asked.write.write_text("\n".join([*lines, "", about, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
