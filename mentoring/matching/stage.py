"""One goal on one face: a best matching and the prices that prove it.

The full list of pairs is only ever *checked*; the optimiser sees a short list per mentee that
grows by the pairs the current prices cannot justify. When no pair is left that refutes the
prices, the matching is optimal on all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mentoring.matching.assign import best_matching
from mentoring.matching.choices import best_choices, refutation
from mentoring.matching.exchange import improve
from mentoring.matching.face import Face
from mentoring.matching.filters import Prices
from mentoring.matching.flow import best_flow
from mentoring.matching.goals import Gains, Weigh
from mentoring.matching.pairs import Edges, is_among, joined, keys_of
from mentoring.matching.prices import Listed, settle
from mentoring.matching.scores import Bools, Ints

FIRST_CHOICES = 12
MORE_CHOICES = 8
NEAR = 64  # pairs within a 64th of the range from refuting the first prices are tried as well
FEW = 24  # open pairs per mentee on average that need no short list
FEW_REFUTING = 300  # pairs around which exchanges are faster than an assignment from nothing
WARM_ROUNDS = 120


class Unproven(RuntimeError):
    """The optimiser's answer has no proof: a defect, never an answer."""


class Late(Exception):
    """Time is up. match, prices: those of the last round, if there was one."""

    match: Edges | None = None
    prices: Prices | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """match: a best matching (open pairs only); prices: why nothing is better on the face."""

    match: Edges
    prices: Prices


def solve_stage(
    face: Face,
    weigh: Weigh,
    gains: Gains,
    *,
    start: Edges,
    shortlist: Edges | None = None,
    breathe: Callable[[], None] = lambda: None,
) -> Stage:
    """A best matching on the face, starting from one that lies in it.

    Args:
        start: a matching of the face (within every span).
        shortlist: open pairs to begin with; the heaviest few of every mentee where not given.
        breathe: called between rounds; may raise to stop.

    Raises:
        Unproven: the prices do not close; never seen, and never passed over.
    """
    if face.listed is not None and len(face.listed) <= FEW * face.table.n:
        shortlist = face.listed
    elif shortlist is None:
        shortlist = best_choices(face, weigh, limit=FIRST_CHOICES)
    shortlist, match = joined([start, shortlist], face.table.m), start
    prices: Prices | None = None
    refuted = 0
    margin = _margin(weigh(face.table, shortlist))
    while True:
        try:
            breathe()
        except Late as late:
            late.match, late.prices = match, prices
            raise
        few = prices if refuted <= FEW_REFUTING else None
        match, prices = _settled(listed_on(face, weigh, gains, shortlist), shortlist, match, few)
        found = refutation(face, weigh, prices, match, margin=margin, limit=MORE_CHOICES)
        if not len(found.pairs):
            return Stage(match, Prices(prices.mentee, prices.mentor + found.at_full))
        margin, refuted = 0, len(found.pairs)
        shortlist = joined([shortlist, found.pairs], face.table.m)


def _margin(weight: Ints) -> int:
    return max(1, int(np.ptp(weight)) // NEAR) if weight.size else 1


def covering_prices(face: Face, weigh: Weigh, near: Prices | None) -> Prices:
    """Prices that bound a goal without any optimum: the mentors' as given, and for every mentee
    as much as the best open pair is worth above its mentor's price."""
    table = face.table
    mentor = np.zeros(table.m, dtype=np.int64) if near is None else near.mentor
    mentee = np.zeros(table.n, dtype=np.int64)
    for piece, is_open in face.pieces():
        edges = piece.only(is_open)
        worth = np.broadcast_to(weigh(table, edges), len(edges)) - mentor[edges.col]
        np.maximum.at(mentee, edges.row, worth)
    return Prices(mentee, mentor)


def listed_on(face: Face, weigh: Weigh, gains: Gains, shortlist: Edges) -> Listed:
    """The stage's problem on some of the face's pairs."""
    weight = np.broadcast_to(weigh(face.table, shortlist), len(shortlist)).astype(np.int64)
    return Listed(shortlist.row, shortlist.col, weight, face.mentees, face.mentors, gains)


def optimum(listed: Listed) -> Bools:
    """The taken pairs of a best matching on the list."""
    return best_flow(listed) if (listed.mentees.high > 1).any() else best_matching(listed)


def _settled(
    listed: Listed, shortlist: Edges, match: Edges, near: Prices | None
) -> tuple[Edges, Prices]:
    """A best matching on the short list with its prices: the one given, if it still is best.

    near: prices of the match before a few pairs joined the list; exchanges around those are then
    all it takes.
    """
    mentors = len(listed.mentors.low)
    taken = is_among(shortlist, keys_of(match, mentors), mentors)
    if near is None:
        prices = settle(listed, taken, rounds=WARM_ROUNDS)
    else:
        taken, prices = improve(listed, taken, near=near), None
    if prices is None:
        taken = optimum(listed) if near is None else taken
        prices = settle(listed, taken, rounds=mentors + 2)
    if prices is None:
        raise Unproven("the assignment has no prices")
    return shortlist.only(taken), prices
