"""Nothing is lost when many write at once, on either database."""

import multiprocessing
import os
import threading
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from mentoring import clock, db
from mentoring.audit import AuditEntry
from mentoring.errors import OutOfReach
from mentoring.settings import fresh

WRITERS, TIMES = 8, 50


def add_one(entry_id: object, times: int) -> None:
    """Read a number, add one, write it back: what loses updates on a careless database."""
    for _time in range(times):
        with db.transaction() as session:
            query = select(AuditEntry).where(AuditEntry.id == entry_id)
            entry = session.exec(query.with_for_update()).one()
            entry.details = {"n": entry.details["n"] + 1}
            session.add(entry)


def in_another_process(entry_id: object, times: int) -> None:
    fresh()
    add_one(entry_id, times)


def begin() -> AuditEntry:
    with db.transaction() as session:
        entry = AuditEntry(at=clock.now(), action="count", subject="test", details={"n": 0})
        session.add(entry)
    return entry


def reached(entry: AuditEntry) -> int:
    with db.transaction() as session:
        return int(session.get_one(AuditEntry, entry.id).details["n"])


def test_eight_threads_lose_no_update(database: str) -> None:
    entry = begin()
    threads = [threading.Thread(target=add_one, args=(entry.id, TIMES)) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert reached(entry) == WRITERS * TIMES


def test_four_processes_lose_no_update(database: str) -> None:
    entry = begin()
    db.forget_engine()
    spawn = multiprocessing.get_context("spawn")
    children = [spawn.Process(target=in_another_process, args=(entry.id, 25)) for _ in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0] * 4
    assert reached(entry) == 4 * 25


def half_a_deed() -> None:
    with db.transaction() as session:
        session.add(AuditEntry(at=clock.now(), action="half", subject="test"))
        session.flush()
        raise InterruptedError


def test_a_unit_of_work_that_raises_leaves_nothing(database: str) -> None:
    with pytest.raises(InterruptedError):
        half_a_deed()
    with db.transaction() as session:
        assert session.exec(select(AuditEntry)).all() == []


def test_rows_stay_readable_after_their_transaction(database: str) -> None:
    assert begin().details == {"n": 0}


def test_moments_come_back_aware_and_in_utc(database: str) -> None:
    entry = begin()
    with db.transaction() as session:
        stored = session.get_one(AuditEntry, entry.id).at
    assert stored == entry.at
    assert stored.utcoffset() is not None


def a_unit_below_nothing() -> None:
    insert = "INSERT INTO unit (id, code, name, parent_id, location) VALUES (:a, 'A', 'A', :b, '')"
    with db.transaction() as session:
        session.execute(text(insert), {"a": uuid4().hex, "b": uuid4().hex})


def test_a_row_that_points_nowhere_is_refused(database: str) -> None:
    with pytest.raises(IntegrityError):
        a_unit_below_nothing()


def test_sqlite_keeps_a_commit_through_a_power_cut(home: Path) -> None:
    with db.transaction() as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert session.execute(text("PRAGMA synchronous")).scalar() == 2  # FULL


def test_a_database_file_is_only_its_owners(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAMONG_HOME", str(tmp_path / "new" / "home"))
    fresh()
    with db.engine().connect():
        assert (tmp_path / "new" / "home").stat().st_mode & 0o077 == 0


def test_a_database_without_tables_says_what_to_do() -> None:
    with pytest.raises(OutOfReach) as lost, db.transaction() as session:
        session.exec(select(AuditEntry)).all()
    assert "pamong init" in lost.value.remedy


@pytest.mark.parametrize("url", ["mysql://x@127.0.0.1/pamong", "oracle://x@127.0.0.1/pamong"])
def test_another_kind_of_database_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(OutOfReach) as refused:
        db.connect(url)
    assert "PAMONG_DATABASE_URL" in refused.value.remedy


def test_a_server_that_is_away_is_a_sentence_without_the_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PAMONG_DATABASE_URL", "postgresql://hr:rahasia@127.0.0.1:1/pamong")
    fresh()
    with pytest.raises(OutOfReach) as lost, db.transaction() as session:
        session.execute(text("SELECT 1"))
    assert "rahasia" not in f"{lost.value} {lost.value.remedy}"
    assert lost.value.exit_code == 5


def test_only_one_at_a_time_passes_the_line(database: str) -> None:
    seen: list[str] = []
    inside = threading.Event()

    def second() -> None:
        inside.wait(10)
        with db.transaction() as session:
            db.one_at_a_time(session, db.APPROVAL_LOCK)
            session.execute(text("SELECT 1"))  # SQLite waits at the first statement
            seen.append("second")

    waiting = threading.Thread(target=second)
    waiting.start()
    with db.transaction() as session:
        db.one_at_a_time(session, db.APPROVAL_LOCK)
        session.execute(text("SELECT 1"))
        inside.set()
        waiting.join(0.3)
        seen.append("first")
    waiting.join(10)
    assert seen == ["first", "second"]


def test_the_engine_is_made_once_and_forgotten_when_told(home: Path) -> None:
    first = db.engine()
    assert db.engine() is first
    db.forget_engine()
    assert db.engine() is not first
    with Session(db.engine()) as session:
        assert session.execute(text("SELECT 1")).scalar() == 1
    assert os.environ["PAMONG_HOME"] == str(home)
