"""Reminds both of a planned meeting, once, on the working day before."""

from sqlmodel import Session, col, select

from mentoring import clock, db, messages
from mentoring.guidance.tables import Meeting, MeetingState
from mentoring.messages import Event, Recipient, working_days
from mentoring.programmes import LIVE, Mentorship, Programme


def remind() -> int:
    """Tell both of what is planned until the end of the next working day. Returns how many."""
    with db.transaction() as session:
        now = clock.now()
        query = (
            select(Meeting, Mentorship)
            .join(Mentorship, col(Mentorship.id) == col(Meeting.mentorship_id))
            .where(
                Meeting.state == MeetingState.PLANNED,
                Meeting.starts_at > now,
                Meeting.starts_at <= working_days.after(now, 1),
                col(Mentorship.state).in_(LIVE),
            )
            .order_by(col(Meeting.id))
        )
        return sum(_tell_both(session, meeting, bond) for meeting, bond in session.exec(query))


def _tell_both(session: Session, meeting: Meeting, bond: Mentorship) -> int:
    programme = session.get_one(Programme, bond.programme_id).name
    told = 0
    for one, other in ((bond.mentor_id, bond.mentee_id), (bond.mentee_id, bond.mentor_id)):
        facts = {"programme": programme, "other": other, "at": meeting.starts_at}
        made = messages.tell(
            session,
            event=Event.SESSION_REMINDER,
            to=Recipient(employee_id=one),
            facts=facts | ({"place": meeting.place} if meeting.place else {}),
            dedupe=f"meeting:{meeting.id}:{one}",
            about=[meeting.id],
        )
        told += made is not None
    return told
