"""What mentor and mentee wrote down, once the data of one of them are erased.

That they met, when and for how long stays: it names nobody, and the figures of the OPD count it.
"""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, delete, or_, select, update

from mentoring.guidance.tables import Goal, Meeting
from mentoring.people import ERASED
from mentoring.programmes import Mentorship


def erase(session: Session, *, ids: Sequence[UUID]) -> Counter[str]:
    """Take the words out of the meetings of these people, and remove their goals.

    A goal is the mentee's: where only the mentor goes it stays, without what that mentor wrote.
    Returns how many of what.
    """
    done: Counter[str] = Counter()
    either = or_(col(Mentorship.mentor_id).in_(ids), col(Mentorship.mentee_id).in_(ids))
    bonds = list(session.exec(select(Mentorship.id).where(either)))
    for meeting in session.exec(select(Meeting).where(col(Meeting.mentorship_id).in_(bonds))):
        meeting.place, meeting.topics = "", []
        meeting.notes = ERASED if meeting.notes else ""
        meeting.words = ERASED if meeting.words else ""
        session.add(meeting)
        done["meeting"] += 1
    own = select(Mentorship.id).where(col(Mentorship.mentee_id).in_(ids))
    done["goal"] = session.exec(delete(Goal).where(col(Goal.mentorship_id).in_(own))).rowcount
    written = (
        col(Goal.mentorship_id).in_(bonds),
        col(Goal.changed_by).in_(ids),
        col(Goal.text) != "",
    )
    done["goal"] += session.exec(update(Goal).where(*written).values(text=ERASED)).rowcount
    session.flush()
    return done
