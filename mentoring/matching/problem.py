"""The question: who may be paired with whom, what a pair is worth, which goal counts first."""

from dataclasses import dataclass
from typing import Any, Literal, NoReturn, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_T = TypeVar("_T", bound=np.generic)

# Sums over all pairs and alternating paths must stay exact in float64 (scipy's assignment code
# works in it): 8 * people * points < 2**53.
HIGHEST_BENEFIT = 2**31
MOST_PEOPLE = 2**18
LOT_LIMIT = 2**48


class BadProblem(ValueError):
    """The numbers do not form a problem.

    Attributes:
        code: what is wrong, for the caller to put into words.
        field: which input.
        index: where in it (row, or row and column), None when it is the whole input.
    """

    def __init__(self, code: str, *, field: str, index: tuple[int, ...] | None = None) -> None:
        super().__init__(f"{code}: {field}{'' if index is None else list(index)}")
        self.code, self.field, self.index = code, field, index


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """n mentees, m mentors, and everything the answer may depend on. Frozen; arrays read-only.

    Attributes:
        benefit: int64 (n, m), points of a pair, 0 <= points <= 2**31 where allowed; elsewhere
            the number is ignored.
        allowed: bool (n, m), the hard rules' verdict.
        capacity: int64 (m,), free places of each mentor in this run, >= 0.
        priority: int64 (n,), class of each mentee; the lowest class is served first.
        current: int64 (n,), index of the mentor the mentee has now, -1 for none.
        mentee_lot: int64 (n,), lottery numbers, unique, 0 <= lot < 2**48, drawn outside.
        mentor_lot: int64 (m,), likewise.
        forced: locked pairs (mentee, mentor): hard, and exempt from the floor.
        floor: the least points a pair may have once coverage is settled: a number, "highest"
            (as high as coverage permits), or None.

    Raises:
        BadProblem: shapes, kinds or ranges are wrong, or the locked pairs contradict the rest.
    """

    benefit: Ints
    allowed: Bools
    capacity: Ints
    priority: Ints
    current: Ints
    mentee_lot: Ints
    mentor_lot: Ints
    forced: tuple[tuple[int, int], ...] = ()
    floor: int | Literal["highest"] | None = None

    def __post_init__(self) -> None:
        n, m = _two_sides(self.allowed)
        put = object.__setattr__
        put(self, "allowed", _frozen(np.asarray(self.allowed)))
        shapes = {"benefit": (n, m), "capacity": (m,), "priority": (n,), "current": (n,)}
        shapes |= {"mentee_lot": (n,), "mentor_lot": (m,)}
        for name, shape in shapes.items():
            put(self, name, _integers(getattr(self, name), field=name, shape=shape))
        if max(n, m) >= MOST_PEOPLE:
            raise BadProblem("too_many", field="allowed")
        _check_benefit(self.benefit, self.allowed)
        _within(self.capacity, field="capacity", low=0, high=2**31, code="capacity_range")
        _within(self.current, field="current", low=-1, high=m, code="current_range")
        _check_lots(self.mentee_lot, field="mentee_lot")
        _check_lots(self.mentor_lot, field="mentor_lot")
        put(self, "forced", _forced(self.forced, self.allowed, self.capacity))
        put(self, "floor", _floor(self.floor))

    @property
    def mentees(self) -> int:
        return int(self.allowed.shape[0])

    @property
    def mentors(self) -> int:
        return int(self.allowed.shape[1])

    def digest(self) -> str:
        """SHA-256 of the problem, the same for every order of rows and columns."""
        from mentoring.matching.table import digest

        return digest(self)


def _frozen(array: NDArray[_T]) -> NDArray[_T]:
    view = array.view()
    view.flags.writeable = False
    return view


def _two_sides(allowed: object) -> tuple[int, int]:
    array = np.asarray(allowed)
    if array.ndim != 2:
        raise BadProblem("shape", field="allowed")
    if array.dtype != np.bool_:
        raise BadProblem("not_boolean", field="allowed")
    return int(array.shape[0]), int(array.shape[1])


def _integers(value: object, *, field: str, shape: tuple[int, ...]) -> Ints:
    array: NDArray[Any] = np.asarray(value)
    if array.shape != shape:
        raise BadProblem("shape", field=field)
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        _blame("not_finite", field, ~np.isfinite(array))
    # An empty list has no kind of its own: numpy calls it float64.
    if array.dtype.kind not in "iu" and array.size:
        raise BadProblem("not_integer", field=field)
    if array.dtype == np.uint64 and array.size and int(array.max()) >= 2**63:
        _blame("too_large", field, array >= np.uint64(2**63))
    return _frozen(array.astype(np.int64, copy=False))


def _check_benefit(benefit: Ints, allowed: Bools) -> None:
    for code, outside in (("negative", benefit < 0), ("too_large", benefit > HIGHEST_BENEFIT)):
        wrong = outside & allowed
        if wrong.any():
            _blame(code, "benefit", wrong)


def _within(values: Ints, *, field: str, low: int, high: int, code: str) -> None:
    wrong = (values < low) | (values >= high)
    if wrong.any():
        _blame(code, field, wrong)


def _check_lots(lots: Ints, *, field: str) -> None:
    _within(lots, field=field, low=0, high=LOT_LIMIT, code="lot_range")
    order = np.argsort(lots, kind="stable")
    twice = np.flatnonzero(np.diff(lots[order]) == 0)
    if twice.size:
        raise BadProblem("duplicate_lot", field=field, index=(int(order[twice[0] + 1]),))


def _blame(code: str, field: str, wrong: Bools) -> NoReturn:
    where = np.unravel_index(int(np.argmax(wrong)), wrong.shape)
    raise BadProblem(code, field=field, index=tuple(int(at) for at in where))


def _forced(
    pairs: tuple[tuple[int, int], ...], allowed: Bools, capacity: Ints
) -> tuple[tuple[int, int], ...]:
    clean = tuple(sorted((int(mentee), int(mentor)) for mentee, mentor in pairs))
    load = [0] * len(capacity)
    seen: set[int] = set()
    for mentee, mentor in clean:
        if not (0 <= mentee < allowed.shape[0] and 0 <= mentor < allowed.shape[1]):
            raise BadProblem("forced_range", field="forced", index=(mentee, mentor))
        if mentee in seen:
            raise BadProblem("forced_twice", field="forced", index=(mentee, mentor))
        if not allowed[mentee, mentor]:
            raise BadProblem("forced_not_allowed", field="forced", index=(mentee, mentor))
        seen.add(mentee)
        load[mentor] += 1
        if load[mentor] > capacity[mentor]:
            raise BadProblem("forced_over_capacity", field="forced", index=(mentee, mentor))
    return clean


def _floor(floor: object) -> int | Literal["highest"] | None:
    if floor is None or floor == "highest":
        return floor
    if isinstance(floor, bool) or not isinstance(floor, int | np.integer) or floor < 0:
        raise BadProblem("floor", field="floor")
    return int(floor)
