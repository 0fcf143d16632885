"""Offices at different stages of their work; each is made once and copied by every test."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mentoring import clock, db, demo
from mentoring.settings import fresh
from tests.commands.office import reads, types


@pytest.fixture(scope="session")
def small_city(tmp_path_factory: pytest.TempPathFactory) -> demo.DemoFiles:
    """The files of a small city; tests only read them."""
    folder = tmp_path_factory.mktemp("city")
    return demo.write_city(folder, size="small", seed=3, today=clock.today())


@pytest.fixture(scope="session")
def opened_database(
    small_city: demo.DemoFiles, sqlite_at_head: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """An office that has imported everything and opened a programme."""

    def work() -> None:
        types("init")
        for kind, path in small_city.paths.items():
            types("import", kind, path, "--yes")
        types("programme", "create", "baru", "--preset", "onboarding", "--seed", "benih")

    return _after(work, sqlite_at_head, tmp_path_factory.mktemp("opened"))


@pytest.fixture(scope="session")
def proposed_database(opened_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same office with its first proposal on the table."""

    def work() -> None:
        types("programme", "enrol")
        types("match", "run")

    return _after(work, opened_database, tmp_path_factory.mktemp("proposed"))


@pytest.fixture
def city(home: Path, opened_database: Path, small_city: demo.DemoFiles) -> demo.DemoFiles:
    """This test's own office, everything imported."""
    shutil.copy(opened_database, home / "pamong.db")
    return small_city


@pytest.fixture
def proposed(home: Path, proposed_database: Path) -> list[dict[str, str]]:
    """This test's own office with a proposal; its pairs."""
    shutil.copy(proposed_database, home / "pamong.db")
    pairs: list[dict[str, str]] = reads("match", "show")["pairs"]
    return pairs


def _after(work: Callable[[], None], before: Path, folder: Path) -> Path:
    """The database as some work leaves it."""
    shutil.copy(before, folder / "pamong.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PAMONG_HOME", str(folder))
        patch.setenv("PAMONG_DATABASE_URL", f"sqlite:///{folder / 'pamong.db'}")
        fresh()
        db.forget_engine()
        work()
        db.forget_engine()
    fresh()
    return folder / "pamong.db"
