"""The problem in its one canonical order: both sides by lottery number, pairs as a flat list.

Whatever order the rows came in, the same people give the same table, so everything behind it
(candidates, prices, certificate) is the same too. Locked pairs are taken out here: their mentees
leave the pool, their places are used up.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.problem import Bools, Ints, Problem

Index = NDArray[np.int32]

CELLS_AT_ONCE = 2**18


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Pairs as three columns of equal length; sorted by row, then column."""

    row: Index
    col: Index
    benefit: Ints

    def __len__(self) -> int:
        return len(self.row)

    def only(self, keep: Bools) -> "Edges":
        return Edges(self.row[keep], self.col[keep], self.benefit[keep])


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A Problem in canonical order. `mentee_at[i]` is the original index of canonical row i."""

    mentee_at: Ints
    mentor_at: Ints
    mentee_lot: Ints
    mentor_lot: Ints
    edges: Edges
    forced: Edges
    capacity: Ints
    class_weight: Ints
    current: Ints
    floor: int | Literal["highest"] | None

    @property
    def n(self) -> int:
        return len(self.mentee_at)

    @property
    def m(self) -> int:
        return len(self.mentor_at)


def arrange(problem: Problem) -> Table:
    """Sort, take the locked pairs out, list what is left."""
    mentee_at, mentor_at = _orders(problem)
    forced = _forced_edges(problem)
    load = np.bincount(forced.col, minlength=problem.mentors)
    locked = np.zeros(problem.mentees, dtype=bool)
    locked[forced.row] = True
    return Table(
        mentee_at=mentee_at,
        mentor_at=mentor_at,
        mentee_lot=problem.mentee_lot[mentee_at],
        mentor_lot=problem.mentor_lot[mentor_at],
        edges=_open_edges(problem, locked),
        forced=forced,
        capacity=problem.capacity[mentor_at] - load,
        class_weight=_class_weights(problem.priority[mentee_at]),
        current=_canonical_current(problem),
        floor=problem.floor,
    )


def place_of(order: Ints) -> Ints:
    """The inverse of an order: where each original index went."""
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place


def edges_of(problem: Problem, pairs: tuple[tuple[int, int], ...]) -> Edges:
    """Pairs in original indices as canonical edges with their points."""
    mentee_at, mentor_at = _orders(problem)
    both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    row, col = place_of(mentee_at)[both[:, 0]], place_of(mentor_at)[both[:, 1]]
    order = np.lexsort((col, row))
    benefit = problem.benefit[both[order, 0], both[order, 1]]
    return Edges(row[order].astype(np.int32), col[order].astype(np.int32), benefit)


def digest(problem: Problem) -> str:
    """SHA-256 over the canonical bytes (little-endian, fixed widths)."""
    mentee_at, mentor_at = _orders(problem)
    forced = _forced_edges(problem)
    head = (problem.mentees, problem.mentors, len(forced), problem.floor)
    state = hashlib.sha256(f"pamong-matching-1 {head}\n".encode())
    for part in (
        problem.mentee_lot[mentee_at],
        problem.mentor_lot[mentor_at],
        problem.capacity[mentor_at],
        problem.priority[mentee_at],
        _canonical_current(problem),
        forced.row,
        forced.col,
    ):
        state.update(part.astype("<i8").tobytes())
    for _, allowed, benefit in _blocks(problem):
        state.update(np.packbits(allowed, axis=1).tobytes())
        state.update(benefit.astype("<i8").tobytes())
    return state.hexdigest()


def _orders(problem: Problem) -> tuple[Ints, Ints]:
    return np.argsort(problem.mentee_lot), np.argsort(problem.mentor_lot)


def _canonical_current(problem: Problem) -> Ints:
    mentee_at, mentor_at = _orders(problem)
    current = problem.current[mentee_at]
    if not problem.mentors:
        return current
    return np.where(current >= 0, place_of(mentor_at)[current], -1)


def _class_weights(priority: Ints) -> Ints:
    classes, rank = np.unique(priority, return_inverse=True)
    return (len(classes) - rank).astype(np.int64)


def _forced_edges(problem: Problem) -> Edges:
    return edges_of(problem, problem.forced)


def _blocks(problem: Problem) -> Iterator[tuple[int, Bools, Ints]]:
    """Some canonical rows at a time, so that no second matrix of full size is ever needed."""
    mentee_at, mentor_at = _orders(problem)
    step = max(1, CELLS_AT_ONCE // max(1, problem.mentors))
    for low in range(0, problem.mentees, step):
        rows = mentee_at[low : low + step]
        allowed = problem.allowed[rows][:, mentor_at]
        yield low, allowed, np.where(allowed, problem.benefit[rows][:, mentor_at], 0)


def _open_edges(problem: Problem, locked: Bools) -> Edges:
    rows: list[Index] = [np.empty(0, dtype=np.int32)]
    cols: list[Index] = [np.empty(0, dtype=np.int32)]
    points: list[Ints] = [np.empty(0, dtype=np.int64)]
    for low, allowed, benefit in _blocks(problem):
        allowed[locked[low : low + len(allowed)]] = False
        row, col = np.nonzero(allowed)
        rows.append((row + low).astype(np.int32))
        cols.append(col.astype(np.int32))
        points.append(benefit[row, col])
    return Edges(np.concatenate(rows), np.concatenate(cols), np.concatenate(points))
