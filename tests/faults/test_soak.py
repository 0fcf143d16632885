"""The soak in its short form; `python -m tests.faults.soak` is the long one."""

import os
from pathlib import Path

import pytest

from .soak import run


@pytest.mark.slow
@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_nothing_is_lost_and_nothing_said_twice(store: str, tmp_path: Path) -> None:
    before = dict(os.environ)
    try:
        happened = run(minutes=0.4, store=store, seed=7, folder=tmp_path)
    finally:
        for name in os.environ.keys() - before.keys():
            del os.environ[name]
        os.environ.update(before)
    assert happened["faults"] >= 2
    assert happened["hired"] >= 5
    assert happened["mails"] >= 1
