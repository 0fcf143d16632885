"""The proof of a run, checked again while the page is made: integers only, no solver."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import programmes
from mentoring.web import finding
from mentoring.web.desk import reading

router = APIRouter()


@router.get("/programmes/{programme_id}/runs/{run_id}/proof")
def proof(request: Request, programme_id: UUID, run_id: UUID) -> Response:
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        now = "now" in request.query_params
        check = programmes.verify(desk.session, run=run) if now else None
        return desk.page(
            "proof",
            programme=found,
            run=run,
            check=check,
            failures=[programmes.failure_sentence(c) for c in check.failures] if check else [],
            goals=[(g["name"], g["value"], g["bound"]) for g in run.summary["goals"]],
        )
