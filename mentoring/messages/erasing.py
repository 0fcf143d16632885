"""What messages say of people whose data are erased.

Rows hold ids, days and counts, and stay: that somebody was told is part of the record. Free words
in them go, and so do the files of letters that no mail server took away.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, or_, select, update

from mentoring import clock, people, recovery
from mentoring.messages.channels import files
from mentoring.messages.events import SHAPES, Event, Fact
from mentoring.messages.tables import Message, MessageAbout, MessagePreference, MessageState
from mentoring.messages.telling import JOB, WEBHOOK_JOB

OFFICIAL = {"programme", "officer"}  # texts that name a programme or an account, not the person


def erase(session: Session, *, ids: Sequence[UUID], about: Collection[UUID]) -> Counter[str]:
    """Take the words out of what was told to these people, or about these mentorships.

    Returns how many of what.
    """
    done: Counter[str] = Counter()
    wishes = delete(MessagePreference).where(col(MessagePreference.person_id).in_(ids))
    done["message_preference"] = session.exec(wishes).rowcount
    for message in session.exec(select(Message).where(_concerns(ids, about))):
        shape = SHAPES[Event(message.event)]
        kinds = {**shape.needs, **shape.may}
        words = {n for n, kind in kinds.items() if kind is Fact.TEXT} - OFFICIAL
        message.facts = {
            name: people.ERASED if name in words and value else value
            for name, value in message.facts.items()
        }
        if message.state == MessageState.PENDING and message.employee_id in ids:
            _call_off(session, message)
        session.add(message)
        done["message"] += 1
    session.flush()
    return done


def _call_off(session: Session, message: Message) -> None:
    message.state, message.ended_at = MessageState.OBSOLETE, clock.now()
    parts = update(MessageAbout).where(col(MessageAbout.message_id) == message.id)
    session.exec(parts.values(obsolete_at=clock.now()))
    for kind in (JOB, WEBHOOK_JOB):
        recovery.call_off(session, kind=kind, key=message.id)


def erase_files(session: Session, *, ids: Sequence[UUID], about: Collection[UUID]) -> int:
    """Delete the letters to these people, or about these mentorships, from the folder of letters.

    After the commit: a file cannot be brought back. Doing it again does no harm.
    """
    count = 0
    for message_id in session.exec(select(Message.id).where(_concerns(ids, about))):
        count += files.remove(message_id)
    return count


def _concerns(ids: Sequence[UUID], about: Collection[UUID]) -> ColumnElement[bool]:
    told_of = select(MessageAbout.message_id).where(col(MessageAbout.subject_id).in_(about))
    return or_(col(Message.employee_id).in_(ids), col(Message.id).in_(told_of))
