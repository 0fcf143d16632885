"""The faces of a finished run again, from its certificate: no solving, and only its own pairs
are looked at."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mentoring.matching.certificate import Certificate, StageProof
from mentoring.matching.face import Face, above, narrowed, whole
from mentoring.matching.filters import Prices
from mentoring.matching.goals import Goal
from mentoring.matching.pairs import Edges, is_among, keys_of
from mentoring.matching.problem import Pairs, Problem
from mentoring.matching.table import Table, arrange, edges_of


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A goal with the face before and after it, and what of the matching is open after it."""

    proof: StageProof
    prices: Prices | None
    before: Face
    match_before: Edges
    after: Face
    match_after: Edges


def steps(problem: Problem, pairs: Pairs, certificate: Certificate) -> Iterator[Step]:
    """Goal by goal, until the first that the integer solver and not prices settled.

    Raises:
        ValueError: prices that do not fit the sides.
    """
    table = arrange(problem)
    face = whole(table)
    match = without(edges_of(problem, pairs), table.forced, table)
    for proof in certificate.stages:
        if proof.bound is not None:
            return
        is_floor = proof.goal == Goal.FLOOR
        prices = prices_of(table, proof) if proof.has_prices or not is_floor else None
        before, match_before = face, match
        if is_floor or prices is None:
            face = above(face, proof.floor or 0)
        else:
            face = narrowed(face, proof.goal, prices, match)
            match = without(match, face.taken, table)
        yield Step(proof, prices, before, match_before, face, match)


def without(pairs: Edges, others: Edges, table: Table) -> Edges:
    """The pairs that are not among the others."""
    return pairs.only(~is_among(pairs, keys_of(others, table.m), table.m))


def prices_of(table: Table, stage: StageProof) -> Prices:
    """Raises ValueError when there is not one 61-bit price per person."""
    if len(stage.mentee) != table.n or len(stage.mentor) != table.m:
        raise ValueError("price count")
    mentee, mentor = (np.array(side, dtype=object) for side in (stage.mentee, stage.mentor))
    if any(len(side) and max(abs(side)) > 2**60 for side in (mentee, mentor)):
        raise ValueError("price range")
    return Prices(mentee.astype(np.int64), mentor.astype(np.int64))


def step_of(goal: str, problem: Problem, pairs: Pairs, certificate: Certificate) -> Step:
    """The step of one goal.

    Raises:
        KeyError: no prices tell it.
    """
    for step in steps(problem, pairs, certificate):
        if step.proof.goal == goal:
            return step
    raise KeyError(goal)
