"""Proposals that nobody approved, withdrawn because people in them were never there."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, delete, select, update

from mentoring import audit
from mentoring.programmes.states import RunState
from mentoring.programmes.tables import MatchRun, Programme, Proposal, RunFile, Unmatched, WhatIf
from mentoring.words import _


def hold_programmes(session: Session) -> None:
    """Keep every programme until this transaction ends: a run that is being recorded comes
    before it or after it, and never in between. The programme's row first, as everywhere."""
    rows = select(Programme).order_by(col(Programme.id)).with_for_update(key_share=True)
    session.exec(rows.execution_options(populate_existing=True)).all()


def unapproved_with(
    session: Session, *, ids: Collection[UUID], since: datetime, hold: bool = False
) -> list[MatchRun]:
    """The runs with a result that nobody approved and that names one of these people.

    Args:
        since: when these people came; no older run can name them.
        hold: keep the runs as they are until this transaction ends.
    """
    query = select(MatchRun).where(
        col(MatchRun.state).in_([RunState.READY, RunState.SUPERSEDED]),
        col(MatchRun.digest).is_not(None),
        col(MatchRun.ended_at) >= since,
    )
    if hold:
        query = query.with_for_update(key_share=True)
    found = session.exec(query.order_by(col(MatchRun.number))).all() if ids else ()
    naming = _naming(session, [run.id for run in found], set(ids))
    return [run for run in found if run.id in naming]


def withdraw_proposals_with(
    session: Session, *, ids: Collection[UUID], since: datetime, by: UUID
) -> None:
    """Take the whole result away from every unapproved run that names one of these people.

    A result without some of its pairs would fit neither its certificate nor its waiting list, so
    that all of it goes; the run stays with its number and the sentence why.
    """
    for run in unapproved_with(session, ids=ids, since=since, hold=True):
        _withdraw(session, run, by=by)
    session.flush()


def _withdraw(session: Session, run: MatchRun, *, by: UUID) -> None:
    for part in (Proposal, Unmatched, RunFile, WhatIf):
        session.exec(delete(part).where(col(part.run_id) == run.id))
    session.exec(
        update(Programme)
        .where(col(Programme.proposed_run_id) == run.id)
        .values(proposed_run_id=None)
    )
    run.state, run.error_code, run.digest, run.summary = (
        RunState.SUPERSEDED, "withdrawn", None, {},
    )  # fmt: skip
    run.error_text = _("Hasilnya ditarik karena impor yang membawa sebagian pesertanya dibatalkan.")
    session.add(run)
    audit.record(
        session,
        actor_id=by,
        action="run.withdraw",
        subject="match_run",
        subject_id=run.id,
        number=run.number,
    )


def _naming(session: Session, runs: list[UUID], wanted: set[UUID]) -> set[UUID]:
    """Which of these runs have a pair or a waiting one among these people."""
    pairs = select(Proposal.run_id, Proposal.mentee_id, Proposal.mentor_id)
    left = select(Unmatched.run_id, Unmatched.mentee_id)
    rows: Iterable[tuple[UUID, ...]] = (
        *session.exec(pairs.where(col(Proposal.run_id).in_(runs))),
        *session.exec(left.where(col(Unmatched.run_id).in_(runs))),
    )
    return {run for run, *named in rows if wanted.intersection(named)}
