"""Every state, with one line of meaning, and which may follow which."""

from enum import StrEnum

from mentoring.errors import NotNow
from mentoring.words import _


class RunState(StrEnum):
    """A match run, from the request to its end."""

    QUEUED = "queued"  # asked for, nobody works on it yet
    RUNNING = "running"  # somebody holds the lease and solves
    READY = "ready"  # a complete, proven proposal waits for a person
    APPROVED = "approved"  # a person said yes; its pairs became mentorships
    UNDONE = "undone"  # approved, then taken back by new events
    SUPERSEDED = "superseded"  # a newer run or a newer input took its place
    FAILED = "failed"  # ended with a sentence that says why
    CANCELLED = "cancelled"  # a person stopped it


class MentorshipState(StrEnum):
    """A mentorship, from the approval to its end."""

    OFFERED = "offered"  # approved; the mentor has not answered yet
    ACCEPTED = "accepted"  # the mentor said yes; the period has not begun
    ACTIVE = "active"  # running
    COMPLETED = "completed"
    DECLINED = "declined"  # by the mentor, with a reason; never proposed again
    EXPIRED = "expired"  # no answer in time
    WITHDRAWN = "withdrawn"  # ended early by a person, with a reason
    REPLACED = "replaced"  # another mentor took over


LIVE = (MentorshipState.OFFERED, MentorshipState.ACCEPTED, MentorshipState.ACTIVE)

RUN_MAY_FOLLOW: dict[RunState, frozenset[RunState]] = {
    RunState.QUEUED: frozenset({RunState.RUNNING, RunState.CANCELLED, RunState.SUPERSEDED}),
    RunState.RUNNING: frozenset(
        {
            RunState.QUEUED,  # the lease ran out: somebody else may take it
            RunState.READY,
            RunState.FAILED,
            RunState.CANCELLED,
            RunState.SUPERSEDED,
        }
    ),
    RunState.READY: frozenset({RunState.APPROVED, RunState.SUPERSEDED}),
    RunState.APPROVED: frozenset({RunState.UNDONE}),
    RunState.FAILED: frozenset(),
    RunState.UNDONE: frozenset(),
    RunState.SUPERSEDED: frozenset(),
    RunState.CANCELLED: frozenset(),
}

_ENDINGS = frozenset(
    {MentorshipState.WITHDRAWN, MentorshipState.REPLACED, MentorshipState.COMPLETED}
)
MENTORSHIP_MAY_FOLLOW: dict[MentorshipState, frozenset[MentorshipState]] = {
    MentorshipState.OFFERED: frozenset(
        {
            MentorshipState.ACCEPTED,
            MentorshipState.ACTIVE,
            MentorshipState.DECLINED,
            MentorshipState.EXPIRED,
            MentorshipState.WITHDRAWN,
            MentorshipState.REPLACED,
        }
    ),
    MentorshipState.ACCEPTED: _ENDINGS | {MentorshipState.ACTIVE, MentorshipState.DECLINED},
    MentorshipState.ACTIVE: _ENDINGS,
    MentorshipState.COMPLETED: frozenset(),
    MentorshipState.DECLINED: frozenset(),
    MentorshipState.EXPIRED: frozenset(),
    MentorshipState.WITHDRAWN: frozenset(),
    MentorshipState.REPLACED: frozenset(),
}


def require_step(before: MentorshipState, after: MentorshipState) -> None:
    """Let a mentorship go from one state to the next, or raise NotNow."""
    if after not in MENTORSHIP_MAY_FOLLOW[before]:
        raise NotNow(
            _(
                "Pendampingan ini berstatus «{before}» dan tidak dapat menjadi «{after}».",
                before=mentorship_word(before),
                after=mentorship_word(after),
            ),
            remedy=_("Muat ulang datanya: mungkin orang lain sudah mengubahnya."),
        )


def mentorship_word(state: str) -> str:
    """The state as people read it."""
    return {
        MentorshipState.OFFERED: _("menunggu tanggapan"),
        MentorshipState.ACCEPTED: _("diterima"),
        MentorshipState.ACTIVE: _("berjalan"),
        MentorshipState.COMPLETED: _("selesai"),
        MentorshipState.DECLINED: _("ditolak mentor"),
        MentorshipState.EXPIRED: _("kedaluwarsa"),
        MentorshipState.WITHDRAWN: _("dihentikan"),
        MentorshipState.REPLACED: _("dialihkan"),
    }[MentorshipState(state)]


def run_word(state: str) -> str:
    """The state as people read it."""
    return {
        RunState.QUEUED: _("antre"),
        RunState.RUNNING: _("sedang dihitung"),
        RunState.READY: _("siap diperiksa"),
        RunState.APPROVED: _("disetujui"),
        RunState.UNDONE: _("persetujuan dibatalkan"),
        RunState.SUPERSEDED: _("tergantikan"),
        RunState.FAILED: _("gagal"),
        RunState.CANCELLED: _("dibatalkan"),
    }[RunState(state)]
