"""Files in: send one, see every problem and the whole difference, then say yes."""

import io
import tempfile
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from mentoring import access, competencies, people, programmes, sheets
from mentoring.errors import NotFound, PamongError
from mentoring.web import export, filereading, filewriting, uploads
from mentoring.web.desk import deciding, go, reading
from mentoring.web.failures import status_of
from mentoring.words import _, number

router = APIRouter()
Text = Annotated[str, Form(max_length=100)]
Reason = Annotated[str, Form(max_length=1000)]
MOST = 200


@router.get("/imports")
def every(request: Request) -> Response:
    return _every(request)


@router.post("/imports")
def send(
    request: Request,
    kind: Text = "employees",
    partial: Text = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    try:
        upload = uploads.keep(
            file.file if file else io.BytesIO(),
            name=(file.filename if file else None) or "-.xlsx",
            kind=kind,
            partial=bool(partial),
            account_id=request.state.account.id,
        )
        if not filereading.begin(upload):
            with reading(request) as desk:
                uploads.plan_of(desk.session, upload)  # what cannot be read is said so here
    except PamongError as wrong:
        return _every(request, kind=kind, wrong=wrong)
    return go(f"/imports/{upload.id}")


@router.get("/imports/template/{kind}")
def template(request: Request, kind: str) -> Response:
    layouts = people.layouts() | competencies.layouts()
    if kind not in layouts:
        raise NotFound(_("Jenis berkas ini tidak ada."))
    with tempfile.TemporaryDirectory(prefix="pamong-") as folder:
        target = Path(folder) / "contoh.xlsx"
        sheets.write_template(target, layout=layouts[kind])
        return export.download(target.read_bytes(), f"contoh-{kind}.xlsx", export.XLSX)


@router.get("/imports/{batch_id}/undo")
def undo_page(request: Request, batch_id: UUID) -> Response:
    return _undo(request, batch_id)


@router.post("/imports/{batch_id}/undo")
def undo(request: Request, batch_id: UUID, reason: Reason = "") -> Response:
    """The last import taken back: what it changed is as it was."""
    try:
        with deciding(request) as desk:
            rows = programmes.undo_import(
                desk.session, batch_id=batch_id, reason=reason, by=desk.by
            )
    except PamongError as wrong:
        return _undo(request, batch_id, reason, wrong)
    return go("/imports", said=_("Impor dibatalkan: {count} baris kembali.", count=number(rows)))


@router.get("/imports/{upload_id}")
def show(request: Request, upload_id: UUID) -> Response:
    saving = filewriting.state_of(upload_id, account_id=request.state.account.id)
    if saving is not None:
        return _saving(request, upload_id, saving)
    upload = uploads.find(upload_id, account_id=request.state.account.id)
    try:
        state = filereading.under_way(upload)
    except PamongError as wrong:
        return _every(request, kind=upload.kind, wrong=wrong)
    if state is None:
        return _show(request, upload_id)
    with reading(request) as desk:
        return desk.page("import_reading", upload=upload, state=state)


@router.get("/imports/{upload_id}/state")
def state_of(request: Request, upload_id: UUID) -> Response:
    """A piece of the page above, fetched again and again; when it is done, all of the page."""
    saving = filewriting.state_of(upload_id, account_id=request.state.account.id)
    if saving is not None:
        return _part(request, "part_saving", upload_id, saving, ended=saving.ended)
    upload = uploads.find(upload_id, account_id=request.state.account.id)
    state = filereading.still(upload)
    return _part(request, "part_reading", upload_id, state, ended=state is None)


@router.post("/imports/{upload_id}")
def apply(request: Request, upload_id: UUID, accept_gone: Text = "") -> Response:
    """What is large goes on in the background, and its page says how far it is."""
    if filewriting.state_of(upload_id, account_id=request.state.account.id) is not None:
        return go(f"/imports/{upload_id}")  # pressed twice
    upload = uploads.find(upload_id, account_id=request.state.account.id)
    try:
        changed = filewriting.apply(upload, accept_gone=bool(accept_gone))
    except PamongError as wrong:
        return _show(request, upload_id, wrong)
    return go(f"/imports/{upload_id}") if changed is None else _saved(changed)


@router.get("/imports/{upload_id}/corrections")
def corrections(request: Request, upload_id: UUID) -> Response:
    """The officer's own rows again, with what is wrong beside each."""
    upload = uploads.find(upload_id, account_id=request.state.account.id)
    with reading(request) as desk:
        plan = uploads.plan_of(desk.session, upload)
    with tempfile.TemporaryDirectory(prefix="pamong-") as folder:
        target = Path(folder) / "perbaikan.xlsx"
        sheets.write_corrections(
            target, layout=plan.layout, sheet=plan.sheet, problems=plan.problems
        )
        return export.download(target.read_bytes(), f"perbaikan-{upload.kind}.xlsx", export.XLSX)


def _saved(rows: int) -> Response:
    return go("/imports", said=_("Tersimpan: {count} baris berubah.", count=number(rows)))


def _saving(request: Request, upload_id: UUID, state: filewriting.Writing) -> Response:
    """How far it is; its end is told once."""
    if not state.ended:
        with reading(request) as desk:
            return desk.page("import_saving", upload_id=upload_id, state=state)
    filewriting.forget(upload_id)
    return _saved(state.changed) if state.wrong is None else _show(request, upload_id, state.wrong)


def _part(request: Request, name: str, upload_id: UUID, state: Any, *, ended: bool) -> Response:
    with reading(request) as desk:
        answer = desk.page(name, upload_id=upload_id, state=None if ended else state)
    if ended:
        answer.headers["hx-redirect"] = f"/imports/{upload_id}"
    return answer


def _every(
    request: Request, *, kind: str = "employees", wrong: PamongError | None = None
) -> Response:
    with reading(request) as desk:
        return desk.page(
            "imports",
            status=status_of(wrong) if wrong else 200,
            kinds=[(k, v.title) for k, v in (people.layouts() | competencies.layouts()).items()],
            kind=kind,
            past=people.imports_done(desk.session, last=50),
            undoable=people.undoable(desk.session),
            logins={a.id: a.login for a in access.accounts(desk.session)},
            wrong=wrong,
        )


def _undo(
    request: Request, batch_id: UUID, typed: str = "", wrong: PamongError | None = None
) -> Response:
    with reading(request) as desk:
        batch = people.undoable(desk.session)
        if wrong is None and (batch is None or batch.id != batch_id):
            raise NotFound(
                _("Hanya impor terakhir yang dapat dibatalkan, satu kali."),
                remedy=_("Impor berkas yang benar; perbedaannya ditunjukkan dahulu."),
            )
        status = status_of(wrong) if wrong else 200
        too = str(programmes.goes_too(desk.session, batch=batch)) if batch else ""
        return desk.page(
            "import_undo", status=status, batch=batch, batch_id=batch_id, typed=typed, too=too,
            wrong=wrong,
        )  # fmt: skip


def _show(request: Request, upload_id: UUID, wrong: PamongError | None = None) -> Response:
    upload = uploads.find(upload_id, account_id=request.state.account.id)
    with reading(request) as desk:
        plan = uploads.plan_of(desk.session, upload)
        return desk.page(
            "import",
            status=status_of(wrong) if wrong else 200,
            upload=upload,
            plan=plan,
            counts=plan.counts,
            kinds=[(word, n) for k, n in plan.kinds.items() if (word := people.change_word(k))],
            field=people.word_of,
            most=MOST,
            many_gone=_many_gone(plan),
            wrong=wrong,
        )


def _many_gone(plan: Any) -> bool:
    """Would the room ask for an extra yes, because many people are gone?"""
    try:
        people.require_applicable(plan)
    except PamongError:
        return bool(plan.ok)
    return False
