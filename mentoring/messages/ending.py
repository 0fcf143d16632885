"""How a delivery ends: the message and its job change together, under the lease that was held."""

import logging
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, update

from mentoring import clock, db, lease, queue
from mentoring.errors import OutOfReach, PamongError
from mentoring.lease import Lease, Lost
from mentoring.messages.note import NEXT_CHANNEL, Note
from mentoring.messages.tables import Message, MessageState
from mentoring.messages.trouble import Then, Trouble

# 1, 2, 4 … 128 minutes, then every 4 hours: the 25th try is about three days after the first.
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=4)
MOST_TRIES = 25
COMMIT_TRIES, BREATHER = 5, 0.5  # a yes that was heard is worth several tries to write it down

_log = logging.getLogger(__name__)


@dataclass
class Hold:
    """A message in hand: what is known of it, the lease on its job, and how far it came."""

    note: Note
    lease: Lease
    sending: bool = False
    renewed: float = field(default_factory=time.monotonic)

    @property
    def channel(self) -> str:
        return self.note.channels[0] if self.note.channels else ""

    def breathe(self) -> None:
        """Keep the lease while a slow server is waited for; Lost when it is somebody else's."""
        from mentoring.settings import settings

        if time.monotonic() - self.renewed < settings().lease_seconds / 4:
            return
        with db.transaction() as session:
            lease.renew(session, self.lease)
        self.renewed = time.monotonic()


def sent(hold: Hold) -> None:
    """The other side said yes: say so, whatever the database has to be asked."""
    _record(hold, MessageState.SENT, code="")
    _log.info("message.sent message=%s channel=%s", hold.note.message_id, hold.channel)


def ended(hold: Hold, trouble: Trouble) -> None:
    """Not a yes: tried again later, or through the next channel, or given up, or uncertain."""
    _log.warning(
        "message.trouble message=%s channel=%s code=%s then=%s",
        hold.note.message_id,
        hold.channel,
        trouble.code,
        trouble.then,
    )
    if trouble.then is Then.UNSURE:
        _record(hold, MessageState.UNCERTAIN, code=trouble.code)
    elif trouble.then is Then.RETRY and hold.lease.errors + 1 < MOST_TRIES:
        _wait(
            hold,
            wait=wait_after(hold.lease.errors, hold.note.message_id),
            code=trouble.code,
            error=True,
        )
    elif trouble.then is Then.FAIL and len(hold.note.channels) > 1:
        _wait(hold, wait=queue.AT_ONCE, code=NEXT_CHANNEL, error=True)
    else:
        _record(hold, MessageState.FAILED, code=trouble.code)


def wait_after(errors: int, thing: UUID) -> timedelta:
    """How long until the next try; spread a little, so that a burst does not come back as one."""
    spread = 1 + (thing.int % 1000) / 5000
    doubled: int = 2 ** min(errors, 10)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT) * spread


def give_back(hold: Hold, *, code: str) -> None:
    """Not this time: somebody goes on at once. What was being sent is left for the next claim,
    which knows that it may have arrived."""
    with suppress(Lost, PamongError), db.transaction() as session:
        lease.put_back(session, hold.lease, code=code, error=False)


def unfinished(hold: Hold, *, code: str) -> None:
    """The database went away, or a defect: before «sending» it is tried again, after it nobody
    knows."""
    if hold.sending:
        with suppress(PamongError):
            _record(hold, MessageState.UNCERTAIN, code=code)
        return
    with suppress(PamongError):
        ended(hold, Trouble(Then.RETRY, code))


def _record(hold: Hold, state: MessageState, *, code: str) -> None:
    """Message and job end together. A lease that ran out meanwhile does not undo what happened:
    a yes to what counts as uncertain makes it sent."""
    for tried in range(1, COMMIT_TRIES + 1):
        try:
            with db.transaction() as session:
                _end(session, hold, state, code)
                lease.end(session, hold.lease, code=code)
        except Lost:
            if state is MessageState.SENT:
                _late_truth(hold)
            return
        except OutOfReach:
            if tried == COMMIT_TRIES:
                raise
            time.sleep(BREATHER * tried)
        else:
            return


def _end(session: Session, hold: Hold, state: MessageState, code: str) -> None:
    before = MessageState.SENDING if hold.sending else MessageState.PENDING
    session.execute(
        update(Message)
        .where(col(Message.id) == hold.note.message_id, col(Message.state) == before)
        .values(state=state, code=code[:60], ended_at=clock.now(), channel=hold.channel)
        .execution_options(synchronize_session=False)
    )


def _wait(hold: Hold, *, wait: timedelta, code: str, error: bool) -> None:
    with suppress(Lost), db.transaction() as session:
        session.execute(
            update(Message)
            .where(
                col(Message.id) == hold.note.message_id,
                col(Message.state).in_([MessageState.PENDING, MessageState.SENDING]),
            )
            .values(state=MessageState.PENDING, code=code[:60], channel=hold.channel, go_at=None)
            .execution_options(synchronize_session=False)
        )
        lease.put_back(session, hold.lease, wait=wait, code=code, error=error)


def _late_truth(hold: Hold) -> None:
    """This worker was thought dead, and its yes came late: better known than not."""
    with db.transaction() as session:
        session.execute(
            update(Message)
            .where(
                col(Message.id) == hold.note.message_id,
                col(Message.state).in_([MessageState.UNCERTAIN, MessageState.SENDING]),
                col(Message.token) == hold.lease.token,
            )
            .values(state=MessageState.SENT, code="", ended_at=clock.now())
            .execution_options(synchronize_session=False)
        )
