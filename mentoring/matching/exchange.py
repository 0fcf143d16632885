"""Exchanges: how one matching becomes another, in exact integers.

Nodes are the mentees, the mentors and one node for "outside". An arc mentee -> mentor takes an
open pair, mentor -> mentee gives a taken one up; through the outside people's numbers of pairs
change. Any two matchings differ by cycles, and a matching is best when no cycle gains.
"""

import numpy as np

from mentoring.matching.face import Span
from mentoring.matching.prices import Listed
from mentoring.matching.scores import Bools, Ints
from mentoring.matching.table import Index

Arcs = tuple[Ints, Ints, Ints]  # tail, head, gain


class OutOfSpan(ValueError):
    """The matching gives somebody fewer or more than the span allows."""


def improve(listed: Listed, taken: Bools) -> Bools:
    """The same matching, or one that is better by exchanges, until none gains."""
    for span, at in ((listed.mentees, listed.row), (listed.mentors, listed.col)):
        load = np.bincount(at[taken], minlength=len(span.low))
        if (load < span.low).any() or (load > span.high).any():
            raise OutOfSpan
    while (cycle := _gaining_cycle(listed, taken)) is not None:
        taken = taken.copy()
        taken[cycle] = ~taken[cycle]
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


def _gaining_cycle(listed: Listed, taken: Bools) -> Ints | None:
    """Positions of the pairs on a cycle of exchanges that gains; None when there is none.

    Bellman and Ford's longest walks: what still improves after as many rounds as there are nodes
    hangs on a cycle, and so does anything whose predecessors return to themselves.
    """
    tail, head, gain = arcs_of(listed, taken)
    nodes = len(listed.mentees.low) + len(listed.mentors.low) + 1
    best, by = np.zeros(nodes, dtype=np.int64), np.full(nodes, -1, dtype=np.int64)
    for round_ in range(1, nodes + 2):
        reach = best[tail] + gain
        better = np.flatnonzero(reach > best[head])
        if not len(better):
            return None
        order = better[np.argsort(reach[better], kind="stable")]
        best[head[order]], by[head[order]] = reach[order], order  # the last write, the best, stays
        if (round_ % 8 == 0 or round_ > nodes) and (cycle := _cycle(by, tail)) is not None:
            return cycle[cycle < len(taken)]
    raise AssertionError("no cycle after as many rounds as there are nodes")


def _cycle(by: Ints, tail: Ints) -> Ints | None:
    """The arcs of a cycle of predecessors, if there is one."""
    done = np.zeros(len(by), dtype=np.int64)
    for start in np.flatnonzero(by >= 0).tolist():
        node, seen = start, start + 1
        while node >= 0 and by[node] >= 0 and not done[node]:
            done[node] = seen
            node = int(tail[by[node]])
        if by[node] >= 0 and done[node] == seen:
            return _round(by, tail, node)
    return None


def _round(by: Ints, tail: Ints, node: int) -> Ints:
    arcs, here = [int(by[node])], int(tail[by[node]])
    while here != node:
        arcs.append(int(by[here]))
        here = int(tail[by[here]])
    return np.array(arcs, dtype=np.int64)
