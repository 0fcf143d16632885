"""Rows 1-6 and 12-14 of the fault matrix: workers that die, freeze, are told to stop, go mad."""

import os
import signal
import time

import pytest

from mentoring import faults, presence
from mentoring.programmes import RunState

from .plant import Plant

RUN_POINTS = [name for name in faults.POINTS if name.startswith(("claim", "run."))]


def ready(plant: Plant, run_id: object) -> bool:
    return plant.run(run_id).state == RunState.READY  # type: ignore[arg-type]


@pytest.mark.parametrize("point", RUN_POINTS)
def test_a_worker_killed_at_any_point_of_a_run_costs_nothing_but_time(
    plant_here: Plant, point: str
) -> None:
    plant = plant_here.open()
    run_id = plant.town.ask()
    doomed = plant.worker(PAMONG_DIE_AT=point)
    assert doomed.wait(60) == -signal.SIGKILL, f"{point} was never passed"
    plant.worker()
    plant.until(lambda: ready(plant, run_id))
    assert len(plant.town.pairs()) == 3
    plant.until(plant.quiet)
    plant.healthy()


@pytest.mark.parametrize("point", ["claim", "run.solved", "run.recorded"])
def test_the_same_on_postgresql(plants: Plant, point: str) -> None:
    plant = plants.open()
    run_id = plant.town.ask()
    assert plant.worker(PAMONG_DIE_AT=point).wait(60) == -signal.SIGKILL
    plant.worker()
    plant.until(lambda: ready(plant, run_id))
    plant.healthy()


def test_a_sweep_killed_while_taking_back_leaves_it_to_the_next(plant_here: Plant) -> None:
    plant = plant_here.open()
    run_id = plant.town.ask()
    plant.worker(PAMONG_DIE_AT="run.solved").wait(60)
    assert plant.worker(PAMONG_DIE_AT="sweep.taken_back").wait(60) == -signal.SIGKILL
    assert plant.job(run_id).crashes == 0
    plant.worker()
    plant.until(lambda: ready(plant, run_id))
    assert plant.job(run_id).crashes == 1
    plant.healthy()


def test_every_named_point_is_passed_by_some_test() -> None:
    covered = {*RUN_POINTS, "sweep.taken_back"}
    # Those of messages are killed at in tests/messages.
    later = {n for n in faults.POINTS if n.startswith(("message.", "smtp.", "eml.", "webhook."))}
    assert covered | later == set(faults.POINTS)


def test_told_to_stop_while_solving_a_worker_hands_its_run_back(plants: Plant) -> None:
    plant = plants.open()
    run_id = plant.town.ask()
    busy = plant.worker(PAMONG_MISCHIEF="endless")
    plant.until(lambda: plant.run(run_id).state == RunState.RUNNING)
    time.sleep(1)
    busy.send_signal(signal.SIGTERM)
    assert busy.wait(30) == 0
    assert plant.run(run_id).state == RunState.QUEUED
    assert (plant.job(run_id).crashes, plant.job(run_id).errors) == (0, 0)
    plant.worker()
    plant.until(lambda: ready(plant, run_id))
    plant.healthy()


def test_a_second_signal_ends_a_worker_at_once(plant_here: Plant) -> None:
    plant = plant_here.open()
    run_id = plant.town.ask()
    busy = plant.worker(PAMONG_MISCHIEF="endless")
    plant.until(lambda: plant.run(run_id).state == RunState.RUNNING)
    busy.send_signal(signal.SIGSTOP)
    busy.send_signal(signal.SIGTERM)
    busy.send_signal(signal.SIGINT)
    busy.send_signal(signal.SIGCONT)
    assert busy.wait(60) == 1
    plant.worker()
    plant.until(lambda: ready(plant, run_id))
    plant.healthy()


