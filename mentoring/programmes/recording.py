"""Writes a solved run: pairs with their reasons, who got nobody and why, problem, certificate.

One transaction: a run is recorded completely or not at all.
"""

from collections import Counter
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from sqlalchemy import insert
from sqlmodel import Session

from mentoring import faults, matching
from mentoring.programmes import runs
from mentoring.programmes.eligibility import notes
from mentoring.programmes.gaps import gaps_of
from mentoring.programmes.packing import pack, pack_result, sha256
from mentoring.programmes.pairing import PAIR_RULES, pair_codes
from mentoring.programmes.policy import Rules
from mentoring.programmes.problem_of import Case
from mentoring.programmes.proving import waiting_order
from mentoring.programmes.reading import View
from mentoring.programmes.runs import Hold
from mentoring.programmes.scene import Scene
from mentoring.programmes.tables import Proposal, RunFile, Side, Unmatched
from mentoring.programmes.terms import Scores

Pair = tuple[int, int]

LEVEL_BIT = next(bit for bit, rule in enumerate(PAIR_RULES) if rule.code == "level")


def record(
    session: Session,
    *,
    hold: Hold,
    rules: Rules,
    view: View,
    case: Case,
    scores: dict[str, Scores],
    result: matching.Result,
) -> None:
    """Store the whole result and make it the programme's proposal."""
    run = hold.run
    files = {
        "problem": pack(case),
        "result": pack_result(result),
    }
    for name, content in files.items():
        session.add(RunFile(run_id=run.id, name=name, sha256=sha256(content), content=content))
    pairs = _pairs(run.id, view, case, scores, result)
    if pairs:
        session.execute(insert(Proposal), pairs)
    faults.point("run.recording")
    left = [*_unmatched(run.id, view, case, result), *_barred(run.id, view)]
    if left:
        session.execute(insert(Unmatched), left)
    summary = _summary(view, case, result, rules, left)
    runs.publish(session, hold=hold, summary=summary, digest=case.problem.digest())


def facts_of(scene: Scene, scores: dict[str, Scores], *, row: int, column: int) -> dict[str, Any]:
    """What explains one pair: the share of each term, and what of each gap is covered."""
    mentee, mentor = scene.mentee_levels, scene.mentor_levels
    gap = gaps_of(mentee, rows=slice(row, row + 1))[0]
    return {
        "terms": {key: int(score[row, column]) for key, score in scores.items()},
        "gaps": [
            {
                "code": mentee.codes[c],
                "required": int(mentee.required[row, c]),
                "achieved": int(mentee.achieved[row, c]),
                "assumed": bool(mentee.assumed[row, c]),
                "mentor": int(mentor.achieved[column, c]),
                "mentor_assumed": bool(mentor.assumed[column, c]),
            }
            for c in np.flatnonzero(gap > 0)
        ],
        "notes": notes(scene.mentors[column]),
    }


def _pairs(
    run_id: UUID, view: View, case: Case, scores: dict[str, Scores], result: matching.Result
) -> list[dict[str, Any]]:
    problem, rows = case.problem, []
    forced, running = set(problem.forced), set(problem.keep)
    for i, j in result.pairs:
        allowed = problem.allowed[i]
        points = int(problem.benefit[i, j])
        facts = facts_of(view.scene, scores, row=i, column=j)
        facts["choices"] = int(allowed.sum())
        facts["rank"] = 1 + int((problem.benefit[i][allowed] > points).sum())
        rows.append(
            {
                **_fresh(run_id, case.mentee_ids[i]),
                "mentor_id": case.mentor_ids[j],
                "points": points,
                "origin": _origin((i, j), forced, running),
                "facts": facts,
            }
        )
    return rows


def _origin(pair: Pair, forced: set[Pair], running: set[Pair]) -> str:
    if pair in forced:
        return "locked"
    return "running" if pair in running else "solver"


def _unmatched(
    run_id: UUID, view: View, case: Case, result: matching.Result
) -> list[dict[str, Any]]:
    """Everybody eligible without a mentor, in the order of the waiting list: class, then lot."""
    rows = []
    for place, i in enumerate(waiting_order(case.problem, result), start=1):
        code, facts = _why_nobody(case, i)
        rows.append(
            {
                **_fresh(run_id, case.mentee_ids[i]),
                "place": place,
                "code": code,
                "facts": facts,
            }
        )
    return rows


def _why_nobody(case: Case, row: int) -> tuple[str, dict[str, Any]]:
    why = case.why[row]
    if why.size == 0:
        return "no_mentor", {}
    if (why == 0).any():
        return "no_place", {"allowed": int((why == 0).sum())}
    counts = Counter[str]()
    for bits, times in zip(*np.unique(why, return_counts=True), strict=True):
        for code in pair_codes(int(bits)):
            counts[code] += int(times)
    only_level = bool((why == 1 << LEVEL_BIT).any())
    return ("no_level" if only_level else "no_allowed"), {"rules": dict(counts)}


def _barred(run_id: UUID, view: View) -> list[dict[str, Any]]:
    return [
        {
            **_fresh(run_id, barred.employee_id),
            "place": None,
            "code": "not_eligible",
            "facts": {"codes": list(barred.codes)},
        }
        for barred in view.barred[Side.MENTEE]
    ]


def _summary(
    view: View, case: Case, result: matching.Result, rules: Rules, left: list[dict[str, Any]]
) -> dict[str, Any]:
    problem = case.problem
    return {
        "enrolled": len(view.participants[Side.MENTEE]),
        "excluded": sum("excluded" in b.codes for b in view.barred[Side.MENTEE]),
        "mentees": len(case.mentee_ids),
        "mentors": len(case.mentor_ids),
        "places": int(problem.capacity.sum()),
        "allowed_pairs": int(problem.allowed.sum()),
        "matched": len(result.pairs),
        "locked": len(problem.forced),
        "unmatched": dict(Counter(row["code"] for row in left)),
        "total": int(result.total),
        "scale": sum(rules.weights.model_dump().values()),
        "kept": result.kept,
        "moved": result.moved,
        "goals": [{"name": g.name, "value": g.value, "bound": g.bound} for g in result.goals],
        "barred_mentors": dict(Counter(code for b in view.barred[Side.MENTOR] for code in b.codes)),
        "by_hand": 0,
    }


def _fresh(run_id: UUID, mentee_id: UUID) -> dict[str, Any]:
    """The columns that both tables share, with a new id."""
    return {"id": uuid4(), "run_id": run_id, "mentee_id": mentee_id}
