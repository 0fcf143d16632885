"""A face as an integer programme, for floors where mentees want several mentors.

A floor on sums ties pairs together: prices prove nothing any more, HiGHS' bound does.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, eye_array, hstack

from mentoring.matching import goals
from mentoring.matching.face import Face
from mentoring.matching.filters import Span
from mentoring.matching.pairs import Edges, Index, is_among, joined, keys_of
from mentoring.matching.scores import Bools, Ints

MOST_AGAIN = 50
OPTIMAL, IMPOSSIBLE = 0, 2  # scipy's words


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What HiGHS said: taken pairs (None: none found), the most there can be, is it certain."""

    taken: Bools | None
    bound: int
    is_certain: bool


@dataclass(slots=True)
class Programme:
    """Columns: one 0/1 number per open pair, one per mentee (covered or not), the lowest sum.

    seconds: what HiGHS may take per question. sums, counts: points and number of the pairs that
    each mentee has for certain; asked: mentees to whom the floor applies when covered. most: what
    a goal can reach without any floor, where that is known.
    """

    face: Face
    edges: Edges
    seconds: float
    most: dict[str, int] = field(default_factory=dict)
    held: list[tuple[Ints, int]] = field(default_factory=list)
    sums: Ints = field(init=False)
    counts: Ints = field(init=False)
    asked: Bools = field(init=False)
    rows: list[LinearConstraint] = field(init=False)

    def __post_init__(self) -> None:
        table = self.face.table
        certain = joined([self.face.taken, table.forced], table.m)
        self.sums = np.zeros(table.n, dtype=np.int64)
        np.add.at(self.sums, certain.row, certain.benefit)
        self.counts = np.bincount(certain.row, minlength=table.n)
        self.asked = ~((table.held > 0) & table.problem.floor_spares_forced)
        self.rows = self._spans()

    def hold(self, worth: Ints, value: int) -> None:
        """From now on at least so much of it."""
        self.held.append((worth, value))
        row = csr_array(np.append(worth, 0).astype(np.float64).reshape(1, -1))
        self.rows.append(LinearConstraint(row, value, np.inf))

    def best(self, worth: Ints, floor: int | None, *, exact: bool = True) -> Found:
        """The most of `worth`, with everybody asked at the floor.

        exact: False for any matching at all; `worth` then only leads the search. HiGHS allows for
        its rounding and may take a sum for enough that is not, exactly: such sets of pairs are
        forbidden, and it is asked again.
        """
        rows = self.rows if floor is None else [*self.rows, self._at_least(floor)]
        for _again in range(MOST_AGAIN):
            found = self._asked(worth, floor, rows, gap=0.0 if exact else 1.0)
            if found.taken is None:
                return found
            match = self.edges.only(found.taken)
            short = np.empty(0, dtype=np.int64) if floor is None else self._below(match, floor)
            if not len(short):
                break
            rows = [*rows, self._other_than(found.taken, short)]
        state = self.state_of(match)
        held = all(int(kept @ state) >= value for kept, value in self.held)
        return found if held and not len(short) else Found(None, found.bound, False)

    def _asked(
        self, worth: Ints, floor: int | None, rows: list[LinearConstraint], *, gap: float
    ) -> Found:
        size, n = len(self.edges), self.face.table.n
        covered = (self.counts > 0).astype(np.float64)
        solved = milp(
            -np.append(worth, 0).astype(np.float64),
            integrality=np.append(np.ones(size + n), 0),
            bounds=Bounds(
                np.concatenate([np.zeros(size), covered, [-np.inf]]),
                np.concatenate([self._can_reach(floor), np.ones(n), [np.inf]]),
            ),
            constraints=rows,
            options={"time_limit": self.seconds, "mip_rel_gap": gap},
        )
        most = int(np.maximum(worth, 0).sum())
        if (bound := solved.get("mip_dual_bound")) is not None and np.isfinite(bound):
            most = min(most, int(np.floor(-bound + 1e-6)))
        taken = None if solved.x is None else np.asarray(solved.x[:size] > 0.5)
        return Found(taken, most, solved.status in (OPTIMAL, IMPOSSIBLE))

    def _other_than(self, taken: Bools, mentees: Ints) -> LinearConstraint:
        """Not just these pairs for any of these mentees."""
        sign = np.where(taken, 1.0, -1.0)
        here = np.flatnonzero(np.isin(self.edges.row, mentees))
        place = np.searchsorted(mentees, self.edges.row[here])
        shape = (len(mentees), len(self.edges) + self.face.table.n + 1)
        rows = coo_array((sign[here], (place, here)), shape=shape).tocsr()
        count = np.bincount(self.edges.row[taken], minlength=self.face.table.n)[mentees]
        return LinearConstraint(rows, -np.inf, count - 1.0)

    def _below(self, match: Edges, floor: int) -> Ints:
        """Mentees whose sum misses the floor."""
        sums = self.sums.copy()
        np.add.at(sums, match.row, match.benefit)
        has = np.bincount(match.row, minlength=len(sums)) + self.counts > 0
        return np.flatnonzero(has & self.asked & (sums < floor))

    def ceiling(self) -> int:
        """No floor can be higher: the same programme with halves and thirds allowed."""
        must = np.flatnonzero(((self.face.mentees.low > 0) | (self.counts > 0)) & self.asked)
        size, n = len(self.edges), self.face.table.n
        most = int(np.maximum(self.edges.benefit, 0).sum() + np.maximum(self.sums, 0).sum())
        if not len(must):
            return most
        lowest = csr_array(np.ones((len(must), 1)))
        each = hstack([-self._points()[must], csr_array((len(must), n)), lowest]).tocsr()
        solved = milp(
            np.append(np.zeros(size + n), -1.0),
            bounds=Bounds(
                np.append(np.zeros(size + n), -np.inf), np.append(np.ones(size + n), np.inf)
            ),
            constraints=[*self.rows, LinearConstraint(each, -np.inf, self.sums[must])],
            options={"time_limit": self.seconds},
        )
        if solved.status != OPTIMAL:
            return most
        return int(np.floor(-solved.fun + abs(solved.fun) * 1e-9 + 1e-6))  # its rounding allowed

    def worth_of(self, goal: str) -> Ints:
        """What each pair, and each covered mentee, counts for a goal."""
        weight = goals.weigh(goal)(self.face.table, self.edges)
        gain = self.face.gains(goal).mentee
        return np.concatenate([np.broadcast_to(weight, len(self.edges)), gain]).astype(np.int64)

    def state_of(self, match: Edges) -> Ints:
        """A matching as the columns see it, without the lowest sum."""
        table = self.face.table
        taken = is_among(self.edges, keys_of(match, table.m), table.m)
        covered = np.bincount(match.row, minlength=table.n) + self.counts > 0
        return np.concatenate([taken, covered]).astype(np.int64)

    def worst_of(self, match: Edges) -> int:
        """The lowest sum over the mentees who are covered and not exempt; 0 for none."""
        sums = self.sums.copy()
        np.add.at(sums, match.row, match.benefit)
        has = np.bincount(match.row, minlength=len(sums)) + self.counts > 0
        return int(sums[has & self.asked].min()) if (has & self.asked).any() else 0

    def _spans(self) -> list[LinearConstraint]:
        """Fewest and most per person; covered is who has a pair."""
        face, n, m = self.face, self.face.table.n, self.face.table.m
        mentee, mentor = self._loads(self.edges.row, n), self._loads(self.edges.col, m)
        who = eye_array(n, format="csr")
        most = who * face.mentees.high.astype(np.float64)
        blank = csr_array((n, 1))
        return [
            _between(hstack([mentee, csr_array((n, n + 1))]), face.mentees),
            _between(hstack([mentor, csr_array((m, n + 1))]), face.mentors),
            LinearConstraint(hstack([mentee, -most, blank]).tocsr(), -np.inf, 0),
            LinearConstraint(hstack([mentee, -who, blank]).tocsr(), -self.counts, np.inf),
        ]

    def _can_reach(self, floor: int | None) -> NDArray[np.float64]:
        """1 for pairs that leave their mentee able to reach the floor with the best others.

        Most pairs cannot be part of anything near the highest floor: without them the question
        is answered in a twentieth of the time.
        """
        if floor is None:
            return np.ones(len(self.edges))
        row, points = self.edges.row, self.edges.benefit.astype(np.int64)
        order = np.lexsort((-points, row))
        nth = np.empty(len(order), dtype=np.int64)
        nth[order] = np.arange(len(order)) - np.searchsorted(row, row)[order]
        # Of the best that the mentee may have: all of them, or one less beside a worse pair.
        most, gain = self.face.mentees.high[row], np.maximum(points, 0)
        best_all, best_less = np.zeros((2, self.face.table.n), dtype=np.int64)
        np.add.at(best_all, row, np.where(nth < most, gain, 0))
        np.add.at(best_less, row, np.where(nth < most - 1, gain, 0))
        others = np.where(nth < most, best_all[row] - gain, best_less[row])
        reach = self.sums[row] + points + others >= floor
        return np.where(reach | ~self.asked[row], 1.0, 0.0)

    def _at_least(self, floor: int) -> LinearConstraint:
        n = self.face.table.n
        needs = eye_array(n, format="csr") * -float(floor)
        rows = hstack([self._points(), needs, csr_array((n, 1))]).tocsr()[
            np.flatnonzero(self.asked)
        ]
        return LinearConstraint(rows, -self.sums[self.asked].astype(np.float64), np.inf)

    def _loads(self, at: Index, people: int) -> csr_array:
        ones = np.ones(len(at))
        return coo_array((ones, (at, np.arange(len(at)))), shape=(people, len(at))).tocsr()

    def _points(self) -> csr_array:
        points = self.edges.benefit.astype(np.float64)
        shape = (self.face.table.n, len(points))
        return coo_array((points, (self.edges.row, np.arange(len(points)))), shape=shape).tocsr()


def _between(rows: csr_array, span: Span) -> LinearConstraint:
    return LinearConstraint(rows.tocsr(), span.low.astype(float), span.high.astype(float))
