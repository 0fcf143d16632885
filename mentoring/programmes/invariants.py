"""What must always hold in the live database; `pamong doctor` checks all of it."""

from collections import Counter
from collections.abc import Callable, Iterator
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from mentoring import audit, letters
from mentoring.guarantee import Broken
from mentoring.programmes.actions import rules_of
from mentoring.programmes.living import places_taken
from mentoring.programmes.packing import sha256
from mentoring.programmes.queries import programmes
from mentoring.programmes.states import LIVE, RUN_MAY_FOLLOW, MentorshipState, RunState
from mentoring.programmes.tables import (
    Capacity,
    MatchRun,
    Mentorship,
    MentorshipEvent,
    Participant,
    Proposal,
    RunFile,
    Unmatched,
)
from mentoring.queue import Job, JobState, moment
from mentoring.words import _

PartOfRun = type[Proposal] | type[Unmatched] | type[RunFile]
WITH_RESULT = (RunState.READY, RunState.APPROVED, RunState.UNDONE)


def broken(session: Session) -> list[Broken]:
    """Every violation found; an empty list is a healthy database."""
    return [found for check in CHECKS for found in check(session)]


def _one_live_mentor(session: Session) -> Iterator[Broken]:
    live = session.exec(
        select(Mentorship.programme_id, Mentorship.mentee_id).where(col(Mentorship.state).in_(LIVE))
    )
    for (_programme, mentee), times in Counter(live.all()).items():
        if times > 1:
            yield Broken("I1", _("Seorang mentee punya lebih dari satu mentor."), mentee)


def _within_capacity(session: Session) -> Iterator[Broken]:
    places = dict(session.exec(select(Capacity.employee_id, Capacity.places)).all())
    default = max(
        (rules_of(session, programme=p).mentor.default_capacity for p in programmes(session)),
        default=0,
    )
    for mentor, taken in places_taken(session).items():
        if taken > places.get(mentor, default):
            yield Broken("I1", _("Seorang mentor punya mentee melebihi kapasitasnya."), mentor)


def _complete_results(session: Session) -> Iterator[Broken]:
    pairs = _per_run(session, Proposal)
    left = _per_run(session, Unmatched, col(Unmatched.code) != "not_eligible")
    files = _per_run(session, RunFile)
    for run in session.exec(select(MatchRun).where(col(MatchRun.state).in_(WITH_RESULT))):
        if pairs[run.id] + left[run.id] != run.summary.get("mentees"):
            yield Broken("I2", _("Hasil pemadanan tidak lengkap."), run.id)
        if files[run.id] != 2:
            yield Broken("I2", _("Soal atau bukti sebuah proses hilang."), run.id)


def _unchanged_files(session: Session) -> Iterator[Broken]:
    for file in session.exec(select(RunFile).execution_options(yield_per=10)):
        if sha256(file.content) != file.sha256:
            yield Broken("I2", _("Berkas hasil pemadanan berubah sejak disimpan."), file.run_id)


def _no_half_results(session: Session) -> Iterator[Broken]:
    empty = [s for s in RunState if s not in WITH_RESULT and s is not RunState.SUPERSEDED]
    pairs = _per_run(session, Proposal)
    files = _per_run(session, RunFile)
    for run in session.exec(select(MatchRun.id).where(col(MatchRun.state).in_(empty))):
        if pairs[run] or files[run]:
            yield Broken("I4", _("Proses tanpa hasil menyimpan pasangan."), run)


def _pointer(session: Session) -> Iterator[Broken]:
    for programme in programmes(session):
        if programme.proposed_run_id is None:
            continue
        run = session.get(MatchRun, programme.proposed_run_id)
        if run is None or run.state != RunState.READY or run.programme_id != programme.id:
            yield Broken("I4", _("Usulan program menunjuk proses yang keliru."), programme.id)


def _approved_by_somebody(session: Session) -> Iterator[Broken]:
    rows = session.exec(
        select(Mentorship.id, MatchRun.state).join(
            MatchRun, col(MatchRun.id) == col(Mentorship.run_id)
        )
    )
    for mentorship, state in rows:
        if state not in {RunState.APPROVED, RunState.UNDONE}:
            yield Broken("I4", _("Pendampingan tanpa persetujuan."), mentorship)


