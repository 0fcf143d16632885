"""Rows 7-13 of the fault matrix: the broker loses, hangs, repeats or was never there."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
import redis

from mentoring import db, presence
from mentoring.programmes import RunState
from mentoring.settings import fresh
from tests import servers

from .plant import Plant, plant

NOWHERE = "redis://127.0.0.1:9/0"  # the discard port: nobody listens


@pytest.fixture
def scaled(
    database: str,
    quick: None,
    valkey_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Plant]:
    """Either database, and a broker that starts empty."""
    redis.Redis.from_url(valkey_url).flushall()
    monkeypatch.setenv("PAMONG_REDIS_URL", valkey_url)
    fresh()
    with plant(tmp_path) as made:
        yield made


@contextmanager
def another_broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[servers.Valkey]:
    """A broker of the test's own, which it may stop and start."""
    with servers.own_valkey() as broker:
        monkeypatch.setenv("PAMONG_REDIS_URL", broker.url)
        fresh()
        yield broker


def done(plant: Plant, run_id: object) -> Callable[[], bool]:
    return lambda: plant.run(run_id).state == RunState.READY  # type: ignore[arg-type]


def alive() -> bool:
    with db.transaction(reads=True) as session:
        return bool(presence.alive(session))


def test_everything_in_the_broker_is_lost_again_and_again(scaled: Plant, valkey_url: str) -> None:
    plant = scaled.settled()
    plant.worker()
    broker = redis.Redis.from_url(valkey_url)
    for n in range(4):
        plant.hire(f"Susulan{n}")
        broker.flushall()
        time.sleep(0.5)
    plant.until(lambda: plant.quiet() and len(waiting_or_proposed(plant)) == 4)
    plant.healthy()


def waiting_or_proposed(plant: Plant) -> set[str]:
    return set(plant.town.pairs()) | set(plant.town.nobody())


def test_plain_dramatiq_does_the_same_work(scaled: Plant) -> None:
    plant = scaled.open()
    process = plant.dramatiq()
    plant.until(alive)
    run_id = plant.town.ask()
    plant.until(done(plant, run_id))
    process.terminate()
    assert process.wait(40) == 0
    plant.healthy()


def test_a_broker_that_dies_and_comes_back_empty_is_missed_by_nobody(
    home: Path, quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another_broker(monkeypatch) as broker, plant(tmp_path) as made:
        made.settled().worker()
        made.until(alive)
        broker.stop()
        begin = time.monotonic()
        made.hire("Susulan")  # accepted without the broker, and without waiting for it
        assert time.monotonic() - begin < 5
        made.until(lambda: "Susulan" in made.town.pairs())  # the sweep has done it by itself
        broker.start()
        made.hire("Terlambat")
        made.until(lambda: made.quiet() and "Terlambat" in made.town.pairs())
        made.healthy()


def test_a_broker_that_hangs_holds_up_no_request(
    home: Path, quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another_broker(monkeypatch) as broker, plant(tmp_path) as made:
        made.open()
        broker.freeze()
        begin = time.monotonic()
        made.types("match", "run", "--no-wait")
        # It answers, and gives its nudge a last moment; the broker's time-out would be longer.
        assert time.monotonic() - begin < 10
        broker.thaw()
        made.worker()
        made.until(lambda: made.quiet() and len(made.town.pairs()) == 3)
        made.healthy()


def test_a_broker_that_was_never_there_only_makes_it_slower(
    home: Path, quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAMONG_REDIS_URL", NOWHERE)
    fresh()
    with plant(tmp_path) as made:
        run_id = made.open().town.ask()
        made.worker()
        made.until(done(made, run_id))
        assert "sweep.no_broker" in made.logs()
        made.healthy()


def test_a_full_broker_is_like_a_broker_that_lost_everything(
    home: Path, quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another_broker(monkeypatch) as broker, plant(tmp_path) as made:
        redis.Redis.from_url(broker.url).config_set("maxmemory", "1")
        run_id = made.open().town.ask()
        made.worker()
        made.until(done(made, run_id))
        made.healthy()


def test_fifty_copies_and_unknown_ids_do_no_harm(scaled: Plant, valkey_url: str) -> None:
    plant = scaled.open()
    worker = plant.worker()
    plant.until(alive)
    run_id = plant.town.ask()
    job_id = plant.job(run_id).id
    for _copy in range(50):
        push(valkey_url, "work_on_match", str(job_id))
    push(valkey_url, "work_on_match", str(uuid4()))
    push(valkey_url, "work_on_slot", str(job_id))
    push(valkey_url, "work_on_approval", str(uuid4()))
    plant.until(done(plant, run_id))
    push(valkey_url, "work_on_match", str(job_id))
    plant.until(plant.quiet)
    assert plant.job(run_id).attempts == 1
    assert worker.poll() is None
    plant.healthy()


def push(url: str, actor: str, *args: object) -> None:
    """Send a message as a client of ours would."""
    import dramatiq
    from dramatiq.brokers.redis import RedisBroker

    broker = RedisBroker(url=url, namespace="pamong", middleware=[])  # type: ignore[no-untyped-call]
    queue = "match" if actor == "work_on_match" else "care"
    broker.declare_queue(queue)
    broker.enqueue(
        dramatiq.Message(queue_name=queue, actor_name=actor, args=args, kwargs={}, options={})
    )
    broker.close()


@pytest.mark.parametrize("poison", [b"\xff\xfe not json", b"{}", b"x" * 1_000_000])
def test_garbage_in_the_broker_strands_no_good_work(
    scaled: Plant, valkey_url: str, poison: bytes
) -> None:
    plant = scaled.open()
    broker = redis.Redis.from_url(valkey_url)
    broker.hset("pamong:match.msgs", "garbage", poison)
    broker.rpush("pamong:match", "garbage")
    push(valkey_url, "an_actor_of_an_older_release", "1")
    plant.worker()
    run_id = plant.town.ask()
    plant.until(done(plant, run_id))
    plant.until(plant.quiet)
    plant.healthy()


def test_the_broker_holds_nothing_but_ids(scaled: Plant, valkey_url: str) -> None:
    """Nobody works: what was sent is still there, and may be looked at."""
    plant = scaled.open()
    plant.types("match", "run", "--no-wait")
    broker = redis.Redis.from_url(valkey_url, decode_responses=True)
    said = " ".join(map(str, broker.hvals("pamong:match.msgs")))
    assert str(plant.job_ids()[0]) in said
    for name in plant.town.ids:
        assert name.upper() not in said
