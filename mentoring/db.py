"""The database: one engine per process, one session per unit of work, SQLite or PostgreSQL.

SQLite runs in WAL mode and every transaction starts with BEGIN IMMEDIATE: without it a
read-modify-write of two processes silently loses updates, because SQLite reads outside the
transaction until the first write.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, MetaData, create_engine, event, make_url, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Field, Session, SQLModel

from mentoring.errors import OutOfReach
from mentoring.settings import settings
from mentoring.words import _

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention

SCHEMA_LOCK = 7_274_664  # any fixed number: the advisory lock that migrations share


class Row(SQLModel):
    """What every table has: a random id, so that nothing about a person is in any id or URL."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)


@cache
def engine() -> Engine:
    """The engine of this process for the database that the settings name."""
    return connect(settings().database)


def connect(url: str) -> Engine:
    """An engine with the settings that keep data safe on either database."""
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        if target.database and target.database != ":memory:":
            Path(target.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = create_engine(target)
        event.listen(made, "connect", _prepare_sqlite)
        event.listen(made, "begin", _begin_immediate)
        return made
    if target.get_backend_name() == "postgresql":
        return create_engine(
            target.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            connect_args={
                "connect_timeout": 5,
                "options": "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s",
            },
        )
    raise OutOfReach(
        _("Jenis basis data tidak didukung."),
        remedy=_("Pakai sqlite:///… atau postgresql://… pada PAMONG_DATABASE_URL."),
    )


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy's own BEGIN below, not the driver's late one
    for pragma in (
        "journal_mode=WAL",
        "busy_timeout=10000",
        "synchronous=FULL",  # NORMAL may undo a commit at power loss: a sent mail sent again
        "foreign_keys=ON",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def transaction() -> Iterator[Session]:
    """One unit of work: committed when the block ends, undone wholly when it raises."""
    try:
        with Session(engine(), expire_on_commit=False) as session, session.begin():
            yield session
    except OperationalError as lost:
        raise OutOfReach(
            _("Basis data tidak dapat dihubungi atau belum siap."),
            remedy=_("Jalankan `pamong init`; untuk PostgreSQL periksa PAMONG_DATABASE_URL."),
        ) from lost


def forget_engine() -> None:
    """Close the engine of this process (after a change of settings, before a fork)."""
    if engine.cache_info().currsize:
        engine().dispose()
    engine.cache_clear()


APPROVAL_LOCK = 7_274_665


def one_at_a_time(session: Session, lock: int) -> None:
    """Let only one transaction at a time past this line, until it ends.

    On SQLite BEGIN IMMEDIATE does that already; PostgreSQL takes a transaction's advisory lock.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})
