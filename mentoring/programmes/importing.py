"""An import taken back: nothing may have been approved on it, and a new match is asked for."""

from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import audit, people
from mentoring.errors import Refused
from mentoring.programmes.actions import changed
from mentoring.programmes.rematch import Trigger, ask_for_rematch
from mentoring.programmes.run_tables import MatchRun
from mentoring.programmes.states import RunState
from mentoring.programmes.tables import Mentorship, Participant
from mentoring.words import _, number


def undo_import(session: Session, *, batch_id: UUID, reason: str, by: UUID) -> int:
    """Take the last import back, the places of its newcomers in programmes with it.

    Returns how many rows were put back.

    Raises:
        NotNow: it is not the last import.
        Refused: a match was approved since, a row was changed since, or something is built on one.
    """
    batch = people.last_import(session)
    if batch is not None and batch.id == batch_id and (count := _approved_since(session, batch)):
        raise Refused(
            _(
                "{count} usulan disetujui setelah impor itu; tidak ada yang dibatalkan.",
                count=number(count),
            ),
            remedy=_("Batalkan persetujuannya dahulu, atau impor berkas yang benar."),
        )
    _take_out(session, people.brought_in(session, batch_id=batch_id), by=by)
    batch, rows = people.undo_import(session, batch_id=batch_id, reason=reason, actor_id=by)
    changed(session)
    ask_for_rematch(session, {Trigger.DATA: rows}, by=by)
    return rows


def _approved_since(session: Session, batch: people.ImportBatch) -> int:
    begun = select(Mentorship.run_id).where(col(Mentorship.approved_at) >= batch.at)
    standing = select(MatchRun.id).where(
        MatchRun.state == RunState.APPROVED, col(MatchRun.id).in_(begun)
    )
    return len(session.exec(standing).all())


def _take_out(session: Session, newcomers: list[UUID], *, by: UUID) -> None:
    """Who came in with the import had no place in a programme before it."""
    wanted = set(newcomers)
    for held in session.exec(select(Participant)) if wanted else ():
        if held.employee_id in wanted:
            session.delete(held)
            audit.record(
                session,
                actor_id=by,
                action="participant.import_undo",
                subject="programme",
                subject_id=held.programme_id,
                employee_id=str(held.employee_id),
            )
    session.flush()
