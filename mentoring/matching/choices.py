"""Which pairs of a face are worth a closer look: the best few of every mentee."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.face import Face
from mentoring.matching.filters import Prices, thinned
from mentoring.matching.goals import Weigh
from mentoring.matching.pairs import (
    Block,
    Edges,
    Index,
    Pieces,
    is_among,
    keys_of,
    nothing,
    stacked,
)
from mentoring.matching.scores import AnyInts, Bools, Ints

Worth = NDArray[np.float32]

# Ties are the normal case: a fraction of a point, another one for every pair, keeps a whole class
# of mentees from short-listing the same few mentors.
SCATTER = np.random.default_rng(1).random(2**16, dtype=np.float32)
STEP = 977


def best_choices(face: Face, weigh: Weigh, *, limit: int, price: Ints | None = None) -> Edges:
    """The pairs of every mentee that weigh most, after the mentor's price where one is given.

    Mentors without any place are left out: nobody can have them.
    """
    liked, has_place = [nothing()], face.mentors.high > 0
    for piece, is_open in face.pieces():
        worth = np.broadcast_to(weigh(face.table, piece), is_open.shape).astype(np.float32)
        if price is not None:
            worth -= price.astype(np.float32)[piece.col]
        able = is_open if has_place.all() else is_open & has_place[piece.col]
        liked.append(_best_per_row(piece, worth, able, limit=limit))
    return stacked(liked, face.table.m)


@dataclass(frozen=True, slots=True, eq=False)
class Refutation:
    """pairs: those that refute prices, and near ones; at_full: what mentors without any place
    would have to cost more, which costs nothing to say."""

    pairs: Edges
    at_full: Ints


def refutation(
    face: Face, weigh: Weigh, prices: Prices, match: Edges, *, margin: int, limit: int
) -> Refutation:
    """Open pairs outside the matching that are worth more than their price: of every mentee the
    few that are most so. Where there are any, also those that lack less than `margin` to be."""
    table, found, is_refuted = face.table, [nothing()], False
    is_full, at_full = face.mentors.high == 0, np.zeros(face.table.m, dtype=np.int64)
    of_all = weigh(table, nothing())  # one number where every pair weighs the same
    if of_all.size == 1 and int(of_all[0]) <= prices.lowest_sum:
        return Refutation(nothing(), at_full)
    taken = keys_of(match, table.m)
    for whole_piece, whole_open in face.pieces():
        slack = prices.slack(whole_piece, weigh(table, whole_piece))
        piece, is_open, slack = _rows_below(margin, whole_piece, whole_open, slack)
        wrong = is_open & (slack < margin)
        if not wrong.any():
            continue
        if is_full.any():
            _raise(at_full, piece, np.where(wrong & is_full[piece.col], -slack, 0))
            wrong &= ~is_full[piece.col]
        wrong &= ~is_among(piece, taken, table.m)
        is_refuted |= bool((slack[wrong] < 0).any())
        excess = -slack.astype(np.float32)
        few, is_wrong = thinned(piece, wrong)
        if few is not piece:
            excess = excess[wrong]
        found.append(_best_per_row(few, excess, is_wrong, limit=limit))
    return Refutation(stacked(found, table.m) if is_refuted else nothing(), at_full)


def _raise(at_full: Ints, piece: Pieces, excess: AnyInts) -> None:
    if isinstance(piece, Edges):
        np.maximum.at(at_full, piece.col, excess)
    else:
        col = piece.col[0]
        at_full[col] = np.maximum(at_full[col], excess.max(axis=0, initial=0))


def _rows_below(
    margin: int, piece: Pieces, is_open: Bools, slack: Ints
) -> tuple[Pieces, Bools, Ints]:
    """A block's rows in which any pair has less slack than that: mostly none below zero."""
    slack = np.broadcast_to(slack, is_open.shape)
    if isinstance(piece, Edges):
        return piece, is_open, slack
    rows = np.flatnonzero(slack.min(axis=1) < margin)
    some = Block(piece.row[rows], piece.col, piece.benefit[rows], is_open[rows])
    return some, is_open[rows], slack[rows]


def _best_per_row(piece: Pieces, worth: Worth, is_open: Bools, *, limit: int) -> Edges:
    """The `limit` pairs of the highest worth of every row."""
    if isinstance(piece, Block):
        return _best_of_block(piece, worth, is_open, limit)
    at = np.flatnonzero(is_open)
    row, col, key = piece.row[at], piece.col[at], worth[at]
    key = key + SCATTER[(row.astype(np.int64) * STEP + col) & 0xFFFF]
    order = np.argsort(-key)
    order = order[np.argsort(row[order], kind="stable")]
    first = np.searchsorted(row, row)
    chosen = np.zeros(len(is_open), dtype=bool)
    chosen[at[order[np.arange(len(row)) - first < limit]]] = True
    return piece.only(chosen)


def _best_of_block(block: Block, worth: Worth, is_open: Bools, limit: int) -> Edges:
    rows, cols = is_open.shape
    if limit >= cols or not rows:
        return block.only(is_open)
    key = worth + _scatter(block.row, cols)
    key[~is_open] = -np.inf
    best = np.argpartition(key, cols - limit, axis=1)[:, cols - limit :]
    best.sort(axis=1)
    row = np.repeat(block.row[:, 0], limit)
    at = np.repeat(np.arange(rows), limit)
    picked = best.ravel()
    real = is_open[at, picked]
    at, picked = at[real], picked[real]
    return Edges(row[real], block.col[0, picked], block.benefit[at, picked])


def _scatter(row: Index, cols: int) -> Worth:
    """A fraction per pair, another window of the same numbers for every row: nothing is drawn."""
    long = np.resize(SCATTER, len(SCATTER) + cols)
    windows = np.lib.stride_tricks.sliding_window_view(long, cols)
    return windows[(row[:, 0].astype(np.int64) * STEP) % len(SCATTER)]
