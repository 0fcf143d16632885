"""One small agency and one city, invented once for all tests of this room."""

from datetime import date
from pathlib import Path

import pytest

from mentoring import demo
from mentoring.demo.agency import Agency, invent

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def city() -> Agency:
    return invent(size="city", seed=7, today=TODAY)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> demo.DemoFiles:
    folder: Path = tmp_path_factory.mktemp("small")
    return demo.write_city(folder, size="small", seed=7, today=TODAY)
