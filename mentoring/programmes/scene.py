"""Everything a match run looks at, read once: two lists of people and what is known of pairs."""

from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from mentoring import competencies, people
from mentoring.programmes.eligibility import Candidate
from mentoring.programmes.policy import Rules

Grid = NDArray[np.bool_]
NO_RANK = -1


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """The eligible people of both sides, rows mentees and columns mentors in all grids.

    marks: per kind («declined», «ban», «conflict») the (mentee, mentor) ids concerned.
    wishes: (who, whom) -> rank, 0 for «rather not».
    """

    rules: Rules
    mentees: tuple[Candidate, ...]
    mentors: tuple[Candidate, ...]
    mentee_levels: competencies.Levels
    mentor_levels: competencies.Levels
    marks: dict[str, set[tuple[UUID, UUID]]]
    wishes: dict[tuple[UUID, UUID], int]

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.mentees), len(self.mentors)

    def same_person(self) -> Grid:
        return self._same(
            [c.profile.id for c in self.mentees], [c.profile.id for c in self.mentors]
        )

    def same_unit(self) -> Grid:
        return self._same(
            [c.profile.unit_id for c in self.mentees], [c.profile.unit_id for c in self.mentors]
        )

    def same_opd(self) -> Grid:
        return self._same(
            [c.profile.opd_id for c in self.mentees], [c.profile.opd_id for c in self.mentors]
        )

    def same_field(self) -> Grid:
        return self._same(
            [c.profile.field for c in self.mentees], [c.profile.field for c in self.mentors]
        )

    def same_location(self) -> Grid:
        return self._same(
            [c.profile.location for c in self.mentees], [c.profile.location for c in self.mentors]
        )

    def superior(self) -> Grid:
        """Is the mentor the mentee's direct superior?"""
        return self._same(
            [c.profile.superior_id for c in self.mentees], [c.profile.id for c in self.mentors]
        )

    def rank_distance(self) -> NDArray[np.int64]:
        """Steps of rank from mentee up to mentor; an unknown rank is far below every rule."""
        mentee = np.array([_rank(c) for c in self.mentees], dtype=np.int64)
        mentor = np.array([_rank(c) for c in self.mentors], dtype=np.int64)
        distance = mentor[None, :] - mentee[:, None]
        unknown = (mentor == NO_RANK)[None, :] | (mentee == NO_RANK)[:, None]
        return np.where(unknown, -39, distance)

    def marked(self, kind: str) -> Grid:
        """The pairs that carry a mark of this kind."""
        grid = np.zeros(self.shape, dtype=bool)
        row = {c.profile.id: i for i, c in enumerate(self.mentees)}
        column = {c.profile.id: j for j, c in enumerate(self.mentors)}
        for mentee, mentor in self.marks.get(kind, ()):
            if mentee in row and mentor in column:
                grid[row[mentee], column[mentor]] = True
        return grid

    def _same(self, left: list[object], right: list[object]) -> Grid:
        """Equal and known; None and the empty text equal nothing."""
        numbers: dict[object, int] = {}
        a = np.array([_number(numbers, x) for x in left], dtype=np.int64)
        b = np.array([_number(numbers, x) for x in right], dtype=np.int64)
        same: Grid = (a[:, None] == b[None, :]) & (a >= 0)[:, None]
        return same


def _number(numbers: dict[object, int], thing: object) -> int:
    return -1 if thing is None or thing == "" else numbers.setdefault(thing, len(numbers))


def _rank(who: Candidate) -> int:
    return NO_RANK if who.profile.grade is None else people.rank_of(who.profile.grade)
