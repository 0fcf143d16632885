"""The participants of a programme as a file."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import people, programmes
from mentoring.programmes import Side
from mentoring.web import export, finding, lists
from mentoring.web.desk import reading
from mentoring.words import _

router = APIRouter()


@router.get("/programmes/{programme_id}/people/list/{shape}")
def export_participants(request: Request, programme_id: UUID, shape: export.Shape) -> Response:
    side = Side.MENTOR if request.query_params.get("side") == "mentor" else Side.MENTEE
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        wanted = lists.wanted_of(desk, rows=programmes.browsing.EVERYTHING)
        cut = programmes.browsing.enrolled(desk.session, programme=found, side=side, wanted=wanted)
        who = desk.by_id(row.employee_id for row in cut.rows)
        nips = people.nips(desk.session, ids=list(who))
    rows = [
        [
            nips[row.employee_id],
            who[row.employee_id].name,
            people.grade_name(who[row.employee_id].grade),
            who[row.employee_id].job,
            who[row.employee_id].unit_name,
            str(row.lot),
            _("ikut") if row.excluded_reason is None else _("dikecualikan"),
            row.excluded_reason,
        ]
        for row in cut.rows
    ]
    headers = [
        _("NIP"), _("Nama"), _("Golongan"), _("Jabatan"), _("Unit kerja"), _("Nomor undian"),
        _("Keikutsertaan"), _("Alasan"),
    ]  # fmt: skip
    title = _("Peserta: mentee") if side is Side.MENTEE else _("Peserta: calon mentor")
    listed = export.Listed("peserta", title, headers, rows, text=(0, 5))
    return export.file(request, shape, listed)
