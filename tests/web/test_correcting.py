"""A record put right on a page: what was asked in a case, the difference first, then the deed."""

from typing import Any
from uuid import UUID

import pytest

from mentoring import cases, db, people
from mentoring.cases import Kind
from tests.commands.office import types
from tests.web import office


@pytest.fixture
def asked(approved: Any) -> tuple[UUID, UUID]:
    """A mentee asks for another golongan: the person and the case."""
    person_id = office.pairs()[0].mentee_id
    with db.transaction() as session:
        case = cases.open_case(
            session, person_id=person_id, kind=Kind.CORRECTION, about="grade", wanted="III/b",
            words="Sudah naik sejak April.",
        )  # fmt: skip
        return person_id, case.id


def form_of(person_id: UUID) -> dict[str, str]:
    with db.transaction(reads=True) as session:
        return people.recorded(session, person_id=person_id)


def test_from_the_case_to_the_corrected_record_and_its_answer(
    hr: office.Browser, asked: tuple[UUID, UUID]
) -> None:
    person_id, case_id = asked
    here = f"/people/{person_id}/correct"
    assert f"{here}?case={case_id}" in hr.open(f"/cases/{case_id}").text
    page = hr.open(f"{here}?case={case_id}")
    assert "seharusnya «III/b»" in office.words(page)
    sent = form_of(person_id) | {"grade": "III/b", "case": str(case_id)}
    plan = hr.send(here, 200, **sent)
    assert "III/b" in office.words(plan)
    assert "Alasan" in plan.text
    assert form_of(person_id)["grade"] != "III/b"  # looked at, not done
    refused = hr.send(here, 400, sure="yes", **sent)
    assert "III/b" in refused.text  # what was chosen is kept
    version = office.programme().input_version
    done = hr.send(here, sure="yes", reason="SK golongan terlampir", **sent)
    assert done.headers["location"] == f"/cases/{case_id}"
    assert form_of(person_id)["grade"] == "III/b"
    with db.transaction(reads=True) as session:
        batch = people.undoable(session)
        assert batch is not None
        assert batch.kind == people.CORRECTION
    assert office.programme().input_version > version  # a proposal on the table is outdated now
    page = hr.open(f"/cases/{case_id}")
    assert f'value="{batch.id}" selected' in page.text  # the answer is at hand
    hr.send(
        f"/cases/{case_id}/answer", decision="upheld", follow_up="imported",
        batch_id=batch.id, words="Sudah diperbaiki.",
    )  # fmt: skip
    assert "Koreksi satu pegawai" in hr.open("/imports").text


def test_wrong_cells_come_back_with_place_and_remedy(
    hr: office.Browser, asked: tuple[UUID, UUID]
) -> None:
    person_id, _case = asked
    sent = form_of(person_id) | {"email": "bukan surel <b>", "phone": "0812 3456 7890"}
    page = hr.send(f"/people/{person_id}/correct", 400, **sent)
    assert "surel: Alamat surel" in office.words(page)
    assert 'value="bukan surel &lt;b&gt;"' in page.text
    assert 'value="0812 3456 7890"' in page.text
    hr.send(f"/people/{person_id}/correct", 400, **form_of(person_id))  # nothing was changed


def test_a_case_of_somebody_else_is_not_shown(hr: office.Browser, asked: tuple[UUID, UUID]) -> None:
    _person, case_id = asked
    other = office.pairs()[1].mentee_id
    page = hr.open(f"/people/{other}/correct?case={case_id}")
    assert "III/b»" not in page.text
    assert str(case_id) not in page.text
    hr.open(f"/people/{office.run().id}/correct", 404)
    hr.open(f"/people/{other}/correct?case=bukan-kode")


def test_the_same_on_the_command_line(asked: tuple[UUID, UUID]) -> None:
    person_id, _case = asked
    with db.transaction(reads=True) as session:
        nip = people.nips(session, ids=[person_id])[person_id]
    version, correct = office.programme().input_version, ("person", "correct", nip)
    why = ("--reason", "surat kepegawaian", "--yes")
    done = types(*correct, "--set", "email=baru@kota.example", "--set", "back_title=S.E.", *why)
    assert "dikoreksi" in done.output
    assert "baru@kota.example" in done.output
    assert form_of(person_id)["email"] == "baru@kota.example"
    assert office.programme().input_version == version  # nobody is matched by an address
    assert "ISIAN=NILAI" in types(*correct, "--set", "education", *why, code=2).output
    assert "surel: Alamat surel" in types(*correct, "--set", "email=x", *why, code=2).output
