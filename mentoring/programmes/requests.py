"""Ask for a match run, find one, stop one."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, func, select

from mentoring import audit, clock, db, queue, recovery
from mentoring.errors import NotFound, NotNow, Refused, Unusable
from mentoring.programmes import runs
from mentoring.programmes.states import RunState, run_word
from mentoring.programmes.tables import MatchRun, Programme
from mentoring.queue import AT_ONCE, Job
from mentoring.settings import settings
from mentoring.words import _

SCOPES = ("waiting", "everyone")
LONGEST_QUIET = 10  # times the quiet time: changes that never end do not put a match off for ever


def request_run(
    session: Session, *, programme: Programme, scope: str, reason: str, asked_by: UUID
) -> MatchRun:
    """A person asks for a match; it may start at once.

    Asking again while one waits returns the same run with one more reason.
    """
    _require_scope(scope)
    run = _waiting_run(session, programme, scope=scope, asked_by=asked_by)
    if reason not in run.reasons:
        run.reasons = [*run.reasons, reason]
    runs.ask(session, run, wait=AT_ONCE, at_most=AT_ONCE)
    audit.record(
        session,
        actor_id=asked_by,
        action="run.request",
        subject="match_run",
        subject_id=run.id,
        reason=reason,
        scope=scope,
    )
    return run


def request_rematch(
    session: Session, *, programme: Programme, triggers: dict[str, int], by: UUID | None
) -> MatchRun:
    """Something changed: ask for a match of those who wait, after a quiet time.

    All that changes within that time is one run, which knows what asked for it and how often.
    """
    run = _waiting_run(session, programme, scope="waiting", asked_by=by)
    counted = Counter(run.triggers) + Counter(triggers)
    run.triggers = dict(counted)
    quiet = timedelta(seconds=settings().quiet_seconds)
    runs.ask(session, run, wait=quiet, at_most=LONGEST_QUIET * quiet)
    return run


def ask_again(session: Session, run: MatchRun) -> None:
    """A run was outdated before it was done: the same question once more, after a quiet time."""
    programme = session.get_one(Programme, run.programme_id)
    waits = _find_waiting(session, programme)
    if waits is not None and waits.reasons:
        return  # a person has asked since
    run_again = request_rematch(
        session, programme=programme, triggers=run.triggers or {"outdated": 1}, by=run.asked_by
    )
    run_again.reasons = [r for r in run.reasons if r not in run_again.reasons] + run_again.reasons
    if run.scope == "everyone":
        run_again.scope = run.scope


def do_again(session: Session, *, job: Job, by: UUID) -> None:
    """A person asks for work that failed once more; a match is requested anew."""
    if job.kind != runs.JOB:
        recovery.retry(session, job)
    else:
        run = session.get_one(MatchRun, UUID(job.key))
        if run.state not in {RunState.FAILED, RunState.CANCELLED}:
            raise NotNow(_("Hanya pekerjaan yang gagal yang dapat diulang."))
        programme = session.get_one(Programme, run.programme_id)
        request_run(session, programme=programme, scope=run.scope, reason=_("diulang"), asked_by=by)
    audit.record(session, actor_id=by, action="job.retry", subject="job", subject_id=job.id)


def _waiting_run(
    session: Session, programme: Programme, *, scope: str, asked_by: UUID | None
) -> MatchRun:
    """The run that waits in this programme, or a new one."""
    session.refresh(programme, with_for_update=db.HELD)  # two who ask at once get the same run
    runs.take_back_lapsed(session, programme_id=programme.id)
    while True:
        waiting = _find_waiting(session, programme)
        if waiting is None:
            # None when a worker has just put one back: that one waits now.
            waiting = _insert(session, programme, scope=scope, asked_by=asked_by)
        if waiting is not None:
            if scope == "everyone":
                waiting.scope = scope
            return waiting


def _insert(
    session: Session, programme: Programme, *, scope: str, asked_by: UUID | None
) -> MatchRun | None:
    last = session.exec(
        select(func.max(MatchRun.number)).where(MatchRun.programme_id == programme.id)
    ).one()
    run = MatchRun(
        programme_id=programme.id,
        number=(last or 0) + 1,
        state=RunState.QUEUED,
        scope=scope,
        reasons=[],
        asked_by=asked_by,
        asked_at=clock.now(),
    )
    return session.get_one(MatchRun, run.id) if queue.insert_once(session, run) else None


def _find_waiting(session: Session, programme: Programme) -> MatchRun | None:
    """The run that waits, held so that no worker takes it before the end of this transaction."""
    query = select(MatchRun).where(
        MatchRun.programme_id == programme.id, MatchRun.state == RunState.QUEUED
    )
    while (run := session.exec(query).first()) is not None:
        _hold(session, run)
        if run.state == RunState.QUEUED:
            return run
    return None


def _hold(session: Session, run: MatchRun) -> None:
    """Keep a run and its job as they are until this transaction ends.

    The job first, as a worker does that claims it: two who take the two in opposite order wait for
    each other for ever.
    """
    job = select(Job.id).where(Job.id == run.job_id)
    session.exec(job.with_for_update(key_share=True)).first()
    session.refresh(run, with_for_update=db.HELD)


def _require_scope(scope: str) -> None:
    if scope not in SCOPES:
        raise Unusable(
            _("Cakupan «{scope}» tidak dikenal.", scope=scope),
            remedy=_("Pilih salah satu: {scopes}.", scopes=", ".join(SCOPES)),
        )


def cancel(session: Session, *, run: MatchRun, by: UUID) -> None:
    """Stop a run: at once while it waits, at its next breath while it works."""
    _hold(session, run)  # it may have ended while the officer looked
    if run.state == RunState.QUEUED:
        run.state, run.ended_at = RunState.CANCELLED, clock.now()
        recovery.call_off(session, kind=runs.JOB, key=run.id)
    elif run.state == RunState.RUNNING:
        run.cancel_asked = True
    else:
        raise NotNow(_("Proses pemadanan ini sudah berakhir."))
    audit.record(session, actor_id=by, action="run.cancel", subject="match_run", subject_id=run.id)


def find_run(session: Session, *, programme: Programme, number: int | None = None) -> MatchRun:
    """One run by its number; without one, the newest that has a result, else the newest."""
    query = select(MatchRun).where(MatchRun.programme_id == programme.id)
    if number is not None:
        run = session.exec(query.where(MatchRun.number == number)).first()
    else:
        with_result = query.where(
            col(MatchRun.state).in_([RunState.READY, RunState.APPROVED, RunState.UNDONE])
        )
        newest = col(MatchRun.number).desc()
        run = (
            session.exec(with_result.order_by(newest)).first()
            or session.exec(query.order_by(newest)).first()
        )
    if run is None:
        raise _no_run(programme, session.exec(query.order_by(col(MatchRun.number))).all(), number)
    return run


def _no_run(programme: Programme, runs: Sequence[MatchRun], number: int | None) -> NotFound:
    if number is None or not runs:
        return NotFound(
            _("Belum ada proses pemadanan dalam program «{code}».", code=programme.code),
            remedy=_("Jalankan `pamong match run`."),
        )
    return NotFound(
        _(
            "Proses nomor {number} tidak ada dalam program «{code}».",
            number=number,
            code=programme.code,
        ),
        remedy=_(
            "Yang ada: {runs}.", runs=", ".join(f"{r.number} ({run_word(r.state)})" for r in runs)
        ),
    )


def require_result(run: MatchRun) -> None:
    """Only runs that ended with a result have pairs to look at."""
    if run.digest is None:
        raise Refused(
            _("Proses pemadanan nomor {number} tidak punya hasil.", number=run.number),
            remedy=run.error_text or _("Jalankan `pamong match run`."),
        )
