"""The engine's problem from what was given, and its answer."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from mentoring import matching
from mentoring.matrices.given import Given

LOTS = 2**48
PLENTY = 10**9  # seconds


@dataclass(frozen=True, slots=True)
class Choices:
    """How to choose. floor and price are in units of the scores."""

    first: Literal["coverage", "total"] = "coverage"
    floor: Fraction | Literal["max"] | None = None
    stability: Fraction | Literal["ties", "frozen"] = "ties"
    require_all: bool = False
    seed: str = "pamong"


def ask(given: Given, choices: Choices) -> matching.Problem:
    """Raises matching.BadProblem when forced or frozen pairs clash; see `clashes`."""
    floor = choices.floor
    stability = choices.stability
    return matching.Problem(
        benefit=given.points,
        allowed=given.allowed,
        capacity=given.capacity,
        min_load=given.min_load,
        demand=given.demand,
        mentee_lot=_lots(given.mentees, len(given.allowed), "mentee", choices.seed),
        mentor_lot=_lots(given.mentors, given.allowed.shape[1], "mentor", choices.seed),
        keep=given.keep,
        forced=given.force,
        first=choices.first,
        stability=stability if isinstance(stability, str) else given.scale.nearest(stability),
        require_all=choices.require_all,
        floor=given.scale.at_least(floor)
        if isinstance(floor, Fraction)
        else None
        if floor is None
        else "highest",
        floor_spares_forced=False,
    )


def solve(
    problem: matching.Problem,
    *,
    seconds: float | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> matching.Result:
    """Raises matching.Infeasible. seconds: when to stop with the best answer so far."""
    end = time.monotonic() + (PLENTY if seconds is None else seconds)
    return matching.solve(
        problem,
        progress=progress,
        late=lambda: time.monotonic() > end,
        integer_seconds=60.0 if seconds is None else max(seconds / 3, 0.1),
    )


def _lots(names: tuple[str, ...] | None, count: int, side: str, seed: str) -> NDArray[Any]:
    """The lottery number of every id; without ids the order of the rows counts."""
    if names is None:
        return np.arange(count, dtype=np.int64)
    taken: dict[int, str] = {}
    for name in sorted(names):
        attempt = 0
        while (lot := _draw(seed, name, side, attempt)) in taken:
            attempt += 1
        taken[lot] = name
    lots = {name: lot for lot, name in taken.items()}
    return np.array([lots[name] for name in names], dtype=np.int64)


def _draw(seed: str, name: str, side: str, attempt: int) -> int:
    text = f"{seed}|{name}|{side}|{attempt}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % LOTS
