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

from mentoring import access, clock, db, programmes
from mentoring.programmes import RunState
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
    return run.id


def state_of(run_id: UUID) -> str:
    with db.transaction() as session:
        return session.get_one(programmes.MatchRun, run_id).state


def test_a_worker_solves_what_was_asked_for_here(worker: subprocess.Popen[bytes]) -> None:
    from workers import broker, matches

    # This process made its broker before the setting was there; tell the same Valkey.
    matches.solve_run.broker = broker.make_broker()
    matches.solve_run.broker.declare_queue(matches.QUEUE)
    run_id = ask_for_a_run()
    for _again in range(3):  # a repeated nudge is harmless
        matches.solve_run.send(str(run_id))
    deadline = time.monotonic() + PATIENCE
    while state_of(run_id) != RunState.READY:
        assert worker.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.1)
    with db.transaction() as session:
        run = session.get_one(programmes.MatchRun, run_id)
        assert run.attempts == 1
        assert run.summary["mentees"] == 0  # nobody is enrolled, and it says so


def test_without_a_broker_the_row_waits_and_nothing_is_lost(database: str) -> None:
    from mentoring import queue

    queue.use(None)
    run_id = ask_for_a_run()
    assert not queue.tell(run_id)
    assert state_of(run_id) == RunState.QUEUED
    done = programmes.work(run_id=run_id)
    assert done is not None
    assert done.state == RunState.READY


def test_a_broker_that_cannot_be_reached_is_said_and_loses_nothing(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    from mentoring import queue

    def unreachable(_run_id: UUID) -> None:
        raise OSError("refused")

    queue.use(unreachable)
    run_id = ask_for_a_run()
    try:
        assert not queue.tell(run_id)
    finally:
        queue.use(None)
    assert "queue.nudge_failed" in caplog.text
    assert state_of(run_id) == RunState.QUEUED
