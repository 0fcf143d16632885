"""Is there another matching just as good? Read off the exchanges, without solving again.

On a face, exchanging pairs around a cycle gives another matching of the face, and every other one
arises so. A pair can be replaced exactly when it lies on such a cycle, that is inside one strongly
connected component.
"""

from enum import StrEnum

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from mentoring.matching.exchange import arcs_of
from mentoring.matching.face import Face
from mentoring.matching.goals import Goal, nothing
from mentoring.matching.pairs import Edges, is_among, joined, keys_of
from mentoring.matching.problem import Problem
from mentoring.matching.replay import step_of
from mentoring.matching.result import Result
from mentoring.matching.scores import Bools
from mentoring.matching.stage import listed_on
from mentoring.matching.table import place_of


class Standing(StrEnum):
    """How much hangs on a pair, as far as coverage, floor and benefit go."""

    ESSENTIAL = "essential"  # every best matching has it
    INTERCHANGEABLE = "interchangeable"  # another best matching does without
    LOCKED = "locked"  # decided by people beforehand


def standing(problem: Problem, result: Result, pair: tuple[int, int]) -> Standing:
    """Whether the goals up to the points need this pair of the result.

    Raises:
        ValueError: the pair is not in the result.
        KeyError: the points were proven without prices.
    """
    if pair not in result.pairs:
        raise ValueError("pair not in the result")
    if pair in problem.locked:
        return Standing.LOCKED
    step = step_of(Goal.BENEFIT, problem, result.pairs, result.certificate)
    edges, can_change = changeable(step.after, step.match_after)
    table = step.after.table
    row = int(place_of(table.mentee_at)[pair[0]])
    col = int(place_of(table.mentor_at)[pair[1]])
    here = (edges.row == row) & (edges.col == col)
    return Standing.INTERCHANGEABLE if can_change[here].any() else Standing.ESSENTIAL


def is_only_matching(face: Face, match: Edges) -> bool:
    """Whether no other matching lies in the face."""
    return not bool(changeable(face, match)[1].any())


def changeable(face: Face, match: Edges) -> tuple[Edges, Bools]:
    """The open pairs, and which of them some matching has and another one has not."""
    edges = joined([face.edges(), match], face.table.m)
    listed = listed_on(face, nothing, face.gains(Goal.BENEFIT), edges)
    taken = is_among(edges, keys_of(match, face.table.m), face.table.m)
    tail, head, _gain = arcs_of(listed, taken)
    nodes = face.table.n + face.table.m + 1
    graph = csr_array((np.ones(len(tail), dtype=np.int8), (tail, head)), shape=(nodes, nodes))
    part = connected_components(graph, directed=True, connection="strong")[1]
    return edges, np.asarray(part[tail[: len(edges)]] == part[head[: len(edges)]])
