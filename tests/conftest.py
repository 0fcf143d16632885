"""What every test may use: a home of its own, both databases, real servers."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from mentoring import db, schema
from mentoring.settings import fresh, settings
from tests import servers


@pytest.fixture(autouse=True)
def clean_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No setting of the machine reaches a test, and no engine of one test the next."""
    for name in list(os.environ):
        if name.startswith("PAMONG_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PAMONG_HOME", str(tmp_path / "home"))
    fresh()
    yield
    db.forget_engine()
    settings.cache_clear()


@pytest.fixture(scope="session")
def sqlite_at_head(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database at the newest revision, made once and copied by every test."""
    path = tmp_path_factory.mktemp("template") / "pamong.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_urls() -> Iterator[Callable[[str], str]]:
    """A PostgreSQL server for this run, with a template database at the newest revision."""
    with servers.postgres() as url_of:
        _create_database(url_of, "pamong_template")
        _migrate(url_of("pamong_template"))
        yield url_of


@pytest.fixture
def home(tmp_path: Path, sqlite_at_head: Path) -> Path:
    """PAMONG_HOME with an empty SQLite database at the newest revision."""
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copy(sqlite_at_head, folder / "pamong.db")
    return folder


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The same test on both databases; yields which one."""
    kind: str = request.param
    request.getfixturevalue("home")
    if kind == "postgresql":
        url_of = request.getfixturevalue("postgres_urls")
        name = f"t{uuid4().hex}"
        _create_database(url_of, name, template="pamong_template")
        monkeypatch.setenv("PAMONG_DATABASE_URL", url_of(name))
        fresh()
    return kind


@pytest.fixture(scope="session")
def valkey_url() -> Iterator[str]:
    """A Valkey server for this run."""
    with servers.valkey() as url:
        yield url


def _migrate(url: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PAMONG_DATABASE_URL", url)
        fresh()
        db.forget_engine()
        schema.upgrade()
        db.forget_engine()
    fresh()


def _create_database(url_of: Callable[[str], str], name: str, template: str = "template1") -> None:
    engine = create_engine(
        url_of("postgres").replace("postgresql://", "postgresql+psycopg://"),
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
    engine.dispose()
