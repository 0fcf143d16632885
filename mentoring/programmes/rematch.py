"""What changes asks for a new match by itself: only of those who wait, and it only proposes."""

from enum import StrEnum
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import clock
from mentoring.programmes.actions import rules_of
from mentoring.programmes.requests import request_rematch
from mentoring.programmes.states import RunState
from mentoring.programmes.tables import MatchRun, Programme
from mentoring.words import _, number


class Trigger(StrEnum):
    """What may ask for a new match."""

    HIRED = "hired"
    ENROLLED = "enrolled"
    LEFT = "left"
    MOVED = "moved"  # another unit, job, grade or status
    ASSESSED = "assessed"
    DATA = "data"  # anything else that an import changed
    DECLINED = "declined"
    EXPIRED = "expired"
    ENDED = "ended"  # a mentorship ended early
    CAPACITY = "capacity"
    NIGHT = "night"
    OUTDATED = "outdated"


def ask_for_rematch(
    session: Session,
    triggers: dict[Trigger, int],
    *,
    by: UUID | None,
    programme_ids: list[UUID] | None = None,
) -> list[Programme]:
    """Ask for a match, after the quiet time, in every programme that is under way.

    Args:
        triggers: what happened, and how often.
        by: whose deed it was; None: the calendar's.
        programme_ids: where; None: everywhere.

    Returns:
        The programmes in which a match was asked for.
    """
    session.flush()
    found = _under_way(session, programme_ids)
    counted = {str(trigger): count for trigger, count in triggers.items()}
    for programme in found:
        request_rematch(session, programme=programme, triggers=counted, by=by)
    return found


def why_asked(run: MatchRun) -> str:
    """«14 pegawai baru, 2 penolakan»: all that asked for this run, people's reasons first."""
    words = _words()
    counted = [f"{number(count)} {words.get(name, name)}" for name, count in run.triggers.items()]
    return ", ".join([*run.reasons, *counted])


def _under_way(session: Session, programme_ids: list[UUID] | None) -> list[Programme]:
    """Programmes with an approved match, not over, whose policy wants it. Before its first approval
    a programme is still being set up: there only a person's button starts a match."""
    approved = select(MatchRun.programme_id).where(MatchRun.state == RunState.APPROVED)
    query = select(Programme).where(
        col(Programme.id).in_(approved), Programme.ends_on >= clock.today()
    )
    if programme_ids is not None:
        query = query.where(col(Programme.id).in_(programme_ids))
    found = session.exec(query.order_by(col(Programme.id))).all()
    return [p for p in found if rules_of(session, programme=p).rematch.automatic]


def _words() -> dict[str, str]:
    return {
        Trigger.HIRED: _("pegawai baru"),
        Trigger.ENROLLED: _("peserta baru"),
        Trigger.LEFT: _("pegawai keluar"),
        Trigger.MOVED: _("perpindahan atau kenaikan"),
        Trigger.ASSESSED: _("hasil penilaian"),
        Trigger.DATA: _("baris data berubah"),
        Trigger.DECLINED: _("penolakan"),
        Trigger.EXPIRED: _("tawaran tanpa jawaban"),
        Trigger.ENDED: _("pendampingan berakhir"),
        Trigger.CAPACITY: _("perubahan kapasitas"),
        Trigger.NIGHT: _("pemeriksaan malam"),
        Trigger.OUTDATED: _("data berubah saat dihitung"),
    }
