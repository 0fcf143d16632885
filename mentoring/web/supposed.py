"""A supposition's answer beside the proposal: followed, shown, taken over."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring.errors import PamongError
from mentoring.programmes import WhatIf, whatif
from mentoring.queue import Job, JobState
from mentoring.web import finding
from mentoring.web.desk import Desk, deciding, go, reading
from mentoring.web.failures import status_of
from mentoring.web.rule_words import rule_words
from mentoring.web.working import hand_over
from mentoring.words import _

router = APIRouter()
Text = Annotated[str, Form(max_length=300)]
HERE = "/programmes/{programme_id}/runs/{run_id}/what-if"
MOST = 50  # people shown per list


@router.get(HERE + "/{what_if_id}")
def show(request: Request, programme_id: UUID, run_id: UUID, what_if_id: UUID) -> Response:
    return _show(request, programme_id, run_id, what_if_id)


@router.get(HERE + "/{what_if_id}/state")
def state(request: Request, programme_id: UUID, run_id: UUID, what_if_id: UUID) -> Response:
    """A piece of the page above, fetched again and again; when it has ended, all of it."""
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        row = whatif.find_what_if(desk.session, run=run, what_if_id=what_if_id)
        answer = desk.page(
            "part_what_if", programme=found, run=run, row=row, open=is_open(desk, row)
        )
        if not is_open(desk, row):
            answer.headers["hx-redirect"] = request.url.path.removesuffix("/state")
        return answer


@router.post(HERE + "/{what_if_id}/take-over")
def take_over(
    request: Request, programme_id: UUID, run_id: UUID, what_if_id: UUID, reason: Text = ""
) -> Response:
    try:
        with deciding(request) as desk:
            _found, run = finding.result(desk, programme_id, run_id)
            row = whatif.find_what_if(desk.session, run=run, what_if_id=what_if_id)
            asked = whatif.take_over(desk.session, what_if=row, reason=reason, by=desk.by)
    except PamongError as wrong:
        return _show(request, programme_id, run_id, what_if_id, wrong=wrong, typed=reason)
    hand_over(asked.id)
    said = _("Perubahan dibuat; usulan baru sedang dihitung.")
    return go(f"/programmes/{programme_id}/runs/{asked.id}", said=said)


def _show(
    request: Request,
    programme_id: UUID,
    run_id: UUID,
    what_if_id: UUID,
    *,
    wrong: PamongError | None = None,
    typed: str = "",
) -> Response:
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        row = whatif.find_what_if(desk.session, run=run, what_if_id=what_if_id)
        lists = {name: row.answer.get(name, []) for name in ("gains", "loses", "moves")}
        shown = [
            UUID(p)
            for part in lists.values()
            for line in part[:MOST]
            for p in line
            if isinstance(p, str)
        ]
        about = [i for text in row.changes for i in whatif.read_change(text).people]
        who = desk.by_id([*shown, *about])
        return desk.page(
            "what_if_answer",
            status=status_of(wrong) if wrong else 200,
            programme=found,
            run=run,
            row=row,
            open=is_open(desk, row),
            said=sentences(row, {i: p.name for i, p in who.items()}),
            who={str(i): p for i, p in who.items()},
            most=MOST,
            stale=row.input_version not in {None, run.input_version},
            reweighed=any(t.startswith(("rule:weights.", "rule:gap.")) for t in row.changes),
            wrong=wrong,
            typed=typed,
            **lists,
        )  # fmt: skip


def is_open(desk: Desk, row: WhatIf) -> bool:
    """It waits or is at work; a job that was given up has ended without an answer."""
    if row.ended_at is not None:
        return False
    job = desk.session.get(Job, row.job_id) if row.job_id else None
    return job is not None and job.state in {JobState.QUEUED, JobState.RUNNING}


def sentences(row: WhatIf, names: dict[UUID, str]) -> list[str]:
    return [said_of(whatif.read_change(text), names) for text in row.changes]


def said_of(change: whatif.Change, names: dict[UUID, str]) -> str:
    return whatif.sentence_of(change, names=names, rule_words=rule_words)
