"""Ways back for a programme itself: correct its name and period, or delete it unused."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, col, delete, select

from mentoring import db
from mentoring.errors import NotNow, Refused
from mentoring.grounds import grounds
from mentoring.programmes.actions import changed, noted, require_period
from mentoring.programmes.states import RunState
from mentoring.programmes.tables import (
    MatchRun,
    Mentorship,
    Participant,
    Policy,
    Programme,
    Proposal,
    Ruling,
    RunFile,
    Unmatched,
    WhatIf,
)
from mentoring.words import _


def edit(
    session: Session,
    *,
    programme: Programme,
    by: UUID,
    name: str | None = None,
    begins_on: date | None = None,
    ends_on: date | None = None,
) -> bool:
    """Correct the name or the period. False: it is so already, nothing was written.

    Mentorships that were approved keep their own dates; a proposal for other dates is outdated.
    """
    session.refresh(programme, with_for_update=db.HELD)
    before = programme.name, programme.begins_on, programme.ends_on
    after = name or before[0], begins_on or before[1], ends_on or before[2]
    require_period(after[1], after[2])
    if after == before:
        return False
    programme.name, programme.begins_on, programme.ends_on = after
    session.add(programme)
    if after[1:] != before[1:]:
        changed(session, programme_ids=[programme.id])
    noted(
        session,
        by,
        "programme.edit",
        programme,
        renamed=after[0] != before[0],
        begins=after[1].isoformat(),
        ends=after[2].isoformat(),
    )
    return True


def remove(session: Session, *, programme: Programme, reason: str, by: UUID) -> None:
    """Delete a programme of which nothing was ever approved; the audit trail stays.

    Raises:
        Refused: something of it was approved once: it is part of people's history.
        NotNow: a run is being computed.
    """
    reason = grounds(reason)
    db.one_at_a_time(session, db.APPROVAL_LOCK)  # nobody approves it meanwhile
    session.refresh(programme, with_for_update=db.HELD)
    mine = col(MatchRun.programme_id) == programme.id
    runs = session.exec(select(MatchRun).where(mine).with_for_update(key_share=True)).all()
    approved = [r for r in runs if r.state in {RunState.APPROVED, RunState.UNDONE}]
    if (
        approved
        or session.exec(
            select(Mentorship.id).where(Mentorship.programme_id == programme.id)
        ).first()
    ):
        raise Refused(
            _("Program «{code}» pernah disetujui dan tidak dapat dihapus.", code=programme.code),
            remedy=_(
                "Riwayatnya milik orang-orang di dalamnya; koreksi dengan `pamong programme edit`."
            ),
        )
    if any(r.state == RunState.RUNNING for r in runs):
        raise NotNow(
            _("Sebuah proses dalam program ini sedang dihitung."),
            remedy=_("Tunggu selesai, atau hentikan dengan `pamong match cancel`."),
        )
    session.exec(delete(WhatIf).where(col(WhatIf.programme_id) == programme.id))
    for part in (Proposal, Unmatched, RunFile):
        session.exec(delete(part).where(col(part.run_id).in_([r.id for r in runs])))
    for whole in (MatchRun, Ruling, Participant, Policy):
        session.exec(delete(whole).where(col(whole.programme_id) == programme.id))
    noted(session, by, "programme.delete", programme, reason=reason, code=programme.code)
    session.delete(programme)
