"""Works on one run: claim, look, solve, record. The same code in the foreground and in a worker.

No database session is open while the engine solves.
"""

import os
import socket
import time
from collections.abc import Callable
from uuid import UUID

from sqlmodel import Session, col, update

from mentoring import clock, db, matching
from mentoring.errors import NotNow, PamongError, Refused
from mentoring.programmes import runs
from mentoring.programmes.actions import rules_of
from mentoring.programmes.policy import Rules
from mentoring.programmes.problem_of import POINT, Case, case_of
from mentoring.programmes.reading import View, look
from mentoring.programmes.recording import record
from mentoring.programmes.states import RunState
from mentoring.programmes.tables import MatchRun, Programme
from mentoring.words import _, number

Progress = Callable[[str, float], None]
BREATH = 2.0  # seconds between two renewals of the lease


class Cancelled(Exception):
    """A person asked to stop, or the lease is lost."""


def work(*, run_id: UUID, progress: Progress | None = None) -> MatchRun | None:
    """Do one queued run to its end. None: somebody else has it.

    Expected errors end the run as failed, with their sentence. Anything else ends it as failed
    with a code, and is raised: it is a defect.
    """
    with db.transaction() as session:
        run = runs.claim(session, run_id=run_id, owner=_owner())
    if run is None:
        return None
    token = run.token
    try:
        _solve_and_record(run, token, progress)
    except Cancelled:
        _end(run_id, token, RunState.CANCELLED, "cancelled", _("Dihentikan oleh petugas."))
    except NotNow as outdated:
        _end(run_id, token, RunState.SUPERSEDED, "outdated", _say(outdated))
    except PamongError as expected:
        _end(run_id, token, RunState.FAILED, type(expected).__name__, _say(expected))
    except BaseException as defect:
        _end(run_id, token, RunState.FAILED, type(defect).__name__, _("Kesalahan tak terduga."))
        raise
    with db.transaction() as session:
        return session.get_one(MatchRun, run_id)


def _solve_and_record(run: MatchRun, token: int, progress: Progress | None) -> None:
    tell = progress or (lambda _step, _share: None)
    tell("reading", 0.0)
    with db.transaction() as session:
        run, rules, view = _snapshot(session, run.id, token)
    case, scores = case_of(view, rules)
    result = _solve(case, run.id, token, tell)
    tell("recording", 0.95)
    with db.transaction() as session:
        # The programme's row first, as everywhere, so that two never wait for each other.
        session.get_one(Programme, run.programme_id, with_for_update=True)
        _still_mine(session, run.id, token, "recording")
        record(
            session,
            run=run,
            token=token,
            rules=rules,
            view=view,
            case=case,
            scores=scores,
            result=result,
        )
    tell("done", 1.0)


def _snapshot(session: Session, run_id: UUID, token: int) -> tuple[MatchRun, Rules, View]:
    """One consistent look, under a new fence: what was solved is what one moment held."""
    run = session.get_one(MatchRun, run_id)
    session.execute(
        update(Programme)
        .where(col(Programme.id) == run.programme_id)
        .values(fence=Programme.fence + 1)
    )
    _still_mine(session, run_id, token, "reading")
    programme = session.get_one(Programme, run.programme_id, populate_existing=True)
    run.fence, run.input_version = programme.fence, programme.input_version
    run.policy_version = programme.policy_version
    rules = rules_of(session, programme=programme)
    view = look(
        session,
        programme=programme,
        rules=rules,
        today=clock.today(),
        everyone=run.scope == "everyone",
    )
    return run, rules, view


def _solve(case: Case, run_id: UUID, token: int, tell: Progress) -> matching.Result:
    breathe = _Breath(run_id, token)

    def step(name: str, share: float) -> None:
        tell(name, 0.1 + 0.85 * share)
        breathe(name)

    try:
        return matching.solve(case.problem, progress=step)
    except matching.Infeasible as impossible:
        raise Refused(
            _("Lantai yang diminta kebijakan tidak dapat dicapai tanpa mengurangi cakupan."),
            remedy=_(
                "Turunkan goals.floor menjadi {points} poin atau kurang, atau pakai «highest».",
                points=number((impossible.best_floor or 0) / POINT),
            ),
        ) from None


class _Breath:
    """Renews the lease now and then while solving; raises when it must stop."""

    def __init__(self, run_id: UUID, token: int) -> None:
        self.run_id, self.token, self.last = run_id, token, time.monotonic()

    def __call__(self, progress: str) -> None:
        if time.monotonic() - self.last < BREATH:
            return
        self.last = time.monotonic()
        with db.transaction() as session:
            _still_mine(session, self.run_id, self.token, progress)


def _still_mine(session: Session, run_id: UUID, token: int, progress: str) -> None:
    if not runs.renew(session, run_id=run_id, token=token, progress=progress):
        raise Cancelled


def _end(run_id: UUID, token: int, state: RunState, code: str, text: str) -> None:
    with db.transaction() as session:
        runs.end(session, run_id=run_id, token=token, state=state, code=code, text=text)


def _say(error: PamongError) -> str:
    details = (f"{detail.rstrip('.')}." for detail in error.details)
    return " ".join(filter(None, (error.sentence, *details, error.remedy)))


def _owner() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"[:100]
