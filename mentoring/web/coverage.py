"""Each OPD at a glance: how its mentorships stand."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import guidance, people, programmes
from mentoring.web import export, finding
from mentoring.web.desk import Desk, reading
from mentoring.words import _

router = APIRouter()
GOOD, WAIT = ("accepted", "active", "completed"), ("offered",)


@router.get("/programmes/{programme_id}/coverage")
def per_opd(request: Request, programme_id: UUID) -> Response:
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        return desk.page("coverage", programme=found, rows=_rows(desk, found))


@router.get("/programmes/{programme_id}/coverage/{shape}")
def export_coverage(request: Request, programme_id: UUID, shape: export.Shape) -> Response:
    with reading(request) as desk:
        counted = _rows(desk, finding.programme(desk, programme_id))
    headers = [
        _("OPD"), _("Diterima atau berjalan"), _("Menunggu jawaban"),
        _("Ditolak atau tidak dijawab"), _("Semua"), _("Pertemuan dicatat"),
        _("Menit dikonfirmasi"),
    ]  # fmt: skip
    rows = [
        [r["name"], r["good"], r["wait"], r["bad"], r["all"], r["met"].recorded, r["met"].minutes]
        for r in counted
    ]
    listed = export.Listed("per-opd", _("Pendampingan per OPD"), headers, rows)
    return export.file(request, shape, listed)


def _rows(desk: Desk, found: programmes.Programme) -> list[dict[str, Any]]:
    counted = programmes.browsing.counted_states(desk.session, programme=found, within=desk.within)
    names = {unit.id: unit.name for unit in people.units(desk.session)}
    met = guidance.figures(desk.session, programme=found)
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
                "met": met.get(opd_id, guidance.Figures()),
            }
        )
    return sorted(rows, key=lambda row: (row["good"] / row["all"], row["name"]))
