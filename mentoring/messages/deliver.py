"""Delivers one message: claim, read, open a line, mark «sending», carry, record.

Nothing is held in the database while another machine is waited for. What leads to which end is the
table in `trouble.Then`: certainly not delivered is tried again or given up, perhaps delivered is
never repeated without a person's decision (RFC 1047: over SMTP nobody can promise both «never lost»
and «never twice»).
"""

import logging
from uuid import UUID

from sqlmodel import Session, col, update

from mentoring import clock, db, faults, lease, presence
from mentoring.errors import NotNow, OutOfReach
from mentoring.lease import Lease, Lost
from mentoring.messages import links, pace, wording
from mentoring.messages.channels import Line, carrier
from mentoring.messages.ending import Hold, ended, give_back, sent, unfinished
from mentoring.messages.letter import Envelope
from mentoring.messages.note import read
from mentoring.messages.tables import Message, MessageState
from mentoring.messages.telling import JOB
from mentoring.messages.trouble import Changed, Then, Trouble
from mentoring.queue import Job, JobState

_log = logging.getLogger(__name__)


def deliver(*, job_id: UUID) -> None:
    """Do one job of the kind «message». A job that is done, not due or taken does nothing."""
    try:
        with db.transaction() as session:
            hold = _claim(session, job_id)
    except (NotNow, OutOfReach) as away:  # the row waits, and the sweep nudges again
        _log.warning("message.put_off job=%s why=%s", job_id, type(away).__name__)
        return
    if hold is None:
        return
    faults.point("message.claimed")
    try:
        _carry(hold)
    except Lost:
        _log.info("message.lost message=%s", hold.note.message_id)
    except Changed:
        give_back(hold, code="changed")
    except Trouble as trouble:
        ended(hold, trouble)
    except OutOfReach as away:
        unfinished(hold, code=type(away).__name__)
    except Exception as defect:
        unfinished(hold, code=type(defect).__name__)
        raise
    except BaseException:  # this process is told to stop
        give_back(hold, code="stopped")
        raise


def _carry(hold: Hold) -> None:
    """The story of one delivery."""
    if not hold.note.channels:
        raise Trouble(Then.FAIL, "no_address")
    fresh = links.made_for(hold.note)
    letter = wording.written(hold.note, fresh)
    line = _open(hold)
    try:
        with db.transaction() as session:
            _mark_sending(session, hold)
            links.keep(session, hold.note, fresh)
        faults.point("smtp.sending")
        hold.sending = True
        line.carry(letter)
        sent(hold)
        faults.point("smtp.sent")
    finally:
        line.close()


def _open(hold: Hold) -> Line:
    note = hold.note
    to = note.phone if hold.channel == "notify" else note.email
    return carrier(hold.channel).open(Envelope(note.message_id, to), hold.breathe)


def _claim(session: Session, job_id: UUID) -> Hold | None:
    """Take the job when there is something to say now; settle it when there is not."""
    job = session.get(Job, job_id)
    if job is None or job.kind != JOB:
        return None
    # The message's row first, as everywhere, so that two never wait for each other.
    message = session.get(Message, UUID(job.key), with_for_update=db.HELD, populate_existing=True)
    taken = lease.claim(session, job_id=job_id, kind=JOB, owner=presence.me())
    if taken is None:
        return None
    if message is None or message.state not in {MessageState.PENDING, MessageState.SENDING}:
        lease.end(session, taken, state=JobState.CANCELLED)
        return None
    if message.state == MessageState.SENDING and not _may_repeat(message):
        _nobody_knows(session, message, taken)
        return None
    message.state = MessageState.PENDING
    note = read(session, message)
    hold = Hold(note=note, lease=taken)
    wait = pace.wait(session, message, event=note.event, channel=hold.channel)
    if wait:
        lease.put_back(session, taken, wait=wait, code="waits", error=False)
        return None
    return hold


def _may_repeat(message: Message) -> bool:
    return carrier(message.channel).repeatable


def _nobody_knows(session: Session, message: Message, taken: Lease) -> None:
    """Whoever was sending this is gone: it may have arrived, so it is not sent again."""
    message.state, message.ended_at = MessageState.UNCERTAIN, clock.now()
    message.code = "worker_died_while_sending"
    lease.end(session, taken, code="uncertain")
    _log.warning("message.uncertain message=%s code=%s", message.id, message.code)


def _mark_sending(session: Session, hold: Hold) -> None:
    """From here on it may have been delivered. Only while it is still true and still ours."""
    hit = session.execute(
        update(Message)
        .where(
            col(Message.id) == hold.note.message_id,
            col(Message.state) == MessageState.PENDING,
            col(Message.version) == hold.note.version,
        )
        .values(
            state=MessageState.SENDING,
            channel=hold.channel,
            token=hold.lease.token,
            attempts=Message.attempts + 1,
            code="",
        )
        .execution_options(synchronize_session=False)
    )
    lease.renew(session, hold.lease)
    if hit.rowcount != 1:  # type: ignore[attr-defined]
        raise Changed
