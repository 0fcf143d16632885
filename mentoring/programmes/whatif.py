"""What if: the same question as a proposal's under changes that nobody has made, solved beside it.

The changes are made by their own verbs in a transaction that is always undone; what that look saw
is then solved like any run. Nothing of it can be approved: taking it over makes the changes in
earnest and asks for a run.
"""

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from sqlmodel import Session, col, delete, select

from mentoring import audit, clock, db, queue
from mentoring.errors import NotFound, NotNow
from mentoring.grounds import grounds
from mentoring.programmes.foreseeing import JOB, Undone, work_on_what_if
from mentoring.programmes.requests import request_run
from mentoring.programmes.supposing import (
    Change,
    make_changes,
    places_now,
    read_change,
    sentence_of,
)
from mentoring.programmes.tables import MatchRun, Programme, WhatIf
from mentoring.words import _

__all__ = [
    "JOB",
    "Change",
    "ask",
    "find_what_if",
    "places_now",
    "read_change",
    "require_possible",
    "sentence_of",
    "take_over",
    "what_ifs",
    "work_on_what_if",
]

KEPT = 20  # per programme; older ones go


def ask(
    session: Session, *, programme: Programme, run: MatchRun, changes: Sequence[Change], by: UUID
) -> WhatIf:
    """Suppose these changes beside a run's proposal; solved in the background.

    Raises:
        Refused, Unusable, NotFound: one of the changes cannot be made.
    """
    row = WhatIf(
        programme_id=programme.id,
        run_id=run.id,
        changes=list(dict.fromkeys(map(str, changes))),
        asked_by=by,
        asked_at=clock.now(),
    )
    session.add(row)
    session.flush()
    row.job_id = queue.enqueue(session, kind=JOB, key=row.id)
    session.flush()
    _push_out_old(session, programme)
    audit.record(
        session, actor_id=by, action="what_if.ask", subject="match_run", subject_id=run.id,
        changes=row.changes,
    )  # fmt: skip
    return row


def require_possible(
    *, programme_id: UUID, changes: Sequence[Change], reason: str, by: UUID
) -> None:
    """Could these changes be made now? Tried, and undone; raises what the verbs raise."""
    with suppress(Undone), db.transaction() as session:
        programme = session.get_one(Programme, programme_id)
        make_changes(session, programme=programme, changes=changes, reason=reason, by=by)
        raise Undone


def what_ifs(session: Session, *, run: MatchRun) -> list[WhatIf]:
    """Those beside one proposal, the newest first."""
    query = select(WhatIf).where(WhatIf.run_id == run.id)
    return list(session.exec(query.order_by(col(WhatIf.asked_at).desc())))


def find_what_if(session: Session, *, run: MatchRun, what_if_id: UUID) -> WhatIf:
    """One of them, or NotFound."""
    row = session.get(WhatIf, what_if_id)
    if row is None or row.run_id != run.id:
        raise NotFound(_("Pengandaian ini tidak ada, atau sudah digantikan yang lebih baru."))
    return row


def take_over(session: Session, *, what_if: WhatIf, reason: str, by: UUID) -> MatchRun:
    """Make the changes in earnest and ask for a run with them: a proposal like any other.

    Raises:
        NotNow: it is not answered yet, or was taken over before.
        Refused: one of the changes cannot be made any more.
    """
    reason = grounds(reason)
    session.refresh(what_if, with_for_update=db.HELD)
    if not what_if.answer:
        raise NotNow(_("Pengandaian ini belum selesai dihitung."))
    if what_if.taken_run_id is not None:
        raise NotNow(_("Pengandaian ini sudah diambil alih."))
    programme = session.get_one(Programme, what_if.programme_id)
    changes = [read_change(text) for text in what_if.changes]
    make_changes(session, programme=programme, changes=changes, reason=reason, by=by)
    scope = session.get_one(MatchRun, what_if.run_id).scope
    run = request_run(session, programme=programme, scope=scope, reason=reason, asked_by=by)
    what_if.taken_run_id = run.id
    session.add(what_if)
    audit.record(
        session, actor_id=by, action="what_if.take_over", subject="match_run",
        subject_id=run.id, reason=reason, changes=what_if.changes,
    )  # fmt: skip
    return run


def _push_out_old(session: Session, programme: Programme) -> None:
    newest = select(WhatIf.id).where(WhatIf.programme_id == programme.id)
    ids = session.exec(newest.order_by(col(WhatIf.asked_at).desc(), col(WhatIf.id))).all()
    if len(ids) > KEPT:
        session.execute(delete(WhatIf).where(col(WhatIf.id).in_(ids[KEPT:])))
