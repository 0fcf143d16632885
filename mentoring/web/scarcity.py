"""What the proof tells beyond the pairs: where a place is missing, what a higher floor costs."""

from functools import lru_cache
from typing import Any, get_args
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import programmes
from mentoring.picture import staircase
from mentoring.programmes import By
from mentoring.web import export, finding
from mentoring.web.desk import Desk, reading
from mentoring.words import _

router = APIRouter()
MOST = 50


@router.get("/programmes/{programme_id}/runs/{run_id}/prices")
def prices(request: Request, programme_id: UUID, run_id: UUID, by: str = "unit") -> Response:
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        group: By = by if by in get_args(By) else "unit"  # type: ignore[assignment]
        rows = programmes.worth_of_places(desk.session, run=run, by=group, sees=desk.sees)
        who = desk.by_id(w.mentor_id for w in rows[:MOST] if w.mentor_id is not None)
        return desk.page(
            "prices", programme=found, run=run, by=group, rows=rows[:MOST], who=who,
            more=max(0, len(rows) - MOST),
        )  # fmt: skip


@router.get("/programmes/{programme_id}/runs/{run_id}/prices/{shape}")
def export_prices(
    request: Request, programme_id: UUID, run_id: UUID, shape: export.Shape, by: str = "unit"
) -> Response:
    with reading(request) as desk:
        _found, run = finding.result(desk, programme_id, run_id)
        group: By = by if by in get_args(By) else "unit"  # type: ignore[assignment]
        worth = programmes.worth_of_places(desk.session, run=run, by=group, sees=desk.sees)
        who = desk.by_id(w.mentor_id for w in worth if w.mentor_id is not None)
    rows = [
        [
            who[w.mentor_id].name if w.mentor_id else (w.name or _("(tidak diketahui)")),
            _("ya") if w.covers else _("tidak"),
            w.points / 1000,
            w.mentors,
            w.full,
        ]
        for w in worth
    ]
    headers = [
        _("Mentor") if group == "mentor" else _("Kelompok"), _("Satu mentee lagi terlayani"),
        _("Poin"), _("Mentor"), _("Sudah penuh"),
    ]  # fmt: skip
    title = _("Di mana satu tempat lagi paling berguna")
    return export.file(request, shape, export.Listed("kurang-mentor", title, headers, rows))


@router.get("/programmes/{programme_id}/runs/{run_id}/fairness")
def fairness(request: Request, programme_id: UUID, run_id: UUID) -> Response:
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        rules = programmes.rules_of(desk.session, programme=found, version=run.policy_version)
        loads = programmes.loads(desk.session, run=run, default=rules.mentor.default_capacity)
        spread: dict[int, int] = {}
        for load in loads:
            much = load.running + load.proposed
            spread[much] = spread.get(much, 0) + 1
        opds = [
            row
            for row in programmes.coverage(desk.session, run=run)
            if desk.within in {None, row.opd_id}
        ]
        return desk.page(
            "fairness",
            programme=found,
            run=run,
            steps=_frontier(desk, run),
            spread=sorted(spread.items()),
            most=max(spread.values(), default=1),
            opds=opds,
        )


@router.get("/programmes/{programme_id}/runs/{run_id}/fairness.svg")
def picture(request: Request, programme_id: UUID, run_id: UUID) -> Response:
    with reading(request) as desk:
        _found, run = finding.result(desk, programme_id, run_id)
        points = _frontier(desk, run)
    svg = staircase(
        [(p["floor"] / 1000, p["total"] / 1000) for p in points],
        across=_("lantai: skor terendah (poin)"),
        up=_("jumlah skor (poin)"),
        notes=[_("lepas {count}", count=p["broken"]) if p["broken"] else "" for p in points],
    )
    return Response(svg, media_type="image/svg+xml")


def _frontier(desk: Desk, run: programmes.MatchRun) -> list[dict[str, Any]]:
    """Solved once per problem: a run's problem never changes."""
    known = _known()
    digest = run.digest or ""
    if digest not in known:
        if len(known) >= 16:
            known.pop(next(iter(known)))
        known[digest] = [
            {"floor": p.floor, "total": p.total, "broken": p.broken}
            for p in programmes.price_of_fairness(desk.session, run=run)
        ]
    return known[digest]


@lru_cache(maxsize=1)
def _known() -> dict[str, list[dict[str, Any]]]:
    return {}
