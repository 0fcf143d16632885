"""What must always hold of meetings and goals; `pamong doctor` checks it."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import clock
from mentoring.guarantee import Broken
from mentoring.guidance.actions import COUNTS, LONGEST, SHORTEST
from mentoring.guidance.goals import HIGHEST
from mentoring.guidance.tables import Goal, Meeting, MeetingState
from mentoring.programmes import Mentorship
from mentoring.words import _


def broken(session: Session) -> list[Broken]:
    """Meetings and goals that say what cannot be."""
    return [found for check in CHECKS for found in check(session)]


def _meetings(session: Session) -> Iterator[Broken]:
    query = select(Meeting, Mentorship).join(
        Mentorship, col(Mentorship.id) == col(Meeting.mentorship_id)
    )
    for meeting, bond in session.exec(query):
        both = {meeting.said_by, meeting.answered_by} == {bond.mentor_id, bond.mentee_id}
        if meeting.state == MeetingState.CONFIRMED and not both:
            yield Broken("I10", _("Pertemuan dikonfirmasi tanpa kedua belah pihak."), meeting.id)
        if meeting.minutes is None:
            continue  # only planned: a period may still change
        day = clock.local(meeting.starts_at).date()
        if not bond.begins_on <= day <= bond.ends_on:
            yield Broken("I10", _("Pertemuan di luar masa pendampingan."), meeting.id)
        if not SHORTEST <= meeting.minutes <= LONGEST:
            yield Broken("I10", _("Lama pertemuan yang tidak mungkin."), meeting.id)


def _overlaps(session: Session) -> Iterator[Broken]:
    """Two people meet once at a time: the same minutes must not count twice."""
    of_bond: dict[UUID, list[Meeting]] = defaultdict(list)
    query = select(Meeting).where(col(Meeting.state).in_(COUNTS)).order_by(col(Meeting.starts_at))
    for meeting in session.exec(query):
        of_bond[meeting.mentorship_id].append(meeting)
    for rows in of_bond.values():
        for earlier, later in pairwise(rows):
            if later.starts_at < earlier.starts_at + timedelta(minutes=earlier.minutes or 0):
                yield Broken("I10", _("Dua pertemuan pada waktu yang sama."), later.id)


def _goals(session: Session) -> Iterator[Broken]:
    for goal in session.exec(select(Goal)):
        if not (goal.from_level < goal.to_level <= HIGHEST and 0 <= goal.progress <= 100):
            yield Broken("I11", _("Tujuan dengan level atau kemajuan yang tidak mungkin."), goal.id)


CHECKS: tuple[Callable[[Session], Iterator[Broken]], ...] = (_meetings, _overlaps, _goals)
