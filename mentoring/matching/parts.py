"""Independent parts: sets of mentees and mentors with no allowed pair between two of them.

They can be solved apart, by different workers too. Every goal but the floor is a sum over the
mentees, so the best of the whole is the best of every part put together; `solve` with that as its
start then proves it for the whole, and mends it if a part was wrong.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from mentoring.matching.pairs import Block, joined
from mentoring.matching.problem import NOT_GIVEN, Pairs, Problem
from mentoring.matching.scores import AnyInts, Bools, Ints, Scores
from mentoring.matching.table import arrange, blocks_of

NOBODY = -1
FEW_MENTEES = 128
WORTH_A_LOOK = 1_000_000  # pairs; fewer are looked at often enough in the time that this takes


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Some mentees and mentors of a problem (its own indices, rising), as a problem of its own."""

    mentees: Ints
    mentors: Ints
    problem: Problem

    def back(self, pairs: Pairs) -> Pairs:
        """Pairs of the part in the indices of the whole."""
        return tuple((int(self.mentees[i]), int(self.mentors[j])) for i, j in pairs)


@dataclass(frozen=True, slots=True)
class Some:
    """The scores of some rows and columns."""

    scores: Scores
    rows: Ints
    cols: Ints

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.rows), len(self.cols)

    @property
    def span(self) -> tuple[int, int]:
        return self.scores.span

    def cells(self, rows: Ints, cols: Ints) -> tuple[AnyInts, Bools]:
        return self.scores.cells(self.rows[rows], self.cols[cols])


def with_parts(problem: Problem) -> Problem:
    """The same problem with its parts named, where it has several and looking for them pays.

    Every later look at all pairs then leaves out those between two parts: fifty agencies of 500
    mentees take a third of the time. Mostly there is one part only, as some mentees show already.
    """
    if problem.parts is not None or problem.mentees * problem.mentors < WORTH_A_LOOK:
        return problem
    return problem if _is_one(problem) else replace(problem, parts=found(problem))


def _is_one(problem: Problem) -> bool:
    """Do a few mentees alone hold all mentors together?"""
    some = np.unique(np.linspace(0, problem.mentees - 1, FEW_MENTEES).astype(np.int64))
    open_pairs = [block.only(block.is_open) for block in blocks_of(problem, some)]
    edges = joined(open_pairs, problem.mentors)
    people = problem.mentors + problem.mentees
    ones = np.ones(len(edges), dtype=bool)
    graph = coo_array((ones, (edges.col, problem.mentors + edges.row)), (people, people))
    _count, label = connected_components(graph, directed=False)
    return bool((label[: problem.mentors] == label[0]).all())


def found(problem: Problem) -> tuple[Ints, Ints]:
    """The number of everybody's part: int (n,) and int (m,), -1 for whoever has no pair at all.

    One look at every pair. Locked pairs hold their two together like any other.
    """
    table = arrange(problem)
    # The part of a mentor; a mentee's is that of any mentor he may have.
    of_mentor = np.arange(table.m)
    first = np.full(table.n, NOBODY)
    for row, col in zip(table.forced.row.tolist(), table.forced.col.tolist(), strict=True):
        _merge(of_mentor, np.array([col if first[row] == NOBODY else first[row], col]))
        first[row] = col
    for block in table.blocks():
        _join_block(block, of_mentor, first)
    used = np.zeros(table.m, dtype=bool)
    used[np.unique(of_mentor[first[first != NOBODY]])] = True
    mentee = np.where(first == NOBODY, NOBODY, of_mentor[first])
    mentor = np.where(used[of_mentor], of_mentor, NOBODY)
    mentees, mentors = np.empty_like(mentee), np.empty_like(mentor)
    mentees[table.mentee_at], mentors[table.mentor_at] = mentee, mentor
    return mentees, mentors


def _join_block(block: Block, of_mentor: Ints, first: Ints) -> None:
    """Put together the mentors whom one mentee of the block may have."""
    cols, rows = block.col[0], block.row[:, 0]
    part = of_mentor[cols]
    far = np.int64(len(of_mentor))
    low = np.where(block.is_open, part, far).min(axis=1)
    high = np.where(block.is_open, part, -1).max(axis=1)
    has = high >= 0
    at = np.argmax(block.is_open[has], axis=1)
    before = first[rows[has]]
    for old, new in zip(before[before != NOBODY], cols[at[before != NOBODY]], strict=True):
        _merge(of_mentor, np.array([old, new]))
    first[rows[has]] = cols[at]
    for i in np.flatnonzero(has & (low < high)):
        _merge(of_mentor, cols[block.is_open[i]])


def _merge(of_mentor: Ints, mentors: Ints) -> None:
    parts = np.unique(of_mentor[mentors])
    if len(parts) > 1:
        of_mentor[np.isin(of_mentor, parts)] = parts[0]


def apart(problem: Problem, numbers: tuple[Ints, Ints], *, most: int) -> list[Part]:
    """The problem in at most so many pieces of whole parts, of about the same number of pairs.

    A floor that is to be as high as possible is one question about all: it cannot be asked apart.
    """
    if problem.floor == "highest":
        return []
    of_mentee, of_mentor = numbers
    labels = np.unique(of_mentee[of_mentee >= 0])
    size = {int(k): int((of_mentee == k).sum()) * int((of_mentor == k).sum()) for k in labels}
    piles: list[list[int]] = [[] for _ in range(min(most, len(labels)))]
    load = [0] * len(piles)
    for label in sorted(size, key=lambda k: (-size[k], k)):
        lightest = load.index(min(load))
        piles[lightest].append(label)
        load[lightest] += size[label]
    return [
        part_of(
            problem,
            np.flatnonzero(np.isin(of_mentee, pile)),
            np.flatnonzero(np.isin(of_mentor, pile)),
            numbers,
        )
        for pile in piles
        if pile
    ]


def part_of(problem: Problem, mentees: Ints, mentors: Ints, numbers: tuple[Ints, Ints]) -> Part:
    """These mentees and mentors as a problem of their own."""
    row = {int(i): k for k, i in enumerate(mentees)}
    col = {int(j): k for k, j in enumerate(mentors)}

    def inside(pairs: Pairs) -> Pairs:
        return tuple((row[i], col[j]) for i, j in pairs if i in row and j in col)

    matrices: dict[str, object] = {"scores": Some(problem.pairing, mentees, mentors)}
    if problem.scores is None:
        both = np.ix_(mentees, mentors)
        matrices = {"benefit": problem.benefit[both], "allowed": problem.allowed[both]}
    else:
        matrices |= {"benefit": NOT_GIVEN, "allowed": NOT_GIVEN}
    made = replace(
        problem,
        **matrices,  # type: ignore[arg-type]
        capacity=problem.capacity[mentors],
        min_load=problem.min_load[mentors],
        mentor_lot=problem.mentor_lot[mentors],
        mentee_lot=problem.mentee_lot[mentees],
        demand=problem.demand[mentees],
        priority=problem.priority[mentees],
        keep=inside(problem.keep),
        forced=inside(problem.forced),
        parts=(numbers[0][mentees], numbers[1][mentors]),
    )
    return Part(mentees, mentors, made)
