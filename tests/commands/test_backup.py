"""A backup while the office works, and back: nobody is told anything twice."""

from pathlib import Path

import pytest
from sqlmodel import select

from mentoring import db, messages, presence
from mentoring.messages import Message, MessageState
from mentoring.queue import Job, JobState
from mentoring.settings import settings
from tests.programmes.town import Town, opened, paired_town

from .office import deeds, types


@pytest.fixture
def town(home: Path) -> Town:
    made = paired_town(opened())
    with db.transaction() as session:
        from mentoring import access

        access.change_account(session, login="hr", role=access.Role.ADMIN, by=made.by)
    made.run()
    made.approve()
    return made


def states() -> set[str]:
    with db.transaction() as session:
        return set(session.exec(select(Message.state)))


def test_after_a_restore_nothing_leaves_before_a_person_says_so(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.db"
    types("backup", file)
    with db.transaction() as session:  # the office goes on, and the letters go out
        for message in session.exec(select(Message)):
            message.state = MessageState.SENT
    town.undo()
    types("restore", file, "--reason", "disk rusak", "--yes")
    assert town.running() == {"Budi": "Ayu"}
    assert states() == {MessageState.UNCERTAIN, MessageState.OBSOLETE}
    with db.transaction() as session:
        assert messages.held_since(session) is not None
        open_jobs = select(Job).where(Job.kind == messages.JOB, Job.state == JobState.QUEUED)
        assert session.exec(open_jobs).all() == []
    assert deeds()[0] == "system.restore"
    assert list(settings().home.glob("pamong-sebelum-*.db"))
    town.healthy()


def test_a_backup_is_refused_where_it_would_replace_a_file(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.db"
    file.write_text("penting")
    types("backup", file, code=3)
    assert file.read_text() == "penting"
    assert not list(tmp_path.glob(".cadangan*"))


@pytest.mark.parametrize("content", [b"", b"bukan basis data" * 100])
def test_what_is_no_backup_changes_nothing(town: Town, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.db"
    file.write_bytes(content)
    said = types("restore", file, "--reason", "uji", "--yes", code=2).output
    assert "bukan cadangan" in said
    assert town.running() == {"Budi": "Ayu"}


def test_nobody_may_be_at_work_while_the_database_is_replaced(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.db"
    types("backup", file)
    with db.transaction() as session:
        presence.beat(session, owner=presence.me())
    assert "worker" in types("restore", file, "--reason", "uji", "--yes", code=3).output


def test_only_an_admin_takes_the_whole_database_away(town: Town, tmp_path: Path) -> None:
    types("account", "open", "dina", "--role", "hr", "--name", "Petugas Contoh Dua")
    types("backup", tmp_path / "x.db", actor="dina", code=3)
