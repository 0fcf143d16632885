"""Works on one run: claim, look, solve, record. The same code in the foreground and in a worker.

No database session is open while the engine solves.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, update

from mentoring import clock, db, faults, matching, presence
from mentoring.errors import Busy, NotNow, OutOfReach, PamongError, Refused
from mentoring.lease import Lost
from mentoring.programmes import apart, runs, sharing
from mentoring.programmes.actions import rules_of
from mentoring.programmes.policy import Rules
from mentoring.programmes.problem_of import POINT, Case, case_of
from mentoring.programmes.reading import View, look
from mentoring.programmes.recording import record
from mentoring.programmes.requests import ask_again
from mentoring.programmes.runs import Cancelled, Hold
from mentoring.programmes.standing import expect
from mentoring.programmes.states import RunState
from mentoring.programmes.tables import MatchRun, Programme
from mentoring.words import _, number

Progress = Callable[[str, float], None]
BREATH = 2.0  # seconds between two renewals of the lease
LOOK = 0.5  # seconds between two looks whether to stop
MOST_ERRORS = 8  # a database that stays away that often: the run is given up
PATIENCE = timedelta(seconds=5)  # before the first try after an error; doubled each time


class Needless(Exception):
    """Nobody waits for a mentor, and no person asked: nothing to propose."""


def work(
    *, job_id: UUID, progress: Progress | None = None, own_process: bool = False
) -> MatchRun | None:
    """Do one queued run to its end. None: it is not due, or somebody else has it.

    Expected errors end the run as failed, with their sentence. When the database is away it is put
    back and tried again later. Anything else ends it as failed with a code, and is raised: it is a
    defect.

    Args:
        own_process: solve in a child with limits of its own, so that a crash or a runaway of
            native code takes nothing else down.
    """
    with db.transaction() as session:
        hold = runs.claim(session, job_id=job_id, owner=presence.me())
    if hold is None:
        return None
    faults.point("run.claimed")
    try:
        _solve_and_record(hold, progress, own_process=own_process)
    except Lost:
        pass  # whoever has it now goes on
    except Cancelled:
        _end(hold, RunState.CANCELLED, "cancelled", _("Dihentikan oleh petugas."))
    except (OutOfReach, Busy) as away:
        _later(hold, type(away).__name__)
    except NotNow as late:
        _end(hold, RunState.SUPERSEDED, "outdated", _say(late))
    except Needless:
        _end(hold, RunState.CANCELLED, "nobody_waits", _("Tidak ada mentee yang menunggu."))
    except apart.Crashed as crashed:
        _crashed(hold, crashed)
    except PamongError as expected:
        _end(hold, RunState.FAILED, type(expected).__name__, _say(expected))
    except Exception as defect:
        _end(hold, RunState.FAILED, type(defect).__name__, _("Kesalahan tak terduga."))
        raise
    except BaseException:  # told to stop: another process shall do it
        _hand_back(hold)
        raise
    with db.transaction(reads=True) as session:
        return session.get_one(MatchRun, hold.run.id)


def _solve_and_record(hold: Hold, progress: Progress | None, *, own_process: bool) -> None:
    tell = progress or (lambda _step, _share: None)
    tell("reading", 0.0)
    with db.transaction() as session:
        hold, rules, view = _snapshot(session, hold)
    faults.point("run.snapshot")
    if not hold.run.reasons and not view.scene.mentees:
        raise Needless  # only the product itself asked, and nobody waits
    case, scores = case_of(view, rules)
    result = _solve(case, hold, tell, own_process=own_process)
    faults.point("run.solved")
    tell("recording", 0.95)
    with db.transaction() as session:
        # The programme's row first, as everywhere, so that two never wait for each other.
        session.get_one(Programme, hold.run.programme_id, with_for_update=db.HELD)
        runs.renew(session, hold, progress="recording")
        runs.require_current(session, hold)  # some of its people may be gone altogether
        record(session, hold=hold, rules=rules, view=view, case=case, scores=scores, result=result)
        expect(session, run=hold.run)
        sharing.forget(session, hold.run.id)
        faults.point("run.recorded")
    faults.point("run.published")
    tell("done", 1.0)


def _snapshot(session: Session, hold: Hold) -> tuple[Hold, Rules, View]:
    """One consistent look, under a new fence: what was solved is what one moment held."""
    run = session.get_one(MatchRun, hold.run.id)
    session.execute(
        update(Programme)
        .where(col(Programme.id) == run.programme_id)
        .values(fence=Programme.fence + 1)
    )
    runs.renew(session, hold, progress="reading")
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
    return Hold(run, hold.lease), rules, view


def _solve(case: Case, hold: Hold, tell: Progress, *, own_process: bool) -> matching.Result:
    breathe = _Breath(hold)

    def step(name: str, share: float) -> None:
        tell(name, 0.1 + 0.85 * share)
        breathe(name)

    try:
        if own_process:
            start = sharing.shared(case, hold, breathe=breathe)
            return apart.solve(case, progress=step, breathe=breathe, seconds=LOOK, start=start)
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

    def __init__(self, hold: Hold) -> None:
        self.hold, self.last, self.step = hold, time.monotonic(), ""

    def __call__(self, step: str = "") -> None:
        presence.require_staying()
        self.step = step or self.step
        if time.monotonic() - self.last < BREATH:
            return
        self.last = time.monotonic()
        with db.transaction() as session:
            runs.renew(session, self.hold, progress=self.step)
            runs.require_current(session, self.hold)


def _end(hold: Hold, state: RunState, code: str, text: str) -> None:
    """Ends it, unless somebody else has it by now. An outdated run is asked for once more."""
    with suppress(Lost), db.transaction() as session:
        session.get_one(Programme, hold.run.programme_id, with_for_update=db.HELD)
        runs.end(session, hold, state=state, code=code, text=text)
        sharing.forget(session, hold.run.id)
        if state is RunState.SUPERSEDED:
            ask_again(session, session.get_one(MatchRun, hold.run.id))


def _crashed(hold: Hold, crashed: apart.Crashed) -> None:
    """The child died: another try, and given up after three."""
    with suppress(Lost), db.transaction() as session:
        session.get_one(Programme, hold.run.programme_id, with_for_update=db.HELD)
        if hold.lease.errors + 1 >= apart.MOST_CRASHES:
            runs.end(session, hold, state=RunState.FAILED, code="crashed", text=_say(crashed))
        else:
            runs.put_back(session, hold, wait=PATIENCE, code="crashed", error=True)


def _later(hold: Hold, code: str) -> None:
    """Try again when the database is back; if it cannot even be told so, the lease runs out."""
    wait = PATIENCE * 2 ** min(hold.lease.errors, 6)
    with suppress(Lost, OutOfReach, NotNow), db.transaction() as session:
        if hold.lease.errors + 1 >= MOST_ERRORS:
            sentence = _("Basis data tidak dapat dihubungi berulang kali.")
            runs.end(session, hold, state=RunState.FAILED, code=code, text=sentence)
        else:
            runs.put_back(session, hold, wait=wait, code=code, error=True)


def _hand_back(hold: Hold) -> None:
    with suppress(Lost, PamongError), db.transaction() as session:
        runs.put_back(session, hold, wait=timedelta(0), code="stopped", error=False)


def _say(error: PamongError) -> str:
    details = (f"{detail.rstrip('.')}." for detail in error.details)
    return " ".join(filter(None, (error.sentence, *details, error.remedy)))
