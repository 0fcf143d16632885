"""Every pair once: does any refute the prices of any goal?"""

from dataclasses import dataclass

import numpy as np

from mentoring.matching import goals
from mentoring.matching.filters import Above, thinned
from mentoring.matching.goals import Goal
from mentoring.matching.pairs import Edges, Pieces, is_among, keys_of, nothing, stacked
from mentoring.matching.replay import Step
from mentoring.matching.scores import Bools
from mentoring.matching.values import excess_of


@dataclass(slots=True)
class Survey:
    """What was seen.

    Attributes:
        is_refuted: a pair outside the matching is worth more than its price, for some goal.
        excess_above_floor: what the pairs above the floor are worth above the floor's prices.
        open_at_the_end: pairs that no goal has closed.
    """

    is_refuted: bool
    excess_above_floor: int
    open_at_the_end: Edges


def survey(walk: list[Step]) -> Survey:
    """Look at every pair of the problem once, through all goals' prices."""
    seen = Survey(False, 0, nothing())
    if not walk:
        return seen
    table, found = walk[0].before.table, [nothing()]
    taken = [keys_of(step.after.taken, table.m) for step in walk]
    for block in table.blocks():
        piece: Pieces = block
        is_open = block.is_open
        for step, certain in zip(walk, taken, strict=True):
            is_open = _after(step, piece, is_open, certain, seen)
            if seen.is_refuted:
                return seen
            piece, is_open = thinned(piece, is_open)
        found.append(piece.only(is_open))
    seen.open_at_the_end = stacked(found, table.m)
    return seen


def _after(step: Step, piece: Pieces, is_open: Bools, certain: np.ndarray, seen: Survey) -> Bools:
    """Which of these pairs a goal leaves open."""
    table = step.before.table
    is_open = is_open & (step.before.mentees.high > 0)[piece.row]
    if step.proof.goal == Goal.FLOOR:
        floor = step.proof.floor or 0
        if step.prices is not None:
            higher = is_open & Above(floor + 1).mask(table, piece)
            seen.excess_above_floor += excess_of(goals.nothing, table, step.prices, piece, higher)
        return is_open & Above(floor).mask(table, piece)
    assert step.prices is not None
    slack = step.prices.slack(piece, goals.weigh(step.proof.goal)(table, piece))
    below = is_open & (slack < 0)
    if below.any() and not is_among(piece, certain, table.m)[below].all():
        seen.is_refuted = True
    return np.asarray(is_open & (slack == 0))
