"""The check must pass what is right, and fail on everything else."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring import matching
from mentoring.matching import Certificate, Problem, Result

from .cases import every_matching, problem, small_problems, town

TOWN = town(mentees=60, mentors=25, places=45, seed=1, floor="highest")
SOLVED = matching.solve(TOWN)


def test_a_true_result_passes_goal_by_goal() -> None:
    verdict = matching.verify(TOWN, SOLVED)
    assert verdict.ok
    assert verdict.failures == ()
    assert verdict.checked == tuple((goal.name, goal.value, goal.bound) for goal in SOLVED.goals)
    assert [name for name, _, _ in verdict.checked][:3] == ["coverage", "floor", "benefit"]


def test_the_proof_survives_storage() -> None:
    text = SOLVED.certificate.to_json()
    stored = Certificate.from_json(text)
    assert stored == SOLVED.certificate
    assert stored.to_json() == text
    again = matching.result_of(TOWN, pairs=SOLVED.pairs, certificate=stored)
    assert matching.verify(TOWN, again).ok
    assert again.summary() == SOLVED.summary()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"format":1,"problem":"","stages":[]}',
        '{"format":2,"problem":"","stages":[{"goal":"kept","mentee":[1.5],"mentor":[],"floor":null}]}',
        '{"format":2,"problem":"","stages":[{"goal":"kept","mentee":[true],"mentor":[],"floor":null}]}',
        '{"format":2,"problem":3,"stages":[]}',
        '{"format":2,"problem":"","stages":7}',
    ],
)
def test_what_is_not_a_certificate_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Certificate.from_json(text)


def _with_pairs(pairs: tuple[tuple[int, int], ...]) -> Result:
    return matching.result_of(TOWN, pairs=pairs, certificate=SOLVED.certificate)


def _without_one() -> Result:
    return _with_pairs(SOLVED.pairs[1:])


def _moved() -> Result:
    """One mentee moved to another permitted mentor with room, or with somebody's exchange."""
    pairs = dict(SOLVED.pairs)
    for i, j in SOLVED.pairs:
        for k, l in SOLVED.pairs:  # noqa: E741
            if j != l and TOWN.allowed[i, l] and TOWN.allowed[k, j]:
                return _with_pairs(tuple(sorted((pairs | {i: l, k: j}).items())))
    raise AssertionError("no exchange in this town")


def _forbidden() -> Result:
    mentee = SOLVED.pairs[0][0]
    mentor = int(np.flatnonzero(~TOWN.allowed[mentee])[0])
    return _with_pairs(((mentee, mentor), *SOLVED.pairs[1:]))


def _crowded() -> Result:
    mentee = SOLVED.unmatched[0]
    mentor = int(np.flatnonzero(TOWN.allowed[mentee])[0])
    return _with_pairs((*SOLVED.pairs, (mentee, mentor)))


def _twice() -> Result:
    return replace(SOLVED, pairs=(SOLVED.pairs[0], *SOLVED.pairs))


def _nowhere() -> Result:
    return replace(SOLVED, pairs=((0, 999), *SOLVED.pairs[1:]))


def _prettier() -> Result:
    return replace(SOLVED, total=SOLVED.total + 1)


def _boastful() -> Result:
    first = replace(SOLVED.goals[0], value=SOLVED.goals[0].value + 1)
    return replace(SOLVED, goals=(first, *SOLVED.goals[1:]))


def _stageless() -> Result:
    return _with_stages(SOLVED.certificate.stages[:-1])


def _reordered() -> Result:
    first, second, *rest = SOLVED.certificate.stages
    return _with_stages((second, first, *rest))


def _short_prices() -> Result:
    first, *rest = SOLVED.certificate.stages
    return _with_stages((replace(first, mentee=first.mentee[1:]), *rest))


def _giant_prices() -> Result:
    first, *rest = SOLVED.certificate.stages
    return _with_stages((replace(first, mentee=(2**70, *first.mentee[1:])), *rest))


def _lower_floor() -> Result:
    first, floor, *rest = SOLVED.certificate.stages
    return _with_stages((first, replace(floor, floor=(floor.floor or 0) - 1), *rest))


