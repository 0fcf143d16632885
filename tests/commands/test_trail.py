"""`pamong audit list`, days as officers type them, and mistyped commands."""

import json
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result

from mentoring import access, audit, clock, db
from mentoring.access import Role
from mentoring.commands.root import pamong


def types(*words: object, actor: str = "hr", code: int = 0) -> Result:
    result = CliRunner(env={"PAMONG_ACTOR": actor}).invoke(pamong, [str(w) for w in words])
    assert result.exit_code == code, (words, result.output, result.exception)
    return result


@pytest.fixture
def office(home: Path) -> Path:
    types("init")
    types("account", "open", "auditor", "--name", "Auditor", "--role", "auditor")
    return home


def deeds(*options: object, actor: str = "auditor") -> list[tuple[str, str]]:
    rows = json.loads(types("audit", "list", "--json", *options, actor=actor).stdout)
    return [(row["actor"], row["action"]) for row in rows]


def test_the_auditor_reads_who_did_what(office: Path) -> None:
    assert ("hr", "access.open_account") in deeds()
    assert "access.open_account" in types("audit", "list", actor="auditor").output


def test_who_acted_by_a_link_has_no_account_and_the_trail_says_so(office: Path) -> None:
    with db.transaction() as session:
        audit.record(session, actor_id=uuid4(), action="meeting.record", subject="meeting")
    assert ("melalui tautan", "meeting.record") in deeds()
    assert "melalui tautan" in types("audit", "list", actor="auditor").output


def test_the_trail_is_narrowed_by_account_deed_and_day(office: Path) -> None:
    today = clock.today()
    assert deeds("--actor", "auditor") == []
    assert deeds("--action", "access") == deeds("--action", "access.open_account") != []
    assert deeds("--action", "acc") == []
    assert deeds("--since", today, "--until", today) == deeds()
    assert deeds("--since", f"{today + timedelta(days=1):%d-%m-%Y}") == []
    assert deeds("--until", f"{today - timedelta(days=1):%d/%m/%Y}") == []
    assert len(deeds("--last", 1)) == 1


def test_an_unknown_account_is_told_so(office: Path) -> None:
    assert "«budi» tidak ada" in types("audit", "list", "--actor", "budi", code=2).output


def test_a_unit_officer_does_not_read_the_trail_of_all_units(office: Path) -> None:
    with db.transaction() as session:
        account = access.acting(session, login="hr")
        account.role = Role.UNIT_HR
    assert "tidak berwenang" in types("audit", "list", code=3).output


def test_a_day_is_typed_day_first_or_as_iso(home: Path) -> None:
    types("init")
    for code, begins in (("a", "2027-01-31"), ("b", "31-01-2027"), ("c", "31/01/2027")):
        said = types("programme", "create", code, "--begins", begins, "--seed", "s").output
        assert "31 Januari 2027" in said
    wrong = types("programme", "create", "d", "--begins", "01-31-2027", code=2).output
    assert "31-01-2027" in wrong
    assert "%" not in wrong


def test_a_mistyped_command_is_told_the_right_one(home: Path) -> None:
    assert "«match»" in types("macth", code=2).output
    assert "«explain»" in types("match", "explian", code=2).output
    assert "Mungkin" not in types("xyz", code=2).output
