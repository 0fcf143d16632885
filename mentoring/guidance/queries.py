"""Verbs that read: the meetings of a mentorship, and what they add up to per OPD."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import case
from sqlmodel import Session, col, func, select

from mentoring import people
from mentoring.errors import NotFound
from mentoring.guidance.tables import Meeting, MeetingState
from mentoring.programmes import Mentorship, Programme
from mentoring.words import _


@dataclass(frozen=True, slots=True)
class Figures:
    """Meetings that one side recorded, those that both confirmed, and their minutes."""

    recorded: int = 0
    confirmed: int = 0
    minutes: int = 0


def meeting(session: Session, *, meeting_id: UUID) -> Meeting:
    """One meeting. Raises errors.NotFound."""
    found = session.get(Meeting, meeting_id)
    if found is None:
        raise NotFound(_("Pertemuan ini tidak ada."))
    return found


def meetings_of(session: Session, *, mentorship_id: UUID) -> list[Meeting]:
    """All meetings of two people, the latest first; what was taken back is left out."""
    query = select(Meeting).where(
        Meeting.mentorship_id == mentorship_id, Meeting.state != MeetingState.WITHDRAWN
    )
    return list(session.exec(query.order_by(col(Meeting.starts_at).desc(), col(Meeting.id))))


def totals(session: Session, *, mentorship_ids: Collection[UUID]) -> dict[UUID, Figures]:
    """What the meetings of each of these mentorships add up to."""
    query = (
        select(col(Meeting.mentorship_id), *_sums())
        .where(col(Meeting.mentorship_id).in_(mentorship_ids))
        .group_by(col(Meeting.mentorship_id))
    )
    return {which: Figures(*map(int, sums)) for which, *sums in session.exec(query)}


def total(session: Session, *, mentorship_id: UUID) -> Figures:
    """The same for one mentorship."""
    return totals(session, mentorship_ids=[mentorship_id]).get(mentorship_id, Figures())


def figures(session: Session, *, programme: Programme) -> dict[UUID, Figures]:
    """The same for each OPD of the mentees of a programme."""
    opd = func.coalesce(people.Unit.opd_id, people.Unit.id)
    query = (
        select(opd, *_sums())
        .select_from(Meeting)
        .join(Mentorship, col(Mentorship.id) == col(Meeting.mentorship_id))
        .join(people.Employee, col(people.Employee.id) == col(Mentorship.mentee_id))
        .join(people.Unit, col(people.Unit.id) == col(people.Employee.unit_id))
        .where(Mentorship.programme_id == programme.id)
        .group_by(opd)
    )
    return {which: Figures(*map(int, sums)) for which, *sums in session.exec(query)}


def _sums() -> tuple[Any, Any, Any]:
    confirmed = col(Meeting.state) == MeetingState.CONFIRMED
    said = col(Meeting.state).in_([MeetingState.RECORDED, MeetingState.CONFIRMED])
    return (
        func.sum(case((said, 1), else_=0)),
        func.sum(case((confirmed, 1), else_=0)),
        func.sum(case((confirmed, col(Meeting.minutes)), else_=0)),
    )
