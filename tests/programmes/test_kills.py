"""A process killed in the middle of recording or approving leaves the database as it was."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mentoring import db, programmes
from mentoring.programmes import RunState

from .town import Town, paired_town, the_programme, the_run

ROOT = Path(__file__).parents[2]
# The child does the real thing and is killed by the n-th statement that writes.
CHILD = """
import os, signal, sys
from uuid import UUID
from sqlalchemy import event
from mentoring import db, programmes
from mentoring.errors import PamongError

deed, last, run_id, by = sys.argv[1], int(sys.argv[2]), UUID(sys.argv[3]), UUID(sys.argv[4])
counting = deed == "approve"
written = 0

def count(_connection, _cursor, statement, *_more):
    global written
    if counting and statement.split()[0] in {"INSERT", "UPDATE"}:
        written += 1
        if written == last:
            os.kill(os.getpid(), signal.SIGKILL)

def say(step, _share):
    global counting
    counting = step == "recording"

event.listen(db.engine(), "after_cursor_execute", count)
if last == 0:
    die = lambda _connection: counting and os.kill(os.getpid(), signal.SIGKILL)
    event.listen(db.engine(), "commit", die)
if deed == "record":
    with db.transaction() as session:
        job_id = session.get_one(programmes.MatchRun, run_id).job_id
    programmes.work(job_id=job_id, progress=say)
else:
    with db.transaction() as session:
        found = programmes.find_programme(session)
        programmes.approve(session, programme=found, by=by,
                           run=programmes.find_run(session, programme=found))
"""


def killed(town: Town, deed: str, at: int, run_id: object) -> int:
    command = [sys.executable, "-c", CHILD, deed, str(at), str(run_id), str(town.by)]
    return subprocess.run(command, cwd=ROOT, env=os.environ, check=False, timeout=60).returncode


@pytest.mark.parametrize("at", [1, 3, 5, 0], ids=["first", "third", "fifth", "commit"])
def test_a_kill_while_recording_leaves_no_trace_of_the_result(town: Town, at: int) -> None:
    run_id = paired_town(town, mentees=3).ask()
    assert killed(town, "record", at, run_id) == -signal.SIGKILL
    with db.transaction() as session:
        run = the_run(session)
        assert (run.state, run.digest, run.summary) == (RunState.RUNNING, None, {})
        assert programmes.proposals(session, run=run) == []
        assert the_programme(session).proposed_run_id is None
        assert programmes.broken(session) == []
    town.run()  # the killed process is no more: what it held is taken back at once
    assert len(town.pairs()) == 3
    assert town.healthy()


@pytest.mark.parametrize("at", [1, 2, 3, 5, 0], ids=["1st", "2nd", "3rd", "5th", "commit"])
def test_a_kill_while_approving_leaves_the_proposal_to_be_approved(town: Town, at: int) -> None:
    run = paired_town(town, mentees=3).run()
    code = killed(town, "approve", at, run.id)
    assert code == -signal.SIGKILL
    assert town.running() == {}
    assert town.healthy()
    assert town.approve().begun == 3
    assert town.healthy()


def test_a_kill_on_postgresql_leaves_no_half_approval(towns: Town) -> None:
    run = paired_town(towns, mentees=3).run()
    assert killed(towns, "approve", 3, run.id) == -signal.SIGKILL
    assert towns.running() == {}
    assert towns.approve().begun == 3
    assert towns.healthy()
