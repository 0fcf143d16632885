"""Works on a supposition: makes its changes, looks, undoes them, and solves what it saw."""

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from sqlmodel import col, update

from mentoring import clock, db, lease, matching, presence
from mentoring.errors import NotFound, PamongError, Refused
from mentoring.programmes import apart
from mentoring.programmes.actions import rules_of
from mentoring.programmes.beside import compared, start_of
from mentoring.programmes.problem_of import Case, case_of
from mentoring.programmes.reading import look
from mentoring.programmes.supposing import make_changes, read_change
from mentoring.programmes.tables import MatchRun, Programme, WhatIf
from mentoring.queue import JobState
from mentoring.words import _

JOB = "what_if"  # the kind of job that works on one; its key is the row's id
BREATH = 1.0
MOST_ERRORS = 3
Progress = Callable[[str, float], None]


class Undone(Exception):
    """Ends the transaction of the supposed changes: nothing of it stays."""


def work_on_what_if(
    *, job_id: UUID, progress: Progress | None = None, own_process: bool = False
) -> None:
    """Answer one, if it still waits. Expected errors end it with their sentence."""
    with db.transaction() as session:
        taken = lease.claim(session, job_id=job_id, kind=JOB, owner=presence.me())
    if taken is None:
        return
    key = UUID(taken.key)
    try:
        case, start, version = _look(key)
        result = _solved(case, start, taken, progress, own_process=own_process)
        with db.transaction() as session:
            lease.end(session, taken)
            row = session.get(WhatIf, key)
            if row is not None:
                row.answer = compared(session, run_id=row.run_id, case=case, result=result)
                row.input_version, row.ended_at = version, clock.now()
                session.add(row)
    except lease.Lost:
        return
    except (PamongError, matching.Infeasible) as failed:
        _failed(taken, key, failed)
    except Exception as defect:
        _failed(taken, key, defect)
        raise
    except BaseException:  # told to stop: another process shall do it
        with suppress(lease.Lost, PamongError), db.transaction() as session:
            lease.put_back(session, taken, error=False)
        raise


def _look(key: UUID) -> tuple[Case, tuple[tuple[int, int], ...], int]:
    """Make the changes, look, and undo them: what this sees is what the verbs would leave."""
    seen: list[tuple[Case, tuple[tuple[int, int], ...], int]] = []
    with suppress(Undone), db.transaction() as session:
        row = session.get(WhatIf, key)
        if row is None:
            raise NotFound(_("Pengandaian ini tidak ada, atau sudah digantikan yang lebih baru."))
        programme = session.get_one(Programme, row.programme_id)
        version = programme.input_version
        changes = [read_change(text) for text in row.changes]
        make_changes(
            session, programme=programme, changes=changes, reason=_("pengandaian"), by=row.asked_by
        )
        session.refresh(programme)
        run = session.get_one(MatchRun, row.run_id)
        rules = rules_of(session, programme=programme)
        view = look(
            session, programme=programme, rules=rules, today=clock.today(),
            everyone=run.scope == "everyone",
        )  # fmt: skip
        case, _scores = case_of(view, rules)
        seen.append((case, start_of(session, run_id=run.id, case=case), version))
        raise Undone
    return seen[0]


def _solved(
    case: Case,
    start: tuple[tuple[int, int], ...],
    taken: lease.Lease,
    progress: Progress | None,
    *,
    own_process: bool,
) -> matching.Result:
    tell = progress or (lambda _step, _share: None)
    if not own_process:
        return matching.solve(case.problem, progress=tell, start=start)

    def stay() -> None:
        presence.require_staying()
        with db.transaction() as session:
            lease.renew(session, taken)

    return apart.solve(case, progress=tell, breathe=stay, seconds=BREATH, start=start)


def _failed(taken: lease.Lease, key: UUID, failed: Exception) -> None:
    with suppress(lease.Lost, PamongError), db.transaction() as session:
        again = isinstance(failed, apart.Crashed) and taken.errors + 1 < MOST_ERRORS
        if again:
            lease.put_back(session, taken, code="crashed")
            return
        lease.end(session, taken, state=JobState.DONE, code=type(failed).__name__)
        values = {"error_text": _sentence(failed)[:2000], "ended_at": clock.now()}
        session.execute(update(WhatIf).where(col(WhatIf.id) == key).values(**values))


def _sentence(failed: Exception) -> str:
    if isinstance(failed, matching.Infeasible):
        failed = Refused(
            _("Lantai yang diminta kebijakan tidak dapat dicapai tanpa mengurangi cakupan.")
        )
    if not isinstance(failed, PamongError):
        return _("Kesalahan tak terduga.")
    details = (f"{detail.rstrip('.')}." for detail in failed.details)
    return " ".join(filter(None, (failed.sentence, *details, failed.remedy)))
