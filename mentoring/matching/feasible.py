"""What is hard: can minimum loads, full demand and what earlier goals fixed be met together?"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from mentoring.matching import goals
from mentoring.matching.face import Face
from mentoring.matching.filters import Prices, Span
from mentoring.matching.goals import Gains
from mentoring.matching.pairs import Edges, nothing
from mentoring.matching.stage import solve_stage


class Infeasible(Exception):
    """A hard demand cannot be met.

    Attributes:
        code: "floor" (what goes first cannot be kept with the floor asked for), "required"
            (minimum loads or full demand cannot be met) or "locked".
        best_floor: the highest floor that would do, for "floor".
        lack: what is missing, for "required".
    """

    def __init__(
        self, code: str, *, best_floor: int | None = None, lack: "Lack | None" = None
    ) -> None:
        super().__init__(code if best_floor is None else f"{code}: at most {best_floor}")
        self.code, self.best_floor, self.lack = code, best_floor, lack


@dataclass(frozen=True, slots=True, eq=False)
class Lack:
    """The least that is missing, in the problem's own indices.

    Attributes:
        mentees: (mentee, pairs missing) of those whose demand is hard.
        mentors: (mentor, pairs missing) of those below their minimum load.
        scarce_mentees: those whose pairs are all used up, and who would be needed in more number.
        scarce_mentors: those whose places are all used up.
    """

    mentees: tuple[tuple[int, int], ...]
    mentors: tuple[tuple[int, int], ...]
    scarce_mentees: tuple[int, ...]
    scarce_mentors: tuple[int, ...]

    @property
    def units(self) -> int:
        """The smallest number of single pairs to ask less for, so that all the rest fits."""
        return sum(count for _, count in (*self.mentees, *self.mentors))


@dataclass(frozen=True, slots=True, eq=False)
class Met:
    """How far the hard numbers can be met: match reaches most; prices prove that more cannot."""

    match: Edges
    prices: Prices
    short_mentees: np.ndarray
    short_mentors: np.ndarray

    @property
    def is_all(self) -> bool:
        return not (self.short_mentees.any() or self.short_mentors.any())


def is_asked(face: Face) -> bool:
    """Whether the face asks anything of anybody."""
    return bool(face.mentees.low.any() or face.mentors.low.any())


def most_met(face: Face, *, breathe: Callable[[], None] = lambda: None) -> Met:
    """The matching that meets most of the fewest-numbers of the face, everything else aside."""
    stage = solve_stage(
        relaxed(face), goals.nothing, required(face), start=nothing(), breathe=breathe
    )
    table, match = face.table, stage.match
    load_mentee = np.bincount(match.row, minlength=table.n)
    load_mentor = np.bincount(match.col, minlength=table.m)
    return Met(
        match,
        stage.prices,
        np.maximum(face.mentees.low - load_mentee, 0),
        np.maximum(face.mentors.low - load_mentor, 0),
    )


def relaxed(face: Face) -> Face:
    """The same face, with nothing asked of anybody."""
    none_mentee, none_mentor = np.zeros_like(face.mentees.low), np.zeros_like(face.mentors.low)
    return replace(
        face,
        mentees=Span(none_mentee, face.mentees.high),
        mentors=Span(none_mentor, face.mentors.high),
    )


def required(face: Face) -> Gains:
    """One for every pair that somebody must have."""
    low_mentee, low_mentor = face.mentees.low, face.mentors.low
    return Gains(
        (low_mentee > 0).astype(np.int64), low_mentee, (low_mentor > 0).astype(np.int64), low_mentor
    )


def lack_of(face: Face, met: Met) -> Lack:
    """What is missing, for people."""
    table, prices = face.table, met.prices

    def short(count: np.ndarray, at: np.ndarray) -> tuple[tuple[int, int], ...]:
        rows = np.flatnonzero(count)
        return tuple(sorted(zip(at[rows].tolist(), count[rows].tolist(), strict=True)))

    return Lack(
        mentees=short(met.short_mentees, table.mentee_at),
        mentors=short(met.short_mentors, table.mentor_at),
        scarce_mentees=tuple(sorted(table.mentee_at[np.flatnonzero(prices.mentee > 0)].tolist())),
        scarce_mentors=tuple(sorted(table.mentor_at[np.flatnonzero(prices.mentor > 0)].tolist())),
    )
