"""The check that trusts nobody: no solver, integers only, the problem and the stored proof.

Weak duality is all it needs. Prices bound every matching of a face; a matching that reaches the
bound is best; and what complementary slackness leaves open is all that any best matching may use
(see `face`). So the faces are rebuilt from the prices, goal by goal. The result's own pairs are
walked through all goals first; then every other pair is looked at once, for all goals together.
"""

from dataclasses import dataclass

import numpy as np

from mentoring.matching import goals
from mentoring.matching.everypair import Survey, survey
from mentoring.matching.face import Face
from mentoring.matching.feasible import is_asked, relaxed, required
from mentoring.matching.filters import Span
from mentoring.matching.floor import locked_floor
from mentoring.matching.goals import Goal
from mentoring.matching.hardrules import Refuted, check_pairs, check_sums
from mentoring.matching.pairs import Edges
from mentoring.matching.problem import Problem
from mentoring.matching.replay import Step, steps
from mentoring.matching.result import Result, result_of
from mentoring.matching.standing import is_only_matching
from mentoring.matching.values import bound_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """ok: nothing failed; failures: codes; checked: (goal, value, bound) of every goal.

    When a result was cut short, all that it claims may hold and the last value be below its bound.
    """

    ok: bool
    failures: tuple[str, ...]
    checked: tuple[tuple[str, int, int], ...]


def verify(problem: Problem, result: Result) -> Verdict:
    """Check pairs against the hard rules, then every goal's value against its proven bound.

    Failure codes: problem, pair_range, pair_twice, pair_forbidden, over_demand, over_capacity,
    below_min_load, demand_not_met, lock_missing, stages, price_count, price_range, price_too_low,
    out_of_face, below_floor, floor_unproven, value_below_bound, not_the_only_one, figures.
    """
    checked: list[tuple[str, int, int]] = []
    try:
        check_pairs(problem, result.pairs)
        if result.certificate.problem != problem.digest():
            raise Refuted("problem")
        is_whole = _check_stage_names(problem, result)
        walk = _walk(problem, result, is_whole=is_whole)
        _check_figures(problem, result)
        check_sums(problem, result)
        for at, goal in enumerate(result.goals, start=1):
            checked.append((goal.name, goal.value, goal.bound))
            is_open = _may_fall_short(problem, goal.name, not is_whole and at == len(result.goals))
            if goal.value > goal.bound or (goal.value < goal.bound and not is_open):
                raise Refuted("value_below_bound")
        _check_every_pair(walk, is_whole=is_whole and not goals.needs_integers(problem))
    except Refuted as refuted:
        return Verdict(False, (str(refuted),), tuple(checked))
    return Verdict(True, (), tuple(checked))


def _check_stage_names(problem: Problem, result: Result) -> bool:
    """Whether all goals are there; a result that was cut short may end early, with its points."""
    _check_who_proves(problem, result)
    names = [stage.goal for stage in result.certificate.stages]
    fixed = [str(goal) for goal in goals.order_of(problem)]
    draws = [goals.pairs_draw(draw) for draw in range(1, len(names) - len(fixed) + 1)]
    if result.certificate.cut_short:
        rest = names[
            next(
                (
                    at
                    for at, pair in enumerate(zip(names, fixed, strict=False))
                    if pair[0] != pair[1]
                ),
                min(len(names), len(fixed)),
            ) :
        ]
        if Goal.BENEFIT not in names or rest not in ([], [Goal.BENEFIT]):
            raise Refuted("stages")
        return False
    if names != [*fixed, *draws] or bool(draws) == goals.needs_integers(problem):
        raise Refuted("stages")
    if len(draws) > goals.MOST_DRAWS:
        raise Refuted("stages")
    return True


def _check_who_proves(problem: Problem, result: Result) -> None:
    """A solver's bound stands for prices only from a floor on sums on: elsewhere it would be a
    proof that nobody can check. A floor's number stands with the floor only."""
    by_solver = False
    for stage in result.certificate.stages:
        is_floor = stage.goal == Goal.FLOOR
        by_solver = by_solver or (is_floor and goals.needs_integers(problem))
        if (stage.bound is not None) != by_solver or (stage.floor is not None) != is_floor:
            raise Refuted("stages")
        if by_solver and stage.has_prices:
            raise Refuted("stages")


