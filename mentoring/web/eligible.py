"""Who may take part today and who not, with the reasons: looked at live."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import programmes
from mentoring.programmes import Side
from mentoring.web import admissions, finding
from mentoring.web.desk import reading

router = APIRouter()


@router.get("/programmes/{programme_id}/eligible")
def eligible(request: Request, programme_id: UUID) -> Response:
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        rules = programmes.rules_of(desk.session, programme=found)
        both = admissions.admitted(desk, found)
        why = {
            side: [
                (programmes.person_sentence(code, rules, side=side), count)
                for code, count in both[side].reasons.items()
            ]
            for side in Side
        }
        whole = "hx-request" not in request.headers
        return desk.page(
            "eligible" if whole else "part_eligible",
            programme=found,
            mentees=both[Side.MENTEE],
            mentors=both[Side.MENTOR],
            why=why,
        )
