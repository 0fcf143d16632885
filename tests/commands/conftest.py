"""Offices at different stages of their work."""

from pathlib import Path

import pytest

from mentoring import clock, demo
from tests.commands.office import reads, types


@pytest.fixture
def city(home: Path) -> demo.DemoFiles:
    """An office that has imported a small city and opened a programme."""
    files = demo.write_city(home / "berkas", size="small", seed=3, today=clock.today())
    types("init")
    for kind, path in files.paths.items():
        types("import", kind, path, "--yes")
    types("programme", "create", "baru", "--preset", "onboarding", "--seed", "benih")
    return files


@pytest.fixture
def proposed(city: demo.DemoFiles) -> list[dict[str, str]]:
    """The pairs of the first run."""
    types("programme", "enrol")
    types("match", "run")
    pairs: list[dict[str, str]] = reads("match", "show")["pairs"]
    return pairs
