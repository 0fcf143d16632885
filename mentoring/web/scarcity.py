"""What the proof tells beyond the pairs: where a place is missing, what a higher floor costs."""

from functools import lru_cache
from typing import Any, get_args
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import programmes
from mentoring.picture import bars, staircase
from mentoring.programmes import By, RunState
from mentoring.web import export, finding
from mentoring.web.desk import Desk, reading
from mentoring.words import _, number

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
        spread = _spread(desk, found, run)
        opds = [
            row
            for row in programmes.coverage(desk.session, run=run)
            if desk.within in {None, row.opd_id}
        ]
        # What is not known yet is worked out apart: an address with «frontier», or htmx, asks.
        wanted = bool(request.query_params.get("frontier"))
        return desk.page(
            "fairness",
            programme=found,
            run=run,
            steps=_frontier(desk, run) if wanted else _known().get(run.digest or ""),
            spread=spread,
            series=_series(run),
            opds=opds,
        )


@router.get("/programmes/{programme_id}/runs/{run_id}/fairness/frontier")
def frontier(request: Request, programme_id: UUID, run_id: UUID) -> Response:
    """The exact frontier as a part of the page; the first time it takes as long as a match."""
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        steps = _frontier(desk, run)
        return desk.page("part_frontier", programme=found, run=run, steps=steps)


@router.get("/programmes/{programme_id}/runs/{run_id}/fairness/load.svg")
def load_picture(request: Request, programme_id: UUID, run_id: UUID) -> Response:
    """How many mentors have how many mentees, before and after; the page has it as a table too."""
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        spread, series = _spread(desk, found, run), _series(run)
    svg = bars(
        [(number(s.mentees), (s.before, s.after)[-len(series) :]) for s in spread],
        series=series,
        across=_("mentee per mentor"),
        up=_("banyaknya mentor"),
    )
    return Response(svg, media_type="image/svg+xml")


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


def _spread(
    desk: Desk, found: programmes.Programme, run: programmes.MatchRun
) -> list[programmes.load.Spread]:
    rules = programmes.rules_of(desk.session, programme=found, version=run.policy_version)
    default = rules.mentor.default_capacity
    return programmes.load.spread(programmes.load.loads(desk.session, run=run, default=default))


def _series(run: programmes.MatchRun) -> list[str]:
    """What is compared; a run that is neither proposed nor approved changes nothing."""
    if run.state == RunState.READY:
        return [_("sekarang"), _("bila disetujui")]
    if run.state == RunState.APPROVED:
        return [_("tanpa pasangan proses ini"), _("sekarang")]
    return [_("sekarang")]


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
