"""Towns for the tests of this room."""

from pathlib import Path

import pytest

from .town import Town, opened


@pytest.fixture
def town(home: Path) -> Town:
    """An empty town on SQLite."""
    return opened()


@pytest.fixture
def towns(database: str) -> Town:
    """An empty town on either database."""
    return opened()
