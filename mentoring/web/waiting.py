"""Who got nobody in a run, and why."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import people, programmes
from mentoring.web import export, finding, lists
from mentoring.web.desk import reading
from mentoring.words import _

router = APIRouter()


@router.get("/programmes/{programme_id}/runs/{run_id}/waiting")
def waiting(request: Request, programme_id: UUID, run_id: UUID) -> Response:
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        rules = programmes.rules_of(desk.session, programme=found, version=run.policy_version)
        cut = programmes.browsing.waiting(desk.session, run=run, wanted=lists.wanted_of(desk))
        return desk.page(
            "waiting",
            programme=found,
            run=run,
            cut=cut,
            who=desk.by_id(row.mentee_id for row in cut.rows),
            why={row.id: programmes.why_nobody(row, rules) for row in cut.rows},
            codes=sorted(run.summary["unmatched"]),
            asked=lists.asked(request),
            query=lists.query_of(lists.asked(request)),
            href=lists.href_of(request),
            **lists.choices(desk),
        )


@router.get("/programmes/{programme_id}/runs/{run_id}/waiting/{shape}")
def export_waiting(
    request: Request, programme_id: UUID, run_id: UUID, shape: export.Shape
) -> Response:
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        rules = programmes.rules_of(desk.session, programme=found, version=run.policy_version)
        wanted = lists.wanted_of(desk, rows=programmes.browsing.EVERYTHING)
        cut = programmes.browsing.waiting(desk.session, run=run, wanted=wanted)
        who = desk.by_id(row.mentee_id for row in cut.rows)
        nips = people.nips(desk.session, ids=list(who))
    headers = [_("Antrean"), _("NIP"), _("Nama"), _("Jabatan"), _("Unit kerja"), _("Sebab")]
    rows = [
        [
            row.place,
            nips[row.mentee_id],
            who[row.mentee_id].name,
            who[row.mentee_id].job,
            who[row.mentee_id].unit_name,
            programmes.why_nobody(row, rules),
        ]
        for row in cut.rows
    ]
    title = _("Belum mendapat mentor")
    listed = export.Listed("belum-mendapat-mentor", title, headers, rows, text=(1,))
    return export.file(request, shape, listed)
