"""Measures the queue: latency, throughput, overhead beside plain Dramatiq, a burst of messages.

    python -m tests.bench.queue [--messages 2000] [--burst 10000]

Real parts: PostgreSQL, Valkey and a mail server on loopback, workers as processes of their own.
Machines differ and are noisy: the ratios are what can be compared.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlmodel import func, select

from mentoring import db, messages, presence, queue, schema, slots
from mentoring.messages import Event, Recipient, Telling
from mentoring.programmes import MatchRun, RunState
from mentoring.queue import Job, JobState
from mentoring.settings import fresh
from tests import servers
from tests.faults.plant import ROOT, Plant, plant
from tests.messages.post import mailbox

OPEN = {
    "PAMONG_QUIET_HOURS": "none", "PAMONG_WORKDAYS_ONLY": "false", "PAMONG_LEASE_SECONDS": "60",
    "PAMONG_SWEEP_SECONDS": "5", "PAMONG_QUIET_SECONDS": "0", "PAMONG_MAIL_PER_MINUTE": "100000",
}  # fmt: skip
# What a plain Dramatiq actor does here: one transaction that changes one row, and no promise.
PLAIN = """
import os
import dramatiq
from dramatiq.brokers.redis import RedisBroker
from sqlalchemy import text
from mentoring import db
dramatiq.set_broker(RedisBroker(url=os.environ["PAMONG_REDIS_URL"], namespace="plain"))

@dramatiq.actor
def touch(job_id):
    with db.transaction() as session:
        session.execute(text("UPDATE plain SET done = true WHERE id = :i"), {"i": job_id})
"""


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--messages", type=int, default=2000)
    words.add_argument("--burst", type=int, default=10_000)
    asked = words.parse_args()
    with prepared() as (made, folder):
        overhead(made, folder, asked.messages)
        for workers in (1, 2, 4):
            throughput(made, asked.messages, workers)
        latency(made)
        burst(made, asked.burst)


@contextmanager
def prepared() -> Iterator[tuple[Plant, Path]]:
    """A town on PostgreSQL with a broker and a mail server; no worker yet."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        _box, smtp = stack.enter_context(mailbox())
        store = stack.enter_context(servers.own_postgres())
        broker = stack.enter_context(servers.own_valkey())
        os.environ.update(
            OPEN, PAMONG_HOME=str(folder), PAMONG_SMTP_URL=smtp, PAMONG_REDIS_URL=broker.url,
            PAMONG_DATABASE_URL=store.url("postgres"),
        )  # fmt: skip
        fresh()
        db.forget_engine()
        schema.upgrade()
        from workers import actors  # noqa: F401 - this process nudges, as the pages do

        made = stack.enter_context(plant(folder))
        yield made.open(mentees=30), folder
        db.forget_engine()


