"""What must always hold of meetings; `pamong doctor` checks it."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import clock
from mentoring.guidance.tables import Meeting, MeetingState
from mentoring.programmes import Mentorship
from mentoring.words import _


@dataclass(frozen=True, slots=True)
class Broken:
    """One invariant that does not hold: which, and what about."""

    code: str
    sentence: str
    subject_id: UUID | None = None


def broken(session: Session) -> list[Broken]:
    """Meetings that say what cannot be."""
    query = select(Meeting, Mentorship).join(
        Mentorship, col(Mentorship.id) == col(Meeting.mentorship_id)
    )
    found = []
    for meeting, bond in session.exec(query):
        both = {meeting.said_by, meeting.answered_by} == {bond.mentor_id, bond.mentee_id}
        if meeting.state == MeetingState.CONFIRMED and not both:
            found.append(
                Broken("I10", _("Pertemuan dikonfirmasi tanpa kedua belah pihak."), meeting.id)
            )
        day = clock.local(meeting.starts_at).date()
        if meeting.minutes is not None and day < bond.begins_on:
            found.append(Broken("I10", _("Pertemuan sebelum masa pendampingan."), meeting.id))
    return found
