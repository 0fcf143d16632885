"""How often a page asks the database: as often for fifty pairs as for five. Nothing is timed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from mentoring import access, db
from mentoring.web import lists
from mentoring.web.roles import WHO_MAY
from tests.web import office, routes

MOST = 45  # the dearest page reads the whole scene once, as a run does
LISTS = ("/pairs", "/waiting", "/following", "/people")


@contextmanager
def counted() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "COMMIT")):
            asked.append(statement)

    event.listen(db.engine(), "before_cursor_execute", note)
    yield asked
    event.remove(db.engine(), "before_cursor_execute", note)


def test_no_page_asks_often(hr: office.Browser, approved: Any) -> None:
    bond = office.bonds()[0].id
    for key, door in WHO_MAY.items():
        method, path = key.split(" ", 1)
        if method == "GET" and isinstance(door, access.Deed) and "{upload_id}" not in path:
            filled = routes.filled(path, mentorship_id=bond)
            with counted() as asked:
                hr.client.get(filled)
            assert len(asked) <= MOST, (path, len(asked))


@pytest.mark.parametrize("page", LISTS)
def test_a_longer_list_asks_no_more(
    hr: office.Browser, approved: Any, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = next(key[4:] for key in WHO_MAY if key.startswith("GET ") and key.endswith(page))
    address = routes.filled(path)
    hr.open(address)
    with counted() as many:
        hr.open(address)
    whole = lists.wanted_of
    monkeypatch.setattr(lists, "wanted_of", lambda desk, **more: whole(desk, rows=3))
    with counted() as few:
        hr.open(address)
    assert len(many) == len(few)
