"""Independent parts: found as by a walk through the pairs, solved apart as well as together."""

from typing import Any

import numpy as np
import pytest

from mentoring import matching
from mentoring.matching import Problem, parts
from mentoring.matching.scores import AnyInts, Bools, Ints

from .cases import problem


def blocks(dice: np.random.Generator, *, dense: float = 0.5, **more: Any) -> Problem:
    """A few blocks of people, shuffled, with nobody allowed across; lots of ties."""
    sizes = [(int(dice.integers(0, 6)), int(dice.integers(0, 4))) for _ in range(4)]
    n, m = sum(a for a, _ in sizes), sum(b for _, b in sizes)
    allowed = np.zeros((n, m), dtype=bool)
    row = col = 0
    for a, b in sizes:
        allowed[row : row + a, col : col + b] = dice.random((a, b)) < dense
        row, col = row + a, col + b
    allowed = allowed[dice.permutation(n)][:, dice.permutation(m)]
    every = [(int(i), int(j)) for i, j in np.argwhere(allowed)]
    dice.shuffle(every)
    given: dict[str, Any] = {
        "benefit": dice.integers(-1, 4, (n, m)),
        "allowed": allowed,
        "capacity": dice.integers(0, 4, m),
        "priority": dice.integers(1, 4, n),
        "mentee_lot": dice.permutation(100)[:n],
        "mentor_lot": dice.permutation(100)[:m],
        "keep": tuple(every[:3]),
        "first": str(dice.choice(["coverage", "total"])),
        "stability": [("ties"), 0, 2][dice.integers(0, 3)],
        "demand": dice.integers(1, 1 + int(dice.integers(1, 3)), n),
    }
    return Problem(**(given | more))


class Counted:
    """Scores that know how many cells were looked at: of twelve agencies of 400 x 100."""

    shape, span = (4800, 1200), (0, 996)

    def __init__(self) -> None:
        self.looked = 0

    def cells(self, rows: Ints, cols: Ints) -> tuple[AnyInts, Bools]:
        self.looked += len(rows) * len(cols)
        points = ((7919 * rows[:, None]) ^ (104729 * cols[None, :])) % 997
        return points, rows[:, None] // 400 == cols[None, :] // 100


def test_solve_finds_the_parts_by_itself_and_looks_across_no_more() -> None:
    n, m = Counted.shape
    given: dict[str, Any] = {"capacity": np.full(m, 4), "mentee_lot": np.arange(n)[::-1],
                             "mentor_lot": np.arange(m)}  # fmt: skip
    alone, told = Counted(), Counted()
    result = matching.solve(Problem(scores=alone, **given))
    # One look at everything for the parts, one for the digest; all others stay within the parts.
    assert alone.looked < 3 * n * m
    assert matching.verify(Problem(scores=alone, **given), result).ok
    numbers = np.arange(n) // 400, np.arange(m) // 100
    assert result.pairs == matching.solve(Problem(scores=told, **given, parts=numbers)).pairs


def walked(made: Problem) -> list[set[tuple[str, int]]]:
    """The parts, by walking from one person to the next."""
    left = {("mentee", i) for i in np.flatnonzero(made.allowed.any(axis=1)).tolist()}
    found = []
    while left:
        part: set[tuple[str, int]] = set()
        todo = [left.pop()]
        while todo:
            side, at = todo.pop()
            if (side, at) in part:
                continue
            part.add((side, at))
            line = made.allowed[at] if side == "mentee" else made.allowed[:, at]
            other = "mentor" if side == "mentee" else "mentee"
            todo += [(other, k) for k in np.flatnonzero(line).tolist()]
        left -= part
        found.append(part)
    return found


def as_sets(numbers: tuple[Ints, Ints]) -> list[set[tuple[str, int]]]:
    of_mentee, of_mentor = numbers
    return [
        {("mentee", i) for i in np.flatnonzero(of_mentee == k).tolist()}
        | {("mentor", j) for j in np.flatnonzero(of_mentor == k).tolist()}
        for k in np.unique(of_mentee[of_mentee >= 0])
    ]


def sorted_parts(found: list[set[tuple[str, int]]]) -> list[list[tuple[str, int]]]:
    return sorted(sorted(part) for part in found)


@pytest.mark.parametrize("seed", range(60))
def test_parts_are_found_as_a_walk_finds_them(seed: int) -> None:
    made = blocks(np.random.default_rng(seed), dense=(seed % 5 + 1) / 6)
    assert sorted_parts(as_sets(parts.found(made))) == sorted_parts(walked(made))


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("most", [2, 99])
def test_parts_solved_apart_give_the_very_same_answer_and_proof(seed: int, most: int) -> None:
    made = blocks(np.random.default_rng(seed))
    pieces = parts.apart(made, parts.found(made), most=most)
    assert len(pieces) <= most
    start = [p for piece in pieces for p in piece.back(matching.solve(piece.problem).pairs)]
    whole = matching.solve(made)
    assert tuple(sorted(start)) == whole.pairs
    put_together = matching.solve(made, start=tuple(start))
    assert put_together.pairs == whole.pairs
    assert matching.verify(made, put_together).ok


def test_locked_pairs_and_minimum_loads_stay_with_their_part() -> None:
    made = problem(
        [[5, 4, 0, 0], [5, 1, 0, 0], [0, 0, 3, 3], [0, 0, 2, 9]],
        allowed=[[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]],
        min_load=np.array([0, 1, 0, 1]),
        forced=((1, 0),),
        floor=2,
    )
    pieces = parts.apart(made, parts.found(made), most=9)
    assert [piece.problem.forced for piece in pieces] == [((1, 0),), ()]
    start = tuple(p for piece in pieces for p in piece.back(matching.solve(piece.problem).pairs))
    assert matching.solve(made, start=start).pairs == matching.solve(made).pairs


def test_the_highest_floor_is_one_question_about_all() -> None:
    made = problem([[1, 0], [0, 1]], allowed=[[1, 0], [0, 1]], floor="highest")
    assert parts.apart(made, parts.found(made), most=2) == []


@pytest.mark.parametrize(
    "start",
    [
        ((0, 0), (0, 1)),  # more than is wanted
        ((0, 0), (1, 0)),  # more than there is room for
        ((0, 1), (1, 0)),  # not the best
        ((1, 1),),  # not allowed
    ],
)
def test_a_wrong_start_changes_nothing(start: tuple[tuple[int, int], ...]) -> None:
    made = problem([[3, 2], [1, 0]], allowed=[[1, 1], [1, 0]])
    assert matching.solve(made, start=start).pairs == matching.solve(made).pairs
