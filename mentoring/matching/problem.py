"""The question: who may be paired with whom, what a pair is worth, which goal counts first."""

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mentoring.matching import checks
from mentoring.matching.scores import AnyInts, Bools, Dense, Ints, Scores, at_pairs

Pairs = tuple[tuple[int, int], ...]
Floor = int | Literal["highest"] | None
Stability = int | Literal["ties", "frozen"]
NOT_GIVEN: NDArray[Any] = np.empty(0, dtype=np.int64)


def _not_given() -> NDArray[Any]:
    return NOT_GIVEN


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Problem:
    """n mentees, m mentors, and everything the answer may depend on. Frozen; arrays read-only.

    Attributes:
        benefit: whole numbers (n, m), points of a pair, -2**31 <= points <= 2**31 where allowed;
            elsewhere the number is ignored.
        allowed: bool (n, m), the hard rules' verdict.
        scores: instead of the two matrices, something that computes parts of them when asked.
        capacity: int (m,), free places of each mentor in this run, >= 0.
        mentee_lot: int (n,), lottery numbers, unique, 0 <= lot < 2**48, drawn outside.
        mentor_lot: int (m,), likewise.
        min_load: int (m,), pairs a mentor must have, hard; 0 where not given.
        demand: int (n,), mentors wanted by each mentee, all different; 1 where not given.
        priority: int (n,), class of each mentee; the lowest class is served first.
        keep: pairs (mentee, mentor) that exist now; they may have become impossible.
        forced: locked pairs: hard.
        first: "coverage" (most mentees with a mentor, then most demand met, then points) or
            "total" (points; a pair below zero only where something hard needs it).
        stability: "ties" (keep pairs where it costs nothing), a whole number (points that a
            broken pair must gain) or "frozen" (every kept pair that is possible is hard).
        require_all: all demand is hard.
        floor: the least points a covered mentee's pairs may sum up to: a number, "highest" (as
            high as what goes first permits), or None.
        floor_spares_forced: whether mentees with a locked pair are exempt from the floor.
        parts: (int (n,), int (m,)), numbers of independent parts, when the caller knows them: no
            pair between different parts is allowed. Only ever a matter of speed.

    Raises:
        BadProblem: shapes, kinds or ranges are wrong, or the locked pairs contradict the rest.
    """

    capacity: Ints
    mentee_lot: Ints
    mentor_lot: Ints
    benefit: AnyInts = field(default_factory=_not_given)
    allowed: Bools = field(default_factory=_not_given)
    scores: Scores | None = None
    min_load: Ints = field(default_factory=_not_given)
    demand: Ints = field(default_factory=_not_given)
    priority: Ints = field(default_factory=_not_given)
    keep: Pairs = ()
    forced: Pairs = ()
    first: Literal["coverage", "total"] = "coverage"
    stability: Stability = "ties"
    require_all: bool = False
    floor: Floor = None
    floor_spares_forced: bool = True
    parts: tuple[Ints, Ints] | None = None
    pairing: Scores = field(init=False, repr=False)  # the pairs, as matrices or computed

    def __post_init__(self) -> None:
        put = object.__setattr__
        if self.scores is None:
            benefit, allowed = checks.matrices(self.benefit, self.allowed)
            put(self, "benefit", benefit)
            put(self, "allowed", allowed)
        put(self, "pairing", self.scores or Dense(self.benefit, self.allowed))
        n, m = self.pairing.shape
        checks.sides(n, m, self.pairing.span)
        given: dict[str, tuple[int, int]] = {
            "capacity": (m, 0),
            "min_load": (m, 0),
            "demand": (n, 1),
            "priority": (n, 1),
            "mentee_lot": (n, 0),
            "mentor_lot": (m, 0),
        }
        for name, (length, default) in given.items():
            value: ArrayLike = getattr(self, name)
            if value is NOT_GIVEN:
                value = np.full(length, default, dtype=np.int64)
            put(self, name, checks.integers(value, field=name, shape=(length,)))
        for name in ("capacity", "min_load", "demand"):
            checks.within(getattr(self, name), field=name, low=0, high=2**31, code=f"{name}_range")
        checks.lots(self.mentee_lot, field="mentee_lot")
        checks.lots(self.mentor_lot, field="mentor_lot")
        put(self, "keep", checks.pairs(self.keep, field="keep", shape=(n, m)))
        put(self, "forced", checks.pairs(self.forced, field="forced", shape=(n, m)))
        put(self, "floor", checks.floor(self.floor))
        checks.choices(self.first, self.stability)
        put(self, "parts", checks.parts(self.parts, shape=(n, m)))
        checks.locked(self)

    @property
    def mentees(self) -> int:
        return self.pairing.shape[0]

    @property
    def mentors(self) -> int:
        return self.pairing.shape[1]

    @property
    def locked(self) -> Pairs:
        """The pairs that are hard: forced ones and, when frozen, kept ones that are possible."""
        if self.stability != "frozen":
            return self.forced
        still = [
            pair
            for pair, is_open in zip(self.keep, self.is_allowed(self.keep), strict=True)
            if is_open
        ]
        return tuple(sorted({*self.forced, *still}))

    @property
    def break_price(self) -> int:
        """Points that breaking a kept pair must gain."""
        return self.stability if isinstance(self.stability, int) else 0

    def points(self, pairs: Pairs) -> list[int]:
        """The points of these pairs."""
        points: list[int] = self._looked_up(pairs)[0].tolist()
        return points

    def is_allowed(self, pairs: Pairs) -> list[bool]:
        """The hard rules' verdict on these pairs."""
        verdict: list[bool] = self._looked_up(pairs)[1].tolist()
        return verdict

    def _looked_up(self, pairs: Pairs) -> tuple[Ints, Bools]:
        both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return at_pairs(self.pairing, both[:, 0], both[:, 1])

    def digest(self) -> str:
        """SHA-256 of the problem, the same for every order of rows and columns."""
        from mentoring.matching.digest import digest

        return digest(self)
