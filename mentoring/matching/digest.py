"""What a problem is called: a hash of all that the answer may depend on."""

import hashlib

import numpy as np

from mentoring.matching.problem import Problem
from mentoring.matching.table import blocks_of, edges_of, orders


def digest(problem: Problem) -> str:
    """SHA-256 over the canonical bytes (little-endian, fixed widths)."""
    mentee_at, mentor_at = orders(problem)
    forced, keep = edges_of(problem, problem.forced), edges_of(problem, problem.keep)
    locked = edges_of(problem, problem.locked)
    goals = (problem.first, problem.stability, problem.require_all, problem.floor)
    head = (problem.mentees, problem.mentors, len(forced), len(keep), goals)
    state = hashlib.sha256(f"pamong-matching-2 {head} {problem.floor_spares_forced}\n".encode())
    for part in (
        problem.mentee_lot[mentee_at],
        problem.mentor_lot[mentor_at],
        problem.capacity[mentor_at],
        problem.min_load[mentor_at],
        problem.demand[mentee_at],
        problem.priority[mentee_at],
        *(forced.row, forced.col, keep.row, keep.col),
        *(locked.row, locked.col, locked.benefit),
    ):
        state.update(part.astype("<i8").tobytes())
    width = _width(problem.pairing.span)
    # Whoever has all mentors from locked pairs can be given no other: their points are enough.
    held = np.bincount(locked.row, minlength=problem.mentees)
    some = np.flatnonzero(problem.demand[mentee_at] > held)
    for block in blocks_of(problem, some):
        state.update(np.packbits(block.is_open, axis=1).tobytes())
        state.update(np.where(block.is_open, block.benefit, 0).astype(width).tobytes())
        if problem.parts is not None:
            state.update(block.row.astype("<i8").tobytes() + block.col.astype("<i8").tobytes())
    return state.hexdigest()


def _width(span: tuple[int, int]) -> str:
    """The narrowest kind of number that holds them all: less to hash."""
    for width in ("<i1", "<i2", "<i4"):
        info = np.iinfo(width)
        if info.min <= min(0, span[0]) and max(0, span[1]) <= info.max:
            return width
    return "<i8"
