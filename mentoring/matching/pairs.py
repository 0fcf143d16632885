"""Pairs, as a list or as a block of all pairs of some rows and columns; and sets of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.scores import AnyInts, Bools, Ints

Index = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Pairs as three columns of equal length; sorted by row, then column."""

    row: Index
    col: Index
    benefit: AnyInts

    def __len__(self) -> int:
        return len(self.row)

    def only(self, keep: Bools) -> "Edges":
        return Edges(self.row[keep], self.col[keep], self.benefit[keep])


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """All pairs of some rows and columns: row (k, 1), col (1, l), benefit and is_open (k, l)."""

    row: Index
    col: Index
    benefit: AnyInts
    is_open: Bools

    def only(self, keep: Bools) -> Edges:
        """Those that are to be kept, as a list."""
        i, j = np.nonzero(keep)
        return Edges(self.row[i, 0], self.col[0, j], self.benefit[i, j])


Pieces = Edges | Block


def nothing() -> Edges:
    """No pair at all."""
    none = np.empty(0, dtype=np.int32)
    return Edges(none, none, np.empty(0, dtype=np.int64))


def stacked(pieces: list[Edges], mentors: int) -> Edges:
    """All pairs of lists that have none in common, in order."""
    row, col, benefit = (
        np.concatenate([getattr(piece, name) for piece in pieces])
        for name in ("row", "col", "benefit")
    )
    keys = row * np.int64(mentors) + col
    if (np.diff(keys) > 0).all():
        return Edges(row, col, benefit)
    order = np.argsort(keys)  # parts come one after the other, each with rows from all over
    return Edges(row[order], col[order], benefit[order])


def joined(pieces: list[Edges], mentors: int) -> Edges:
    """All pairs of some lists, each once, in order."""
    row, col, benefit = (
        np.concatenate([getattr(piece, name) for piece in pieces])
        for name in ("row", "col", "benefit")
    )
    _keys, first = np.unique(row * np.int64(mentors) + col, return_index=True)
    return Edges(row[first], col[first], benefit[first])


def keys_of(pairs: Edges, mentors: int) -> Ints:
    """Pairs as row * mentors + column."""
    return np.asarray(pairs.row * np.int64(mentors) + pairs.col)


def is_among(pairs: Pieces, keys: Ints, mentors: int) -> Bools:
    """Which of these pairs have one of the keys (row * mentors + column, sorted)."""
    if isinstance(pairs, Block):
        found = np.zeros(pairs.is_open.shape, dtype=bool)
        row, col = keys // max(mentors, 1), keys % max(mentors, 1)
        here = np.isin(row, pairs.row) & np.isin(col, pairs.col)
        at_row = np.searchsorted(pairs.row[:, 0], row[here])
        found[at_row, np.searchsorted(pairs.col[0], col[here])] = True
        return found
    wanted = pairs.row * np.int64(mentors) + pairs.col
    if not len(keys):
        return np.zeros(wanted.shape, dtype=bool)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.asarray(keys[at] == wanted)
