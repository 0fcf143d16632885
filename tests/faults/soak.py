"""The soak: a stream of hires, answers and approvals while everything is killed at random.

    python -m tests.faults.soak --minutes 30                   workers, broker and PostgreSQL die
    python -m tests.faults.soak --minutes 30 --store sqlite    workers die; no broker, one file

At the end nothing is lost and nobody was told anything twice, or it ends with an error. It prints
what happened in figures, as the README shows them.
"""

import argparse
import os
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from sqlmodel import select

from mentoring import db, messages, programmes, schema
from mentoring.errors import PamongError
from mentoring.messages import Message, MessageState
from mentoring.programmes import DeclineReason, MatchRun, Mentorship, MentorshipState, RunState
from mentoring.queue import Job, JobState
from mentoring.settings import fresh
from tests import servers
from tests.faults.plant import QUICK, Plant, plant
from tests.messages.post import Mailbox, mailbox

WORKERS = 2
QUIET = 240.0  # seconds to get over the last fault
OPEN_HOURS = {"PAMONG_QUIET_HOURS": "none", "PAMONG_WORKDAYS_ONLY": "false"}


@dataclass
class Soak:
    """One soak: what is running, who acts, and what has happened so far."""

    plant: Plant
    box: Mailbox
    dice: random.Random
    broker: servers.Valkey | None = None
    store: servers.Postgres | None = None
    happened: Counter[str] = field(default_factory=Counter)
    hired: list[str] = field(default_factory=list)
    names: Iterator[int] = field(default_factory=lambda: iter(range(10**6)))

    # --- the stream ---------------------------------------------------------------------------

    def live(self) -> None:
        """One deed of the office; what the database could not take is tried again by people."""
        deed = self.dice.choices(
            (self.hire, self.answer, self.approve, self.undo), weights=(3, 5, 4, 0.3)
        )[0]
        try:
            deed()
        except PamongError as refused:
            self.happened[f"refused: {type(refused).__name__}"] += 1

    def hire(self) -> None:
        name = f"Baru{next(self.names)}"
        self.plant.town.newcomer(name, email=f"{name.lower()}@contoh.test")
        self.plant.town.enrol(programmes.Side.MENTEE, [name])
        self.hired.append(name)
        self.happened["hired"] += 1

    def answer(self) -> None:
        with db.transaction() as session:
            offered = session.exec(
                select(Mentorship.id).where(Mentorship.state == MentorshipState.OFFERED)
            ).all()
            if not offered:
                return
            mentorship = session.get_one(Mentorship, self.dice.choice(sorted(offered)))
            by = self.plant.town.by
            if self.dice.random() < 0.7:
                programmes.accept(session, mentorship=mentorship, by=by)
                said = "accepted"
            else:
                reason = DeclineReason.WORKLOAD
                programmes.decline(session, mentorship=mentorship, reason=reason, words="", by=by)
                said = "declined"
        self.happened[said] += 1

    def approve(self) -> None:
        with db.transaction() as session:
            programme = programmes.find_programme(session)
            if programme.proposed_run_id is None:
                return
            run = session.get_one(MatchRun, programme.proposed_run_id)
            programmes.approve(session, programme=programme, run=run, by=self.plant.town.by)
        self.happened["approved"] += 1

    def undo(self) -> None:
        with db.transaction() as session:
            programme = programmes.find_programme(session)
            approved = session.exec(
                select(MatchRun)
                .where(MatchRun.programme_id == programme.id, MatchRun.state == RunState.APPROVED)
                .order_by(MatchRun.number.desc())  # type: ignore[attr-defined]
            ).first()
            # The first approval stays: before it nothing starts by itself.
            if approved is None or approved.number == 1:
                return
            by = self.plant.town.by
            programmes.undo(session, programme=programme, run=approved, reason="uji", by=by)
        self.happened["undone"] += 1

    # --- the faults ---------------------------------------------------------------------------

    def break_something(self) -> None:
        faults = [self.kill_worker, self.stop_worker, self.freeze_worker]
        if self.broker is not None:
            faults += [self.crash_broker, self.crash_store]
        fault = self.dice.choice(faults)
        fault()
        self.happened[f"fault: {fault.__name__}"] += 1
        self.happened["faults"] += 1

    def workers(self) -> list[int]:
        return [n for n, p in enumerate(self.plant.processes) if p.poll() is None]

    def kill_worker(self) -> None:
        for n in self.workers()[:1]:
            self.plant.processes[n].kill()
            self.plant.processes[n].wait()
        self.refill()

    def stop_worker(self) -> None:
        """Told to stop, as when a new release is brought in; its successor starts at once."""
        for n in self.workers()[:1]:
            self.plant.processes[n].send_signal(signal.SIGTERM)
        self.plant.worker()

    def freeze_worker(self) -> None:
        for n in self.workers()[:1]:
            self.plant.processes[n].send_signal(signal.SIGSTOP)
            # On SQLite it may hold the one lock: longer than that is an outage, not a fault.
            time.sleep(8 if self.store is not None else 2)
            self.plant.processes[n].send_signal(signal.SIGCONT)

    def crash_broker(self) -> None:
        assert self.broker is not None
        self.broker.stop()
        time.sleep(self.dice.uniform(0, 3))
        self.broker.start()

    def crash_store(self) -> None:
        assert self.store is not None
        self.store.crash()
        time.sleep(self.dice.uniform(0, 2))
        self.store.start()

    def refill(self) -> None:
        while len(self.workers()) < WORKERS:
            self.plant.worker()

    # --- the end ------------------------------------------------------------------------------

    def settle(self) -> None:
        """Let it get over the last fault: nothing waits, nobody works, nobody is forgotten."""
        self.refill()
        last = time.monotonic() + QUIET
        while time.monotonic() < last:
            with suppress(PamongError):
                self.approve()
                if self.quiet() and not self.forgotten():
                    return
            time.sleep(0.5)
        raise AssertionError(f"not quiet: {self.plant.logs()[-8000:]}")

    def quiet(self) -> bool:
        with db.transaction(reads=True) as session:
            left = session.exec(
                select(Job.id).where(Job.state.in_([JobState.QUEUED, JobState.RUNNING]))  # type: ignore[attr-defined]
            ).first()
            programme = programmes.find_programme(session)
            return left is None and programme.proposed_run_id is None

    def forgotten(self) -> set[str]:
        """Whoever was hired and has neither a mentor nor a place on the newest list."""
        town = self.plant.town
        return set(self.hired) - set(town.running()) - set(town.nobody())

    def judge(self) -> None:
        """Every promise, or an AssertionError."""
        with db.transaction() as session:
            broken = [*programmes.broken(session), *messages.broken(session)]
            said = list(session.exec(select(Message)))
            dead = session.exec(select(Job).where(Job.state == JobState.DEAD)).all()
            runs = Counter(session.exec(select(MatchRun.state)).all())
            crashes = sum(session.exec(select(Job.crashes)).all())
        assert broken == [], broken
        assert not dead, [(job.kind, job.error_code) for job in dead]
        times = self.box.times()
        arrived = {message_of(header): count for header, count in times.items()}
        twice = {m: count for m, count in arrived.items() if count > 1}
        assert not twice, twice
        states = Counter(message.state for message in said)
        lost = [
            m for m in said if m.state == MessageState.SENT and m.channel == "smtp"
            and m.id not in arrived
        ]  # fmt: skip
        assert not lost, lost
        allowed = {MessageState.SENT, MessageState.UNCERTAIN, MessageState.OBSOLETE}
        assert set(states) <= allowed, states
        unknown = arrived.keys() - {m.id for m in said}
        assert not unknown, unknown
        self.happened |= Counter({f"messages {state}": n for state, n in states.items()})
        self.happened |= Counter({f"runs {state}": n for state, n in runs.items()})
        self.happened["mails"] = sum(times.values())
        self.happened["leases taken back"] = crashes


