"""A whole installation for fault tests: worker processes that are killed, frozen and started again.

Every process is real and has settings of its own; nothing here stands in for our code. Workers
end by their own pid when a test ends.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from sqlmodel import select

from mentoring import db, programmes, queue
from mentoring.errors import PamongError
from mentoring.programmes import MatchRun
from mentoring.queue import Job, JobState
from tests.programmes.town import Town, opened, policy

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
# Small spans, so that a test sees in seconds what takes minutes in an office.
QUICK = {"PAMONG_SWEEP_SECONDS": "1", "PAMONG_LEASE_SECONDS": "5", "PAMONG_QUIET_SECONDS": "0"}


@dataclass
class Plant:
    """One database, one town in it, and any number of worker processes."""

    folder: Path
    town: Town = field(default_factory=opened)
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def worker(self, *words: str, **settings: str) -> subprocess.Popen[bytes]:
        """Start `pamong worker` with these settings besides the quick ones."""
        return self.start([sys.executable, "cli.py", "worker", *words], **settings)

    def dramatiq(self, **settings: str) -> subprocess.Popen[bytes]:
        """Start plain `dramatiq workers.main`."""
        command = [sys.executable, "-m", "dramatiq", "workers.main", "-p", "1", "-t", "2"]
        return self.start(command, **settings)

    def start(self, command: list[str], **settings: str) -> subprocess.Popen[bytes]:
        log = self.log(len(self.processes))
        with log.open("wb") as out:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=os.environ | QUICK | settings,
                stdout=out,
                stderr=out,
                stdin=subprocess.DEVNULL,
            )
        self.processes.append(process)
        return process

    def freeze(self, process: subprocess.Popen[bytes]) -> None:
        """Stop it where it holds no transaction: within one it would hold SQLite's only lock."""
        while True:
            process.send_signal(signal.SIGSTOP)
            # The signal is only sent by then: until its last thread stands, it may still begin one.
            os.waitid(os.P_PID, process.pid, os.WSTOPPED)
            if self.writable():
                return
            process.send_signal(signal.SIGCONT)
            time.sleep(0.1)

    def writable(self) -> bool:
        """Somebody else can write; a frozen writer keeps its rows, of SQLite the whole file."""
        if db.engine().dialect.name != "sqlite":
            try:
                with db.transaction() as session:
                    session.exec(select(Job.id).with_for_update(nowait=True)).all()
                    session.exec(select(programmes.Programme.id).with_for_update(nowait=True)).all()
            except PamongError:
                return False
            return True
        file = sqlite3.connect(str(db.engine().url.database), timeout=0.5, isolation_level=None)
        try:
            file.execute("BEGIN IMMEDIATE")
            file.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return False
        finally:
            file.close()
        return True

    def types(self, *words: str) -> str:
        """One command of an officer, in a process of its own; what it printed."""
        done = self.tries(*words)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    def tries(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """One command that may fail, with these settings besides the quick ones."""
        return subprocess.run(
            [sys.executable, "cli.py", "--as", "hr", *words],
            cwd=ROOT,
            env=os.environ | QUICK | settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def log(self, number: int) -> Path:
        return self.folder / f"worker-{number}.log"

    def logs(self) -> str:
        """What every worker has said."""
        return "\n".join(self.log(n).read_text() for n in range(len(self.processes)))

    def end(self) -> None:
        """End what still lives, by its own pid."""
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.kill()
            process.wait()

    # --- what happens in the town -------------------------------------------------------------

    def settled(self, *, mentees: int = 3) -> "Plant":
        """A programme with an approved match: from here on changes ask for a match themselves."""
        self.open(mentees=mentees)
        self.town.run()
        self.town.approve()
        return self

    def open(self, *, mentees: int = 3) -> "Plant":
        for name in ("Ayu", "Eko", "Gita"):
            self.town.person(name, email=address(name))
        names = [f"Baru{n}" for n in range(mentees)]
        for name in names:
            self.town.newcomer(name, email=address(name))
        self.town.programme(mentors=["Ayu", "Eko", "Gita"], mentees=names, toml=policy())
        self.town.places(Ayu=50, Eko=50, Gita=50)
        return self

    def hire(self, name: str) -> None:
        """One newcomer, hired and enrolled."""
        self.town.newcomer(name, email=address(name))
        self.town.enrol(programmes.Side.MENTEE, [name])

    def until(self, done: Callable[[], bool], *, patience: float = PATIENCE) -> None:
        """Wait for it, or fail with what the workers said."""
        last = time.monotonic() + patience
        while not done():
            assert time.monotonic() < last, self.logs()[-6000:]
            time.sleep(0.1)

    def run(self, run_id: UUID) -> MatchRun:
        with db.transaction(reads=True) as session:
            return session.get_one(MatchRun, run_id)

    def job(self, run_id: UUID) -> Job:
        with db.transaction(reads=True) as session:
            job_id = session.get_one(MatchRun, run_id).job_id
            assert job_id is not None
            return session.get_one(Job, job_id)

    def job_ids(self) -> list[UUID]:
        with db.transaction(reads=True) as session:
            return list(session.exec(select(Job.id)))

    def quiet(self) -> bool:
        """Nothing waits that is due, and nobody works."""
        with db.transaction(reads=True) as session:
            open_jobs = session.exec(
                select(Job.id).where(
                    (Job.state == JobState.RUNNING)
                    | ((Job.state == JobState.QUEUED) & (Job.due <= queue.moment(session)))
                )
            )
            return open_jobs.first() is None

    def answers(self) -> bool:
        """The store can be asked."""
        try:
            return self.quiet() or True
        except PamongError:
            return False

    def healthy(self) -> None:
        """Every invariant of `pamong doctor` holds, and the database file is whole."""
        self.town.healthy()


def address(name: str) -> str:
    """Where somebody gets mail; the domain is reserved for tests."""
    return f"{name.lower().replace(' ', '.')}@contoh.test"


@contextmanager
def plant(folder: Path) -> Iterator[Plant]:
    """A plant whose processes end with the test."""
    made = Plant(folder)
    try:
        yield made
    finally:
        made.end()
