"""What a goal leaves open for the next one.

By complementary slackness a matching is optimal for a goal exactly when it leaves out every pair
that costs more than it is worth under the goal's prices, takes every pair that is worth more than
it costs, and gives each person a number of pairs that is best at the price of one. So the set of
all optimal matchings - the face - is again described by a list of open pairs and two numbers per
person, fewest and most, and the next goal is an ordinary matching problem on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from mentoring.matching.filters import Above, Prices, Span, Tight, best_count, thinned
from mentoring.matching.goals import Gains, gains_of, weigh
from mentoring.matching.pairs import Edges, Pieces, joined, nothing, stacked
from mentoring.matching.scores import Bools, Ints
from mentoring.matching.table import Table

PAIRS_AT_ONCE = 2**18
MOST_LISTED = 300_000  # open pairs kept as a list; above it is faster to look at all again


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """Open pairs (as filters on all, or listed), taken ones, and fewest and most per person.

    held: pairs that each mentee has for certain, locked or taken. The spans count open pairs only.
    """

    table: Table
    mentees: Span
    mentors: Span
    held: Ints
    taken: Edges
    filters: tuple[Tight | Above, ...] = ()
    listed: Edges | None = None

    def pieces(self) -> Iterator[tuple[Pieces, Bools]]:
        """Some pairs at a time, and which of them are open."""
        if self.listed is not None:
            for low in range(0, len(self.listed), PAIRS_AT_ONCE):
                at = slice(low, low + PAIRS_AT_ONCE)
                row, col, benefit = self.listed.row[at], self.listed.col[at], self.listed.benefit
                yield Edges(row, col, benefit[at]), np.ones(len(row), dtype=bool)
            return
        for block in self.table.blocks():
            piece: Pieces = block
            is_open = block.is_open
            if self.filters:
                is_open = is_open & (self.mentees.high > 0)[block.row]
            for each in self.filters:
                piece, is_open = thinned(piece, is_open)
                is_open = is_open & each.mask(self.table, piece)
            yield piece, is_open

    def edges(self) -> Edges:
        """All open pairs as a list, however many."""
        pieces = [piece.only(is_open) for piece, is_open in self.pieces()]
        return stacked([nothing(), *pieces], self.table.m)

    def still_open(self, edges: Edges) -> Edges:
        """Of pairs that were open before the last goal those that are now."""
        edges = edges.only((self.mentees.high > 0)[edges.row])
        for last in self.filters[-1:]:
            edges = edges.only(last.mask(self.table, edges))
        return edges

    def listing(self, edges: Edges) -> "Face":
        """The same face, told which pairs are open."""
        return replace(self, listed=edges)

    def has(self, pair: Edges) -> bool:
        """Whether one pair is open here."""
        table = self.table
        original = ((int(table.mentee_at[pair.row[0]]), int(table.mentor_at[pair.col[0]])),)
        if not table.problem.is_allowed(original)[0] or original[0] in table.problem.locked:
            return False
        return bool(self.mentees.high[pair.row[0]] > 0) and all(
            each.mask(table, pair)[0] for each in self.filters
        )

    def gains(self, goal: str) -> Gains:
        return gains_of(goal, self.table, held=self.held)


def whole(table: Table) -> Face:
    """Before the first goal: every allowed pair; only what is hard is asked of anybody."""
    wants = table.demand if table.problem.require_all else np.zeros(table.n, dtype=np.int64)
    return Face(
        table=table,
        mentees=Span(np.maximum(wants, 0), np.maximum(table.demand, 0)),
        mentors=Span(table.min_load, table.capacity),
        held=table.held,
        taken=nothing(),
    )


def narrowed(face: Face, goal: str, prices: Prices, match: Edges) -> Face:
    """The face of the optimal matchings of a goal on this face, from its prices.

    match: one of them; the pairs that all of them take are told from it.
    """
    table, gains = face.table, face.gains(goal)
    certain = prices.slack(match, weigh(goal)(table, match)) < 0
    taken = match.only(certain)
    of_mentee = np.bincount(taken.row, minlength=table.n)
    of_mentor = np.bincount(taken.col, minlength=table.m)
    mentees = best_count(face.mentees, prices.mentee, gains.mentee, gains.mentee_units)
    mentors = best_count(face.mentors, prices.mentor, gains.mentor, gains.mentor_units)
    return _filtered(
        replace(
            face,
            mentees=mentees.less(of_mentee),
            mentors=mentors.less(of_mentor),
            held=face.held + of_mentee,
            taken=joined([face.taken, taken], table.m),
        ),
        Tight(goal, prices),
    )


def above(face: Face, floor: int) -> Face:
    """The face without pairs of fewer points than the floor."""
    return _filtered(face, Above(floor))


def _filtered(face: Face, last: Tight | Above) -> Face:
    if isinstance(last, Tight) and last.is_no_filter:
        return face
    face = replace(face, filters=(*face.filters, last))
    return face if face.listed is None else replace(face, listed=face.still_open(face.listed))


def listed_if_small(face: Face) -> Face:
    """The same face with its open pairs as a list, where they are not too many."""
    if face.listed is not None:
        return face
    found, count = [nothing()], 0
    for piece, is_open in face.pieces():
        count += int(np.count_nonzero(is_open))
        if count > MOST_LISTED:
            return face
        found.append(piece.only(is_open))
    return replace(face, listed=stacked(found, face.table.m))
