"""Each OPD at a glance: how its mentorships stand."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import people, programmes
from mentoring.web import finding
from mentoring.web.desk import reading

router = APIRouter()
GOOD, WAIT = ("accepted", "active", "completed"), ("offered",)


@router.get("/programmes/{programme_id}/coverage")
def per_opd(request: Request, programme_id: UUID) -> Response:
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        counted = programmes.browsing.counted_states(
            desk.session, programme=found, within=desk.within
        )
        names = {unit.id: unit.name for unit in people.units(desk.session)}
        rows: list[dict[str, Any]] = []
        for opd_id in {opd for opd, _state in counted}:
            states = {s: n for (opd, s), n in counted.items() if opd == opd_id}
            rows.append(
                {
                    "opd_id": opd_id,
                    "name": names.get(opd_id, "-"),
                    "good": sum(states.get(s, 0) for s in GOOD),
                    "wait": sum(states.get(s, 0) for s in WAIT),
                    "bad": states.get("declined", 0) + states.get("expired", 0),
                    "all": sum(states.values()),
                }
            )
        rows.sort(key=lambda row: (row["good"] / row["all"], row["name"]))
        return desk.page("coverage", programme=found, rows=rows)
