"""Rows 16 and 17 of the fault matrix: the line to PostgreSQL is dead without a word, or it loses
the answer to a commit that took place."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from mentoring import db, schema
from mentoring.errors import OutOfReach
from mentoring.messages import Message
from mentoring.programmes import Mentorship
from mentoring.settings import fresh
from tests import servers

from .plant import PATIENCE, Plant, plant
from .wire import Wire, wire


@pytest.fixture
def wired(
    quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Plant, Wire]]:
    """A plant on PostgreSQL; this process speaks to it directly, others may go by the wire."""
    with servers.own_postgres() as store, wire(store.run / ".s.PGSQL.5432") as line:
        monkeypatch.setenv("PAMONG_DATABASE_URL", store.url("postgres"))
        fresh()
        schema.upgrade()
        with plant(tmp_path) as made:
            yield made, line
        db.forget_engine()


def test_an_answer_that_never_comes_is_given_up_and_the_pool_recovers(
    wired: tuple[Plant, Wire], monkeypatch: pytest.MonkeyPatch
) -> None:
    _plant, line = wired
    monkeypatch.setenv("PAMONG_DATABASE_URL", line.url("postgres"))
    monkeypatch.setenv("PAMONG_DATABASE_SECONDS", "2")
    fresh()
    db.forget_engine()
    with db.transaction(reads=True) as session:
        assert session.execute(text("SELECT 1")).scalar_one() == 1
    line.swallow()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask_once)
        with pytest.raises(OutOfReach):
            asked.result(PATIENCE)
    line.pass_on()
    assert ask_once() == 1


def ask_once() -> int:
    with db.transaction(reads=True) as session:
        found: int = session.execute(text("SELECT 1")).scalar_one()
        return found


def test_a_worker_whose_line_died_without_a_word_gets_a_new_one(
    wired: tuple[Plant, Wire],
) -> None:
    made, line = wired
    made.settled()
    worker = made.worker(PAMONG_DATABASE_URL=line.url("postgres"), PAMONG_DATABASE_SECONDS="2")
    made.hire("Susulan")
    made.until(lambda: "Susulan" in made.town.pairs())
    line.swallow()
    made.hire("Berikut")
    made.until(lambda: "database" in made.logs() or "OutOfReach" in made.logs())
    line.pass_on()
    made.until(lambda: "Berikut" in made.town.pairs() and made.quiet())
    assert worker.poll() is None
    made.healthy()


def test_a_worker_that_never_hears_of_its_commits_does_nothing_twice(
    wired: tuple[Plant, Wire],
) -> None:
    made, line = wired
    made.settled()
    made.worker(PAMONG_DATABASE_URL=line.url("postgres"), PAMONG_DATABASE_SECONDS="5")
    names = [f"Susulan{n}" for n in range(4)]
    for name in names:
        line.lose_answers(3)
        made.hire(name)
        made.until(lambda name=name: name in made.town.pairs() and line.lost >= 3)  # type: ignore[misc]
    made.until(made.quiet)
    assert line.lost == 12
    told_once()
    made.healthy()


def test_an_officer_who_never_hears_of_the_approval_asks_again_and_doubles_nothing(
    wired: tuple[Plant, Wire],
) -> None:
    """Whichever commit of the command it is whose answer gets lost."""
    made, line = wired
    made.open().town.run()
    heard = begun = 0
    for spared in range(20):
        line.lose_answers(1, after=spared)
        lost_before = line.lost
        done = made.tries("match", "approve", "--yes", PAMONG_DATABASE_URL=line.url("postgres"))
        if line.lost == lost_before:
            break  # it has no more commits than that
        heard += done.returncode != 5
        begun = how_many_begun()
        assert begun in {0, 3}
    assert line.lost >= 2
    assert heard == 0, "an answer was lost and the officer was told that all is well"
    assert begun == 3
    assert "sudah disetujui" in done.stdout + done.stderr
    told_once()
    made.healthy()


def how_many_begun() -> int:
    with db.transaction(reads=True) as session:
        return len(session.exec(select(Mentorship.id)).all())


def told_once() -> None:
    """Nobody has two messages of the same kind about the same thing."""
    with db.transaction(reads=True) as session:
        said = [
            (m.event, m.employee_id, m.account_id, str(m.facts))
            for m in session.exec(select(Message))
        ]
    assert len(said) == len(set(said))
