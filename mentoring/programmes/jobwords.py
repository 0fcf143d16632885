"""Kinds and states of jobs as people read them."""

from mentoring import messages, slots
from mentoring.programmes import sharing, standing, whatif
from mentoring.programmes.runs import JOB
from mentoring.queue import JobState
from mentoring.words import _


def job_kind_word(kind: str) -> str:
    """What a job is about; a kind that only other releases know stays as it is."""
    return {
        JOB: _("pemadanan"),
        sharing.JOB: _("bagian pemadanan"),
        standing.JOB: _("persetujuan di muka"),
        whatif.JOB: _("pengandaian"),
        messages.JOB: _("pesan"),
        messages.WEBHOOK_JOB: _("pemberitahuan sistem lain"),
        slots.JOB: _("jadwal"),
    }.get(kind, kind)


def job_state_word(state: str) -> str:
    """How far a job is."""
    return {
        JobState.QUEUED: _("antre"),
        JobState.RUNNING: _("dikerjakan"),
        JobState.DONE: _("selesai"),
        JobState.DEAD: _("gagal"),
        JobState.CANCELLED: _("dibatalkan"),
    }[JobState(state)]
