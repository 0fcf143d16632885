"""What recurs on the office's clock, and the actor that does it.

A duty may be done twice: each deed finds what is done already. Its slot is a row (`slots.py`), so
that any number of schedulers may look at the clock.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import dramatiq

from mentoring import (
    access,
    cases,
    db,
    erasure,
    guidance,
    lease,
    presence,
    programmes,
    recovery,
    slots,
)
from mentoring.errors import PamongError
from mentoring.queue import JobState
from mentoring.slots import Duty, Slot
from workers import broker as _broker  # the broker must be set before an actor is declared

assert _broker.broker is dramatiq.get_broker()

EVERY_HOUR = tuple(range(24))
AGAIN = timedelta(minutes=2)
MOST_ERRORS = 5

_log = logging.getLogger(__name__)


def forget() -> int:
    """What nobody will ask about any more: old slots, and jobs that ended long ago."""
    with db.transaction() as session:
        old = slots.forget_old(session) + recovery.forget_old(session)
        return old + access.forget_old_links(session)


DUTIES: dict[Duty, Callable[[], int]] = {
    Duty("offers", hours=EVERY_HOUR): programmes.tend_mentorships,
    Duty("reminders", hours=EVERY_HOUR): programmes.remind,
    Duty("meetings", hours=EVERY_HOUR): guidance.remind,
    Duty("cases", hours=EVERY_HOUR): cases.tell_late,
    Duty("digest", hours=(7,), weekday=0): programmes.digest,
    Duty("night", hours=(1,)): programmes.ask_at_night,
    Duty("forget", hours=(2,)): forget,
    Duty("erasure", hours=(3,)): erasure.tend,
}


@dramatiq.actor(queue_name="care", priority=0)
def work_on_slot(job_id: str) -> None:
    """Do what is due at one point of time."""
    with db.transaction() as session:
        taken = lease.claim(session, job_id=UUID(job_id), kind=slots.JOB, owner=presence.me())
        if taken is None:
            return
        slot = session.get(Slot, UUID(taken.key))
        name = "" if slot is None else slot.name
    deed = next((deed for duty, deed in DUTIES.items() if duty.name == name), None)
    try:
        if deed is None:
            _log.warning("duty.unknown name=%s", name)
        else:
            _log.info("duty.done name=%s count=%s", name, deed())
    except PamongError as later:
        _put_back(taken, type(later).__name__)
        return
    except Exception as defect:
        _put_back(taken, type(defect).__name__)
        raise
    with suppress(lease.Lost), db.transaction() as session:
        lease.end(session, taken, code="" if deed else "unknown")


def _put_back(taken: lease.Lease, code: str) -> None:
    with suppress(lease.Lost, PamongError), db.transaction() as session:
        if taken.errors + 1 >= MOST_ERRORS:
            lease.end(session, taken, state=JobState.DEAD, code=code)
        else:
            lease.put_back(session, taken, wait=AGAIN, code=code)