def test_a_worker_frozen_past_its_lease_changes_nothing_when_it_wakes(plants: Plant) -> None:
    plant = plants.open()
    run_id = plant.town.ask()
    frozen = plant.worker(PAMONG_MISCHIEF="endless")
    plant.until(lambda: plant.run(run_id).state == RunState.RUNNING)
    plant.freeze(frozen)
    plant.worker()
    plant.until(lambda: ready(plant, run_id))
    token = plant.job(run_id).token
    frozen.send_signal(signal.SIGCONT)
    time.sleep(3)
    assert (plant.run(run_id).state, plant.job(run_id).token) == (RunState.READY, token)
    plant.healthy()


@pytest.mark.parametrize(
    ("mischief", "said", "tries"),
    [
        ("crash", "berhenti mendadak", 3),
        ("memory", "batas memori", 1),
        ("endless", "batas waktu", 1),
    ],
)
def test_a_case_that_breaks_its_solver_fails_with_a_sentence_and_harms_nobody_else(
    plant_here: Plant, mischief: str, said: str, tries: int
) -> None:
    plant = plant_here.open()
    run_id = plant.town.ask()
    worker = plant.worker(PAMONG_MISCHIEF=mischief, PAMONG_SOLVE_SECONDS="15")
    plant.until(lambda: plant.run(run_id).state == RunState.FAILED)
    assert said in (plant.run(run_id).error_text or "")
    assert plant.job(run_id).attempts == tries
    assert worker.poll() is None  # the worker itself lives
    plant.healthy()


def test_a_case_that_kills_its_worker_three_times_is_given_up(plant_here: Plant) -> None:
    plant = plant_here.open()
    run_id = plant.town.ask()
    for _death in range(3):
        assert plant.worker(PAMONG_DIE_AT="run.claimed").wait(60) == -signal.SIGKILL
    plant.worker()
    plant.until(lambda: plant.run(run_id).state == RunState.FAILED)
    assert "tiga kali" in (plant.run(run_id).error_text or "")
    again = plant.town.ask()
    plant.until(lambda: ready(plant, again))
    plant.healthy()


def test_cancelling_works_while_solving(plant_here: Plant) -> None:
    from mentoring import db, programmes

    plant = plant_here.open()
    run_id = plant.town.ask()
    plant.worker(PAMONG_MISCHIEF="endless")
    plant.until(lambda: plant.run(run_id).state == RunState.RUNNING)
    with db.transaction() as session:
        run = session.get_one(programmes.MatchRun, run_id)
        programmes.cancel(session, run=run, by=plant.town.by)
    plant.until(lambda: plant.run(run_id).state == RunState.CANCELLED, patience=15)
    plant.healthy()


def test_a_newer_import_ends_a_running_solve_early_and_the_run_is_asked_for_again(
    plant_here: Plant,
) -> None:
    plant = plant_here.open()
    run_id = plant.town.ask()
    busy = plant.worker(PAMONG_MISCHIEF="endless")
    plant.until(lambda: plant.run(run_id).state == RunState.RUNNING)
    time.sleep(1)
    plant.town.change("Ayu", grade=34)
    plant.until(lambda: plant.run(run_id).state == RunState.SUPERSEDED, patience=15)
    busy.kill()
    plant.worker()
    plant.until(plant.quiet)
    assert len(plant.town.pairs()) == 3
    plant.healthy()


def test_nobody_is_left_behind_when_a_worker_dies(plant_here: Plant) -> None:
    """The child that solves dies with its worker."""
    plant = plant_here.open()
    run_id = plant.town.ask()
    busy = plant.worker(PAMONG_MISCHIEF="endless")
    plant.until(lambda: plant.run(run_id).state == RunState.RUNNING)
    plant.until(lambda: bool(children(busy.pid)))
    (child,) = children(busy.pid)
    busy.kill()
    busy.wait()
    plant.until(lambda: presence.has_died(f"{presence.me().rpartition(':')[0]}:{child}"))


def children(pid: int) -> list[int]:
    """The processes that this one has started, by any of its threads."""
    found = []
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as file:
            found += [int(word) for word in file.read().split()]
    return found
