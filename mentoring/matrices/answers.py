"""The one object that comes out: pairs, figures, reasons and the certificate; and its check."""

import json
import math
from typing import Any

import numpy as np

from mentoring import matching
from mentoring.matching import BadProblem, Certificate, Goal, Infeasible
from mentoring.matrices import sentences
from mentoring.matrices.asking import Choices, ask
from mentoring.matrices.given import Given

Answer = dict[str, Any]
CLAIMS = ("status", "pairs", "total", "bound", "covered", "met", "worst", "broken", "broken_pairs")


def answer_of(
    given: Given, problem: matching.Problem, result: matching.Result, *, seconds: float
) -> Answer:
    """A result in the units and positions of the score file."""
    return {
        **_figures(given, problem, result),
        "reasons": [
            *sentences.shortfalls(given, problem, result),
            *sentences.broken(given, result),
        ],
        "seconds": round(seconds, 3),
        "certificate": {
            "scale": f"1e{given.scale.power}",
            "exact": given.scale.is_exact,
            "largest_rounding": given.scale.largest_error,
            "method": _method(result),
            "goals": {g.name: {"value": g.value, "bound": g.bound} for g in result.goals},
            "proof": json.loads(result.certificate.to_json()),
        },
    }


def infeasible(given: Given, choices: Choices, why: Exception, *, seconds: float) -> Answer:
    """What clashes, in sentences, and the smallest relaxation."""
    if isinstance(why, Infeasible) and why.lack is not None:
        reasons = sentences.missing(given, why.lack)
    elif isinstance(why, Infeasible):
        reasons = sentences.too_high(given, why.best_floor)
    else:
        hard = [*given.force]
        if choices.stability == "frozen":
            hard += [pair for pair in given.keep if given.allowed[pair]]
        reasons = sentences.clashes(given, hard)
    return {
        "status": "infeasible",
        "pairs": [],
        "total": None,
        "bound": None,
        "covered": 0,
        "met": 0,
        "worst": None,
        "broken": 0,
        "broken_pairs": [],
        "reasons": reasons,
        "seconds": round(seconds, 3),
        "certificate": None,
    }


def verify_answer(given: Given, choices: Choices, answer: Any) -> tuple[bool, list[str]]:
    """Whether every claim of an answer holds for these scores; codes of what does not."""
    try:
        pairs = tuple((int(i), int(j)) for i, j, _score in answer["pairs"])
        certificate = Certificate.from_json(json.dumps(answer["certificate"]["proof"]))
        problem = ask(given, choices)
        result = matching.result_of(problem, pairs=pairs, certificate=certificate)
    except (KeyError, TypeError, ValueError, BadProblem) as unreadable:
        return False, [f"unreadable: {type(unreadable).__name__}"]
    verdict = matching.verify(problem, result)
    figures = _figures(given, problem, result)
    wrong = [name for name in CLAIMS if not _same(answer.get(name), figures[name])]
    return verdict.ok and not wrong, [*verdict.failures, *wrong]


def _figures(given: Given, problem: matching.Problem, result: matching.Result) -> Answer:
    of_mentee: dict[int, list[tuple[int, int]]] = {}
    for pair in result.pairs:
        of_mentee.setdefault(pair[0], []).append(pair)
    load = np.bincount([i for i, _j in result.pairs], minlength=problem.mentees)
    reached = result.goal(Goal.BENEFIT)
    ahead = 0 if reached is None else reached.bound - reached.value
    total = given.total(result.pairs)
    return {
        "status": result.status,
        "pairs": [[i, j, given.score((i, j))] for i, j in result.pairs],
        "total": total,
        "bound": total if not ahead else total + given.scale.score(ahead),
        "covered": problem.mentees - len(result.unmatched),
        "met": int(np.minimum(load, problem.demand).sum()),
        "worst": min((given.total(tuple(pairs)) for pairs in of_mentee.values()), default=None),
        "broken": len(result.broken),
        "broken_pairs": [[i, j] for i, j in result.broken],
    }


def _method(result: matching.Result) -> str:
    by_solver = any(stage.bound is not None for stage in result.certificate.stages)
    return "integer solver" if by_solver else "prices"


def _same(claimed: Any, found: Any) -> bool:
    if isinstance(claimed, float) or isinstance(found, float):
        numbers = isinstance(claimed, int | float) and isinstance(found, int | float)
        return numbers and math.isclose(claimed, found, rel_tol=1e-12, abs_tol=0)
    if isinstance(claimed, list) and isinstance(found, list):
        return len(claimed) == len(found) and all(map(_same, claimed, found))
    return bool(claimed == found)
