"""The schema on both databases: up, nothing left to do, down, up again."""

import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, inspect, text

from mentoring import db, schema
from mentoring.errors import NotNow


def test_the_migrations_say_what_the_tables_say(database: str) -> None:
    schema.check()
    assert schema.revision_now() == schema.head()


def test_the_schema_goes_down_and_up_again(database: str) -> None:
    schema.downgrade()
    assert set(inspect(db.engine()).get_table_names()) <= {"alembic_version"}
    schema.upgrade()
    schema.check()
    schema.require_head()


def test_an_old_database_is_refused_with_the_remedy(database: str) -> None:
    schema.downgrade()
    with pytest.raises(NotNow) as refused:
        schema.require_head()
    assert "pamong init" in refused.value.remedy


def test_four_starts_at_once_migrate_once(database: str) -> None:
    schema.downgrade()
    db.forget_engine()
    start = "from mentoring import db, schema; schema.upgrade(); db.forget_engine()"
    words = [sys.executable, "-W", "error", "-c", start]
    children = [subprocess.Popen(words, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [child.communicate()[1] for child in children] == [""] * 4
    assert [child.returncode for child in children] == [0] * 4
    schema.check()


def test_all_steps_are_one_transaction_so_that_nobody_else_comes_in_between(database: str) -> None:
    schema.downgrade()
    with schema.migrating() as connection:
        command.upgrade(schema.config(connection), "0002")
        command.upgrade(schema.config(connection), "head")
        assert schema.revision_now() is None  # another connection sees nothing of it yet
    schema.require_head()


def test_an_empty_database_has_no_revision() -> None:
    assert schema.revision_now() is None
    with pytest.raises(NotNow):
        schema.require_head()


def test_a_migration_that_fails_half_way_leaves_the_schema_as_it_was(database: str) -> None:
    before = inspect(db.engine()).get_table_names()
    with pytest.raises(InterruptedError), schema.migrating() as connection:
        half_a_migration(connection)
    assert inspect(db.engine()).get_table_names() == before
    schema.require_head()


def half_a_migration(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE half (id INTEGER)"))
    raise InterruptedError


def test_a_table_made_anew_keeps_the_rows_that_point_to_it(home: Path) -> None:
    parent = uuid4().hex
    with db.transaction() as session:
        for key, above in ((parent, None), (uuid4().hex, parent)):
            session.execute(
                text(
                    "INSERT INTO unit (id, code, name, parent_id, location) VALUES (:k,:k,:k,:a,'')"
                ),
                {"k": key, "a": above},
            )
    with schema.migrating() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("unit", recreate="always"):
            pass
    with db.transaction() as session:
        assert session.execute(text("SELECT count(*) FROM unit")).scalar() == 2
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_migration_that_leaves_rows_pointing_nowhere_is_undone(home: Path) -> None:
    with pytest.raises(RuntimeError, match="unit"), schema.migrating() as connection:
        connection.execute(
            text(
                "INSERT INTO unit (id, code, name, parent_id, location) VALUES ('a','a','a','b','')"
            )
        )
    with db.transaction() as session:
        assert session.execute(text("SELECT count(*) FROM unit")).scalar() == 0
