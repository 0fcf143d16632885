"""What waits, what is worked on, what failed and why; and the button that asks again."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import clock, presence, programmes, recovery
from mentoring.errors import NotFound
from mentoring.queue import Job, JobState
from mentoring.web import export
from mentoring.web.desk import Desk, deciding, go, reading
from mentoring.words import _

router = APIRouter()
SHOWN, WRITTEN = 200, 100_000
OPEN = (JobState.QUEUED, JobState.RUNNING, JobState.DEAD)


@router.get("/jobs")
def jobs(request: Request) -> Response:
    with reading(request) as desk:
        found = recovery.jobs(desk.session, states=OPEN, last=SHOWN)
        sentences = _sentences(desk, found)
        return desk.page(
            "jobs",
            rows=[
                (
                    job,
                    programmes.job_kind_word(job.kind),
                    programmes.job_state_word(job.state),
                    sentences.get(job.id, ""),
                )
                for job in found
            ],
            workers=len(presence.alive(desk.session)),
            dead=JobState.DEAD,
            full=len(found) == SHOWN,
        )


@router.get("/jobs/{shape}")
def export_jobs(request: Request, shape: export.Shape) -> Response:
    with reading(request) as desk:
        found = recovery.jobs(desk.session, states=OPEN, last=WRITTEN)
        sentences = _sentences(desk, found)
    rows = [
        [
            programmes.job_kind_word(job.kind),
            programmes.job_state_word(job.state),
            clock.spoken(job.due),
            job.attempts,
            sentences.get(job.id) or job.error_code,
        ]
        for job in found
    ]
    headers = [_("Jenis"), _("Keadaan"), _("Jatuh tempo"), _("Percobaan"), _("Sebab")]
    return export.file(request, shape, export.Listed("antrean", _("Antrean kerja"), headers, rows))


@router.post("/jobs/{job_id}/retry")
def retry(request: Request, job_id: UUID) -> Response:
    with deciding(request) as desk:
        job = desk.session.get(Job, job_id)
        if job is None:
            raise NotFound(_("Pekerjaan ini tidak ada."))
        programmes.do_again(desk.session, job=job, by=desk.by)
    return go("/jobs", said=_("Diminta lagi."))


def _sentences(desk: Desk, found: list[Job]) -> dict[UUID, str]:
    """Why a match failed, in the sentence that its run keeps."""
    ids = {UUID(job.key): job.id for job in found if job.kind == programmes.JOB}
    runs = programmes.runs_by_id(desk.session, ids=list(ids))
    return {ids[run.id]: run.error_text or "" for run in runs}
