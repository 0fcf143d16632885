"""Which processes work on jobs, and whether one of them has died."""

import os
import threading
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from sqlmodel import Field, Session, select

from mentoring.db import Row
from mentoring.queue import moment

FRESH = timedelta(seconds=30)  # a worker heard of within this time is alive
FORGOTTEN = timedelta(days=1)


_leaving = threading.Event()


class Leaving(BaseException):
    """This process has been told to stop: put back what is at hand. Nothing went wrong."""


def leave() -> None:
    """From now on every long piece of work in this process stops at its next breath."""
    _leaving.set()


def require_staying() -> None:
    """Called within long work, between two steps that belong together; raises Leaving."""
    if _leaving.is_set():
        raise Leaving


class Worker(Row, table=True):
    """A process that works on jobs, as last heard of."""

    __tablename__ = "worker"

    owner: str = Field(max_length=100, unique=True)
    started_at: datetime
    seen_at: datetime


def beat(session: Session, *, owner: str) -> None:
    """This worker is alive; those not heard of for a day are forgotten."""
    now = moment(session)
    mine = session.exec(select(Worker).where(Worker.owner == owner)).first()
    if mine is None:
        session.add(Worker(owner=owner, started_at=now, seen_at=now))
    else:
        mine.seen_at = now
    for old in session.exec(select(Worker).where(Worker.seen_at < now - FORGOTTEN)):
        session.delete(old)


def gone(session: Session, *, owner: str) -> None:
    """This worker ends in good order."""
    for mine in session.exec(select(Worker).where(Worker.owner == owner)):
        session.delete(mine)


def alive(session: Session) -> list[Worker]:
    """The workers heard of lately, those of this machine that have died left out."""
    now = moment(session)
    fresh = session.exec(select(Worker).where(Worker.seen_at > now - FRESH)).all()
    return [worker for worker in fresh if not has_died(worker.owner)]


def me() -> str:
    """Who works here: a name of this machine (until it boots again), and the process."""
    return f"{_place()}:{os.getpid()}"


def has_died(owner: str) -> bool:
    """Only where it is certain: a process of this boot and this process table that is no more."""
    place, _colon, pid = owner.rpartition(":")
    if place != _place() or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return _is_zombie(int(pid))


def _is_zombie(pid: int) -> bool:
    """Dead already, and only its parent has not looked yet."""
    try:
        # «pid (name) state …»; the name may hold anything, so from the last bracket on.
        state = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(") ")[2][:1]
    except OSError:
        return False
    return state in {"Z", "X"}


@cache
def _place() -> str:
    """Two containers may share a name, but never both the boot and the table of processes."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{boot[:13]}.{os.readlink('/proc/self/ns/pid').strip('pid:[]')}"
    except OSError:
        import socket

        # No such facts here: a name that `_has_died` can never mistake for another machine's.
        return f"{socket.gethostname()[:40]}-{os.getpid()}"
