"""Exchanges: how one matching becomes another, in exact integers.

Nodes are the mentees, the mentors and one node for "outside". An arc mentee -> mentor takes an
open pair, mentor -> mentee gives a taken one up; through the outside people's numbers of pairs
change. Any two matchings differ by cycles, and a matching is best when no cycle gains.
"""

import numpy as np

from mentoring.matching.filters import Prices, Span
from mentoring.matching.pairs import Index
from mentoring.matching.prices import Listed
from mentoring.matching.scores import Bools, Ints

Arcs = tuple[Ints, Ints, Ints]  # tail, head, gain


class OutOfSpan(ValueError):
    """The matching gives somebody fewer or more than the span allows."""


def improve(listed: Listed, taken: Bools, *, near: Prices | None = None) -> Bools:
    """The same matching, or one that is better by exchanges, until none gains.

    near: prices that prove it but for a few pairs; only what hangs on those is then looked at.
    """
    for span, at in ((listed.mentees, listed.row), (listed.mentors, listed.col)):
        load = np.bincount(at[taken], minlength=len(span.low))
        if (load < span.low).any() or (load > span.high).any():
            raise OutOfSpan
    while (pairs := _on_gaining_cycles(listed, taken, near)) is not None:
        taken = taken.copy()
        taken[pairs] = ~taken[pairs]
    return taken


def arcs_of(listed: Listed, taken: Bools) -> Arcs:
    """All single exchanges with their gains; pairs' arcs come first, in the list's order."""
    n, m = len(listed.mentees.low), len(listed.mentors.low)
    mentor = n + listed.col.astype(np.int64)
    row = listed.row.astype(np.int64)
    ends = [
        (
            np.where(taken, mentor, row),
            np.where(taken, row, mentor),
            np.where(taken, -listed.weight, listed.weight),
        ),
        *_of_side(listed.mentees, listed.row[taken], listed, np.arange(n), mentee=True),
        *_of_side(listed.mentors, listed.col[taken], listed, n + np.arange(m), mentee=False),
    ]
    tail, head, gain = (np.concatenate([end[k] for end in ends]) for k in range(3))
    return tail, head, gain


def _of_side(span: Span, at: Index, listed: Listed, node: Ints, *, mentee: bool) -> list[Arcs]:
    """One more pair for a person comes in from outside, at a mentee's end; one fewer goes out."""
    gains = listed.gains
    gain, units = (
        (gains.mentee, gains.mentee_units) if mentee else (gains.mentor, gains.mentor_units)
    )
    load = np.bincount(at, minlength=len(span.low))
    more, fewer = load < span.high, load > span.low
    outside = len(listed.mentees.low) + len(listed.mentors.low)
    into = (
        np.full(int(more.sum()), outside),
        node[more],
        np.where(load < units, gain, 0)[more],
    )
    out_of = (
        node[fewer],
        np.full(int(fewer.sum()), outside),
        np.where(load <= units, -gain, 0)[fewer],
    )
    return [into, out_of] if mentee else [_turned(into), _turned(out_of)]


def _turned(arcs: Arcs) -> Arcs:
    tail, head, gain = arcs
    return head, tail, gain


def _on_gaining_cycles(listed: Listed, taken: Bools, near: Prices | None) -> Ints | None:
    """Positions of the pairs on cycles of exchanges that gain; None when there are none.

    Bellman and Ford's longest walks, from the prices where they are known: what still improves
    after as many rounds as there are nodes hangs on a cycle, and so does anything whose
    predecessors return to themselves (Cherkassky and Goldberg 1999). Such cycles have no node in
    common, so that all of them may be exchanged at once.
    """
    tail, head, gain = arcs_of(listed, taken)
    nodes = len(listed.mentees.low) + len(listed.mentors.low) + 1
    best, by = np.zeros(nodes, dtype=np.int64), np.full(nodes, -1, dtype=np.int64)
    if near is not None:
        best[:-1] = np.concatenate([-near.mentee, near.mentor])
    for round_ in range(1, nodes + 2):
        reach = best[tail] + gain
        better = np.flatnonzero(reach > best[head])
        if not len(better):
            return None
        order = better[np.argsort(reach[better], kind="stable")]
        best[head[order]], by[head[order]] = reach[order], order  # the last write, the best, stays
        if round_ % 4 == 0 or round_ > nodes:
            arcs = _cycles(by, tail)
            if len(arcs):
                return arcs[arcs < len(taken)]
    raise AssertionError("no cycle after as many rounds as there are nodes")


def _cycles(by: Ints, tail: Ints) -> Ints:
    """The arcs of all cycles of predecessors."""
    before = np.where(by >= 0, tail[by], np.arange(len(by)))
    far = before
    for _doubling in range(len(by).bit_length()):
        far = far[far]  # twice as far back: on a cycle, or at a node without predecessor
    on_cycle = np.zeros(len(by), dtype=bool)
    on_cycle[far[by[far] >= 0]] = True
    for node in np.flatnonzero(on_cycle).tolist():
        here = int(before[node])
        while not on_cycle[here]:
            on_cycle[here] = True
            here = int(before[here])
    return by[on_cycle]
