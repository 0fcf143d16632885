"""The version of the database's schema: bring it up to date, or refuse to work on an old one."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from mentoring import db
from mentoring.errors import NotNow
from mentoring.words import _

PATIENCE_MS = 300_000
MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(revision: str = "head") -> None:
    """Run the migrations. Two starts at once are harmless: the second one waits."""
    from alembic import command

    with migrating() as connection:
        command.upgrade(config(connection), revision)


def downgrade(revision: str = "base") -> None:
    """Take migrations back (for tests and for an administrator who knows why)."""
    from alembic import command

    with migrating() as connection:
        command.downgrade(config(connection), revision)


def check() -> None:
    """Raise when the tables in the code differ from the migrations."""
    from alembic import command

    with migrating() as connection:
        command.check(config(connection))


@cache
def head() -> str:
    """The newest revision that this code knows."""
    from alembic.script import ScriptDirectory

    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())


def revision_now() -> str | None:
    """The revision that the database is at; None when it is empty."""
    try:
        with db.engine().execution_options(**{db.READS: True}).connect() as connection:
            if not db.engine().dialect.has_table(connection, "alembic_version"):
                return None
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except DBAPIError as lost:
        raise db.told(lost) from lost
    return None if found is None else str(found)


def missing_tables(connection: Connection) -> list[str]:
    """Tables that the code knows and the database does not have."""
    return sorted(set(SQLModel.metadata.tables) - set(inspect(connection).get_table_names()))


def require_head() -> None:
    """Refuse to work on a database that is not at the newest revision."""
    if revision_now() != head():
        raise NotNow(
            _("Basis data belum siap untuk versi program ini."),
            remedy=_("Jalankan `pamong init`."),
        )


@contextmanager
def migrating() -> Iterator[Connection]:
    """One transaction that keeps every other migration out; committed when the block ends.

    PostgreSQL: an advisory lock that ends with the transaction. SQLite: BEGIN IMMEDIATE.
    """
    with db.engine().connect() as connection:
        if connection.dialect.name == "postgresql":
            # Four starts at once on a busy machine: the last one waits for three migrations.
            line: Any = connection.connection.driver_connection
            patience, line.patience = line.patience, None  # a large table takes as long as it takes
            connection.execute(text("SET LOCAL lock_timeout = '5min'"))
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": db.SCHEMA_LOCK})
            yield connection
            connection.commit()
            line.patience = patience
        else:
            with _loose_foreign_keys(connection):
                # Begun here, or Alembic would commit after every single step and let another
                # start in between, which knows only the steps before.
                connection.begin()
                yield connection
                _nothing_dangles(connection)
                connection.commit()


@contextmanager
def _loose_foreign_keys(connection: Connection) -> Iterator[None]:
    # SQLite changes a table by making it anew and dropping the old one. With foreign keys on, the
    # drop fails or takes the rows that point there along; the pragma works only between
    # transactions, so it is said to the driver before the first statement and after the last.
    driver: Any = connection.connection.driver_connection
    (patience,) = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")  # for whoever migrates before us
    try:
        yield
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")
        driver.execute(f"PRAGMA busy_timeout={patience}")


def _nothing_dangles(connection: Connection) -> None:
    found = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if found:
        tables = ", ".join(sorted({str(row[0]) for row in found}))
        raise RuntimeError(f"this migration leaves rows that point nowhere: {tables}")


def config(connection: Connection) -> Any:
    """What Alembic's own commands need; see migrations/env.py."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
