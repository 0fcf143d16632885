"""Programmes: the list, a new one, one of them, its name and period."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring import clock, programmes
from mentoring.errors import PamongError
from mentoring.programmes import RunState, Side
from mentoring.web import finding
from mentoring.web.desk import deciding, go, reading
from mentoring.web.failures import status_of
from mentoring.words import _

router = APIRouter()
Text = Annotated[str, Form(max_length=300)]
Day = Annotated[date | None, Form()]


@router.get("/programmes")
def every(request: Request) -> Response:
    with reading(request) as desk:
        rows = list(reversed(programmes.programmes(desk.session)))
        return desk.page("programmes", rows=rows)


@router.get("/programmes/new")
def new(request: Request) -> Response:
    return _new(request, {"preset": "onboarding", "begins": clock.today().isoformat()})


@router.post("/programmes/new")
def create(
    request: Request,
    code: Text = "",
    name: Text = "",
    preset: Text = "onboarding",
    begins: Day = None,
    ends: Day = None,
) -> Response:
    try:
        with deciding(request) as desk:
            toml = programmes.preset(preset)
            made = programmes.create(
                desk.session,
                code=code.strip(),
                name=name.strip() or programmes.parse(toml).title or code,
                begins_on=begins or clock.today(),
                ends_on=ends,
                toml=toml,
                by=desk.by,
            )
    except PamongError as wrong:
        typed = {"code": code, "name": name, "preset": preset, "begins": begins, "ends": ends}
        return _new(request, typed, wrong=wrong)
    return go(f"/programmes/{made.id}", said=_("Program «{name}» dibuat.", name=made.name))


@router.get("/programmes/{programme_id}")
def show(request: Request, programme_id: UUID) -> Response:
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        runs = list(reversed(programmes.runs_of(desk.session, programme=found)))
        counts = programmes.count_participants(desk.session, programme_id=found.id)
        ready = next((r for r in runs if r.state == RunState.READY), None)
        return desk.page(
            "programme",
            programme=found,
            runs=runs,
            mentees=counts.get(Side.MENTEE, 0),
            mentors=counts.get(Side.MENTOR, 0),
            ready=ready,
            outdated=ready is not None and programmes.outdated(programme=found, run=ready),
            busy=next((r for r in runs if r.state in {"queued", "running"}), None),
        )


@router.get("/programmes/{programme_id}/edit")
def edit_page(request: Request, programme_id: UUID) -> Response:
    return _edit(request, programme_id)


@router.post("/programmes/{programme_id}/edit")
def edit(
    request: Request, programme_id: UUID, name: Text = "", begins: Day = None, ends: Day = None
) -> Response:
    try:
        with deciding(request) as desk:
            done = programmes.edit(
                desk.session,
                programme=finding.programme(desk, programme_id),
                by=desk.by,
                name=name.strip() or None,
                begins_on=begins,
                ends_on=ends,
            )
    except PamongError as wrong:
        return _edit(request, programme_id, {"name": name, "begins": begins, "ends": ends}, wrong)
    said = _("Program dikoreksi.") if done else _("Sudah seperti itu; tidak ada yang diubah.")
    return go(f"/programmes/{programme_id}", said=said)


def _new(
    request: Request, typed: Mapping[str, object], *, wrong: PamongError | None = None
) -> Response:
    about = {name: programmes.parse(programmes.preset(name)) for name in programmes.presets()}
    with reading(request) as desk:
        return desk.page(
            "programme_new",
            status=status_of(wrong) if wrong else 200,
            typed={"code": "", "name": "", "begins": "", "ends": ""} | dict(typed),
            about=about,
            wrong=wrong,
        )


def _edit(
    request: Request,
    programme_id: UUID,
    typed: Mapping[str, object] | None = None,
    wrong: PamongError | None = None,
) -> Response:
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        stored = {"name": found.name, "begins": found.begins_on, "ends": found.ends_on}
        return desk.page(
            "programme_edit",
            status=status_of(wrong) if wrong else 200,
            programme=found,
            typed=typed or stored,
            wrong=wrong,
        )
