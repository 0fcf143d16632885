"""Passes a message on to the office's other system, as a job of its own beside the person's mail.

A webhook may arrive twice and is then known by its id, so it is always tried again: the job's own
state is all there is to remember.
"""

import logging
from contextlib import suppress
from uuid import UUID

from sqlmodel import Session, select

from mentoring import db, faults, lease, presence
from mentoring.errors import NotNow, OutOfReach, PamongError
from mentoring.lease import Lease, Lost
from mentoring.messages import pace
from mentoring.messages.channels.webhook import Notice, send
from mentoring.messages.ending import MOST_TRIES, wait_after
from mentoring.messages.tables import Message, MessageAbout, MessageState
from mentoring.messages.telling import WEBHOOK_JOB
from mentoring.messages.trouble import Then, Trouble
from mentoring.queue import Job, JobState
from mentoring.settings import settings

_log = logging.getLogger(__name__)


def deliver_webhook(*, job_id: UUID) -> None:
    """Do one job of the kind «webhook». A job that is done, not due or taken does nothing."""
    try:
        with db.transaction() as session:
            taken, notice = _claim(session, job_id)
    except (NotNow, OutOfReach) as away:  # the row waits, and the sweep nudges again
        _log.warning("webhook.put_off job=%s why=%s", job_id, type(away).__name__)
        return
    if taken is None or notice is None:
        return
    try:
        send(notice)
        faults.point("webhook.accepted")
    except Trouble as trouble:
        _log.warning("webhook.trouble message=%s code=%s", notice.id, trouble.code)
        _not_now(taken, trouble)
    except BaseException:
        with suppress(Lost, PamongError), db.transaction() as session:
            lease.put_back(session, taken, code="stopped", error=False)
        raise
    else:
        _log.info("webhook.sent message=%s", notice.id)
        with suppress(Lost, PamongError), db.transaction() as session:
            lease.end(session, taken)


def _claim(session: Session, job_id: UUID) -> tuple[Lease | None, Notice | None]:
    job = session.get(Job, job_id)
    if job is None or job.kind != WEBHOOK_JOB:
        return None, None
    message = session.get(Message, UUID(job.key))
    taken = lease.claim(session, job_id=job_id, kind=WEBHOOK_JOB, owner=presence.me())
    if taken is None:
        return None, None
    gone = message is None or message.state == MessageState.OBSOLETE
    if message is None or gone or settings().webhook_url is None:
        lease.end(session, taken, state=JobState.CANCELLED)
        return None, None
    if pace.held_since(session) is not None:
        lease.put_back(session, taken, wait=pace.HELD_FOR, code="held", error=False)
        return None, None
    return taken, _notice(session, message)


def _notice(session: Session, message: Message) -> Notice:
    about = select(MessageAbout.subject_id).where(MessageAbout.message_id == message.id)
    subjects = sorted(str(subject) for subject in session.exec(about))
    return Notice(str(message.id), message.event, tuple(subjects), message.made_at.isoformat())


def _not_now(taken: Lease, trouble: Trouble) -> None:
    with suppress(Lost, PamongError), db.transaction() as session:
        if trouble.then is Then.FAIL or taken.errors + 1 >= MOST_TRIES:
            lease.end(session, taken, state=JobState.DEAD, code=trouble.code)
        else:
            wait = wait_after(taken.errors, taken.job_id)
            lease.put_back(session, taken, wait=wait, code=trouble.code)
