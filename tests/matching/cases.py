"""Problems for the tests: tiny ones for hypothesis, towns, and a judge by brute force."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from mentoring.matching import Problem
from mentoring.matching.goals import lottery_pairs
from mentoring.matching.table import arrange, edges_of

Pairs = tuple[tuple[int, int], ...]


def problem(
    benefit: list[list[int]], *, allowed: list[list[int]] | None = None, **more: Any
) -> Problem:
    """A problem from lists; everything not named is the plainest thing possible."""
    points = np.array(benefit, dtype=np.int64)
    n, m = points.shape
    given: dict[str, Any] = {
        "capacity": np.ones(m, dtype=np.int64),
        "priority": np.ones(n, dtype=np.int64),
        "mentee_lot": np.arange(n, dtype=np.int64),
        "mentor_lot": np.arange(m, dtype=np.int64),
    }
    arrays = {name: np.array(more.pop(name), dtype=np.int64) for name in given if name in more}
    more["keep"] = kept_pairs(more.pop("current", ()))
    open_ = np.ones((n, m), dtype=bool) if allowed is None else np.array(allowed, dtype=bool)
    return Problem(benefit=points, allowed=open_, **(given | arrays), **more)


def kept_pairs(current: Any) -> Pairs:
    """Who has whom now, -1 for nobody, as pairs."""
    return tuple((i, int(j)) for i, j in enumerate(current) if j >= 0)


def empty(n: int, m: int) -> Problem:
    return problem(np.zeros((n, m), dtype=int))  # type: ignore[arg-type]


@st.composite
def small_problems(draw: st.DrawFn, *, side: int = 4) -> Problem:
    """Up to side x side, few distinct points (ties are the normal case), sometimes huge ones."""
    n, m = draw(st.integers(0, side)), draw(st.integers(0, side))
    points = draw(st.sampled_from([[0, 1], [0, 1, 2, 3], [5], [0, 1, 2**31], [7, 50, 1000]]))

    def numbers(size: int, values: st.SearchStrategy[int], **more: Any) -> Any:
        cells = draw(st.lists(values, min_size=size, max_size=size, **more))
        return np.array(cells, dtype=np.int64)

    allowed = numbers(n * m, st.integers(0, 3)).reshape(n, m) > draw(st.integers(0, 2)) - 1
    made = Problem(
        benefit=numbers(n * m, st.sampled_from(points)).reshape(n, m),
        allowed=allowed,
        capacity=numbers(m, st.integers(0, 3)),
        priority=numbers(n, st.integers(1, 3)),
        keep=kept_pairs(numbers(n, st.integers(-1, m - 1))),
        mentee_lot=numbers(n, st.integers(0, 2**48 - 1), unique=True),
        mentor_lot=numbers(m, st.integers(0, 2**48 - 1), unique=True),
        floor=draw(st.sampled_from([None, "highest"])),
    )
    return replace(made, forced=draw(st.sampled_from(_lockable(made))))


def _lockable(made: Problem) -> list[Pairs]:
    """Nothing locked, or one pair that may be."""
    rows, cols = np.nonzero(made.allowed & (made.capacity > 0))
    return [(), *(((i, j),) for i, j in zip(rows.tolist(), cols.tolist(), strict=True))]


def every_matching(made: Problem) -> Iterator[Pairs]:
    """All that the hard rules permit, locked pairs included."""
    locked = dict(made.forced)

    def grow(mentee: int, load: tuple[int, ...], pairs: Pairs) -> Iterator[Pairs]:
        if mentee == made.mentees:
            yield pairs
            return
        if mentee not in locked:
            yield from grow(mentee + 1, load, pairs)
        for mentor in range(made.mentors):
            if locked.get(mentee, mentor) != mentor or not made.allowed[mentee, mentor]:
                continue
            if load[mentor] < made.capacity[mentor]:
                more = (*load[:mentor], load[mentor] + 1, *load[mentor + 1 :])
                yield from grow(mentee + 1, more, (*pairs, (mentee, mentor)))

    for pairs in grow(0, (0,) * made.mentors, ()):
        if set(made.forced) <= set(pairs):
            yield pairs


def merit(made: Problem, pairs: Pairs) -> tuple[Any, ...]:
    """What the goals 1 to 5a see of a matching, to be compared like words in a dictionary.

    Written from the goals' plain meaning, not from the weights the solver uses.
    """
    matched = [i for i, _ in pairs]
    classes = sorted({int(c) for c in made.priority})
    by_class = tuple(sum(int(made.priority[i]) == c for i in matched) for c in classes)
    free = [int(made.benefit[i, j]) for i, j in pairs if (i, j) not in made.forced]
    floor = (min(free) if free else 0) if made.floor == "highest" else 0
    total = sum(int(made.benefit[i, j]) for i, j in pairs)
    kept = len({*made.keep} & {*pairs})
    by_lot = sorted(range(made.mentees), key=lambda i: int(made.mentee_lot[i]))
    return (by_class, floor, total, kept, tuple(i in set(matched) for i in by_lot))


def pair_numbers(made: Problem, pairs: Pairs) -> int:
    """The sum of the first draw, which settles what is still open after `merit`."""
    return int(lottery_pairs(arrange(made), edges_of(made, pairs)).sum())


def town(
    *,
    mentees: int,
    mentors: int,
    places: int,
    seed: int,
    levels: int = 20,
    density: float = 0.4,
    **more: Any,
) -> Problem:
    """Random, with few distinct points, three classes and places scattered over the mentors."""
    dice = np.random.default_rng(seed)
    points = np.sort(dice.choice(100_001, levels, replace=False))
    now = dice.integers(-1, mentors, mentees)
    return Problem(
        benefit=points[dice.integers(0, levels, (mentees, mentors))],
        allowed=dice.random((mentees, mentors)) < density,
        capacity=np.bincount(dice.integers(0, mentors, places), minlength=mentors),
        priority=dice.integers(1, 4, mentees),
        keep=kept_pairs(np.where(dice.random(mentees) < 0.5, now, -1)),
        mentee_lot=dice.permutation(10 * mentees)[:mentees],
        mentor_lot=dice.permutation(10 * mentors)[:mentors],
        **more,
    )


def shuffled(made: Problem, *, seed: int) -> tuple[Problem, Any, Any]:
    """The same people in another order; with the orders, to translate back."""
    dice = np.random.default_rng(seed)
    rows, cols = dice.permutation(made.mentees), dice.permutation(made.mentors)
    row_now, col_now = np.argsort(rows), np.argsort(cols)
    again = replace(
        made,
        benefit=made.benefit[rows][:, cols],
        allowed=made.allowed[rows][:, cols],
        capacity=made.capacity[cols],
        priority=made.priority[rows],
        keep=tuple((int(row_now[i]), int(col_now[j])) for i, j in made.keep),
        mentee_lot=made.mentee_lot[rows],
        mentor_lot=made.mentor_lot[cols],
        forced=tuple((int(row_now[i]), int(col_now[j])) for i, j in made.forced),
    )
    return again, rows, cols
