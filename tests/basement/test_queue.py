"""The queue's promises, on both databases: one row, one holder, nothing lost."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, select

from mentoring import db, lease, presence, queue, recovery
from mentoring.errors import NotNow
from mentoring.lease import Lease, Lost
from mentoring.queue import Job, JobState

MINUTE = timedelta(minutes=1)
Told = list[tuple[str, UUID]]


@pytest.fixture
def told() -> Told:
    """Whom the queue nudged."""
    heard: Told = []
    queue.use(lambda kind, job_id: heard.append((kind, job_id)))
    return heard


@pytest.fixture(autouse=True)
def nobody_told_afterwards() -> object:
    yield
    queue.use(None)


def asked(
    key: str = "a", wait: timedelta = queue.AT_ONCE, at_most: timedelta | None = None
) -> UUID:
    with db.transaction() as session:
        return queue.enqueue(session, kind="test", key=key, wait=wait, at_most=at_most)


def job(job_id: UUID) -> Job:
    with db.transaction(reads=True) as session:
        return session.get_one(Job, job_id)


def set_job(job_id: UUID, **values: object) -> None:
    with db.transaction() as session:
        row = session.get_one(Job, job_id)
        for name, value in values.items():
            setattr(row, name, value)


def claimed(job_id: UUID, owner: str = "w", kind: str = "test") -> Lease | None:
    with db.transaction() as session:
        return lease.claim(session, job_id=job_id, kind=kind, owner=owner)


def taken(job_id: UUID, owner: str = "w") -> Lease:
    found = claimed(job_id, owner)
    assert found is not None
    return found


def taken_back() -> list[UUID]:
    with db.transaction() as session:
        return [row.id for row in recovery.take_back(session)]


def now() -> datetime:
    return datetime.now(UTC)


def test_asking_again_while_one_waits_is_the_same_job(database: str, told: Told) -> None:
    first = asked()
    assert asked() == first
    assert asked("b") != first
    taken(first)
    assert asked() not in {first}  # it is at work: what came since is another one


def test_of_eight_who_ask_at_once_one_writes_the_job(database: str) -> None:
    barrier = Barrier(8)

    def ask(_n: int) -> UUID:
        barrier.wait()
        return asked()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(8)))) == 1


def test_a_nudge_goes_out_after_the_commit_and_never_without_it(database: str, told: Told) -> None:
    with db.transaction() as session:
        job_id = queue.enqueue(session, kind="test", key="a")
        assert told == []
    assert told == [("test", job_id)]
    with pytest.raises(ZeroDivisionError):
        ask_and_fail()
    assert len(told) == 1
    asked("later", wait=MINUTE)
    assert len(told) == 1


def ask_and_fail() -> None:
    with db.transaction() as session:
        queue.enqueue(session, kind="test", key="b")
        raise ZeroDivisionError


def test_quiet_time_is_put_off_by_every_trigger_but_not_for_ever(database: str) -> None:
    job_id = asked(wait=MINUTE, at_most=3 * MINUTE)
    first = job(job_id)
    set_job(job_id, asked_at=first.asked_at - 2.5 * MINUTE)
    asked(wait=MINUTE, at_most=3 * MINUTE)
    assert job(job_id).due == first.asked_at + 0.5 * MINUTE
    asked()  # a person's button: at once
    assert job(job_id).due <= now()
    asked(wait=MINUTE, at_most=3 * MINUTE)  # and a trigger does not put that off again
    assert job(job_id).due <= now()


def test_a_job_that_is_not_due_is_not_taken(database: str) -> None:
    job_id = asked(wait=MINUTE)
    assert claimed(job_id) is None
    assert claimed(uuid4()) is None


def test_of_eight_workers_one_gets_the_job(database: str) -> None:
    job_id = asked()
    barrier = Barrier(8)

    def take(n: int) -> Lease | None:
        barrier.wait()
        return claimed(job_id, f"w{n}")

    with ThreadPoolExecutor(8) as pool:
        got = [found for found in pool.map(take, range(8)) if found]
    assert len(got) == 1
    assert (job(job_id).attempts, job(job_id).token) == (1, got[0].token)


def test_a_twin_waits_until_the_first_is_done(database: str) -> None:
    first = taken(asked())
    second = asked()
    assert claimed(second) is None
    with db.transaction() as session:
        lease.end(session, first)
    assert claimed(second) is not None


def test_a_stale_holder_can_do_nothing(database: str) -> None:
    job_id = asked()
    old = taken(job_id)
    set_job(job_id, lease_until=now() - MINUTE)
    assert taken_back() == [job_id]
    new = taken(job_id, "other")
    for late in (lease.renew, lease.end, lease.put_back):
        with pytest.raises(Lost), db.transaction() as session:
            late(session, old)
    with db.transaction() as session:
        lease.end(session, new)
    row = job(job_id)
    assert (row.state, row.attempts, row.crashes) == (JobState.DONE, 2, 1)


def test_an_id_that_went_astray_is_left_to_who_can_work_on_it(database: str) -> None:
    """The actor of another kind would find nothing to do, and end it."""
    job_id = asked()
    assert claimed(job_id, kind="slot") is None
    assert (job(job_id).state, job(job_id).attempts) == (JobState.QUEUED, 0)
    taken(job_id)


def test_what_was_put_back_waits_with_its_error(database: str) -> None:
    job_id = asked()
    with db.transaction() as session:
        lease.put_back(session, taken_in(session, job_id), wait=MINUTE, code="Away")
    row = job(job_id)
    assert (row.state, row.errors, row.error_code) == (JobState.QUEUED, 1, "Away")
    assert row.due > now()


def taken_in(session: Session, job_id: UUID) -> Lease:
    found = lease.claim(session, job_id=job_id, kind="test", owner="w")
    assert found is not None
    return found


def test_a_job_that_kills_three_workers_is_given_up_and_may_be_asked_for_again(
    database: str, told: Told
) -> None:
    job_id = asked()
    for _death in range(recovery.MOST_CRASHES):
        taken(job_id)
        set_job(job_id, lease_until=now() - MINUTE)
        assert taken_back() == [job_id]
    assert (job(job_id).state, job(job_id).error_code) == (JobState.DEAD, "crashed")
    assert claimed(job_id) is None
    with db.transaction() as session:
        recovery.retry(session, session.get_one(Job, job_id))
    assert told[-1] == ("test", job_id)
    assert job(job_id).crashes == 0
    taken(job_id)
    with pytest.raises(NotNow), db.transaction() as session:
        recovery.retry(session, session.get_one(Job, job_id))


def test_a_lapsed_job_whose_twin_waits_is_called_off(database: str) -> None:
    first = asked()
    taken(first)
    second = asked()
    set_job(first, lease_until=now() - MINUTE)
    taken_back()
    assert job(first).state == JobState.CANCELLED
    assert job(second).state == JobState.QUEUED


def test_a_dead_process_of_this_machine_is_noticed_before_its_lease_runs_out(database: str) -> None:
    job_id = asked()
    taken(job_id, presence.me())
    assert taken_back() == []  # this very process lives
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    place = presence.me().rpartition(":")[0]
    set_job(job_id, owner=f"{place}:{child.pid}")
    assert taken_back() == [job_id]


def test_another_machines_process_is_left_to_its_lease(database: str) -> None:
    job_id = asked()
    taken(job_id, f"elsewhere:{os.getpid()}")
    set_job(job_id, owner="elsewhere:999999")
    assert taken_back() == []


def test_a_clock_that_was_ahead_strands_nothing(database: str) -> None:
    ahead = now() + timedelta(hours=1)
    waiting, working = asked("waiting"), asked("working")
    taken(working)
    set_job(waiting, due=ahead, written_at=ahead)
    set_job(working, lease_until=ahead + MINUTE, written_at=ahead)
    assert taken_back() == [working]
    assert waiting in untold()
    assert claimed(waiting) is not None


def untold() -> list[UUID]:
    with db.transaction() as session:
        return recovery.untold(session, kind="test")


def test_what_nobody_was_told_of_is_nudged_once_in_a_while(database: str) -> None:
    job_id = asked()
    assert untold() == []  # its writer has just nudged
    set_job(job_id, due=now() - MINUTE)
    assert untold() == [job_id]
    assert untold() == []
    with db.transaction() as session:
        assert recovery.due(session, kind="test") == [job_id]
        assert recovery.due(session, kind="other") == []
    set_job(job_id, nudged_at=now() - MINUTE)
    assert untold() == [job_id]


def test_what_is_called_off_is_done_by_nobody(database: str) -> None:
    job_id = asked()
    with db.transaction() as session:
        assert recovery.call_off(session, kind="test", key="a") == 1
    assert claimed(job_id) is None
    assert job(job_id).state == JobState.CANCELLED


def test_a_worker_is_alive_until_it_ends_or_is_not_heard_of(database: str) -> None:
    with db.transaction() as session:
        presence.beat(session, owner=presence.me())
        presence.beat(session, owner="elsewhere:1")
    with db.transaction() as session:
        presence.beat(session, owner=presence.me())
        assert len(presence.alive(session)) == 2
        other = session.exec(select(presence.Worker).where(presence.Worker.owner != presence.me()))
        other.one().seen_at = now() - MINUTE
    with db.transaction() as session:
        assert [w.owner for w in presence.alive(session)] == [presence.me()]
        presence.gone(session, owner=presence.me())
        assert presence.alive(session) == []


def test_what_ended_long_ago_is_forgotten_but_never_what_failed(database: str) -> None:
    done, dead = asked("done"), asked("dead")
    old = now() - recovery.KEPT - MINUTE
    set_job(done, state=JobState.DONE, ended_at=old)
    set_job(dead, state=JobState.DEAD, ended_at=old)
    with db.transaction() as session:
        assert recovery.forget_old(session) == 1
    assert job(dead).state == JobState.DEAD


def test_a_dead_process_that_nobody_has_buried_counts_as_dead() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])  # it ends, and is not waited for
    place = presence.me().rpartition(":")[0]
    last = now() + timedelta(seconds=10)
    while not presence.has_died(f"{place}:{child.pid}"):
        assert now() < last
    child.wait()
