"""A town with one approved pair and one mentee without a mentor."""

import pytest

from tests.cases.office import Office, opened


@pytest.fixture
def office(home: object) -> Office:
    """On SQLite."""
    return opened()


@pytest.fixture
def offices(database: str) -> Office:
    """On either database."""
    return opened()