def _may_fall_short(problem: Problem, goal: str, is_last_of_many: bool) -> bool:
    """Where a bound above the value is an honest answer: cut short, or the integer solver was."""
    by_integers = goals.needs_integers(problem) and goal not in (Goal.COVERAGE, Goal.MET)
    return by_integers or (is_last_of_many and goal == Goal.BENEFIT)


def _walk(problem: Problem, result: Result, *, is_whole: bool) -> list[Step]:
    """The result's own pairs through all faces: in each they are open, and within every span."""
    try:
        walk = list(steps(problem, result.pairs, result.certificate))
    except ValueError as wrong:
        raise Refuted(str(wrong).replace(" ", "_")) from None
    for step in walk:
        _check_floor_number(step)
        if not is_whole and step is walk[-1] and step.proof.goal == Goal.BENEFIT:
            continue
        face, match = step.after, step.match_after
        if not all(last.mask(face.table, match).all() for last in face.filters[-1:]):
            raise Refuted("below_floor" if step.proof.goal == Goal.FLOOR else "out_of_face")
        for span, at in ((face.mentees, match.row), (face.mentors, match.col)):
            if not _is_within(span, at):
                raise Refuted("out_of_face")
    return walk


def _is_within(span: Span, at: "np.ndarray") -> bool:
    load = np.bincount(at, minlength=len(span.low))
    return bool((load >= span.low).all() and (load <= span.high).all())


def _check_floor_number(step: Step) -> None:
    if step.proof.goal != Goal.FLOOR:
        if step.prices is None:
            raise Refuted("price_count")
        return
    table, floor = step.before.table, step.proof.floor
    wanted, ceiling = table.problem.floor, locked_floor(step.before)
    if floor is None or (isinstance(wanted, int) and floor != wanted):
        raise Refuted("stages")
    if ceiling is not None and floor > ceiling:
        raise Refuted("below_floor")
    if wanted == "highest" and step.prices is None:
        # Nothing above needs a proof where locked pairs set the floor or nothing is asked.
        free = is_asked(step.before) and len(step.match_before)
        if floor != (ceiling if ceiling is not None else floor if free else 0) or (
            free and ceiling is None
        ):
            raise Refuted("floor_unproven")


def _check_every_pair(walk: list[Step], *, is_whole: bool) -> None:
    seen = survey(walk)
    if seen.is_refuted:
        raise Refuted("price_too_low")
    for step in walk:
        if step.proof.goal == Goal.FLOOR and step.prices is not None:
            _check_higher_floor(step, seen)
    if walk and is_whole and not _is_drawn_to_the_end(walk, seen.open_at_the_end):
        raise Refuted("not_the_only_one")


def _check_higher_floor(step: Step, seen: Survey) -> None:
    """Above the floor, what the face asks for cannot be had."""
    assert step.prices is not None
    face = relaxed(step.before)
    bound = bound_of(face, required(step.before), step.prices, excess=seen.excess_above_floor)
    if bound >= sum(step.before.mentees.low.tolist()) + sum(step.before.mentors.low.tolist()):
        raise Refuted("floor_unproven")


def _is_drawn_to_the_end(walk: list[Step], edges: Edges) -> bool:
    """Nothing was left to chance: no other matching is as good."""
    if (
        len([step for step in walk if step.proof.goal.startswith(Goal.LOTTERY_PAIRS)])
        == goals.MOST_DRAWS
    ):
        return True
    last: Face = walk[-1].after
    return is_only_matching(last.listing(edges), walk[-1].match_after)


def _check_figures(problem: Problem, result: Result) -> None:
    """What the result says about itself is what its pairs and prices say."""
    again = result_of(problem, pairs=result.pairs, certificate=result.certificate)
    if (result.pairs, result.summary()) != (again.pairs, again.summary()):
        raise Refuted("figures")
    if (result.unmatched, result.goals, result.short) != (
        again.unmatched,
        again.goals,
        again.short,
    ):
        raise Refuted("figures")
