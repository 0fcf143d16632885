"""The access log: whose rows a device read, who saw one person, and that somebody looked here."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import openpyxl
from sqlmodel import select

from mentoring import access, db, people
from mentoring.access import Sight, places
from mentoring.access.sights import Looked, found, how_many, whose
from mentoring.audit import AuditEntry
from mentoring.web import roles
from mentoring.web.roles import WHO_MAY
from tests.commands.office import reads, types
from tests.web import office, routes


def sights(**asked: Any) -> list[Sight]:
    with db.transaction(reads=True) as session:
        rows = found(session, asked=Looked(**asked))
        assert how_many(session, asked=Looked(**asked)) == len(rows)
        return rows


def test_whose_rows_a_device_read_has_an_answer_on_a_page_and_as_a_file(
    app: Any, proposed: Any
) -> None:
    unit, hr = office.signed_in(app, "unit"), office.signed_in(app, "hr")
    unit.open(routes.filled("/programmes/{programme_id}/runs/{run_id}/pairs"))
    (row,) = sights()
    name = office.profile(office.pairs()[0].mentee_id).name
    page = hr.open(f"/sights?session={row.session_id}")
    assert name in page.text.replace("&#39;", "'")
    assert f"Data siapa yang terlihat: {len(row.people)} pegawai" in office.words(page)
    lines = list(csv.reader(io.StringIO(hr.open(f"/sights/csv?session={row.session_id}").text),
                            delimiter=";"))  # fmt: skip
    assert len(lines) == len(row.people) + 1
    assert {line[1] for line in lines[1:]} == {"unit"}
    assert not re.search(r"\d{18}", str(lines))
    book = openpyxl.load_workbook(
        io.BytesIO(hr.open(f"/sights/xlsx?session={row.session_id}").content)
    )
    assert book.worksheets[0].max_row == len(lines)


def test_who_saw_one_person_is_found_by_nip_that_no_address_holds(app: Any, proposed: Any) -> None:
    pair = office.pairs()[0]
    unit, auditor = office.signed_in(app, "unit"), office.signed_in(app, "auditor")
    unit.open(routes.filled("/programmes/{programme_id}/runs/{run_id}/people/{person_id}"))
    with db.transaction(reads=True) as session:
        nip = people.nips(session, ids=[pair.mentee_id])[pair.mentee_id]
    there = auditor.send("/sights/search", text=nip).headers["location"]
    assert nip not in there
    assert "unit" in office.words(auditor.open(there))
    assert {r.account_id for r in sights(person_id=pair.mentee_id)} >= {
        account("unit"), account("auditor")
    }  # fmt: skip
    assert "tidak ditemukan" in office.words(auditor.send("/sights/search", 200, text="x"))
    assert "Tidak ada yang cocok" in auditor.open("/sights?since=2031-01-01").text


def test_looking_at_the_log_is_on_record_and_unit_officers_do_not(app: Any, proposed: Any) -> None:
    auditor = office.signed_in(app, "auditor")
    auditor.open("/sights?account=unit")
    with db.transaction(reads=True) as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "access.look")).one()
        assert entry.actor_id == account("auditor")
        assert entry.details == {"account_id": str(account("unit"))}
    office.signed_in(app, "unit").open("/sights", 403)


def test_who_came_by_a_link_is_named_by_id(proposed: Any) -> None:
    mentor = office.pairs()[0].mentor_id
    with db.transaction() as session:
        access.sights.note(session, place="/t/{token}", people=[mentor], holder_id=mentor)
    assert [r.people for r in sights(holder_id=mentor)] == [[str(mentor)]]
    with db.transaction(reads=True) as session:
        assert whose(session, asked=Looked(holder_id=mentor)) == {mentor: 1}


def test_the_same_at_the_command_line(app: Any, proposed: Any, tmp_path: Path) -> None:
    office.signed_in(app, "unit").open(
        routes.filled("/programmes/{programme_id}/runs/{run_id}/pairs")
    )
    (row,) = reads("access", "list", "--account", "unit", actor="auditor")
    assert row["who"] == "unit"
    types("access", "list", "--person", office.pairs()[0].mentee_id, actor="auditor")
    file = tmp_path / "akses.xlsx"
    types("access", "list", "--session", row["session_id"], "--output", file, actor="auditor")
    assert openpyxl.load_workbook(file).worksheets[0].max_row == len(row["people"]) + 1
    types("access", "list", actor="unit", code=3)


def account(login: str) -> Any:
    with db.transaction(reads=True) as session:
        return access.acting(session, login=login).id


def test_every_page_with_people_has_its_name_in_words(app: Any) -> None:
    """No officer reads routes: whatever is added to the pages gets a name here."""
    for method, path in [*routes.of_app(app), ("GET", "/mine/mentorship"), ("GET", "/mine/wishes")]:
        door = WHO_MAY.get(f"{method} {path}")
        if door in {roles.ANYBODY, roles.HALF, roles.SIGNED_IN} or path.startswith("/static"):
            continue
        said = access.places.said(path)
        assert "{" not in said, path
        assert "/" not in said, path
    assert access.places.said("/") == "Beranda"
    assert access.places.said("/gone/{id}") == "/gone/{id}"  # an old route, still in the log


def test_the_log_says_which_page_it_was(app: Any, proposed: Any) -> None:
    unit, hr = office.signed_in(app, "unit"), office.signed_in(app, "hr")
    pairs = routes.filled("/programmes/{programme_id}/runs/{run_id}/pairs")
    unit.open(pairs)
    unit.open(f"{pairs}/csv")
    page = hr.open("/sights?account=unit")
    assert "Daftar pasangan (diunduh)" in office.words(page)
    assert "{run_id}" not in page.text
    lines = list(csv.reader(io.StringIO(hr.open("/sights/csv?account=unit").text), delimiter=";"))
    assert {line[4] for line in lines[1:]} == {"Daftar pasangan", "Daftar pasangan (diunduh)"}
    assert lines[1][-1].startswith(
        "/programmes/{programme_id}/runs/"
    )  # for whoever keeps the machine
    said = types("access", "list", "--account", "unit", actor="auditor").output
    assert "Daftar pasangan" in said


def test_every_page_that_shows_people_has_a_name_in_the_log() -> None:
    doors = (roles.Door.ANYBODY, roles.Door.HALF)
    pages = {key.split(" ", 1)[1] for key, who in WHO_MAY.items()
             if key.startswith("GET ") and who not in doors}  # fmt: skip
    assert len(pages) > 80
    assert [page for page in sorted(pages) if places.said(page).startswith("/")] == []
