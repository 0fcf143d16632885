"""The history of imports and the problems of a file, as files."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import access, clock, people, sheets
from mentoring.web import export, phrases, uploads
from mentoring.web.desk import reading
from mentoring.words import _

router = APIRouter()
WRITTEN = 100_000


@router.get("/imports/list/{shape}")
def export_history(request: Request, shape: export.Shape) -> Response:
    with reading(request) as desk:
        past = people.imports_done(desk.session, last=WRITTEN)
        logins = {a.id: a.login for a in access.accounts(desk.session)}
    rows = [
        [
            clock.spoken(batch.at),
            phrases.kind_title(batch.kind),
            logins.get(batch.actor_id) if batch.actor_id else None,
            batch.rows,
            *(batch.counts.get(name, 0) for name in ("new", "changed", "gone")),
            _("dibatalkan") if batch.undone_at else _("berlaku"),
        ]
        for batch in past
    ]
    headers = [
        _("Waktu"), _("Jenis"), _("Oleh"), _("Baris"), _("Baru"), _("Berubah"),
        _("Tidak ada lagi"), _("Keadaan"),
    ]  # fmt: skip
    listed = export.Listed("riwayat-impor", _("Riwayat impor"), headers, rows)
    return export.file(request, shape, listed)


@router.get("/imports/{upload_id}/problems/{shape}")
def export_problems(request: Request, upload_id: UUID, shape: export.Shape) -> Response:
    upload = uploads.find(upload_id, account_id=request.state.account.id)
    with reading(request) as desk:
        plan = uploads.plan_of(desk.session, upload)
    words = {sheets.Severity.ERROR: _("kesalahan"), sheets.Severity.WARNING: _("peringatan")}
    rows = [
        [p.row, p.column, words[p.severity], p.value, p.reason, p.remedy] for p in plan.problems
    ]
    headers = [
        _("Baris"), _("Kolom"), _("Macam"), _("Nilai"), _("Sebab"), _("Yang perlu dilakukan"),
    ]  # fmt: skip
    title = _("Kesalahan dan peringatan: {kind}", kind=phrases.kind_title(upload.kind))
    return export.file(request, shape, export.Listed("kesalahan", title, headers, rows, text=(3,)))
