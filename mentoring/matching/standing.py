"""Is there another matching just as good? Read off the exchange graph, without solving again.

On a face, swapping open pairs around a cycle (or along a path between people who may come and go)
gives another matching of the face, and every other one arises so. A pair can be replaced exactly
when it lies on such a cycle, that is inside one strongly connected component.
"""

from enum import StrEnum

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from mentoring.matching.face import Face
from mentoring.matching.goals import Goal
from mentoring.matching.problem import Bools, Ints, Problem
from mentoring.matching.replay import face_after
from mentoring.matching.result import Result
from mentoring.matching.table import Edges, Table, arrange, place_of


class Standing(StrEnum):
    """How much hangs on a pair, as far as coverage, floor and benefit go."""

    ESSENTIAL = "essential"  # every best matching has it
    INTERCHANGEABLE = "interchangeable"  # another best matching does without
    LOCKED = "locked"  # decided by people beforehand


def standing(problem: Problem, result: Result, pair: tuple[int, int]) -> Standing:
    """Whether goals 1 to 3 need this pair of the result.

    Raises:
        ValueError: the pair is not in the result.
    """
    if pair not in result.pairs:
        raise ValueError("pair not in the result")
    if pair in problem.forced:
        return Standing.LOCKED
    table = arrange(problem)
    row = int(place_of(table.mentee_at)[pair[0]])
    match = match_of(table, result.pairs)
    part = _components(face_after(Goal.BENEFIT, table=table, result=result), match, table.capacity)
    col = int(match[row])
    together = part[row] == part[table.n + col]
    return Standing.INTERCHANGEABLE if together else Standing.ESSENTIAL


def is_only_matching(face: Face, *, match: Ints, capacity: Ints) -> bool:
    """Whether no other matching lies in the face."""
    part = _components(face, match, capacity)
    rows = np.flatnonzero(match >= 0)
    replaceable = part[rows] == part[len(match) + match[rows]]
    return not bool(replaceable.any())


def match_of(table: Table, pairs: tuple[tuple[int, int], ...]) -> Ints:
    """Canonical mentor of each canonical mentee, -1 for none and for locked ones."""
    match = np.full(table.n, -1, dtype=np.int64)
    both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    match[place_of(table.mentee_at)[both[:, 0]]] = place_of(table.mentor_at)[both[:, 1]]
    match[table.forced.row] = -1
    return match


def _components(face: Face, match: Ints, capacity: Ints) -> Ints:
    """Strong component of every mentee, then of every mentor, in the exchange graph.

    An arc mentee -> mentor can be added, mentor -> mentee taken away; through the outside node
    people who need not be matched, and places that need not be filled, come and go.
    """
    n, m = len(match), len(capacity)
    outside = n + m
    edges: Edges = face.edges
    taken: Bools = match[edges.row] == edges.col
    usable = ~taken & (capacity[edges.col] > 0)
    rows = np.flatnonzero(match >= 0)
    load = np.bincount(match[rows], minlength=m)
    mentor = n + np.arange(m)
    arcs = [
        (edges.row[usable], n + edges.col[usable].astype(np.int64)),
        (n + match[rows], rows),
        _from_outside(np.flatnonzero(match < 0), outside),
        _to_outside(np.flatnonzero((match >= 0) & ~face.must_match), outside),
        _to_outside(mentor[load < capacity], outside),
        _from_outside(mentor[(load > 0) & ~face.must_fill], outside),
    ]
    tail, head = (np.concatenate([arc[end] for arc in arcs]) for end in (0, 1))
    graph = csr_array((np.ones(len(tail), dtype=np.int8), (tail, head)), shape=(outside + 1,) * 2)
    part: Ints = connected_components(graph, directed=True, connection="strong")[1]
    return part


def _from_outside(nodes: Ints, outside: int) -> tuple[Ints, Ints]:
    return np.full(len(nodes), outside), nodes


def _to_outside(nodes: Ints, outside: int) -> tuple[Ints, Ints]:
    return nodes, np.full(len(nodes), outside)
