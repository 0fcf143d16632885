"""Offices as the pages find them: a proposal on the table, an approved one, four personas."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from mentoring import access, clock, db, demo, people, programmes
from mentoring.access import Role
from mentoring.settings import fresh
from mentoring.web import make_app
from tests.commands.office import types
from tests.web import office


@pytest.fixture(scope="session")
def web_city(tmp_path_factory: pytest.TempPathFactory) -> demo.DemoFiles:
    """The files of a small city; tests only read them."""
    folder = tmp_path_factory.mktemp("kota")
    return demo.write_city(folder, size="small", seed=3, today=clock.today())


@pytest.fixture(scope="session")
def web_database(
    web_city: demo.DemoFiles, sqlite_at_head: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Everything imported, one proposal on the table, and an account of every role."""
    folder = tmp_path_factory.mktemp("kantor")
    shutil.copy(sqlite_at_head, folder / "pamong.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PAMONG_HOME", str(folder))
        fresh()
        db.forget_engine()
        types("init")
        for kind, path in web_city.paths.items():
            types("import", kind, path, "--yes")
        types("programme", "create", "baru", "--preset", "onboarding", "--seed", "benih")
        types("programme", "enrol")
        types("match", "run")
        _open_accounts()
        db.forget_engine()
    fresh()
    return folder / "pamong.db"


def _open_accounts() -> None:
    """A unit officer of the first pair's OPD, one of another OPD, an auditor, an HR officer."""
    pair = office.pairs()[0]
    mine = office.profile(pair.mentee_id).opd_id
    with db.transaction() as session:
        admin = access.acting(session, login="hr")
        others = [
            p.opd_id
            for p in people.profiles(session, ids=[row.mentee_id for row in office.pairs()])
            if p.opd_id != mine
        ]
        for login, role, unit in (
            ("petugas", Role.HR, None),
            ("unit", Role.UNIT_HR, mine),
            ("lain", Role.UNIT_HR, others[0]),
            ("auditor", Role.AUDITOR, None),
        ):
            access.open_account(
                session, login=login, name=f"Contoh {login}", role=role, by=admin.id, unit_id=unit
            )


@pytest.fixture
def proposed(home: Path, web_database: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This test's own office with a proposal on the table."""
    shutil.copy(web_database, home / "pamong.db")
    fresh()
    _quick_passwords(monkeypatch)
    return home


@pytest.fixture
def approved(proposed: Path) -> Path:
    """The same office, its proposal approved."""
    with db.transaction() as session:
        found = programmes.find_programme(session)
        programmes.approve(
            session,
            programme=found,
            run=programmes.find_run(session, programme=found),
            by=access.acting(session, login="hr").id,
        )
    return proposed


@pytest.fixture
def app(proposed: Path) -> Any:
    return make_app()


@pytest.fixture
def hr(app: Any) -> office.Browser:
    """The admin's browser, both factors given."""
    return office.signed_in(app, "hr")


def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same argon2id with little memory: hundreds of sign-ins must not take minutes."""
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr("mentoring.access.passwords._hasher", lambda: quick)
