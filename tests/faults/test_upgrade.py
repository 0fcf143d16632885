"""Row 40 of the fault matrix: a migration is killed, and an old worker meets a newer schema."""

import subprocess
import sys

from sqlalchemy import inspect, text

from mentoring import db, schema
from mentoring.programmes import RunState

from .plant import ROOT, Plant

KILLED = """
import os, signal
from sqlalchemy import text
from mentoring import schema
with schema.migrating() as connection:
    connection.execute(text("CREATE TABLE half (id INTEGER)"))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_migration_leaves_nothing_and_may_be_run_again(plants: Plant) -> None:
    before = inspect(db.engine()).get_table_names()
    db.forget_engine()
    done = subprocess.run([sys.executable, "-c", KILLED], cwd=ROOT, check=False, timeout=60)
    assert done.returncode == -9
    assert inspect(db.engine()).get_table_names() == before
    schema.upgrade()
    schema.require_head()
    run_id = plants.open().town.ask()
    plants.worker()
    plants.until(lambda: plants.run(run_id).state == RunState.READY)
    plants.healthy()


def test_an_old_worker_touches_nothing_of_a_newer_schema(plants: Plant) -> None:
    """New code has migrated while this worker runs: it says so and waits to be replaced."""
    plants.settled()
    worker = plants.worker()
    plants.hire("Sebelum")
    plants.until(lambda: "Sebelum" in plants.town.pairs())
    plants.until(plants.quiet)
    known = moved_to("later")
    plants.until(lambda: "why=NotNow" in plants.logs() or '"why": "NotNow"' in plants.logs())
    run_id = plants.town.ask()
    plants.until(lambda: plants.logs().count("NotNow") > 6)
    assert plants.run(run_id).state == RunState.QUEUED
    moved_to(known)  # as a new worker with the new code would find it
    plants.until(lambda: plants.run(run_id).state != RunState.QUEUED)
    plants.until(plants.quiet)
    assert worker.poll() is None
    plants.healthy()


def moved_to(version: str) -> str:
    """Let the schema claim to be of this version; the one before."""
    with db.transaction() as session:
        found: str = session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        session.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
        return found
