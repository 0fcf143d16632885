"""Verbs that read: programmes, proposals, differences and coverage."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, and_, col, func, select

from mentoring import people
from mentoring.errors import NotFound
from mentoring.programmes.living import live_mentorships
from mentoring.programmes.states import RunState
from mentoring.programmes.tables import (
    MatchRun,
    Participant,
    Programme,
    Proposal,
    Side,
    Unmatched,
)
from mentoring.words import _


@dataclass(frozen=True, slots=True)
class Difference:
    """A proposal against what runs today, as lists of (mentee, old mentor, new mentor)."""

    new: tuple[tuple[UUID, UUID], ...]
    kept: tuple[tuple[UUID, UUID], ...]
    moved: tuple[tuple[UUID, UUID, UUID], ...]
    untouched: int  # runs today and is not part of this proposal


@dataclass(frozen=True, slots=True)
class Coverage:
    """One OPD: how many mentees take part, and how many have a mentor in the proposal."""

    opd_id: UUID
    name: str
    mentees: int
    matched: int


def programmes(session: Session) -> list[Programme]:
    """All programmes, newest last."""
    return list(session.exec(select(Programme).order_by(col(Programme.created_at))))


def find_programme(session: Session, *, code: str | None = None) -> Programme:
    """One programme by its code; the newest without one."""
    found = [p for p in programmes(session) if code is None or p.code == code]
    if not found:
        raise NotFound(
            _("Program «{code}» tidak ada.", code=code) if code else _("Belum ada program."),
            remedy=_("Lihat `pamong programme list`, atau buat dengan `pamong programme create`."),
        )
    return found[-1]


def runs_by_id(session: Session, *, ids: list[UUID]) -> list[MatchRun]:
    """These runs, in no order."""
    return list(session.exec(select(MatchRun).where(col(MatchRun.id).in_(ids))))


def runs_of(session: Session, *, programme: Programme) -> list[MatchRun]:
    """All runs of a programme, oldest first."""
    query = select(MatchRun).where(MatchRun.programme_id == programme.id)
    return list(session.exec(query.order_by(col(MatchRun.number))))


def proposals(session: Session, *, run: MatchRun) -> list[Proposal]:
    """All pairs of a run, best score first."""
    query = select(Proposal).where(Proposal.run_id == run.id)
    return list(session.exec(query.order_by(col(Proposal.points).desc(), col(Proposal.id))))


def unmatched(session: Session, *, run: MatchRun) -> list[Unmatched]:
    """Who got nobody, in the order of the waiting list; who may not take part comes last."""
    query = select(Unmatched).where(Unmatched.run_id == run.id)
    rows = session.exec(query).all()
    return sorted(rows, key=lambda row: (row.place is None, row.place or 0, str(row.id)))


def participants(
    session: Session, *, programme: Programme, side: Side | None = None
) -> list[Participant]:
    """Who is enrolled, by lottery number."""
    query = select(Participant).where(Participant.programme_id == programme.id)
    if side is not None:
        query = query.where(Participant.side == side)
    return list(session.exec(query.order_by(col(Participant.lot))))


def outdated(*, programme: Programme, run: MatchRun) -> bool:
    """A proposal that cannot be approved any more: people, rules or pairs changed since."""
    return run.state == RunState.READY and run.input_version != programme.input_version


def difference(session: Session, *, programme: Programme, run: MatchRun) -> Difference:
    """What approving this run would begin, keep and move."""
    running = live_mentorships(session, programme_id=programme.id)
    new, kept, moved = [], [], []
    query = select(Proposal.mentee_id, Proposal.mentor_id).where(Proposal.run_id == run.id)
    best_first = query.order_by(col(Proposal.points).desc(), col(Proposal.id))
    for mentee_id, mentor_id in session.exec(best_first):
        now = running.get(mentee_id)
        if now is None:
            new.append((mentee_id, mentor_id))
        elif now.mentor_id == mentor_id:
            kept.append((mentee_id, mentor_id))
        else:
            moved.append((mentee_id, now.mentor_id, mentor_id))
    untouched = len(running) - len(kept) - len(moved)
    return Difference(tuple(new), tuple(kept), tuple(moved), untouched)


def coverage(session: Session, *, run: MatchRun) -> list[Coverage]:
    """Mentees and matched mentees per OPD, the least covered first."""
    matched = _per_opd(session, col(Proposal.mentee_id), Proposal.run_id == run.id)
    waiting = and_(col(Unmatched.run_id) == run.id, col(Unmatched.code) != "not_eligible")
    left = _per_opd(session, col(Unmatched.mentee_id), waiting)
    names = {unit.id: unit.name for unit in people.units(session)}
    rows = [
        Coverage(opd, names[opd], left[opd] + matched[opd], matched[opd])
        for opd in {*matched, *left}
    ]
    return sorted(rows, key=lambda r: (r.matched / r.mentees, r.name))


def _per_opd(session: Session, mentee: Any, where: Any) -> Counter[UUID]:
    """How many of these mentees each OPD has; counted by the database, not one by one."""
    opd = func.coalesce(people.Unit.opd_id, people.Unit.id)
    query = (
        select(opd, func.count())
        .select_from(people.Employee)
        .join(people.Unit, col(people.Unit.id) == col(people.Employee.unit_id))
        .join(mentee.class_, mentee == col(people.Employee.id))
        .where(where)
        .group_by(opd)
    )
    return Counter(dict(session.exec(query).all()))
