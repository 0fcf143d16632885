"""The check that trusts nobody: no solver, integers only, the problem and the stored proof.

Weak duality is all it needs. Prices that no open pair exceeds bound every matching of the face;
a matching that reaches the bound is best; and the tight pairs, with those whose price is positive,
are all that any best matching may use (see `face`). So the faces are rebuilt from the prices, goal
by goal, and the final pairs must lie in the last one.
"""

from dataclasses import dataclass

import numpy as np

from mentoring.matching import goals
from mentoring.matching.certificate import StageProof
from mentoring.matching.face import Face, Prices, above, narrowed, whole
from mentoring.matching.goals import Goal
from mentoring.matching.problem import Bools, Ints, Problem
from mentoring.matching.result import Result, prices_of, result_of
from mentoring.matching.standing import is_only_matching, match_of
from mentoring.matching.table import Edges, Table, arrange, edges_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """ok: nothing failed; failures: codes; checked: (goal, value, bound) of every goal proven."""

    ok: bool
    failures: tuple[str, ...]
    checked: tuple[tuple[str, int, int], ...]


class _Refuted(Exception):
    pass


def verify(problem: Problem, result: Result) -> Verdict:
    """Check pairs against the hard rules, then every goal's value against its proven bound.

    Failure codes: problem, pair_range, pair_twice, pair_forbidden, over_capacity, lock_missing,
    stages, price_count, price_range, mentee_sign, mentor_sign, price_too_low, not_tight,
    mentee_left_out, place_left_open, below_floor, floor_unproven, value_below_bound,
    not_the_only_one, figures.
    """
    checked: list[tuple[str, int, int]] = []
    try:
        _check_pairs(problem, result.pairs)
        if result.certificate.problem != problem.digest():
            raise _Refuted("problem")
        table = arrange(problem)
        _check_stage_names(table, result)
        _check_goals(table, result, edges_of(problem, result.pairs), checked)
        _check_figures(problem, result)
    except _Refuted as refuted:
        return Verdict(False, (str(refuted),), tuple(checked))
    return Verdict(True, (), tuple(checked))


def _check_pairs(problem: Problem, pairs: tuple[tuple[int, int], ...]) -> None:
    load = [0] * problem.mentors
    seen: set[int] = set()
    for mentee, mentor in pairs:
        if not (0 <= mentee < problem.mentees and 0 <= mentor < problem.mentors):
            raise _Refuted("pair_range")
        if mentee in seen:
            raise _Refuted("pair_twice")
        if not problem.allowed[mentee, mentor]:
            raise _Refuted("pair_forbidden")
        seen.add(mentee)
        load[mentor] += 1
        if load[mentor] > problem.capacity[mentor]:
            raise _Refuted("over_capacity")
    if not set(problem.forced) <= set(pairs):
        raise _Refuted("lock_missing")


def _check_stage_names(table: Table, result: Result) -> None:
    names = [stage.goal for stage in result.certificate.stages]
    floor = [] if table.floor is None else [Goal.FLOOR]
    fixed = [Goal.COVERAGE, *floor, Goal.BENEFIT, Goal.KEPT, Goal.LOTTERY_PEOPLE]
    draws = [goals.pairs_draw(draw) for draw in range(1, len(names) - len(fixed) + 1)]
    if not draws or names != [*fixed, *draws]:
        raise _Refuted("stages")


def _check_goals(
    table: Table, result: Result, pairs: Edges, checked: list[tuple[str, int, int]]
) -> None:
    face = whole(table)
    locked = np.isin(pairs.row, table.forced.row)
    free = pairs.only(~locked)
    for stage in result.certificate.stages:
        if stage.goal == Goal.FLOOR:
            face = _check_floor(table, stage, face, free, needed=checked[0][1])
            checked.append((stage.goal, stage.floor or 0, stage.floor or 0))
            continue
        prices = _prices(table, stage)
        weigh = goals.weigh(stage.goal)
        weight = weigh(table, face.edges)
        _check_prices(face, prices, prices.slack(face.edges, weight))
        locked_value = sum(weigh(table, table.forced).tolist())
        value = sum(weigh(table, free).tolist()) + locked_value
        bound = prices.bound(table.capacity) + locked_value
        face = narrowed(face, prices, weight, table.capacity)
        if value != bound:
            raise _Refuted("value_below_bound")
        _check_inside(table, face, free, tight=prices.slack(free, weigh(table, free)) == 0)
        checked.append((stage.goal, value, bound))
    _check_drawn_to_the_end(table, result, face)


def _check_drawn_to_the_end(table: Table, result: Result, face: Face) -> None:
    """Nothing was left to chance: no other matching is as good, and no draw was made in vain."""
    draws = sum(stage.goal.startswith(Goal.LOTTERY_PAIRS) for stage in result.certificate.stages)
    if draws > goals.MOST_DRAWS:
        raise _Refuted("stages")
    match = match_of(table, result.pairs)
    if draws < goals.MOST_DRAWS and not is_only_matching(
        face, match=match, capacity=table.capacity
    ):
        raise _Refuted("not_the_only_one")


def _prices(table: Table, stage: StageProof) -> Prices:
    try:
        return prices_of(table, stage)
    except ValueError as wrong:
        raise _Refuted(str(wrong).replace(" ", "_")) from None


def _check_prices(face: Face, prices: Prices, slack: Ints) -> None:
    if (prices.mentee[~face.must_match] < 0).any():
        raise _Refuted("mentee_sign")
    if (prices.mentor[~face.must_fill] < 0).any():
        raise _Refuted("mentor_sign")
    if (slack < 0).any():
        raise _Refuted("price_too_low")


def _check_inside(table: Table, face: Face, free: Edges, *, tight: Bools) -> None:
    """The matching lies in the narrowed face, as it lay in the one before."""
    if not tight.all():
        raise _Refuted("not_tight")
    matched = np.zeros(table.n, dtype=bool)
    matched[free.row] = True
    if (face.must_match & ~matched).any():
        raise _Refuted("mentee_left_out")
    load = np.bincount(free.col, minlength=table.m)
    if (face.must_fill & (load < table.capacity)).any():
        raise _Refuted("place_left_open")


def _check_floor(table: Table, stage: StageProof, face: Face, free: Edges, *, needed: int) -> Face:
    """Every free pair reaches the floor; a "highest" one is refuted one point higher."""
    if stage.floor is None or (isinstance(table.floor, int) and stage.floor != table.floor):
        raise _Refuted("stages")
    if (free.benefit < stage.floor).any():
        raise _Refuted("below_floor")
    if table.floor == "highest" and not len(free) and stage.floor:
        raise _Refuted("floor_unproven")  # nobody is matched freely: there is no worst-off
    if table.floor == "highest" and len(free):
        higher = above(whole(table), stage.floor + 1)
        prices = _prices(table, stage)
        weight = goals.coverage(table, higher.edges)
        _check_prices(higher, prices, prices.slack(higher.edges, weight))
        locked = sum(goals.coverage(table, table.forced).tolist())
        if prices.bound(table.capacity) + locked >= needed:
            raise _Refuted("floor_unproven")
    return above(face, stage.floor)


def _check_figures(problem: Problem, result: Result) -> None:
    """What the result says about itself is what its pairs and prices say."""
    again = result_of(problem, pairs=result.pairs, certificate=result.certificate)
    if (result.pairs, result.summary()) != (again.pairs, again.summary()):
        raise _Refuted("figures")
    if (result.unmatched, result.goals) != (again.unmatched, again.goals):
        raise _Refuted("figures")
