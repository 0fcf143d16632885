"""The life of a match run: asked for, claimed, leased, ended. Each step is one short transaction.

Whoever works on a run holds its token. Every later step names the token, and must hit exactly one
row: a worker that was frozen past its lease can no longer change anything.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, or_, select, update

from mentoring import clock
from mentoring.errors import NotNow
from mentoring.programmes.states import RunState
from mentoring.programmes.tables import MatchRun, Programme
from mentoring.settings import settings
from mentoring.words import _

MOST_ATTEMPTS = 3  # a run that kills its worker three times is given up with a sentence


def claim(session: Session, *, run_id: UUID, owner: str) -> MatchRun | None:
    """Take a queued run. None: somebody else has it, or another run of the programme is working."""
    now = clock.now()
    try:
        with session.begin_nested():
            hit = session.execute(
                update(MatchRun)
                .where(col(MatchRun.id) == run_id, col(MatchRun.state) == RunState.QUEUED)
                .values(
                    state=RunState.RUNNING,
                    owner=owner,
                    token=MatchRun.token + 1,
                    attempts=MatchRun.attempts + 1,
                    lease_until=_lease(now),
                    started_at=now,
                )
            )
    except IntegrityError:  # the partial unique index: one running match per programme
        return None
    if hit.rowcount != 1:  # type: ignore[attr-defined]
        return None
    return session.get_one(MatchRun, run_id, populate_existing=True)


def renew(session: Session, *, run_id: UUID, token: int, progress: str) -> bool:
    """Stay the owner and say how far it is. False: cancelled, or no longer ours - stop."""
    hit = session.execute(
        update(MatchRun)
        .where(*_mine(run_id, token), col(MatchRun.cancel_asked).is_(False))
        .values(lease_until=_lease(clock.now()), progress=progress[:100])
    )
    return bool(hit.rowcount == 1)  # type: ignore[attr-defined]


def end(
    session: Session,
    *,
    run_id: UUID,
    token: int,
    state: RunState,
    code: str | None = None,
    text: str | None = None,
) -> bool:
    """End a run that did not become a proposal. False: it is not ours any more."""
    hit = session.execute(
        update(MatchRun)
        .where(*_mine(run_id, token))
        .values(
            state=state,
            ended_at=clock.now(),
            lease_until=None,
            error_code=code,
            error_text=None if text is None else text[:2000],
        )
    )
    return bool(hit.rowcount == 1)  # type: ignore[attr-defined]


def publish(
    session: Session, *, run: MatchRun, token: int, summary: dict[str, object], digest: str
) -> None:
    """Make a solved run the programme's proposal, or raise NotNow when something newer came.

    Raised inside the recording transaction, so that nothing of a stale run is kept.
    """
    hit = session.execute(
        update(MatchRun)
        .where(*_mine(run.id, token))
        .values(
            state=RunState.READY,
            ended_at=clock.now(),
            lease_until=None,
            progress="",
            summary=summary,
            digest=digest,
        )
    )
    fenced = session.execute(
        update(Programme)
        .where(
            col(Programme.id) == run.programme_id,
            col(Programme.fence) == run.fence,
            col(Programme.input_version) == run.input_version,
        )
        .values(proposed_run_id=run.id)
    )
    if hit.rowcount != 1 or fenced.rowcount != 1:  # type: ignore[attr-defined]
        raise NotNow(
            _("Data berubah selama penghitungan; hasil ini tidak dipakai."),
            remedy=_("Jalankan pemadanan sekali lagi."),
        )
    session.execute(
        update(MatchRun)
        .where(
            col(MatchRun.programme_id) == run.programme_id,
            col(MatchRun.state) == RunState.READY,
            col(MatchRun.id) != run.id,
        )
        .values(state=RunState.SUPERSEDED)
    )


def take_back_lapsed(session: Session, *, programme_id: UUID | None = None) -> int:
    """Put back runs whose worker died. Given up after three deaths, with a sentence."""
    now = clock.now()
    lapsed = [
        col(MatchRun.state) == RunState.RUNNING,
        or_(col(MatchRun.lease_until) < now, col(MatchRun.lease_until).is_(None)),
    ]
    if programme_id is not None:
        lapsed.append(col(MatchRun.programme_id) == programme_id)
    count = 0
    # Locked, so that a run which ends at this very moment is not put back over its result.
    for run in session.exec(select(MatchRun).where(*lapsed).with_for_update()).all():
        twin = session.exec(
            select(MatchRun.id).where(
                MatchRun.programme_id == run.programme_id, MatchRun.state == RunState.QUEUED
            )
        ).first()
        run.token += 1  # whoever still works on it has lost it
        run.lease_until = None
        if run.attempts >= MOST_ATTEMPTS:
            run.state, run.error_code, run.ended_at = RunState.FAILED, "crashed", now
            run.error_text = _("Proses penghitungan berhenti mendadak tiga kali.")
        else:
            run.state = RunState.SUPERSEDED if twin else RunState.QUEUED
        count += 1
    session.flush()
    return count


def _mine(run_id: UUID, token: int) -> tuple[ColumnElement[bool], ...]:
    return (
        col(MatchRun.id) == run_id,
        col(MatchRun.token) == token,
        col(MatchRun.state) == RunState.RUNNING,
    )


def _lease(now: datetime) -> datetime:
    return now + timedelta(seconds=settings().lease_seconds)
