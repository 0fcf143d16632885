"""What must hold for messages in the live database, and how a lost job is settled."""

from collections.abc import Callable, Iterator

from sqlmodel import Session, col, func, select

from mentoring import clock
from mentoring.guarantee import Broken
from mentoring.messages.tables import OPEN, Message, MessageAbout, MessageState
from mentoring.messages.telling import JOB
from mentoring.queue import Job, JobState
from mentoring.words import _

ALIVE = (JobState.QUEUED, JobState.RUNNING)


def broken(session: Session) -> list[Broken]:
    """Every violation found; an empty list is a healthy database."""
    return [found for check in CHECKS for found in check(session)]


def settle(session: Session) -> int:
    """End the messages whose job was given up: failed before «sending», uncertain after it.

    Part of every sweep. Returns how many.
    """
    alive = _keys(session, ALIVE)
    given_up = _keys(session, (JobState.DEAD,))
    lost = [m for m in _open(session, lock=True) if str(m.id) in given_up - alive]
    for message in lost:
        was_leaving = message.state == MessageState.SENDING
        message.state = MessageState.UNCERTAIN if was_leaving else MessageState.FAILED
        message.code, message.ended_at = "given_up", clock.now()
    session.flush()
    return len(lost)


def _waits_in_the_queue(session: Session) -> Iterator[Broken]:
    """A message that is not at its end has a job that will bring it there."""
    alive = _keys(session, ALIVE)
    for message in _open(session):
        if str(message.id) not in alive:
            yield Broken(
                "I5", _("Pesan yang belum dikirim tanpa pekerjaan di antrean."), message.id
            )


def _nothing_after_the_end(session: Session) -> Iterator[Broken]:
    """A message at its end has no job any more: it cannot be sent again by itself."""
    waiting = _keys(session, (JobState.QUEUED,))
    ended = select(Message.id).where(col(Message.state).not_in(OPEN))
    for message_id in session.exec(ended):
        if str(message_id) in waiting:
            yield Broken("I6", _("Pesan yang sudah berakhir masih antre."), message_id)


def _ends_are_dated(session: Session) -> Iterator[Broken]:
    query = select(Message.id).where(
        col(Message.state).not_in(OPEN), col(Message.ended_at).is_(None)
    )
    for message_id in session.exec(query):
        yield Broken("I6", _("Pesan berakhir tanpa waktu."), message_id)


def _known_states(session: Session) -> Iterator[Broken]:
    for message_id, state in session.exec(select(Message.id, Message.state)):
        if state not in set(MessageState):
            yield Broken("states", _("Keadaan pesan tidak dikenal."), message_id)


def _reasons(session: Session) -> Iterator[Broken]:
    """Nobody is left without a word why: what failed or is uncertain says a code."""
    said = (MessageState.FAILED, MessageState.UNCERTAIN)
    query = select(Message.id).where(col(Message.state).in_(said), Message.code == "")
    for message_id in session.exec(query):
        yield Broken("I8", _("Pesan gagal atau belum pasti tanpa keterangan."), message_id)


def _obsolete_wholly(session: Session) -> Iterator[Broken]:
    """What was about several things is obsolete only when all of them are."""
    query = (
        select(Message.id)
        .join(MessageAbout, col(MessageAbout.message_id) == col(Message.id))
        .where(Message.state == MessageState.OBSOLETE, col(MessageAbout.obsolete_at).is_(None))
        .group_by(col(Message.id))
        .having(func.count() > 0)
    )
    for message_id in session.exec(query):
        yield Broken("I6", _("Pesan dibatalkan padahal masih ada isinya."), message_id)


def _open(session: Session, *, lock: bool = False) -> list[Message]:
    query = select(Message).where(col(Message.state).in_(OPEN))
    return list(
        session.exec(query.with_for_update(skip_locked=True, key_share=True) if lock else query)
    )


def _keys(session: Session, states: tuple[JobState, ...]) -> set[str]:
    query = select(Job.key).where(Job.kind == JOB, col(Job.state).in_(states))
    return set(session.exec(query))


CHECKS: tuple[Callable[[Session], Iterator[Broken]], ...] = (
    _waits_in_the_queue,
    _nothing_after_the_end,
    _ends_are_dated,
    _known_states,
    _reasons,
    _obsolete_wholly,
)
