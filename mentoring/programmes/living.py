"""Live mentorships, and the places that they take."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import people
from mentoring.programmes.states import LIVE
from mentoring.programmes.tables import Mentorship

AT_WORK = frozenset({"01", "51"})  # kedudukan hukum: active, and candidates


def live_mentorships(
    session: Session, *, programme_id: UUID, only: Collection[UUID] | None = None
) -> dict[UUID, Mentorship]:
    """The live mentorship of each mentee who has one in this programme; only: of these people,
    whichever of the two they are."""
    query = select(Mentorship).where(
        Mentorship.programme_id == programme_id, col(Mentorship.state).in_(LIVE)
    )
    if only is not None:
        theirs = col(Mentorship.mentee_id).in_(only) | col(Mentorship.mentor_id).in_(only)
        query = query.where(theirs)
    return {m.mentee_id: m for m in session.exec(query)}


def places_taken(session: Session, *, without: set[UUID] | None = None) -> Counter[UUID]:
    """Live mentorships per mentor over all programmes, some left out."""
    query = select(Mentorship.id, Mentorship.mentor_id).where(col(Mentorship.state).in_(LIVE))
    spared = without or set()
    return Counter(mentor for row, mentor in session.exec(query) if row not in spared)


def gone_or_going(profile: people.Profile, *, until: date) -> str | None:
    """Why this person cannot stay in a mentorship until that day: «left», «retires», or None."""
    if profile.left_on is not None or profile.status_code not in AT_WORK:
        return "left"
    retires = profile.retires_on is not None and profile.retires_on <= until
    return "retires" if retires else None


def forsaken(session: Session, running: dict[UUID, Mentorship]) -> set[UUID]:
    """The mentees whose running mentor has left or retires before the end."""
    mentors = {m.mentor_id for m in running.values()}
    profiles = {p.id: p for p in people.profiles(session, ids=sorted(mentors))} if mentors else {}
    return {
        mentee
        for mentee, m in running.items()
        if gone_or_going(profiles[m.mentor_id], until=m.ends_on)
    }
