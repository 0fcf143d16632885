"""A run asked for here is solved by another process, told through a real Valkey."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from mentoring import access, clock, db, programmes, queue
from mentoring.programmes import RunState
from mentoring.queue import Job, JobState
from mentoring.settings import fresh

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


@pytest.fixture
def worker(
    database: str, valkey_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[subprocess.Popen[bytes]]:
    """`dramatiq workers.main`, as the README says, with the settings of this test."""
    monkeypatch.setenv("PAMONG_REDIS_URL", valkey_url)
    fresh()
    command = [sys.executable, "-m", "dramatiq", "workers.main", "-p", "1", "-t", "1"]
    with (tmp_path / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ, stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0, (tmp_path / "worker.log").read_text()


def ask_for_a_run() -> UUID:
    with db.transaction() as session:
        account = access.open_account(
            session, login="hr", name="Petugas Contoh", role=access.Role.HR, by=None
        )
        made = programmes.create(
            session,
            code="baru",
            name="Baru",
            begins_on=clock.today(),
            toml=programmes.preset("onboarding"),
            by=account.id,
        )
        run = programmes.request_run(
            session, programme=made, scope="waiting", reason="uji", asked_by=account.id
        )
    assert run.job_id is not None
    return run.job_id


def job_of(job_id: UUID) -> Job:
    with db.transaction() as session:
        return session.get_one(Job, job_id)


def the_run(job_id: UUID) -> programmes.MatchRun:
    with db.transaction() as session:
        return session.get_one(programmes.MatchRun, UUID(session.get_one(Job, job_id).key))


def test_a_worker_solves_what_was_asked_for_here(worker: subprocess.Popen[bytes]) -> None:
    from workers import broker, matches

    # This process made its broker before the setting was there; tell the same Valkey.
    matches.work_on_match.broker = broker.make_broker()
    matches.work_on_match.broker.declare_queue(matches.QUEUE)
    job_id = ask_for_a_run()
    for _again in range(3):  # a repeated nudge is harmless
        matches.work_on_match.send(str(job_id))
    deadline = time.monotonic() + PATIENCE
    while job_of(job_id).state != JobState.DONE:
        assert worker.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert job_of(job_id).attempts == 1
    run = the_run(job_id)
    assert run.state == RunState.READY
    assert run.summary["mentees"] == 0  # nobody is enrolled, and it says so


def test_without_a_broker_the_row_waits_and_nothing_is_lost(database: str) -> None:
    queue.use(None)
    job_id = ask_for_a_run()
    assert job_of(job_id).state == JobState.QUEUED
    done = programmes.work(job_id=job_id, own_process=True)
    assert done is not None
    assert done.state == RunState.READY


def test_a_broker_that_cannot_be_reached_is_said_and_loses_nothing(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    def unreachable(_kind: str, _job_id: UUID) -> None:
        raise OSError("refused")

    queue.use(unreachable)
    try:
        job_id = ask_for_a_run()
    finally:
        queue.use(None)
    assert "queue.nudge_failed" in caplog.text
    assert the_run(job_id).state == RunState.QUEUED
