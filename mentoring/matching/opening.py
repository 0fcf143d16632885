"""A first matching that is nearly right for coverage and benefit at once: most of the work of
both goals done with one assignment."""

import numpy as np

from mentoring.matching import goals
from mentoring.matching.choices import best_choices
from mentoring.matching.face import Face
from mentoring.matching.goals import Goal
from mentoring.matching.pairs import Edges, Index, is_among, keys_of
from mentoring.matching.prices import Listed
from mentoring.matching.problem import Pairs
from mentoring.matching.scores import Ints
from mentoring.matching.stage import FEW, FIRST_CHOICES, optimum
from mentoring.matching.table import edges_of

CHOICES_WHEN_SCARCE = 16
AMPLE = 2  # places per wanted pair from which on nobody's place is dear


def opening(face: Face, start: Edges) -> tuple[Edges, Edges | None]:
    """A matching of the face, and the short list it was found on; the start itself where the
    face is small or hard numbers or several mentors per mentee make another start unsafe."""
    if len(start) or (shortlist := likely_pairs(face)) is None:
        return start, None
    table = face.table
    weight = goals.benefit(table, shortlist).astype(np.int64)
    spread = int(weight.max(initial=0)) - int(weight.min(initial=0)) + 1
    weight = weight - int(weight.min(initial=0)) + 4 * spread * table.class_weight[shortlist.row]
    gains = goals.gains_of(Goal.BENEFIT, table, held=face.held)
    listed = Listed(shortlist.row, shortlist.col, weight, face.mentees, face.mentors, gains)
    return shortlist.only(optimum(listed)), shortlist


def likely_pairs(face: Face) -> Edges | None:
    """A short list that most of a best matching is on; None where the usual one does."""
    plain = not (face.mentees.high > 1).any()
    few = face.listed is not None and len(face.listed) <= FEW * face.table.n
    if not plain or few or face.table.problem.first != "coverage":
        return None
    wanted, places = int(face.mentees.high.sum()), int(face.mentors.high.sum())
    if places >= AMPLE * wanted:
        return best_choices(face, goals.benefit, limit=FIRST_CHOICES)
    # Where places are scarce the mentors who are good for everybody are dear, and short lists of
    # the best would all hold the same few. Their mean is a fair first price.
    price = _means(face)
    return best_choices(face, goals.benefit, limit=CHOICES_WHEN_SCARCE, price=price)


def given(face: Face, start: Pairs) -> Edges | None:
    """A matching that somebody else found, if it is one of this face; without the locked pairs."""
    table = face.table
    if not start or not all(table.problem.is_allowed(start)):
        return None
    edges = edges_of(table.problem, start)
    edges = edges.only(~is_among(edges, keys_of(table.forced, table.m), table.m))
    fits = (
        _within(edges.row, face.mentees.low, face.mentees.high),
        _within(edges.col, face.mentors.low, face.mentors.high),
        len(np.unique(keys_of(edges, table.m))) == len(edges),
    )
    return edges if all(fits) else None


def _within(at: Index, low: Ints, high: Ints) -> bool:
    load = np.bincount(at, minlength=len(low))
    return bool(((low <= load) & (load <= high)).all())


def _means(face: Face) -> Ints:
    """The mean points of every mentor's open pairs."""
    total, count = np.zeros(face.table.m), np.zeros(face.table.m)
    for piece, is_open in face.pieces():
        total[piece.col.ravel()] += np.where(is_open, piece.benefit, 0).sum(axis=0)
        count[piece.col.ravel()] += is_open.sum(axis=0)
    return (total / np.maximum(count, 1)).astype(np.float32)
