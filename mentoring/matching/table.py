"""The problem in its one canonical order: both sides by lottery number, pairs a block at a time.

Whatever order the rows came in, the same people give the same table, so everything behind it
(candidates, prices, certificate) is the same too. Locked pairs are taken out here: what their
mentees want and the places they fill are used up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from mentoring.matching.pairs import Block, Edges, is_among, keys_of
from mentoring.matching.problem import Pairs, Problem
from mentoring.matching.scores import Ints, at_pairs

CELLS_AT_ONCE = 2**20
NARROW = 2**29  # three numbers up to this one are added in 32 bits


@dataclass(frozen=True, eq=False)
class Table:
    """A Problem in canonical order. `mentee_at[i]` is the original index of canonical row i.

    demand, capacity and min_load are what the locked pairs leave; held: locked pairs per mentee.
    keep: kept pairs as row * mentors + column, sorted.
    """

    problem: Problem
    mentee_at: Ints
    mentor_at: Ints
    mentee_lot: Ints
    mentor_lot: Ints
    forced: Edges
    held: Ints
    demand: Ints
    capacity: Ints
    min_load: Ints
    class_weight: Ints
    keep: Ints

    @property
    def n(self) -> int:
        return len(self.mentee_at)

    @property
    def m(self) -> int:
        return len(self.mentor_at)

    def blocks(self) -> Iterator[Block]:
        """Every pair that the rules leave open, once."""
        taken = keys_of(self.forced, self.m)
        for block in blocks_of(self.problem, np.flatnonzero(self.demand > 0)):
            locked = is_among(block, taken, self.m)
            yield replace(block, is_open=block.is_open & ~locked) if locked.any() else block


def blocks_of(problem: Problem, rows: Ints) -> Iterator[Block]:
    """The pairs of some canonical rows, part by part, a block at a time."""
    mentee_at, mentor_at = orders(problem)
    width = np.int32 if max(map(abs, problem.pairing.span)) <= NARROW else np.int64
    for some, cols in _parts(problem, rows, np.arange(problem.mentors)):
        step = max(1, CELLS_AT_ONCE // len(cols))
        for low in range(0, len(some), step):
            row = some[low : low + step]
            points, allowed = problem.pairing.cells(mentee_at[row], mentor_at[cols])
            yield Block(
                row=row.astype(np.int32)[:, None],
                col=cols.astype(np.int32)[None, :],
                benefit=points.astype(width, copy=False),
                is_open=allowed,
            )


def _parts(problem: Problem, rows: Ints, cols: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Canonical rows and columns of every independent part that may hold a pair."""
    if not len(rows) or not len(cols):
        return
    if problem.parts is None:
        yield rows, cols
        return
    mentee_at, mentor_at = orders(problem)
    of_row, of_col = problem.parts[0][mentee_at[rows]], problem.parts[1][mentor_at[cols]]
    by_row, by_col = np.argsort(of_row, kind="stable"), np.argsort(of_col, kind="stable")
    sorted_row, sorted_col = of_row[by_row], of_col[by_col]
    for part in np.intersect1d(of_row, of_col):
        row = by_row[slice(*np.searchsorted(sorted_row, [part, part + 1]))]
        col = by_col[slice(*np.searchsorted(sorted_col, [part, part + 1]))]
        yield rows[row], cols[col]


def arrange(problem: Problem) -> Table:
    """Sort, and take the locked pairs out."""
    mentee_at, mentor_at = orders(problem)
    forced = edges_of(problem, problem.locked)
    held = np.bincount(forced.row, minlength=problem.mentees)
    load = np.bincount(forced.col, minlength=problem.mentors)
    keep = edges_of(problem, problem.keep)
    return Table(
        problem=problem,
        mentee_at=mentee_at,
        mentor_at=mentor_at,
        mentee_lot=problem.mentee_lot[mentee_at],
        mentor_lot=problem.mentor_lot[mentor_at],
        forced=forced,
        held=held,
        demand=problem.demand[mentee_at] - held,
        capacity=problem.capacity[mentor_at] - load,
        min_load=np.maximum(problem.min_load[mentor_at] - load, 0),
        class_weight=_class_weights(problem.priority[mentee_at]),
        keep=keys_of(keep, problem.mentors),
    )


def place_of(order: Ints) -> Ints:
    """The inverse of an order: where each original index went."""
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place


def edges_of(problem: Problem, pairs: Pairs) -> Edges:
    """Pairs in original indices as canonical edges with their points."""
    mentee_at, mentor_at = orders(problem)
    both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    row, col = place_of(mentee_at)[both[:, 0]], place_of(mentor_at)[both[:, 1]]
    order = np.lexsort((col, row))
    benefit, _allowed = at_pairs(problem.pairing, both[order, 0], both[order, 1])
    return Edges(row[order].astype(np.int32), col[order].astype(np.int32), benefit)


def orders(problem: Problem) -> tuple[Ints, Ints]:
    """Original indices of both sides by lottery number."""
    return np.argsort(problem.mentee_lot), np.argsort(problem.mentor_lot)


def _class_weights(priority: Ints) -> Ints:
    classes, rank = np.unique(priority, return_inverse=True)
    return (len(classes) - rank).astype(np.int64)
