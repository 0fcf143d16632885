"""Rows 15 and 20 of the fault matrix: PostgreSQL dies under load, and nobody can hear the logs."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentoring import db, schema
from mentoring.errors import OutOfReach
from mentoring.programmes import RunState
from mentoring.settings import fresh
from tests import servers

from .plant import QUICK, ROOT, Plant, plant


@pytest.fixture
def crashing(
    quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Plant, servers.Postgres]]:
    """A plant on a PostgreSQL of its own."""
    with servers.own_postgres() as store:
        monkeypatch.setenv("PAMONG_DATABASE_URL", store.url("postgres"))
        fresh()
        schema.upgrade()
        with plant(tmp_path) as made:
            yield made, store
        db.forget_engine()


def test_a_store_that_crashes_while_a_run_is_solved_is_got_over(
    crashing: tuple[Plant, servers.Postgres],
) -> None:
    made, store = crashing
    run_id = made.open().town.ask()
    busy = made.worker(PAMONG_MISCHIEF="endless")
    made.until(lambda: made.run(run_id).state == RunState.RUNNING)
    store.crash()
    with pytest.raises(OutOfReach):
        made.run(run_id)
    time.sleep(3)
    store.start()
    time.sleep(2)
    assert busy.poll() is None  # it waits for the store, as it should
    busy.kill()
    made.worker()
    made.until(lambda: made.run(run_id).state == RunState.READY)
    made.until(made.quiet)
    made.healthy()


def test_a_store_that_restarts_again_and_again_under_a_stream_of_hires(
    crashing: tuple[Plant, servers.Postgres],
) -> None:
    made, store = crashing
    made.settled()
    made.worker()
    for n in range(3):
        made.hire(f"Susulan{n}")
        store.crash()
        store.start()
        made.until(made.answers)
    made.until(lambda: made.quiet() and len(made.town.pairs()) == 3)
    made.healthy()


def test_a_worker_that_starts_before_its_store_waits_for_it(
    crashing: tuple[Plant, servers.Postgres],
) -> None:
    made, store = crashing
    run_id = made.open().town.ask()
    store.crash()
    early = made.worker()
    time.sleep(4)
    assert early.poll() is None, made.logs()
    store.start()
    made.until(made.answers)
    made.until(lambda: made.run(run_id).state == RunState.READY)
    made.healthy()


def test_a_worker_whose_log_nobody_can_take_works_on(plant_here: Plant) -> None:
    run_id = plant_here.open().town.ask()
    with open("/dev/full", "wb") as full:
        worker = subprocess.Popen(
            [sys.executable, "cli.py", "worker"], cwd=ROOT, env=os.environ | QUICK,
            stdin=subprocess.DEVNULL, stdout=full, stderr=full,
        )  # fmt: skip
    plant_here.processes.append(worker)
    (plant_here.folder / "worker-0.log").touch()
    plant_here.until(lambda: plant_here.run(run_id).state == RunState.READY)
    assert worker.poll() is None
    plant_here.healthy()
