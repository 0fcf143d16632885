"""Rows 18, 19, 34 of the fault matrix: the store is busy, full, or changes in a burst."""

import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from sqlmodel import select

from mentoring import db
from mentoring.programmes import MatchRun, RunState, Side
from mentoring.settings import settings

from .plant import ROOT, Plant


def test_a_store_locked_for_a_while_is_waited_for(plant_here: Plant) -> None:
    plant = plant_here.open()
    run_id = plant.town.ask()
    worker = plant.worker()
    locker = sqlite3.connect(settings().home / "pamong.db", isolation_level=None)
    locker.execute("BEGIN IMMEDIATE")
    time.sleep(8)
    locker.execute("ROLLBACK")
    locker.close()
    plant.until(lambda: plant.run(run_id).state == RunState.READY)
    assert worker.poll() is None
    plant.healthy()


FULL = """
import resource, runpy, sys
from pathlib import Path
size = sum(Path(name).stat().st_size for name in sys.argv[1:3] if Path(name).exists())
# No file of this process may grow beyond this: as on a disk that is full.
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40_000, size + 40_000))
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
sys.argv = ["cli.py", "worker"]
runpy.run_path("cli.py", run_name="__main__")
"""


def test_a_full_disk_undoes_the_whole_result_and_is_got_over(plant_here: Plant) -> None:
    plant = plant_here.open(mentees=60)
    run_id = plant.town.ask()
    store = settings().home / "pamong.db"
    db.forget_engine()  # the log is folded into the file
    sqlite3.connect(store).execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    worker = plant.start([sys.executable, "-c", FULL, str(store), str(store) + "-wal"])
    time.sleep(8)
    state = plant.run(run_id).state
    assert state in {RunState.QUEUED, RunState.RUNNING, RunState.READY}
    worker.kill()
    worker.wait()
    plant.worker()
    plant.until(lambda: plant.run(run_id).state == RunState.READY)
    check = sqlite3.connect(store)
    assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    check.close()
    plant.healthy()


def test_a_burst_of_hires_is_a_few_runs_and_the_last_one_covers_all(plants: Plant) -> None:
    plant = plants.settled()
    with db.transaction(reads=True) as session:
        before = len(session.exec(select(MatchRun.id)).all())
    plant.worker()
    names = [f"Susulan{n}" for n in range(60)]
    for name in names:
        plant.town.newcomer(name)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda name: plant.town.enrol(Side.MENTEE, [name]), names))
    plant.until(lambda: plant.quiet() and all_covered(plant, names))
    with db.transaction(reads=True) as session:
        runs = len(session.exec(select(MatchRun.id)).all()) - before
    assert runs < len(names) / 2
    plant.healthy()


def all_covered(plant: Plant, names: list[str]) -> bool:
    return set(names) <= set(plant.town.pairs()) | set(plant.town.nobody())


def test_two_workers_share_what_waits_and_nothing_is_done_twice(plants: Plant) -> None:
    plant = plants.settled()
    workers = [plant.worker(), plant.worker()]
    threads = [threading.Thread(target=plant.hire, args=(f"Susulan{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    plant.until(lambda: plant.quiet() and all_covered(plant, [f"Susulan{n}" for n in range(6)]))
    assert all(worker.poll() is None for worker in workers)
    plant.healthy()


def test_a_worker_of_an_old_schema_refuses_to_start(plant_here: Plant) -> None:
    from mentoring import schema

    schema.downgrade("0001")
    db.forget_engine()
    done = subprocess.run(
        [sys.executable, "cli.py", "worker"], cwd=ROOT, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert "pamong init" in done.stderr
