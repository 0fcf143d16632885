"""Whose retention period is over: the list, what an erasure would take, and the erasure."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring import clock, erasure
from mentoring.errors import PamongError
from mentoring.settings import settings
from mentoring.web import export, lists
from mentoring.web.desk import deciding, go, reading, saw
from mentoring.web.failures import status_of
from mentoring.web.typed import id_or_none
from mentoring.words import _, number

router = APIRouter()
ROWS = 100
Ids = Annotated[list[str], Form(default_factory=list, max_length=100_000)]
Words = Annotated[str, Form(max_length=1000)]


@router.get("/erasure")
def due(request: Request) -> Response:
    return _list(request)


@router.get("/erasure/list/{shape}")
def export_due(request: Request, shape: export.Shape) -> Response:
    with reading(request) as desk:
        over = erasure.due(desk.session)
        saw(request, [one.person.id for one in over])
        rows = [
            [one.person.name, one.person.unit_name, one.left_on, one.last_on, one.kept_until]
            for one in over
        ]
    headers = [
        _("Pegawai"), _("Unit kerja"), _("Tanggal keluar"), _("Terakhir ikut"),
        _("Disimpan sampai"),
    ]  # fmt: skip
    title = _("Masa retensi sudah lewat")
    return export.file(request, shape, export.Listed("retensi", title, headers, rows))


@router.post("/erasure/plan")
def plan(request: Request, person: Ids, everybody: Words = "") -> Response:
    return _plan(request, person, everybody=bool(everybody))


@router.post("/erasure/do")
def do(request: Request, person: Ids, reason: Words = "") -> Response:
    try:
        with deciding(request) as desk:
            done = erasure.erase(
                desk.session, ids=_ids(person), reason=reason, actor_id=desk.account.id
            )
    except PamongError as refused:
        return _plan(request, person, refused=refused, typed=reason)
    erasure.tend()
    return go("/erasure", said=_("Data {count} pegawai dihapus.", count=number(done.people)))


def _list(request: Request, refused: PamongError | None = None) -> Response:
    with reading(request) as desk:
        rows = erasure.due(desk.session)
        cut = lists.part(request, len(rows), rows=ROWS)
        saw(request, [one.person.id for one in rows[cut.skip : cut.skip + ROWS]])
        return desk.page(
            "erasure",
            status=status_of(refused) if refused else 200,
            rows=rows[cut.skip : cut.skip + ROWS],
            cut=cut,
            href=lambda page: lists.query_of({}, page=page if page > 1 else ""),
            years=settings().retention_years,
            today=clock.today(),
            wrong=refused,
        )


def _plan(
    request: Request,
    chosen: list[str],
    *,
    everybody: bool = False,
    refused: PamongError | None = None,
    typed: str = "",
) -> Response:
    """What would go, counted by doing it and taking it back; then the reason and the last yes."""
    try:
        with deciding(request) as desk:
            due_now = erasure.due(desk.session)
            ids = [one.person.id for one in due_now] if everybody else _ids(chosen)
            told = erasure.preview(desk.session, ids=ids)
            desk.session.rollback()
    except PamongError as wrong:
        return _list(request, wrong)
    with reading(request) as desk:
        names = [one.person for one in due_now if one.person.id in set(ids)]
        effects = [(erasure.effect_word(n), count) for n, count in told.counts.items() if count]
        saw(request, ids)
        return desk.page(
            "erasure_plan",
            status=status_of(refused) if refused else 200,
            people=names,
            effects=effects,
            ids=ids,
            wrong=refused,
            typed=typed,
        )


def _ids(chosen: list[str]) -> list[UUID]:
    found = (id_or_none(one) for one in chosen)
    return list(dict.fromkeys(one for one in found if one is not None))
