"""Approve a proposal, knowing exactly what will happen; take that back."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring import programmes
from mentoring.errors import PamongError
from mentoring.web import export, finding
from mentoring.web.desk import Desk, deciding, go, reading
from mentoring.web.failures import status_of
from mentoring.words import _, number

router = APIRouter()
Text = Annotated[str, Form(max_length=300)]
MOST = 100


@router.get("/programmes/{programme_id}/runs/{run_id}/changes")
def changes(request: Request, programme_id: UUID, run_id: UUID) -> Response:
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        return desk.page("changes", programme=found, run=run, **_difference(desk, found, run))


@router.get("/programmes/{programme_id}/runs/{run_id}/changes/{shape}")
def export_changes(
    request: Request, programme_id: UUID, run_id: UUID, shape: export.Shape
) -> Response:
    """Whose mentor would be another one."""
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        shown = _difference(desk, found, run, most=None)
    who = shown["who"]
    rows = [[who[a].name, who[old].name, who[new].name] for a, old, new in shown["moved"]]
    headers = [_("Mentee"), _("Mentor lama"), _("Mentor baru")]
    listed = export.Listed("berganti-mentor", _("Berganti mentor"), headers, rows)
    return export.file(request, shape, listed)


@router.get("/programmes/{programme_id}/runs/{run_id}/approve")
def approve_page(request: Request, programme_id: UUID, run_id: UUID) -> Response:
    return _approve(request, programme_id, run_id)


@router.post("/programmes/{programme_id}/runs/{run_id}/approve")
def approve(
    request: Request, programme_id: UUID, run_id: UUID, version: Annotated[int, Form()]
) -> Response:
    try:
        with deciding(request) as desk:
            found, run = finding.result(desk, programme_id, run_id)
            done = programmes.approve(
                desk.session, programme=found, run=run, by=desk.by, seen_version=version
            )
    except PamongError as wrong:
        return _approve(request, programme_id, run_id, wrong)
    said = _(
        "Disetujui: {begun} pendampingan dimulai, {kept} tetap, {replaced} dialihkan.",
        begun=number(done.begun),
        kept=number(done.kept),
        replaced=number(done.replaced),
    )
    return go(f"/programmes/{programme_id}/following", said=said)


@router.get("/programmes/{programme_id}/runs/{run_id}/undo")
def undo_page(request: Request, programme_id: UUID, run_id: UUID) -> Response:
    return _undo(request, programme_id, run_id)


@router.post("/programmes/{programme_id}/runs/{run_id}/undo")
def undo(request: Request, programme_id: UUID, run_id: UUID, reason: Text = "") -> Response:
    try:
        with deciding(request) as desk:
            found, run = finding.result(desk, programme_id, run_id)
            count = programmes.undo(
                desk.session, programme=found, run=run, reason=reason, by=desk.by
            )
    except PamongError as wrong:
        return _undo(request, programme_id, run_id, reason, wrong)
    said = _("Persetujuan dibatalkan; {count} pendampingan dihentikan.", count=number(count))
    return go(f"/programmes/{programme_id}/runs/{run_id}", said=said)


def _approve(
    request: Request, programme_id: UUID, run_id: UUID, wrong: PamongError | None = None
) -> Response:
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        rules = programmes.rules_of(desk.session, programme=found)
        return desk.page(
            "approve",
            status=status_of(wrong) if wrong else 200,
            programme=found,
            run=run,
            outdated=programmes.outdated(programme=found, run=run),
            until=programmes.answer_day(rules.answer.days),
            left=sum(run.summary["unmatched"].values()),
            wrong=wrong,
            **_difference(desk, found, run),
        )


def _undo(
    request: Request,
    programme_id: UUID,
    run_id: UUID,
    typed: str = "",
    wrong: PamongError | None = None,
) -> Response:
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        status = status_of(wrong) if wrong else 200
        return desk.page("undo", status=status, programme=found, run=run, typed=typed, wrong=wrong)


def _difference(
    desk: Desk,
    found: programmes.Programme,
    run: programmes.MatchRun,
    *,
    most: int | None = MOST,
) -> dict[str, Any]:
    """In figures, and who would change the mentor (of the own OPD), by name."""
    change = programmes.difference(desk.session, programme=found, run=run)
    who = desk.by_id(i for move in change.moved[:most] for i in move)
    moved = [move for move in change.moved[:most] if desk.sees(who[move[0]])]
    return {"change": change, "moved": moved, "who": who}
