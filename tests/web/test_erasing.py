"""The erasure page: only HR; first what will go, then the reason, then it is gone."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine

from mentoring import access, clock, db, erasure, people, programmes
from tests.web import office


@pytest.fixture
def leavers(proposed: Path) -> list[UUID]:
    """Two who left eight years ago, by the calendar of today."""
    with db.transaction() as session:
        seats = programmes.participants(session, programme=programmes.find_programme(session))
        busy = {seat.employee_id for seat in seats}
        rows = [p for p in people.profiles(session) if p.id not in busy][:2]
        for profile in rows:
            person = people.employee(session, profile.id)
            person.left_on = clock.today() - timedelta(days=8 * 366)
            session.add(person)
    return [row.id for row in rows]


def test_an_officer_checks_what_will_go_and_erases_it(
    hr: office.Browser, leavers: list[UUID]
) -> None:
    assert "Masa retensi data 2 pegawai sudah lewat" in office.words(hr.open("/"))
    page = hr.open("/erasure")
    name = office.profile(leavers[0]).name
    assert name in page.text
    nothing = hr.send("/erasure/plan", 400)
    assert "Belum ada pegawai yang dipilih" in office.words(nothing)
    plan = hr.send("/erasure/plan", 200, person=leavers[0])
    assert "biodata pegawai" in plan.text
    assert "Yang akan dihapus: 1 pegawai" in office.words(plan)
    everybody = hr.send("/erasure/plan", 200, everybody=1)
    assert "Yang akan dihapus: 2 pegawai" in office.words(everybody)
    silent = hr.send("/erasure/do", 400, person=leavers[0], reason=" ")
    assert "Alasan wajib diisi" in office.words(silent)
    assert "biodata pegawai" in silent.text
    hr.send("/erasure/do", person=leavers[0], reason="masa retensi lewat")
    after = hr.open("/erasure")
    assert "Data 1 pegawai dihapus." in after.text
    assert name not in after.text
    assert erasure.remembered() == {leavers[0]}
    again = hr.send("/erasure/do", 409, person=leavers[0], reason="klik kedua")
    assert "belum melewati masa retensi" in office.words(again)


def test_auditors_and_unit_officers_erase_nothing(app: Any, leavers: list[UUID]) -> None:
    for login in ("auditor", "unit", "lain"):
        browser = office.signed_in(app, login)
        browser.open("/erasure", 403)
        browser.send("/erasure/do", 403, person=leavers[0], reason="coba")
        assert "/erasure" not in browser.open("/").text
    assert office.profile(leavers[0]).name != "(data dihapus)"


def test_pages_of_a_programme_stand_when_a_pair_of_it_was_erased(
    hr: office.Browser, approved: Any
) -> None:
    pair = office.pairs()[0]
    with db.transaction() as session:
        for bond in office.bonds():
            if bond.mentee_id == pair.mentee_id:
                row = session.get_one(type(bond), bond.id)
                row.state = "completed"
        person = people.employee(session, pair.mentee_id)
        person.left_on = clock.today()
    bond = next(b for b in office.bonds() if b.mentee_id == pair.mentee_id)
    later = clock.now() + timedelta(days=366 * 9)
    with time_machine.travel(later), db.transaction() as session:
        by = access.acting(session, login="hr").id
        erasure.erase(session, ids=[pair.mentee_id], reason="retensi", actor_id=by)
    root = f"/programmes/{office.programme().id}"
    run = f"{root}/runs/{office.run().id}"
    for path in (
        f"{run}/pairs", f"{run}/people/{pair.mentee_id}", f"{run}/changes", f"{root}/following",
        f"/mentorships/{bond.id}", f"{root}/people", f"{root}/letters", "/messages",
        f"{run}/pairs/xlsx", f"{run}/pairs/csv", f"{root}/following/xlsx",
    ):  # fmt: skip
        hr.open(path)
    assert "sudah dihapus" in hr.open(f"{run}/people/{pair.mentee_id}").text
