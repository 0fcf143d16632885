"""Assessments of people whose data are erased."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, delete, select

from mentoring import people
from mentoring.competencies.tables import Assessment


def erase(session: Session, *, ids: Sequence[UUID]) -> Counter[str]:
    """Remove every level of these people. Returns how many of what."""
    gone = session.exec(delete(Assessment).where(col(Assessment.employee_id).in_(ids)))
    return Counter(assessment=gone.rowcount)


def left_behind(session: Session) -> list[UUID]:
    """Who was erased and has a level still."""
    gone = select(people.Erasure.employee_id)
    query = select(Assessment.employee_id).where(col(Assessment.employee_id).in_(gone)).distinct()
    return list(session.exec(query))
