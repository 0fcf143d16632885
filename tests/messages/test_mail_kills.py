"""A worker killed at every named point: no mail twice, and none that is lost without a word."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from mentoring import clock, db, faults
from mentoring.messages import MessageState
from mentoring.queue import Job

from .office import delivered, due, healthy, hired, row, swept, told, use
from .post import Mailbox

ROOT = Path(__file__).parents[2]
CHILD = """
import sys
from uuid import UUID
from mentoring import messages
messages.deliver(job_id=UUID(sys.argv[1]))
"""
PENDING = MessageState.PENDING
# Where it dies, what the message is after the sweep, and how many mails have arrived by then.
MAIL_POINTS = {
    "claim": (MessageState.PENDING, 0),
    "message.claimed": (MessageState.PENDING, 0),
    "smtp.connected": (MessageState.PENDING, 0),
    "smtp.addressed": (MessageState.PENDING, 0),
    "smtp.sending": (MessageState.UNCERTAIN, 0),
    "smtp.accepted": (MessageState.UNCERTAIN, 1),
    "smtp.sent": (MessageState.SENT, 1),
}


def killed(job_id: UUID, at: str) -> int:
    environment = {**os.environ, "PAMONG_DIE_AT": at}
    command = [sys.executable, "-c", CHILD, str(job_id)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, timeout=60).returncode


def test_every_point_on_the_way_of_a_mail_is_tried() -> None:
    assert set(MAIL_POINTS) >= {p for p in faults.POINTS if p.startswith(("smtp.", "message."))}


@pytest.mark.parametrize("at", MAIL_POINTS)
def test_killed_there_it_is_never_sent_twice_and_never_lost_silently(
    database: str, box: Mailbox, at: str
) -> None:
    message_id = told(hired("Ani"))
    job_id = due(message_id)
    assert killed(job_id, at) == -signal.SIGKILL
    swept()
    state, mails = MAIL_POINTS[at]
    if state is not MessageState.SENT:
        found = delivered(message_id)  # the next worker
        assert found.state == (MessageState.SENT if mails == 0 and state is PENDING else state)
    assert sum(box.times().values()) == (1 if state is PENDING else mails)
    if row(message_id).state == MessageState.UNCERTAIN:
        assert row(message_id).code == "worker_died_while_sending"
    healthy()


def test_a_letter_in_the_folder_is_written_again_as_the_same_file(
    database: str, home: Path
) -> None:
    message_id = told(hired("Ani"))
    assert killed(due(message_id), "eml.written") == -signal.SIGKILL
    swept()
    assert delivered(message_id).state == MessageState.SENT
    assert [file.name for file in (home / "surat").iterdir()] == [f"{message_id}.eml"]
    healthy()


def test_a_message_that_kills_three_workers_is_given_up_and_seen(home: Path, box: Mailbox) -> None:
    message_id = told(hired("Ani"))
    for _death in range(3):
        assert killed(due(message_id), "smtp.addressed") == -signal.SIGKILL
        swept()
    assert (row(message_id).state, row(message_id).code) == (MessageState.FAILED, "given_up")
    assert box.mails == []
    healthy()


def test_who_is_thought_dead_while_sending_tells_the_truth_late(
    home: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that was only slow: its message became uncertain, then its yes is written down."""
    use(monkeypatch, lease_seconds=5)
    message_id = told(hired("Ani"))
    job_id = due(message_id)
    command = [sys.executable, "-c", FROZEN, str(job_id)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "accepted\n"
        child.send_signal(signal.SIGSTOP)
        lapse(job_id)
        swept()
        assert delivered(message_id).state == MessageState.UNCERTAIN
        child.send_signal(signal.SIGCONT)
        assert child.wait(30) == 0
    assert row(message_id).state == MessageState.SENT
    assert list(box.times().values()) == [1]
    healthy()


FROZEN = """
import sys, time
from uuid import UUID
from mentoring import faults, messages

passed = faults.point
def point(name):
    passed(name)
    if name == "smtp.accepted":
        print("accepted", flush=True)
        time.sleep(1)

faults.point = point
messages.deliver(job_id=UUID(sys.argv[1]))
"""


def lapse(job_id: UUID) -> None:
    with db.transaction() as session:
        session.get_one(Job, job_id).lease_until = clock.now() - timedelta(seconds=1)
