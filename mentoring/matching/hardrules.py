"""What a result must keep whatever it is worth: the hard rules, and a floor on sums."""

import numpy as np

from mentoring.matching import goals
from mentoring.matching.goals import Goal
from mentoring.matching.problem import Pairs, Problem
from mentoring.matching.result import Result


class Refuted(Exception):
    """A check failed; the text is its code."""


def check_pairs(problem: Problem, pairs: Pairs) -> None:
    if not all(0 <= i < problem.mentees and 0 <= j < problem.mentors for i, j in pairs):
        raise Refuted("pair_range")
    if len(set(pairs)) != len(pairs):
        raise Refuted("pair_twice")
    if not all(problem.is_allowed(pairs)):
        raise Refuted("pair_forbidden")
    load_mentee = np.bincount([i for i, _ in pairs], minlength=problem.mentees)
    load_mentor = np.bincount([j for _, j in pairs], minlength=problem.mentors)
    for code, wrong in (
        ("over_demand", load_mentee > problem.demand),
        ("over_capacity", load_mentor > problem.capacity),
        ("below_min_load", load_mentor < problem.min_load),
        ("demand_not_met", (load_mentee < problem.demand) & problem.require_all),
    ):
        if wrong.any():
            raise Refuted(code)
    if not set(problem.locked) <= set(pairs):
        raise Refuted("lock_missing")


def check_sums(problem: Problem, result: Result) -> None:
    """Where the integer solver held a floor: everybody who is covered has it, and no less."""
    proof = result.certificate.stage(Goal.FLOOR)
    if proof is None or not goals.needs_integers(problem):
        return
    if proof.floor is None or (isinstance(problem.floor, int) and proof.floor != problem.floor):
        raise Refuted("stages")
    sums: dict[int, int] = {}
    for (mentee, _), points in zip(result.pairs, problem.points(result.pairs), strict=True):
        sums[mentee] = sums.get(mentee, 0) + points
    spared = {i for i, _ in problem.locked} if problem.floor_spares_forced else set()
    if any(points < proof.floor for i, points in sums.items() if i not in spared):
        raise Refuted("below_floor")
