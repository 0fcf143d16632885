"""Live mentorships, and the places that they take."""

from collections import Counter
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring.programmes.states import LIVE
from mentoring.programmes.tables import Mentorship


def live_mentorships(session: Session, *, programme_id: UUID) -> dict[UUID, Mentorship]:
    """The live mentorship of each mentee who has one in this programme."""
    query = select(Mentorship).where(
        Mentorship.programme_id == programme_id, col(Mentorship.state).in_(LIVE)
    )
    return {m.mentee_id: m for m in session.exec(query)}


def places_taken(session: Session, *, without: set[UUID] | None = None) -> Counter[UUID]:
    """Live mentorships per mentor over all programmes, some left out."""
    query = select(Mentorship.id, Mentorship.mentor_id).where(col(Mentorship.state).in_(LIVE))
    spared = without or set()
    return Counter(mentor for row, mentor in session.exec(query) if row not in spared)