def _with_stages(stages: tuple[matching.StageProof, ...]) -> Result:
    return replace(SOLVED, certificate=replace(SOLVED.certificate, stages=stages))


@pytest.mark.parametrize(
    ("tampered", "codes"),
    [
        (_without_one, {"out_of_face"}),
        (_moved, {"value_below_bound", "below_floor", "out_of_face"}),
        (_forbidden, {"pair_forbidden"}),
        (_crowded, {"over_capacity"}),
        (_twice, {"pair_twice"}),
        (_nowhere, {"pair_range"}),
        (_prettier, {"figures"}),
        (_boastful, {"figures"}),
        (_stageless, {"stages"}),
        (_reordered, {"stages"}),
        (_short_prices, {"price_count"}),
        (_giant_prices, {"price_range"}),
        (_lower_floor, {"floor_unproven", "price_too_low", "figures"}),
    ],
)
def test_a_tampered_result_is_refused(tampered: Callable[[], Result], codes: set[str]) -> None:
    verdict = matching.verify(TOWN, tampered())
    assert not verdict.ok
    assert set(verdict.failures) <= codes


def test_a_result_of_another_problem_is_refused() -> None:
    """One point, one place, one lot changed: the proof is about something else."""
    benefit, capacity, lots = TOWN.benefit.copy(), TOWN.capacity.copy(), TOWN.mentee_lot.copy()
    benefit[np.nonzero(TOWN.allowed)[0][0], np.nonzero(TOWN.allowed)[1][0]] += 1
    capacity[np.argmax(capacity)] += 1
    lots[[0, 1]] = lots[[1, 0]]
    for other in (
        replace(TOWN, benefit=benefit),
        replace(TOWN, capacity=capacity),
        replace(TOWN, mentee_lot=lots),
    ):
        assert matching.verify(other, SOLVED).failures == ("problem",)


def test_a_result_that_drops_a_lock_is_refused() -> None:
    free = problem([[1, 9], [9, 1]])
    locked = replace(free, forced=((0, 0),))
    assert matching.verify(locked, matching.solve(free)).failures == ("lock_missing",)


@settings(max_examples=150, deadline=None)
@given(small_problems(side=3), st.data())
def test_no_other_matching_passes_with_the_same_proof(made: Problem, data: st.DataObject) -> None:
    result = matching.solve(made)
    others = [pairs for pairs in every_matching(made) if pairs != result.pairs]
    if others:
        pairs = data.draw(st.sampled_from(others))
        forged = matching.result_of(made, pairs=pairs, certificate=result.certificate)
        assert not matching.verify(made, forged).ok


@settings(max_examples=150, deadline=None)
@given(small_problems(), st.data())
def test_a_changed_price_never_proves_another_value(made: Problem, data: st.DataObject) -> None:
    """A changed price is refused, or it is another valid proof of the very same values."""
    result = matching.solve(made)
    if not made.mentees:
        return
    at = data.draw(st.integers(0, len(result.certificate.stages) - 1))
    stage = result.certificate.stages[at]
    if not stage.mentee:
        return
    row = data.draw(st.integers(0, made.mentees - 1))
    prices = list(stage.mentee)
    prices[row] += data.draw(st.sampled_from([-5, -1, 1, 5]))
    stages = list(result.certificate.stages)
    stages[at] = replace(stage, mentee=tuple(prices))
    certificate = replace(result.certificate, stages=tuple(stages))
    forged = replace(result, certificate=certificate)
    verdict = matching.verify(made, forged)
    proven = [(goal.name, goal.value, goal.value) for goal in result.goals]
    assert not verdict.ok or list(verdict.checked) == proven


def test_a_stored_proof_with_an_unknown_goal_or_a_short_price_list_is_an_error() -> None:
    first, *rest = SOLVED.certificate.stages
    for wrong in (replace(first, goal="luck"), replace(first, mentor=first.mentor[1:])):
        certificate = replace(SOLVED.certificate, stages=(wrong, *rest))
        with pytest.raises(ValueError):
            matching.result_of(TOWN, pairs=SOLVED.pairs, certificate=certificate)
