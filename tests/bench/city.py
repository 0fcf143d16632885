"""Measures the city on this machine, each step beside the one it must not outgrow.

    python -m tests.bench.city [--size city] [--rounds 3]

Prints seconds (median of the rounds), ratios of steps measured side by side, and the peak memory
of the whole process. Machines differ and are noisy: the ratios are what can be compared.
"""

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from mentoring import access, clock, competencies, db, demo, people, programmes, schema
from mentoring.settings import fresh


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--size", default="city", choices=list(demo.SIZES))
    words.add_argument("--rounds", type=int, default=3)
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = demo.write_city(Path(folder) / "f", size=asked.size, seed=1, today=clock.today())
        rounds = [measure(Path(folder) / str(i), files) for i in range(asked.rounds)]
    tell(asked.size, {step: statistics.median(r[step] for r in rounds) for step in rounds[0]})


def measure(home: Path, files: demo.DemoFiles) -> dict[str, float]:
    os.environ["PAMONG_HOME"] = str(home)
    fresh()
    db.forget_engine()
    took: dict[str, float] = {}

    def timed(step: str, deed: Callable[[], object]) -> None:
        begin = time.perf_counter()
        deed()
        took[step] = time.perf_counter() - begin

    schema.upgrade()
    actor = first_account()
    for kind, path in files.paths.items():
        timed(f"import {kind}", partial(take_in, kind, path, actor))
    timed("match run", partial(programmes.work, job_id=ask(actor)))
    timed("match verify", verify)
    settle(actor)
    hired = partial(fifty_hires_and_five_declines, actor)
    timed("50 hires, 5 declines, to the proposal", hired)
    timed("pamong --help", lambda: pamong("--help"))
    return took


def first_account() -> UUID:
    with db.transaction() as session:
        competencies.seed(session)
        return access.open_account(
            session, login="hr", name="Petugas Contoh", role=access.Role.ADMIN, by=None
        ).id


def take_in(kind: str, path: Path, actor: UUID) -> None:
    room = people if kind in people.layouts() else competencies
    with db.transaction() as session:
        plan = room.plan_import(session, kind=kind, path=path)
    with db.transaction() as session:
        room.apply_import(session, plan, actor_id=actor)


def ask(actor: UUID) -> UUID:
    with db.transaction() as session:
        made = programmes.create(
            session,
            code="baru",
            name="Baru",
            begins_on=clock.today(),
            toml=programmes.preset("onboarding"),
            by=actor,
            seed="1",
        )
        rules = programmes.rules_of(session, programme=made)
        for side in programmes.Side:
            chosen = programmes.suitable(session, rules=rules, side=side, today=clock.today())
            programmes.enrol(session, programme=made, side=side, profiles=chosen, by=actor)
        job_id = programmes.request_run(
            session, programme=made, scope="waiting", reason="ukur", asked_by=actor
        ).job_id
    assert job_id is not None
    return job_id


def verify() -> None:
    with db.transaction() as session:
        run = programmes.find_run(session, programme=programmes.find_programme(session))
        assert programmes.verify(session, run=run).ok


def settle(actor: UUID) -> None:
    """Fifty of the newcomers are not there yet; the others' match is approved and runs."""
    with db.transaction() as session:
        found = programmes.find_programme(session)
        run = programmes.find_run(session, programme=found)
        programmes.approve(session, programme=found, run=run, by=actor)
        for mentorship in programmes.mentorships(session, programme=found)[:50]:
            programmes.withdraw(session, mentorship=mentorship, reason="ukur", by=actor)


def fifty_hires_and_five_declines(actor: UUID) -> None:
    """Fifty people wait and five mentors say no: asked for, solved and proposed."""
    with db.transaction() as session:
        found = programmes.find_programme(session)
        running = programmes.mentorships(session, programme=found, states=["offered"])
        for mentorship in running[-5:]:
            programmes.decline(
                session, mentorship=mentorship, reason=programmes.DeclineReason.WORKLOAD,
                words="", by=mentorship.mentor_id,
            )  # fmt: skip
        run = programmes.request_run(
            session, programme=found, scope="waiting", reason="ukur", asked_by=actor
        )
    assert run.job_id is not None
    programmes.work(job_id=run.job_id)


def pamong(*words: str) -> None:
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, root / "cli.py", *words], check=True, stdout=subprocess.DEVNULL)


def tell(size: str, took: dict[str, float]) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say = sys.stdout.write
    say(f"{platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}\n\n")
    say(f"| step ({size}) | seconds | of the employee import |\n|---|---:|---:|\n")
    for step, seconds in took.items():
        say(f"| {step} | {seconds:.2f} | {seconds / took['import employees']:.2f} |\n")
    say(f"\nPeak memory of all of it in one process: {peak:.0f} MB\n")


if __name__ == "__main__":
    main()
