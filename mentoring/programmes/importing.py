"""A record put right by hand; an import taken back: what either means for the programmes."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import audit, people
from mentoring.errors import Refused
from mentoring.programmes.actions import changed
from mentoring.programmes.rematch import Trigger, ask_for_rematch
from mentoring.programmes.run_tables import MatchRun
from mentoring.programmes.states import RunState
from mentoring.programmes.tables import Mentorship, Participant
from mentoring.programmes.tending import imported
from mentoring.programmes.withdrawing import (
    hold_programmes,
    unapproved_with,
    withdraw_proposals_with,
)
from mentoring.words import _, number

NOT_MATCHED_ON = frozenset({"name", "front_title", "back_title", "email", "phone"})


def correct(
    session: Session, plan: people.CorrectionPlan, *, reason: str, by: UUID
) -> people.ImportBatch:
    """Put one record right. Where a match could come out otherwise, a new one is asked for.

    Raises as `people.correct`.
    """
    batch = people.correct(session, plan, reason=reason, actor_id=by)
    if not NOT_MATCHED_ON.issuperset(plan.fields):
        imported(session, kind=batch.kind, kinds=dict(plan.change.kinds), rows=1, by=by)
    return batch


@dataclass(frozen=True, slots=True)
class GoesToo:
    """What goes besides the rows when the last import is undone.

    Attributes:
        people: newcomers who take part in a programme and will not any more.
        proposals: numbers of the runs whose unapproved result is withdrawn.
    """

    people: int
    proposals: list[int]

    def __str__(self) -> str:
        """As it is told before anybody says yes; empty when nothing goes besides the rows."""
        found = []
        if self.people:
            found.append(_("{count} peserta program keluar.", count=number(self.people)))
        if self.proposals:
            numbers = ", ".join(str(one) for one in self.proposals)
            found.append(
                _("Usulan yang belum disetujui ditarik: nomor {numbers}.", numbers=numbers)
            )
        return " ".join(found)


def goes_too(session: Session, *, batch: people.ImportBatch) -> GoesToo:
    """What `undo_import` would take along; nothing is changed."""
    newcomers = people.brought_in(session, batch_id=batch.id)
    seats = set(session.exec(select(Participant.employee_id))) if newcomers else set()
    runs = unapproved_with(session, ids=newcomers, since=batch.at)
    return GoesToo(len(seats.intersection(newcomers)), [run.number for run in runs])


def undo_import(session: Session, *, batch_id: UUID, reason: str, by: UUID) -> int:
    """Take the last import back, with the places of its newcomers in programmes and with the
    proposals that name them and that nobody approved.

    Returns how many rows were put back.

    Raises:
        NotNow: it is not the last import.
        Refused: a match was approved since, a row was changed since, or something is built on one.
    """
    people.hold_imports(session)
    hold_programmes(session)
    batch = people.last_import(session)
    if batch is None or batch.id != batch_id:
        raise people.not_the_last()
    if count := _approved_since(session, batch):
        raise Refused(
            _(
                "{count} usulan disetujui setelah impor itu; tidak ada yang dibatalkan.",
                count=number(count),
            ),
            remedy=_("Batalkan persetujuannya dahulu, atau impor berkas yang benar."),
        )
    newcomers = people.brought_in(session, batch_id=batch_id)
    _take_out(session, newcomers, by=by)
    withdraw_proposals_with(session, ids=newcomers, since=batch.at, by=by)
    _batch, rows = people.undo_import(session, batch_id=batch_id, reason=reason, actor_id=by)
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
