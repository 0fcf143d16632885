"""A person takes an approval back: everything it did is reversed by new events."""

from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select, update

from mentoring import audit
from mentoring.errors import NotNow, Unusable
from mentoring.programmes.actions import changed
from mentoring.programmes.approval import REPLACED_BY, RESTORED, first_event
from mentoring.programmes.mentorships import step
from mentoring.programmes.states import LIVE, MentorshipState, RunState
from mentoring.programmes.tables import (
    MatchRun,
    Mentorship,
    MentorshipEvent,
    Programme,
)
from mentoring.words import _


def undo(session: Session, *, programme: Programme, run: MatchRun, reason: str, by: UUID) -> int:
    """Take an approval back by new events. Returns how many mentorships it ended.

    What the approval had replaced is restored under its old mentor. Mentorships that ended since
    (declined, completed) stay as they ended.
    """
    if not reason.strip():
        raise Unusable(_("Alasan wajib diisi."), remedy=_('Tulis --reason "…".'))
    hit = session.execute(
        update(MatchRun)
        .where(col(MatchRun.id) == run.id, col(MatchRun.state) == RunState.APPROVED)
        .values(state=RunState.UNDONE)
    )
    if hit.rowcount != 1:  # type: ignore[attr-defined]
        raise NotNow(_("Hanya proses yang sudah disetujui yang dapat dibatalkan."))
    session.refresh(run)
    began = session.exec(
        select(Mentorship).where(Mentorship.run_id == run.id, col(Mentorship.state).in_(LIVE))
    ).all()
    for mentorship in began:
        step(session, mentorship, MentorshipState.WITHDRAWN, by=by, code="undo", words=reason)
    session.flush()
    _restore(session, run, by=by)
    changed(session, programme_ids=[programme.id])
    audit.record(
        session,
        actor_id=by,
        action="run.undo",
        subject="match_run",
        subject_id=run.id,
        reason=reason,
        ended=len(began),
    )
    return len(began)


def _restore(session: Session, run: MatchRun, *, by: UUID) -> None:
    events = session.exec(
        select(MentorshipEvent).where(
            MentorshipEvent.code == REPLACED_BY, MentorshipEvent.words == str(run.id)
        )
    )
    for event in events:
        old = session.get_one(Mentorship, event.mentorship_id)
        values: dict[str, Any] = old.model_dump(exclude={"id", "version"})
        again = Mentorship(**(values | {"state": event.before, "approved_by": by}))
        session.add(again)
        session.add(first_event(again, by=by, code=RESTORED))
    session.flush()
