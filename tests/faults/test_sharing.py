"""A large run is solved in parts by several workers, and joined by one, whoever dies meanwhile."""

import signal
import time

from sqlmodel import select

from mentoring import db, presence, programmes
from mentoring.programmes import RunState
from mentoring.programmes.tables import RunPart
from mentoring.queue import Job, JobState
from tests.programmes.town import policy

from .plant import Plant

SHARE = {"PAMONG_SHARE_PAIRS": "1"}


def agencies(plant: Plant, count: int = 4) -> Plant:
    """So many offices, whose people are only paired within."""
    mentors, mentees = [], []
    for office in range(count):
        for n in range(3):
            mentors.append(f"Ayu{office}{n}")
            plant.town.person(mentors[-1], unit=f"Unit{office}")
            mentees.append(f"Baru{office}{n}")
            plant.town.newcomer(mentees[-1], unit=f"Unit{office}")
    rules = policy(pair={"same_unit": "required"})
    plant.town.programme(mentors=mentors, mentees=mentees, toml=rules)
    return plant


def parts_done() -> list[Job]:
    with db.transaction(reads=True) as session:
        return list(
            session.exec(
                select(Job).where(Job.kind == programmes.sharing.JOB, Job.state == JobState.DONE)
            )
        )


def alive(count: int) -> bool:
    with db.transaction(reads=True) as session:
        return len(presence.alive(session)) == count


def verified(plant: Plant) -> bool:
    with db.transaction() as session:
        run = programmes.find_run(session, programme=programmes.find_programme(session))
        left = session.exec(select(RunPart.id)).all()
        return programmes.verify(session, run=run).ok and not left


def test_parts_are_solved_by_several_workers_and_the_proof_is_of_the_whole(plants: Plant) -> None:
    plant = agencies(plants)
    for _worker in range(2):
        plant.worker(**SHARE)
    plant.until(lambda: alive(2))
    run_id = plant.town.ask()
    plant.until(lambda: plant.run(run_id).state == RunState.READY)
    done = parts_done()
    assert len(done) == 4
    assert len({job.owner for job in done}) == 2
    assert len(plant.town.pairs()) == 12
    assert verified(plant)
    plant.healthy()


def test_a_worker_that_dies_with_a_part_in_hand_only_costs_time(plant_here: Plant) -> None:
    plant = agencies(plant_here)
    helper = plant.worker(PAMONG_MISCHIEF="endless", **SHARE)
    plant.worker(**SHARE)
    plant.until(lambda: alive(2))
    run_id = plant.town.ask()
    time.sleep(4)
    helper.send_signal(signal.SIGKILL)
    plant.until(lambda: plant.run(run_id).state == RunState.READY)
    assert len(plant.town.pairs()) == 12
    assert verified(plant)
    plant.until(plant.quiet)
    plant.healthy()
