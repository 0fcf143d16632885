"""What numbers must be before anything is computed from them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.scores import AnyInts, Bools, Ints

if TYPE_CHECKING:
    from mentoring.matching.problem import Problem

# Sums over all pairs and alternating paths must stay exact in float64 (scipy's assignment code
# works in it): 8 * people * range of points < 2**53.
MOST_POINTS = 2**31
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


def matrices(benefit: object, allowed: object) -> tuple[AnyInts, Bools]:
    """The two matrices, of one shape; points in range where allowed."""
    verdict: NDArray[Any] = np.asarray(allowed)
    if verdict.ndim != 2:
        raise BadProblem("shape", field="allowed")
    if verdict.dtype != np.bool_:
        raise BadProblem("not_boolean", field="allowed")
    points = _whole(benefit, field="benefit", shape=verdict.shape)
    for code, outside in (
        ("too_small", points < -MOST_POINTS),
        ("too_large", points > MOST_POINTS),
    ):
        if outside.any() and (wrong := outside & verdict).any():
            _blame(code, "benefit", wrong)
    return _frozen(points), _frozen(verdict)


def sides(n: int, m: int, span: tuple[int, int]) -> None:
    if max(n, m) >= MOST_PEOPLE:
        raise BadProblem("too_many", field="allowed")
    if span[0] < -MOST_POINTS or span[1] > MOST_POINTS:
        raise BadProblem("too_large", field="scores")


def integers(value: object, *, field: str, shape: tuple[int, ...]) -> Ints:
    return _frozen(_whole(value, field=field, shape=shape).astype(np.int64, copy=False))


def within(values: Ints, *, field: str, low: int, high: int, code: str) -> None:
    wrong = (values < low) | (values >= high)
    if wrong.any():
        _blame(code, field, wrong)


def lots(values: Ints, *, field: str) -> None:
    within(values, field=field, low=0, high=LOT_LIMIT, code="lot_range")
    order = np.argsort(values, kind="stable")
    twice = np.flatnonzero(np.diff(values[order]) == 0)
    if twice.size:
        raise BadProblem("duplicate_lot", field=field, index=(int(order[twice[0] + 1]),))


def pairs(
    value: Iterable[tuple[int, int]], *, field: str, shape: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    """Sorted, inside the matrix, each once."""
    clean = tuple(sorted((int(mentee), int(mentor)) for mentee, mentor in value))
    for before, pair in zip((None, *clean), clean, strict=False):
        if not (0 <= pair[0] < shape[0] and 0 <= pair[1] < shape[1]):
            raise BadProblem(f"{field}_range", field=field, index=pair)
        if pair == before:
            raise BadProblem(f"{field}_twice", field=field, index=pair)
    return clean


def locked(problem: "Problem") -> None:
    """The hard pairs must be possible side by side."""
    load: dict[int, int] = {}
    wanted: dict[int, int] = {}
    hard = problem.locked
    for pair, is_open in zip(hard, problem.is_allowed(hard), strict=True):
        mentee, mentor = pair
        wanted[mentee] = wanted.get(mentee, 0) + 1
        load[mentor] = load.get(mentor, 0) + 1
        if not is_open:
            raise BadProblem("forced_not_allowed", field="forced", index=pair)
        if wanted[mentee] > problem.demand[mentee]:
            raise BadProblem("forced_twice", field="forced", index=pair)
        if load[mentor] > problem.capacity[mentor]:
            raise BadProblem("forced_over_capacity", field="forced", index=pair)


def floor(value: object) -> int | Literal["highest"] | None:
    if value is None or value == "highest":
        return value
    if isinstance(value, bool) or not isinstance(value, int | np.integer):
        raise BadProblem("floor", field="floor")
    return int(value)


def choices(first: object, stability: object) -> None:
    if first not in ("coverage", "total"):
        raise BadProblem("first", field="first")
    if stability in ("ties", "frozen"):
        return
    if type(stability) is not int or not 0 <= stability <= MOST_POINTS:
        raise BadProblem("stability", field="stability")


def parts(value: object, *, shape: tuple[int, int]) -> tuple[Ints, Ints] | None:
    if value is None:
        return None
    if not isinstance(value, tuple) or len(value) != 2:
        raise BadProblem("shape", field="parts")
    return (
        integers(value[0], field="parts", shape=shape[:1]),
        integers(value[1], field="parts", shape=shape[1:]),
    )


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    view = array.view()
    view.flags.writeable = False
    return view


def _whole(value: object, *, field: str, shape: tuple[int, ...]) -> NDArray[Any]:
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
    return array if array.dtype.kind == "i" else array.astype(np.int64)


def _blame(code: str, field: str, wrong: Bools) -> NoReturn:
    where = np.unravel_index(int(np.argmax(wrong)), wrong.shape)
    raise BadProblem(code, field=field, index=tuple(int(at) for at in where))
