"""A large import after the yes: it is written beside the request, and its page says how far."""

import threading
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from mentoring import access, db, demo, people, programmes
from mentoring.errors import NotNow
from mentoring.web import filewriting
from tests.commands.office import types
from tests.people.files import AYU, siasn
from tests.web import office


@pytest.fixture(autouse=True)
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filewriting, "LARGE", 1)
    monkeypatch.setattr(people.actions, "AT_ONCE", 2)


def sent(hr: office.Browser, city: demo.DemoFiles) -> str:
    """The address of a file that waits for its yes."""
    with city.next_year.open("rb") as file:
        answer = hr.send("/imports", kind="employees", files={"file": ("p.xlsx", file)})
    return str(answer.headers["location"])


def ended(hr: office.Browser, address: str) -> None:
    for _turn in range(600):
        if "hx-redirect" in hr.open(f"{address}/state").headers:
            return
        time.sleep(0.05)
    pytest.fail("it never ended")


def imports() -> int:
    with db.transaction(reads=True) as session:
        return len(people.imports_done(session, last=100))


def everybody() -> Any:
    with db.transaction(reads=True) as session:
        return people.rows_of(session, people.Employee)


def test_the_page_says_how_far_and_then_that_it_is_done(
    hr: office.Browser, web_city: demo.DemoFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, before = sent(hr, web_city), imports()
    hr.open(address)
    at_it, go_on = threading.Event(), threading.Event()
    tell = people.imports.before.keep

    def held_up(*args: Any, **named: Any) -> Any:
        at_it.set()
        assert go_on.wait(60)
        return tell(*args, **named)

    with monkeypatch.context() as slow:
        slow.setattr(people.imports.before, "keep", held_up)
        assert hr.send(address).headers["location"] == address
        assert at_it.wait(60)
        page = hr.open(address).text
        assert "Impor sedang disimpan" in page
        assert "mencatat keadaan sebelumnya" in page
        part = hr.open(f"{address}/state")
        assert "hx-redirect" not in part.headers
        assert "<progress max=" in part.text
        assert hr.send(address).headers["location"] == address  # pressed twice: once is enough
        go_on.set()
        ended(hr, address)
    assert hr.open(address, 303).headers["location"] == "/imports"
    assert "Tersimpan: " in hr.open("/imports").text
    assert imports() == before + 1
    hr.open(address, 404)


def test_rows_are_counted_while_they_are_written(home: Path, web_city: demo.DemoFiles) -> None:
    types("init")
    told: list[int] = []
    with db.transaction() as session:
        plan = people.plan_import(session, kind="units", path=web_city.paths["units"])
        people.apply_import(session, plan, actor_id=None, progress=told.append)
    assert told == [*range(2, plan.size, 2), plan.size]


def test_what_fails_saves_nothing_and_can_be_tried_again(
    hr: office.Browser, web_city: demo.DemoFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, before, people_before = sent(hr, web_city), imports(), everybody()

    def broken(*_args: Any, **_named: Any) -> None:
        raise NotNow("Contoh gangguan.", remedy="Ulangi.")

    with monkeypatch.context() as breaking:
        breaking.setattr(programmes, "imported", broken)
        hr.send(address)
        ended(hr, address)
        assert "Contoh gangguan." in hr.open(address, 409).text
    assert (imports(), everybody()) == (before, people_before)
    hr.send(address)  # the same yes again, and now it goes through
    ended(hr, address)
    assert imports() == before + 1


def test_what_can_be_known_beforehand_is_refused_at_once(
    hr: office.Browser, tmp_path: Path
) -> None:
    """A file with one person says that everybody else has left."""
    with siasn(tmp_path / "a.csv", [AYU]).open("rb") as file:
        answer = hr.send("/imports", kind="employees", files={"file": ("a.csv", file)})
    address = answer.headers["location"]
    assert "tidak ada lagi pada berkas" in hr.send(address, 409).text
    assert filewriting.state_of(UUID(address.rpartition("/")[2]), account_id=me()) is None
    hr.send(address, accept_gone="yes")
    ended(hr, address)


def me() -> UUID:
    with db.transaction(reads=True) as session:
        return access.acting(session, login="hr").id


def test_another_account_sees_nothing_of_it(
    app: Any, hr: office.Browser, web_city: demo.DemoFiles
) -> None:
    address = sent(hr, web_city)
    hr.send(address)
    other = office.signed_in(app, "petugas")
    other.open(f"{address}/state", 404)
    other.open(address, 404)
    ended(hr, address)
