"""The database: one engine per process, one session per unit of work, SQLite or PostgreSQL.

SQLite runs in WAL mode and every transaction starts with BEGIN IMMEDIATE: without it a
read-modify-write of two processes silently loses updates, because SQLite reads outside the
transaction until the first write.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import URL, Engine, MetaData, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError
from sqlmodel import Field, Session, SQLModel

from mentoring.errors import Busy, OutOfReach, PamongError, Refused
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

READS = "pamong_reads"
AFTER_COMMIT = "pamong_after_commit"
# How rows are held on PostgreSQL: FOR NO KEY UPDATE. A plain FOR UPDATE waits for everybody who has
# inserted a row that refers to this one, and two who did and then want to hold it wait for ever.
HELD = {"key_share": True}
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
    try:
        target = make_url(url)
        backend = target.get_backend_name()
    except (SQLAlchemyError, ValueError):
        backend = ""
    if backend == "sqlite":
        return _sqlite(target)
    if backend == "postgresql":
        return _postgresql(target)
    raise OutOfReach(
        _("Jenis basis data tidak didukung."),
        remedy=_("Pakai sqlite:///… atau postgresql://… pada PAMONG_DATABASE_URL."),
    )


def _postgresql(target: URL) -> Engine:
    from mentoring.line import dial  # psycopg is not loaded where SQLite is enough

    patience = settings().database_seconds
    limits = {
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "60s",
        "statement_timeout": f"{patience}s",  # what nobody waits for any more is not worked on
    }
    made = create_engine(
        target.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": 5,
            # A line that died without a word is noticed within half a minute.
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 25_000,
            "options": " ".join(f"-c {name}={value}" for name, value in limits.items()),
        },
    )
    event.listen(made, "do_connect", dial(patience))
    return made


def _sqlite(target: URL) -> Engine:
    if target.database and target.database != ":memory:":
        try:
            Path(target.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as closed:
            raise OutOfReach(
                _("Folder data tidak dapat dibuat atau dibuka."),
                remedy=_("Periksa PAMONG_HOME dan hak aksesnya."),
            ) from closed
    made = create_engine(target, hide_parameters=True)  # an error text must not quote a NIP
    event.listen(made, "connect", _prepare_sqlite)
    event.listen(made, "begin", _begin)
    return made


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


def _begin(connection: Any) -> None:
    reads = connection.get_execution_options().get(READS)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def transaction(*, reads: bool = False) -> Iterator[Session]:
    """One unit of work: committed when the block ends, undone wholly when it raises.

    reads: nothing will be written, so that on SQLite nobody who writes has to wait for it.
    """
    try:
        with Session(engine(), expire_on_commit=False) as session, session.begin():
            if reads:
                session.connection(execution_options={READS: True})
            yield session
        for call in session.info.pop(AFTER_COMMIT, ()):
            call()
    except IntegrityError:
        raise  # two were at it at once, or a defect: the caller knows which
    except DBAPIError as lost:
        raise told(lost) from lost


def after_commit(session: Session, call: Callable[[], None]) -> None:
    """Do this once the transaction is committed, and not at all when it is undone."""
    session.info.setdefault(AFTER_COMMIT, []).append(call)


def told(lost: Exception) -> PamongError:
    """A database's own error as a sentence. Never its text: PostgreSQL quotes rows in it."""
    cause = getattr(lost, "orig", lost)
    said = str(cause)
    if "locked" in said or "lock timeout" in said:
        return Busy(_("Basis data sedang dipakai proses lain."), remedy=_("Ulangi sebentar lagi."))
    if "disk" in said or "No space left" in said:
        return OutOfReach(
            _("Ruang penyimpanan basis data penuh; tidak ada yang diubah."),
            remedy=_("Kosongkan sebagian penyimpanan, lalu ulangi."),
        )
    if "malformed" in said or "not a database" in said:
        return OutOfReach(
            _("Berkas basis data rusak."), remedy=_("Pulihkan dari cadangan terakhir.")
        )
    if isinstance(lost, OperationalError):
        return OutOfReach(
            _("Basis data tidak dapat dihubungi atau belum siap."),
            remedy=_("Jalankan `pamong init`; untuk PostgreSQL periksa PAMONG_DATABASE_URL."),
        )
    return Refused(
        _("Basis data menolak perubahan ini; tidak ada yang diubah."),
        remedy=_("Ulangi; bila tetap terjadi, laporkan beserta jenis perintahnya."),
        details=(type(cause).__name__,),
    )


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
