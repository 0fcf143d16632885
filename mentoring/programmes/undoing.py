"""A person takes an approval back: everything it did is reversed by new events."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select, update

from mentoring import audit, db, letters
from mentoring.errors import NotNow, Refused
from mentoring.grounds import grounds
from mentoring.programmes.actions import changed, rules_of
from mentoring.programmes.approval import REPLACED_BY, RESTORED, first_event, over_capacity
from mentoring.programmes.living import live_mentorships
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

    What the approval had replaced is restored under its old mentor, unless the mentee has found
    another one since. Mentorships that ended since (declined, completed) stay as they ended.

    Raises:
        NotNow: this run is not an approved one (any more).
        Refused: an old mentor has taken on others meanwhile.
    """
    reason = grounds(reason)
    db.one_at_a_time(session, db.APPROVAL_LOCK)  # a restored pair takes a place
    session.refresh(programme, with_for_update=db.HELD)
    hit = session.execute(
        update(MatchRun)
        .where(
            col(MatchRun.id) == run.id,
            col(MatchRun.programme_id) == programme.id,
            col(MatchRun.state) == RunState.APPROVED,
        )
        .values(state=RunState.UNDONE)
    )
    if hit.rowcount != 1:  # type: ignore[attr-defined]
        raise NotNow(_("Hanya proses yang sudah disetujui yang dapat dibatalkan."))
    session.refresh(run)
    began = _begun(session, run)
    for mentorship in began:
        step(session, mentorship, MentorshipState.WITHDRAWN, by=by, code="undo", words=reason)
    session.flush()
    _restore(session, programme, run, by=by)
    revoked = letters.revoke_of_run(session, run_id=run.id, reason=reason, by=by)
    changed(session, programme_ids=[programme.id])
    audit.record(
        session,
        actor_id=by,
        action="run.undo",
        subject="match_run",
        subject_id=run.id,
        reason=reason,
        ended=len(began),
        letters=revoked,
    )
    return len(began)


def _begun(session: Session, run: MatchRun) -> Sequence[Mentorship]:
    """What the approval began and still lives, held until the end of this transaction."""
    query = select(Mentorship).where(Mentorship.run_id == run.id, col(Mentorship.state).in_(LIVE))
    return session.exec(query.with_for_update(key_share=True)).all()


def _restore(session: Session, programme: Programme, run: MatchRun, *, by: UUID) -> None:
    """What the approval had moved goes back, if its mentee is free and its own approval holds."""
    replaced = session.exec(
        select(Mentorship, MentorshipEvent.before)
        .join(MentorshipEvent, col(MentorshipEvent.mentorship_id) == col(Mentorship.id))
        .join(MatchRun, col(MatchRun.id) == col(Mentorship.run_id))
        .where(
            MentorshipEvent.code == REPLACED_BY,
            MentorshipEvent.words == str(run.id),
            MatchRun.state == RunState.APPROVED,
        )
    ).all()
    found_another = set(live_mentorships(session, programme_id=programme.id))
    back = [(old, state) for old, state in replaced if old.mentee_id not in found_another]
    for old, state in back:
        values: dict[str, Any] = old.model_dump(exclude={"id", "version"})
        again = Mentorship(**(values | {"state": state, "approved_by": by}))
        session.add(again)
        session.add(first_event(again, by=by, code=RESTORED))
    session.flush()
    default = rules_of(session, programme=programme).mentor.default_capacity
    over = over_capacity(session, {old.mentor_id for old, _state in back}, default)
    if over:
        raise Refused(
            _("{count} mentor lama sudah terpakai oleh mentee lain.", count=over),
            remedy=_("Hentikan dahulu pendampingan yang menggantikannya, atau tambah kapasitas."),
        )
