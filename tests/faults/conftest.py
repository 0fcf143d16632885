"""Plants for the fault tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentoring.settings import fresh

from .plant import QUICK, Plant, plant


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same small spans here as in the workers."""
    for name, value in QUICK.items():
        monkeypatch.setenv(name, value)
    fresh()


@pytest.fixture
def plant_here(home: Path, quick: None, tmp_path: Path) -> Iterator[Plant]:
    """On SQLite, without any server."""
    with plant(tmp_path) as made:
        yield made


@pytest.fixture
def plants(database: str, quick: None, tmp_path: Path) -> Iterator[Plant]:
    """On either database."""
    fresh()
    with plant(tmp_path) as made:
        yield made
