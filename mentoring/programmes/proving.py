"""Checks a stored run again from its own files: no solver, integers only, tampering is found."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import matching
from mentoring.errors import NotFound
from mentoring.programmes.packing import sha256, unpack, unpack_result
from mentoring.programmes.problem_of import Case
from mentoring.programmes.tables import MatchRun, Proposal, RunFile, Unmatched
from mentoring.words import _


@dataclass(frozen=True, slots=True)
class Check:
    """What `verify` found.

    Attributes:
        ok: every stored number holds, and value = bound for every goal.
        goals: (name, value, bound) as recomputed.
        failures: codes of what does not hold.
        by_hand: pairs that a person changed after the run; the proof is of the run before them.
    """

    ok: bool
    goals: tuple[tuple[str, int, int], ...]
    failures: tuple[str, ...]
    by_hand: int
    digest: str


def stored_case(session: Session, *, run: MatchRun) -> Case:
    """The problem that a run solved, from its file."""
    return unpack(_file(session, run, "problem").content)


def stored_result(session: Session, *, run: MatchRun, case: Case) -> matching.Result:
    """The result that a run stored."""
    return unpack_result(_file(session, run, "result").content, case.problem)


def verify(session: Session, *, run: MatchRun) -> Check:
    """Recompute everything that the run claims, from what it stored."""
    failures = [
        f"file_{name}"
        for name in ("problem", "result")
        if sha256((file := _file(session, run, name)).content) != file.sha256
    ]
    try:
        case = stored_case(session, run=run)
        result = stored_result(session, run=run, case=case)
        verdict = matching.verify(case.problem, result)
    except Exception as broken:  # a tampered file may break anywhere: that too is an answer
        return Check(False, (), (*failures, f"unreadable_{type(broken).__name__}"), 0, "")
    failures.extend(verdict.failures)
    digest = case.problem.digest()
    if digest != run.digest:
        failures.append("digest")
    failures.extend(_against_rows(session, run, case, result))
    failures.extend(_against_waiting_list(session, run, case, result))
    figures = _figures(case, result)
    if figures != {name: run.summary.get(name) for name in figures}:
        failures.append("summary")
    goals = tuple((name, value, bound) for name, value, bound in verdict.checked)
    return Check(
        ok=verdict.ok and not failures,
        goals=goals,
        failures=tuple(dict.fromkeys(failures)),
        by_hand=int(run.summary.get("by_hand", 0)),
        digest=digest,
    )


def certificate_of(session: Session, *, run_id: UUID) -> str:
    """SHA-256 of the stored result with its proof: what a letter cites."""
    return _file(session, session.get_one(MatchRun, run_id), "result").sha256


def failure_sentence(code: str) -> str:
    """What does not hold, as people read it."""
    known = {
        "file_problem": _("berkas soal berubah sejak disimpan"),
        "file_result": _("berkas hasil berubah sejak disimpan"),
        "digest": _("soal tidak sama dengan yang dihitung"),
        "pairs": _("pasangan tersimpan tidak sama dengan hasil yang dibuktikan"),
        "points": _("skor tersimpan tidak sama dengan hasil yang dibuktikan"),
        "by_hand": _("pasangan yang diubah petugas melanggar aturan atau kapasitas"),
        "waiting": _("daftar tunggu tidak sama dengan hasil yang dibuktikan"),
        "summary": _("ringkasan tidak sama dengan hasil yang dibuktikan"),
    }
    return known.get(code, _("bukti tidak cocok ({code})", code=code))


def _figures(case: Case, result: matching.Result) -> dict[str, object]:
    """What the summary must say."""
    return {
        "mentees": len(case.mentee_ids),
        "mentors": len(case.mentor_ids),
        "matched": len(result.pairs),
        "total": result.total,
        "kept": result.kept,
        "moved": result.moved,
        "goals": [{"name": g.name, "value": g.value, "bound": g.bound} for g in result.goals],
    }


def _against_rows(
    session: Session, run: MatchRun, case: Case, result: matching.Result
) -> list[str]:
    """Rows that nobody changed by hand must be exactly the proven pairs; the others, allowed."""
    proven = {
        case.mentee_ids[i]: (case.mentor_ids[j], int(case.problem.benefit[i, j]))
        for i, j in result.pairs
    }
    rows = session.exec(select(Proposal).where(Proposal.run_id == run.id)).all()
    found = []
    if {r.mentee_id for r in rows} != set(proven):
        found.append("pairs")
    untouched = [r for r in rows if r.origin != "swapped" and r.mentee_id in proven]
    if any(proven[r.mentee_id][0] != r.mentor_id for r in untouched):
        found.append("pairs")
    if any(proven[r.mentee_id][1] != r.points for r in untouched):
        found.append("points")
    if len(rows) - len(untouched) != int(run.summary.get("by_hand", 0)):
        found.append("summary")
    if not _hold_by_hand(rows, case):
        found.append("by_hand")
    return found


def _hold_by_hand(rows: Sequence[Proposal], case: Case) -> bool:
    """Do the changed pairs still keep every hard rule, with the points of the problem?"""
    row = {mentee: i for i, mentee in enumerate(case.mentee_ids)}
    column = {mentor: j for j, mentor in enumerate(case.mentor_ids)}
    for swapped in (r for r in rows if r.origin == "swapped"):
        i, j = row.get(swapped.mentee_id), column.get(swapped.mentor_id)
        if i is None or j is None or not case.problem.allowed[i, j]:
            return False
        if int(case.problem.benefit[i, j]) != swapped.points:
            return False
    load = Counter(column.get(r.mentor_id, -1) for r in rows)
    return all(j < 0 or times <= case.problem.capacity[j] for j, times in load.items())


def _against_waiting_list(
    session: Session, run: MatchRun, case: Case, result: matching.Result
) -> list[str]:
    """Everybody without a mentor waits in the published order: class, then lottery number."""
    waiting = session.exec(
        select(Unmatched.mentee_id)
        .where(Unmatched.run_id == run.id, col(Unmatched.place).is_not(None))
        .order_by(col(Unmatched.place))
    ).all()
    order = [case.mentee_ids[i] for i in waiting_order(case.problem, result)]
    return [] if list(waiting) == order else ["waiting"]


def waiting_order(problem: matching.Problem, result: matching.Result) -> list[int]:
    """Who got nobody, in the order of the waiting list."""
    return sorted(result.unmatched, key=lambda i: (problem.priority[i], problem.mentee_lot[i]))


def _file(session: Session, run: MatchRun, name: str) -> RunFile:
    found = session.exec(
        select(RunFile).where(RunFile.run_id == run.id, RunFile.name == name)
    ).first()
    if found is None:
        raise NotFound(_("Proses pemadanan ini tidak menyimpan hasil."))
    return found
