"""A run: ask for one, watch it, stop it, and its result in figures."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring import programmes
from mentoring.errors import Refused
from mentoring.programmes import Side, Wanted
from mentoring.web import finding
from mentoring.web.desk import Desk, deciding, go, reading
from mentoring.web.working import hand_over
from mentoring.words import _

router = APIRouter()
Text = Annotated[str, Form(max_length=300)]
OPEN = {"queued", "running"}
FIRST = 10


@router.post("/programmes/{programme_id}/runs")
def ask(
    request: Request, programme_id: UUID, scope: Text = "waiting", reason: Text = ""
) -> Response:
    with deciding(request) as desk:
        found = finding.programme(desk, programme_id)
        counts = programmes.count_participants(desk.session, programme_id=found.id)
        if not counts.get(Side.MENTEE):
            raise Refused(
                _("Belum ada mentee yang terdaftar dalam program «{code}».", code=found.code),
                remedy=_("Jalankan `pamong programme enrol`."),
            )
        run = programmes.request_run(
            desk.session,
            programme=found,
            scope=scope,
            reason=reason.strip() or _("diminta petugas"),
            asked_by=desk.by,
        )
    hand_over(run.id)
    return go(f"/programmes/{programme_id}/runs/{run.id}")


@router.get("/programmes/{programme_id}/runs/{run_id}")
def show(request: Request, programme_id: UUID, run_id: UUID) -> Response:
    with reading(request) as desk:
        found, run = finding.run(desk, programme_id, run_id)
        if run.digest is None:
            return desk.page("run_open", programme=found, run=run, open=run.state in OPEN)
        return desk.page("run", programme=found, run=run, **_result(desk, found, run))


@router.get("/programmes/{programme_id}/runs/{run_id}/state")
def state(request: Request, programme_id: UUID, run_id: UUID) -> Response:
    """A piece of the page above, fetched again and again; when the run has ended, all of it."""
    with reading(request) as desk:
        found, run = finding.run(desk, programme_id, run_id)
        answer = desk.page("part_state", programme=found, run=run, open=run.state in OPEN)
        if run.state not in OPEN:
            answer.headers["hx-redirect"] = f"/programmes/{found.id}/runs/{run.id}"
        return answer


@router.post("/programmes/{programme_id}/runs/{run_id}/cancel")
def cancel(request: Request, programme_id: UUID, run_id: UUID) -> Response:
    with deciding(request) as desk:
        _found, run = finding.run(desk, programme_id, run_id)
        programmes.cancel(desk.session, run=run, by=desk.by)
    return go(f"/programmes/{programme_id}/runs/{run_id}", said=_("Penghentian diminta."))


def _result(desk: Desk, found: programmes.Programme, run: programmes.MatchRun) -> dict[str, Any]:
    """First who got nobody and why; then the figures."""
    rules = programmes.rules_of(desk.session, programme=found, version=run.policy_version)
    left = programmes.browsing.waiting(
        desk.session, run=run, wanted=Wanted(within=desk.within, rows=FIRST)
    )
    summary = run.summary
    waiting = sum(n for code, n in summary["unmatched"].items() if code != "not_eligible")
    return {
        "outdated": programmes.outdated(programme=found, run=run),
        "left": left,
        "who": desk.by_id(row.mentee_id for row in left.rows),
        "why": {row.id: programmes.why_nobody(row, rules) for row in left.rows},
        "barred": [
            (programmes.person_sentence(code, rules, side=Side.MENTOR), count)
            for code, count in sorted(summary["barred_mentors"].items(), key=lambda i: -i[1])
        ],
        "s": summary,
        "waiting": waiting,
        "total": summary.get("total_now", summary["total"]),
        "proven": all(g["value"] == g["bound"] for g in summary["goals"]),
    }