def message_of(header: str) -> UUID:
    return UUID(header.strip("<>").partition("@")[0])


@contextmanager
def prepared(store: str, folder: Path, seed: int) -> Iterator[Soak]:
    """Everything started: store, broker, mail server, a town with mentors, the first approval."""
    with ExitStack() as stack:
        box, smtp = stack.enter_context(mailbox())
        changed = {**QUICK, **OPEN_HOURS, "PAMONG_HOME": str(folder), "PAMONG_SMTP_URL": smtp}
        broker = server = None
        if store == "postgresql":
            server = stack.enter_context(servers.own_postgres())
            broker = stack.enter_context(servers.own_valkey())
            changed |= {
                "PAMONG_DATABASE_URL": server.url("postgres"), "PAMONG_REDIS_URL": broker.url
            }  # fmt: skip
        os.environ.update(changed)
        fresh()
        db.forget_engine()
        schema.upgrade()
        made = stack.enter_context(plant(folder))
        soak = Soak(made, box, random.Random(seed), broker, server)
        for n in range(12):
            made.town.person(f"Senior{n}", email=f"senior{n}@contoh.test")
        seniors = [f"Senior{n}" for n in range(12)]
        made.town.programme(mentors=seniors, mentees=[])
        made.town.places(**dict.fromkeys(seniors, 4))
        for _first in range(5):
            soak.hire()
        made.town.run()
        made.town.approve()
        soak.refill()
        yield soak
        db.forget_engine()


def run(*, minutes: float, store: str, seed: int, folder: Path) -> Counter[str]:
    """Soak for so long, then judge. Returns what happened, in counts."""
    with prepared(store, folder, seed) as soak:
        end = time.monotonic() + 60 * minutes
        next_fault = time.monotonic() + 3
        while time.monotonic() < end:
            soak.live()
            if time.monotonic() >= next_fault:
                with suppress(PamongError):
                    soak.break_something()
                next_fault = time.monotonic() + soak.dice.uniform(2, 8)
            time.sleep(soak.dice.uniform(0, 0.8))
        soak.settle()
        soak.judge()
        return soak.happened


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=30)
    asked.add_argument("--store", choices=("postgresql", "sqlite"), default="postgresql")
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        happened = run(
            minutes=given.minutes, store=given.store, seed=given.seed, folder=Path(folder)
        )
    for what, count in sorted(happened.items()):
        print(f"{count:>7}  {what}")
    print("nothing lost, nothing twice")


if __name__ == "__main__":
    main()
