"""Who may take part today and who not, with the reasons: looked at live."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import people, programmes
from mentoring.programmes import Side
from mentoring.web import admissions, export, finding
from mentoring.web.desk import reading
from mentoring.words import _

router = APIRouter()


@router.get("/programmes/{programme_id}/eligible")
def eligible(request: Request, programme_id: UUID) -> Response:
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        rules = programmes.rules_of(desk.session, programme=found)
        both = admissions.admitted(desk, found)
        whole = "hx-request" not in request.headers
        return desk.page(
            "eligible" if whole else "part_eligible",
            programme=found,
            **counted(both, rules),
        )


def counted(both: dict[Side, programmes.Admission], rules: programmes.Rules) -> dict[str, Any]:
    """What the counts and their reasons are shown from."""
    why = {
        side: [
            (programmes.person_sentence(code, rules, side=side), count)
            for code, count in both[side].reasons.items()
        ]
        for side in Side
    }
    return {"mentees": both[Side.MENTEE], "mentors": both[Side.MENTOR], "why": why}


@router.get("/programmes/{programme_id}/eligible/{shape}")
def export_eligible(request: Request, programme_id: UUID, shape: export.Shape) -> Response:
    """Everybody who may not take part yet, a line for every reason."""
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        rules = programmes.rules_of(desk.session, programme=found)
        both = admissions.admitted(desk, found)
        who = desk.by_id(i for side in Side for i in both[side].barred)
        nips = people.nips(desk.session, ids=list(who))
    sides = {Side.MENTEE: _("mentee"), Side.MENTOR: _("calon mentor")}
    rows = [
        [sides[side], nips[i], who[i].name, who[i].job, who[i].unit_name,
         programmes.person_sentence(code, rules, side=side)]
        for side in Side
        for i, codes in both[side].barred.items()
        if i in who and desk.sees(who[i])
        for code in codes
    ]  # fmt: skip
    headers = [_("Sisi"), _("NIP"), _("Nama"), _("Jabatan"), _("Unit kerja"), _("Sebab")]
    title = _("Belum memenuhi syarat")
    listed = export.Listed("belum-memenuhi-syarat", title, headers, rows, text=(1,))
    return export.file(request, shape, listed)