def _history(session: Session) -> Iterator[Broken]:
    begun: set[UUID] = set()
    reached: set[tuple[UUID, str]] = set()
    for event in session.exec(select(MentorshipEvent)):
        reached.add((event.mentorship_id, event.after))
        if event.before is None:
            begun.add(event.mentorship_id)
    for row, state in session.exec(select(Mentorship.id, Mentorship.state)):
        if row not in begun or (row, state) not in reached:
            yield Broken("I6", _("Riwayat pendampingan tidak sesuai keadaannya."), row)


def _swaps_on_record(session: Session) -> Iterator[Broken]:
    """Whoever changes a pair by hand is named in the audit trail, with a reason."""
    said = {
        (entry.subject_id, move[0], move[2])
        for entry in session.exec(
            select(audit.AuditEntry).where(audit.AuditEntry.action == "pair.swap")
        )
        for move in entry.details.get("moves", ())
    }
    swapped = select(Proposal).where(Proposal.origin == "swapped")
    for row in session.exec(swapped):
        if (row.run_id, str(row.mentee_id), str(row.mentor_id)) not in said:
            yield Broken("I4", _("Pasangan diubah tanpa jejak audit."), row.id)


def _mentorships_as_proposed(session: Session) -> Iterator[Broken]:
    """A mentorship has the two people and the points that its approved proposal had."""
    proposed = {
        (run, mentee): (mentor, points)
        for run, mentee, mentor, points in session.exec(
            select(Proposal.run_id, Proposal.mentee_id, Proposal.mentor_id, Proposal.points)
        )
    }
    for row in session.exec(select(Mentorship)):
        if proposed.get((row.run_id, row.mentee_id)) != (row.mentor_id, row.points):
            yield Broken("I4", _("Pendampingan berbeda dari usulan yang disetujui."), row.id)


def _known_states(session: Session) -> Iterator[Broken]:
    for row, state in session.exec(select(MatchRun.id, MatchRun.state)):
        if state not in set(RUN_MAY_FOLLOW):
            yield Broken("states", _("Keadaan proses tidak dikenal."), row)
    for row, state in session.exec(select(Mentorship.id, Mentorship.state)):
        if state not in set(MentorshipState):
            yield Broken("states", _("Keadaan pendampingan tidak dikenal."), row)


def _work(session: Session) -> Iterator[Broken]:
    """A run that waits or works has its job in the queue; a run that ended has none."""
    open_runs = (RunState.QUEUED, RunState.RUNNING)
    query = select(MatchRun, Job).join(Job, col(Job.id) == col(MatchRun.job_id), isouter=True)
    for run, job in session.exec(query):
        if run.state in open_runs and (job is None or job.state != run.state):
            yield Broken("I5", _("Proses pemadanan tanpa pekerjaan di antrean."), run.id)
        if run.state not in open_runs and job is not None and job.state in open_runs:
            yield Broken("I5", _("Pekerjaan antre untuk proses yang sudah berakhir."), run.id)


def _leases(session: Session) -> Iterator[Broken]:
    now = moment(session)
    for job in session.exec(select(Job).where(Job.state == JobState.RUNNING)):
        if job.lease_until is None or job.lease_until < now:
            yield Broken("I5", _("Pekerjaan terhenti; akan diambil alih oleh penyapuan."), job.id)


def _lots(session: Session) -> Iterator[Broken]:
    rows = session.exec(select(Participant.programme_id, Participant.lot)).all()
    if len(set(rows)) != len(rows):
        yield Broken("lots", _("Ada nomor undian kembar."))


def _per_run(session: Session, table: PartOfRun, *but: ColumnElement[bool]) -> Counter[UUID]:
    """How many rows each run has, those that fail a condition left out."""
    query = select(table.run_id, func.count()).where(*but).group_by(col(table.run_id))
    return Counter(dict(session.exec(query).all()))


def _letters(session: Session) -> Iterator[Broken]:
    query = select(MatchRun.id).where(MatchRun.state == RunState.APPROVED)
    approved = set(session.exec(query).all())
    for run_id in sorted(letters.runs_with_letters(session) - approved, key=str):
        yield Broken("L1", _("Surat berlaku tanpa persetujuan."), run_id)
    for letter_id in letters.damaged(session):
        yield Broken("L2", _("Isi atau berkas surat berubah sejak disimpan."), letter_id)


CHECKS: tuple[Callable[[Session], Iterator[Broken]], ...] = (
    _one_live_mentor,
    _within_capacity,
    _complete_results,
    _unchanged_files,
    _no_half_results,
    _pointer,
    _approved_by_somebody,
    _history,
    _swaps_on_record,
    _mentorships_as_proposed,
    _known_states,
    _work,
    _leases,
    _lots,
    _letters,
)
