"""Row 30 of the fault matrix: one machine's clock is an hour off, and then it is set right."""

import signal
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlmodel import select

from mentoring import db
from mentoring.messages import Message, MessageState
from mentoring.settings import settings

from .plant import Plant

# The clock of this process alone is wrong, as time-machine sets it, and goes on; SIGUSR1 mends it.
WRONG = """
import runpy, signal, sys
from datetime import UTC, datetime, timedelta
import time_machine
trip = time_machine.travel(datetime.now(UTC) + timedelta(hours=float(sys.argv[1])), tick=True)
trip.start()
signal.signal(signal.SIGUSR1, lambda *_: trip.stop())
sys.argv = ["cli.py", "worker"]
runpy.run_path("cli.py", run_name="__main__")
"""
ANY_HOUR = {"PAMONG_QUIET_HOURS": "none", "PAMONG_WORKDAYS_ONLY": "false"}


@pytest.mark.parametrize("hours", ["1", "-1"])
def test_a_clock_that_was_wrong_loses_nothing_and_doubles_nothing(
    plants: Plant, hours: str
) -> None:
    plant = plants.settled()
    worker = plant.start([sys.executable, "-c", WRONG, hours], **ANY_HOUR)
    plant.hire("Saat salah")
    plant.until(lambda: "Saat salah" in plant.town.pairs())
    worker.send_signal(signal.SIGUSR1)
    plant.hire("Saat benar")
    plant.until(lambda: "Saat benar" in plant.town.pairs() and plant.quiet())
    plant.until(nothing_is_open)
    assert worker.poll() is None
    nobody_was_told_twice()
    plant.healthy()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize("hours", ["1", "-1"])
def test_beside_a_worker_whose_clock_is_wrong_the_others_work_on(plants: Plant, hours: str) -> None:
    """On PostgreSQL, where workers are on several machines: its clock is the one that counts. All
    workers of a SQLite file are on one machine and have one clock."""
    plant = plants.settled()
    plant.start([sys.executable, "-c", WRONG, hours], **ANY_HOUR)
    plant.worker(**ANY_HOUR)
    names = [f"Susulan{n}" for n in range(4)]
    for name in names:
        plant.hire(name)
    plant.until(lambda: set(names) <= set(plant.town.pairs()) and plant.quiet())
    plant.until(nothing_is_open)
    nobody_was_told_twice()
    plant.healthy()


def nothing_is_open() -> bool:
    """Every message has left the house, or has been called off."""
    with db.transaction(reads=True) as session:
        states = session.exec(select(Message.state)).all()
    return not {MessageState.PENDING, MessageState.SENDING} & set(states)


def nobody_was_told_twice() -> None:
    """Each Message-ID once in the folder of letters, and once in the rows."""
    letters = Counter(
        line
        for path in Path(settings().home).rglob("*.eml")
        for line in path.read_text("utf-8", "replace").splitlines()
        if line.lower().startswith("message-id:")
    )
    assert letters
    assert max(letters.values()) == 1
