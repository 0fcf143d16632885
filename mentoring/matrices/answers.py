"""The one object that comes out: pairs, figures, reasons and the certificate; and its check."""

import json
import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from mentoring import matching, words
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
        "reasons": _reasons(given, problem, result),
        "seconds": round(seconds, 3),
        "certificate": {
            **_about(given, result),
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
    """Whether every claim of an answer holds for these scores; codes of what does not.

    That there is no answer carries no prices: it is worked out again.
    """
    if isinstance(answer, dict) and answer.get("status") == "infeasible":
        return _verify_infeasible(given, choices, answer)
    try:
        pairs = tuple((int(i), int(j)) for i, j, _score in answer["pairs"])
        certificate = Certificate.from_json(json.dumps(answer["certificate"]["proof"]))
        problem = ask(given, choices)
        result = matching.result_of(problem, pairs=pairs, certificate=certificate)
    except (KeyError, TypeError, ValueError, OverflowError, BadProblem) as unreadable:
        return False, [f"unreadable: {type(unreadable).__name__}"]
    verdict = matching.verify(problem, result)
    if verdict.ok and _method(result) == "integer solver":
        verdict = _worked_out_again(problem, result, verdict)
    figures = _figures(given, problem, result)
    wrong = [name for name in CLAIMS if not _same(answer.get(name), figures[name])]
    if not _as_told(answer.get("reasons"), lambda: _reasons(given, problem, result)):
        wrong.append("reasons")
    for name, found in _about(given, result).items():
        if not _same(answer["certificate"].get(name), found):
            wrong.append(f"certificate.{name}")
    return verdict.ok and not wrong, [*verdict.failures, *wrong]


def _worked_out_again(
    problem: matching.Problem, result: matching.Result, verdict: matching.Verdict
) -> matching.Verdict:
    """A solver's bound is only its word: it must not lie below what can be reached."""
    for claimed, found in zip(result.goals, matching.solve(problem).goals, strict=False):
        if claimed.name != found.name:
            break
        if claimed.bound < found.value:
            return replace(verdict, ok=False, failures=("bound_too_low",))
        if claimed.value != found.value:
            break
    return verdict


def _verify_infeasible(given: Given, choices: Choices, answer: Answer) -> tuple[bool, list[str]]:
    found: Exception
    try:
        matching.solve(ask(given, choices))
    except (Infeasible, BadProblem) as why:
        found = why
    else:
        return False, ["status"]
    told = infeasible(given, choices, found, seconds=0)
    wrong = [name for name in CLAIMS if not _same(answer.get(name), told[name])]
    if not _as_told(
        answer.get("reasons"), lambda: infeasible(given, choices, found, seconds=0)["reasons"]
    ):
        wrong.append("reasons")
    if answer.get("certificate") is not None:
        wrong.append("certificate")
    return not wrong, wrong


def _as_told(claimed: Any, tell: Callable[[], list[str]]) -> bool:
    """Whether these are the sentences, in either language: the reader may have another one."""
    for language in words.LANGUAGES:
        with words.speaking(language):
            if claimed == tell():
                return True
    return False


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


def _about(given: Given, result: matching.Result) -> Answer:
    """What the certificate says in words and figures of what its prices prove."""
    return {
        "scale": f"1e{given.scale.power}",
        "exact": given.scale.is_exact,
        "largest_rounding": given.scale.largest_error,
        "method": _method(result),
        "goals": {g.name: {"value": g.value, "bound": g.bound} for g in result.goals},
    }


def _reasons(given: Given, problem: matching.Problem, result: matching.Result) -> list[str]:
    return [
        *sentences.unfinished(problem, result),
        *sentences.shortfalls(given, problem, result),
        *sentences.broken(given, result),
    ]


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
