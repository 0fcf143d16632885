"""Verbs that read: cases by what is asked, one of them, and what happened to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, func, or_, select

from mentoring import clock
from mentoring.cases.states import OPEN
from mentoring.cases.tables import Case, CaseEvent
from mentoring.errors import NotFound
from mentoring.people import Employee, Unit
from mentoring.words import _


@dataclass(frozen=True, slots=True)
class Asked:
    """Which cases. within: only those of people of this OPD or unit."""

    within: UUID | None = None
    states: Sequence[str] = ()
    kinds: Sequence[str] = ()
    late: bool = False
    officer_id: UUID | None = None


def cases(session: Session, *, asked: Asked, skip: int = 0, last: int = 100) -> list[Case]:
    """What is open first, the nearest due first; then what has ended, the newest first."""
    ended = col(Case.ended_at)
    query = _found(select(Case), asked).order_by(
        ended.is_not(None), ended.desc(), col(Case.due_at), col(Case.number)
    )
    return list(session.exec(query.offset(skip).limit(last)))


def how_many(session: Session, *, asked: Asked) -> int:
    """How long that list is."""
    found: int = session.exec(_found(select(func.count()).select_from(Case), asked)).one()
    return found


def case(session: Session, *, number: int | None = None, case_id: UUID | None = None) -> Case:
    """One case by its number or its id. Raises errors.NotFound."""
    which = Case.id == case_id if case_id is not None else Case.number == number
    found = session.exec(select(Case).where(which)).first()
    if found is None:
        raise NotFound(_("Perkara tidak ditemukan."), remedy=_("Lihat `pamong case list`."))
    return found


def of_person(session: Session, *, person_id: UUID) -> list[Case]:
    """The cases of one person, the newest first."""
    query = select(Case).where(Case.person_id == person_id).order_by(col(Case.number).desc())
    return list(session.exec(query))


def history(session: Session, *, case_id: UUID) -> list[CaseEvent]:
    """Every step that it took, the first one first."""
    query = select(CaseEvent).where(CaseEvent.case_id == case_id)
    return list(session.exec(query.order_by(col(CaseEvent.at), col(CaseEvent.id))))


def is_late(found: Case) -> bool:
    """Is it past its day without an answer?"""
    return found.state in OPEN and found.due_at < clock.now()


def _found(query: Any, asked: Asked) -> Any:
    if asked.states:
        query = query.where(col(Case.state).in_(list(asked.states)))
    if asked.kinds:
        query = query.where(col(Case.kind).in_(list(asked.kinds)))
    if asked.late:
        query = query.where(col(Case.state).in_(OPEN), col(Case.due_at) < clock.now())
    if asked.officer_id is not None:
        query = query.where(Case.officer_id == asked.officer_id)
    if asked.within is not None:
        inside = (
            select(Employee.id)
            .join(Unit, col(Unit.id) == col(Employee.unit_id))
            .where(or_(Unit.id == asked.within, Unit.opd_id == asked.within))
        )
        query = query.where(col(Case.person_id).in_(inside))
    return query
