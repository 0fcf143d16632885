"""The version of the database's schema: bring it up to date, or refuse to work on an old one."""

from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from mentoring import db
from mentoring.errors import NotNow, OutOfReach
from mentoring.words import _

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(revision: str = "head") -> None:
    """Run the migrations. Two starts at once are harmless: the second one waits."""
    from alembic import command

    with _locked() as connection:
        command.upgrade(_config(connection), revision)
        connection.commit()


def downgrade(revision: str = "base") -> None:
    """Take migrations back (for tests and for an administrator who knows why)."""
    from alembic import command

    with _locked() as connection:
        command.downgrade(_config(connection), revision)
        connection.commit()


def check() -> None:
    """Raise when the tables in the code differ from the migrations."""
    from alembic import command

    with _locked() as connection:
        command.check(_config(connection))


@cache
def head() -> str:
    """The newest revision that this code knows."""
    from alembic.script import ScriptDirectory

    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())


def revision_now() -> str | None:
    """The revision that the database is at; None when it is empty."""
    try:
        with db.engine().connect() as connection:
            if not db.engine().dialect.has_table(connection, "alembic_version"):
                return None
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except OperationalError as lost:
        raise OutOfReach(
            _("Basis data tidak dapat dihubungi."),
            remedy=_("Periksa PAMONG_DATABASE_URL, atau jalankan `pamong init`."),
        ) from lost
    return None if found is None else str(found)


def require_head() -> None:
    """Refuse to work on a database that is not at the newest revision."""
    if revision_now() != head():
        raise NotNow(
            _("Basis data belum siap untuk versi program ini."),
            remedy=_("Jalankan `pamong init`."),
        )


def _locked() -> Any:
    """A connection whose transaction keeps every other migration out.

    PostgreSQL: a session's advisory lock, given back with the connection. SQLite: BEGIN IMMEDIATE.
    """
    connection = db.engine().connect()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": db.SCHEMA_LOCK})
    return connection


def _config(connection: Connection) -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