def overhead(made: Plant, folder: Path, count: int) -> None:
    """The same small transaction, as a job of ours and as a plain Dramatiq message."""
    with db.transaction() as session:
        session.execute(text("CREATE TABLE plain (id text PRIMARY KEY, done boolean)"))
        ids = [uuid4().hex for _ in range(count)]
        session.execute(text("INSERT INTO plain VALUES (:i, false)"), [{"i": i} for i in ids])
    (folder / "plain.py").write_text(PLAIN, "utf-8")
    sys.path.insert(0, str(folder))
    import plain  # type: ignore[import-not-found]

    for job in ids:
        plain.touch.send(job)
    environment = os.environ | {"PYTHONPATH": f"{folder}:{ROOT}"}
    command = [sys.executable, "-m", "dramatiq", "plain", "-p", "1", "-t", "4"]
    begin = time.perf_counter()
    worker = subprocess.Popen(
        command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    wait_for(lambda: one("SELECT count(*) FROM plain WHERE NOT done") == 0)
    without = time.perf_counter() - begin
    worker.terminate()
    worker.wait()
    with db.transaction() as session:
        queue.enqueue_new(session, kind=slots.JOB, keys=[uuid4() for _ in range(count)])
    begin = time.perf_counter()
    ours = made.worker("--queue", "care")
    wait_for(lambda: open_jobs(slots.JOB) == 0)
    with_it = time.perf_counter() - begin
    stop(ours)
    tell(f"{count} jobs, plain Dramatiq, 1 process, 4 threads", without)
    tell(f"{count} jobs, this queue (claim, end, lease), 1 process, 1 thread", with_it, without)


def throughput(made: Plant, count: int, workers: int) -> None:
    told(made, count)
    begin = time.perf_counter()
    running = [made.worker("--queue", "message") for _ in range(workers)]
    wait_for(lambda: open_jobs(messages.JOB) == 0)
    took = time.perf_counter() - begin
    for process in running:
        stop(process)
    tell(f"{count} mails, {workers} worker processes: {count / took:.0f} per second", took)


def latency(made: Plant) -> None:
    """From the commit that asks to the worker's claim, one at a time."""
    worker = made.worker()
    wait_for(alive)
    spans = []
    for _again in range(20):
        with db.transaction() as session:
            job_id = queue.enqueue(session, kind=slots.JOB, key=uuid4())
        begin = time.perf_counter()
        wait_for(partial(is_done, job_id), pause=0.002)
        spans.append(time.perf_counter() - begin)
    stop(worker)
    tell("from asking to done, one small job (median of 20)", statistics.median(spans))


def burst(made: Plant, count: int) -> None:
    """A match in the middle of a burst beside a match alone."""
    worker = made.worker()
    wait_for(alive)
    alone = match(made)
    told(made, count)
    begin = time.perf_counter()
    among = match(made)
    left = open_jobs(messages.JOB)
    wait_for(lambda: open_jobs(messages.JOB) == 0)
    took = time.perf_counter() - begin
    stop(worker)
    tell("a match run alone, from asking to the proposal", alone)
    tell(f"the same while {left} of {count} messages wait", among, alone)
    tell(f"the burst of {count}: {count / took:.0f} per second", took)


def match(made: Plant) -> float:
    begin = time.perf_counter()
    run_id = made.town.ask()

    def ready() -> bool:
        with db.transaction(reads=True) as session:
            return session.get_one(MatchRun, run_id).state == RunState.READY

    wait_for(ready)
    return time.perf_counter() - begin


def told(made: Plant, count: int) -> None:
    """So many messages wait, written as an approval writes them."""
    people = list(made.town.ids.values())
    with db.transaction() as session:
        session.execute(text("UPDATE employee SET email = 'x@contoh.test'"))
        messages.tell_all(
            session,
            [
                Telling(
                    event=Event.WAITING_LIST,
                    to=Recipient(employee_id=people[n % len(people)]),
                    facts={"programme": "Program Contoh", "reason": "uji"},
                    dedupe=uuid4().hex,
                )
                for n in range(count)
            ],
        )


def open_jobs(kind: str) -> int:
    with db.transaction(reads=True) as session:
        waiting = select(func.count()).where(
            Job.kind == kind,
            Job.state.in_([JobState.QUEUED, JobState.RUNNING]),  # type: ignore[attr-defined]
        )
        return session.exec(waiting).one()


def is_done(job_id: UUID) -> bool:
    with db.transaction(reads=True) as session:
        return session.get_one(Job, job_id).state == JobState.DONE


def alive() -> bool:
    with db.transaction(reads=True) as session:
        return bool(presence.alive(session))


def one(query: str) -> int:
    with db.transaction(reads=True) as session:
        return int(session.execute(text(query)).scalar_one())


def wait_for(done: Callable[[], bool], *, pause: float = 0.05) -> None:
    while not done():
        time.sleep(pause)


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait()


def tell(what: str, seconds: float, beside: float | None = None) -> None:
    ratio = "" if beside is None else f"  x {seconds / beside:.2f}"
    print(f"{seconds:9.3f} s{ratio}  {what}", flush=True)


if __name__ == "__main__":
    main()
