"""What a named officer approved beforehand: rematches that move nobody, until a day.

It is that person's decision, recorded as such, and can be revoked at any moment. The approval
itself is the ordinary one; it only needs no button.
"""

from contextlib import suppress
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import access, audit, clock, db, lease, presence, queue
from mentoring.errors import Busy, NotFound, OutOfReach, PamongError, Refused, Unusable
from mentoring.grounds import grounds
from mentoring.programmes.approval import approve
from mentoring.programmes.living import live_mentorships
from mentoring.programmes.states import RunState
from mentoring.programmes.tables import MatchRun, Programme, Proposal, StandingApproval
from mentoring.words import _

JOB = "approval"  # the kind of job that carries such an approval out; its key is the run's id
AGAIN = timedelta(seconds=30)


def approve_beforehand(
    session: Session, *, programme: Programme, until: date, reason: str, by: UUID
) -> StandingApproval:
    """From now on to that day, proposals asked for by the product itself that move nobody count as
    approved by this person. An earlier decision of this kind ends."""
    reason = grounds(reason)
    if until < clock.today():
        raise Unusable(
            _("Tanggal itu sudah lewat."), remedy=_("Tulis --until hari ini atau sesudahnya.")
        )
    if until > programme.ends_on:
        raise Unusable(
            _("Tanggal itu sesudah program berakhir."),
            remedy=_("Paling lambat {day}.", day=clock.spoken_date(programme.ends_on)),
        )
    session.refresh(programme, with_for_update=db.HELD)  # two officers at once: one after the other
    before = in_force(session, programme=programme)
    if before is not None:
        before.revoked_at, before.revoked_by = clock.now(), by
        session.flush()
    made = StandingApproval(
        programme_id=programme.id, approved_by=by, until=until, reason=reason, at=clock.now()
    )
    session.add(made)
    session.flush()
    audit.record(
        session,
        actor_id=by,
        action="programme.approve_beforehand",
        subject="programme",
        subject_id=programme.id,
        reason=reason,
        until=until.isoformat(),
    )
    return made


def revoke(session: Session, *, programme: Programme, reason: str, by: UUID) -> None:
    """From now on every proposal waits for a person again."""
    reason = grounds(reason)
    session.refresh(programme, with_for_update=db.HELD)
    standing = in_force(session, programme=programme)
    if standing is None:
        raise NotFound(_("Tidak ada persetujuan di muka yang berlaku dalam program ini."))
    standing.revoked_at, standing.revoked_by = clock.now(), by
    audit.record(
        session,
        actor_id=by,
        action="programme.revoke_beforehand",
        subject="programme",
        subject_id=programme.id,
        reason=reason,
    )


def in_force(session: Session, *, programme: Programme) -> StandingApproval | None:
    """The decision that holds today, if its officer may still decide such a thing."""
    found = session.exec(
        select(StandingApproval).where(
            StandingApproval.programme_id == programme.id,
            col(StandingApproval.revoked_at).is_(None),
        )
    ).first()
    if found is None or found.until < clock.today():
        return None
    account = session.get(access.Account, found.approved_by)
    try:
        if account is None:
            return None
        access.require(account, access.Deed.APPROVE)
    except Refused:
        return None
    return found


def expect(session: Session, *, run: MatchRun) -> None:
    """In the transaction that publishes a run: have it approved if it was approved beforehand."""
    if run.reasons or run.scope != "waiting":
        return  # a person asked, and will look
    programme = session.get_one(Programme, run.programme_id)
    if in_force(session, programme=programme) is None or moves(session, run=run):
        return
    queue.enqueue(session, kind=JOB, key=run.id)


def moves(session: Session, *, run: MatchRun) -> int:
    """How many people would change their mentor by this proposal."""
    running = live_mentorships(session, programme_id=run.programme_id)
    rows = session.exec(
        select(Proposal.mentee_id, Proposal.mentor_id).where(Proposal.run_id == run.id)
    )
    return sum(mentee in running and running[mentee].mentor_id != mentor for mentee, mentor in rows)


def carry_out(*, job_id: UUID) -> None:
    """Approve one run in the name of the officer who said so beforehand, if it still may be."""
    with db.transaction() as session:
        taken = lease.claim(session, job_id=job_id, kind=JOB, owner=presence.me())
    if taken is None:
        return
    code = ""
    try:
        with db.transaction() as session:
            run = session.get_one(MatchRun, UUID(taken.key))
            programme = session.get_one(Programme, run.programme_id)
            standing = in_force(session, programme=programme)
            fits = run.state == RunState.READY and not moves(session, run=run)
            if standing is not None and fits:
                by, beforehand = standing.approved_by, str(standing.id)
                approve(session, programme=programme, run=run, by=by, beforehand=beforehand)
            lease.end(session, taken)
    except lease.Lost:
        return
    except (OutOfReach, Busy):
        with suppress(lease.Lost, PamongError), db.transaction() as session:
            lease.put_back(session, taken, wait=AGAIN, code="OutOfReach")
    except PamongError as refused:  # outdated, or a place is taken: it waits for a person
        code = type(refused).__name__
    if code:
        with suppress(lease.Lost), db.transaction() as session:
            lease.end(session, taken, code=code)
