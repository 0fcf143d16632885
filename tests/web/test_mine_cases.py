"""A person objects and reads what is stored, on pages of their own; nobody else's is there."""

import io
import json
from typing import Any
from uuid import UUID

import openpyxl
from sqlmodel import select

from mentoring import access, db, people, programmes
from mentoring.cases import Case
from mentoring.cases.stored import INSIDE
from mentoring.competencies import Assessment
from mentoring.programmes import Participant
from mentoring.web.data_words import fields
from tests.cases.office import told
from tests.commands.office import types
from tests.web import office
from tests.web.test_mine import opened


def only_case() -> Case:
    with db.transaction(reads=True) as session:
        return session.exec(select(Case)).one()


def test_a_mentee_objects_on_the_own_page_and_reads_the_answer_there(
    app: Any, hr: office.Browser, approved: Any
) -> None:
    bond = office.bonds()[0]
    phone = opened(app, bond.mentee_id)
    assert "Mentor yang ditetapkan" in phone.open("/mine/cases").text
    wrong = phone.send("/mine/cases", 400, about=f"pair:{bond.id}", words=" ")
    assert "Penjelasan wajib diisi" in office.words(wrong)
    phone.send("/mine/cases", 400, about="", words="apa saja")
    phone.send("/mine/cases", about=f"pair:{bond.id}", words="Kami bersaudara.")
    phone.send("/mine/cases", 409, about=f"pair:{bond.id}", words="Sekali lagi.")
    case = only_case()
    assert (case.person_id, case.opened_by) == (bond.mentee_id, None)
    hr.send(f"/cases/{case.id}/answer", decision="upheld", follow_up="replace", words="Benar.")
    page = office.words(phone.open("/mine/cases"))
    assert "dikabulkan" in page
    assert "Benar." in page
    assert told(messages_event())[0].employee_id == bond.mentee_id


def test_what_is_another_persons_is_not_there(app: Any, approved: Any) -> None:
    bond = office.bonds()[0]
    other = next(b for b in office.bonds() if b.mentee_id != bond.mentee_id)
    phone, stranger = opened(app, bond.mentee_id), opened(app, other.mentee_id)
    stranger.send("/mine/cases", 400, about=f"pair:{bond.id}", words="bukan milik saya")
    phone.send("/mine/cases", about="correction:job", wanted="Guru", words="SK nomor 1")
    case = only_case()
    stranger.send(f"/mine/cases/{case.id}/take-back", 404)
    assert "SK nomor 1" not in stranger.open("/mine/cases").text
    phone.send(f"/mine/cases/{case.id}/take-back")
    phone.send(f"/mine/cases/{case.id}/take-back", 409)
    for path in ("/mine/cases", "/mine/data", "/mine/data/json", "/mine/data/xlsx"):
        assert office.Browser(app).open(path, 303).headers["location"] == "/mine/link"


def was_assessed(person_id: UUID) -> bool:
    with db.transaction(reads=True) as session:
        mine = Assessment.employee_id == person_id
        return session.exec(select(Assessment.id).where(mine)).first() is not None


def test_all_that_is_stored_is_shown_and_taken_along(
    app: Any, hr: office.Browser, approved: Any
) -> None:
    bond = next(b for b in office.bonds() if was_assessed(b.mentee_id))
    hr.open(f"/mentorships/{bond.id}")
    phone = opened(app, bond.mentee_id)
    phone.open("/mine")
    phone.send("/mine/cases", about="correction:email", wanted="b@contoh.test", words="SK 2")
    with db.transaction(reads=True) as session:
        nip = people.nips(session, ids=[bond.mentee_id])[bond.mentee_id]
    told_ = json.loads(phone.open("/mine/data/json").text)
    assert told_["profile"][0]["nip"] == nip
    assert told_["mentorships"][0]["mentor"] == office.profile(bond.mentor_id).name
    assert told_["mentorships"][0]["gaps"]
    assert told_["assessments"]
    assert told_["cases"][0]["words"] == "SK 2"
    assert {"admin", "self"} <= {look["role"] for look in told_["looks"]}
    assert "Contoh hr" not in json.dumps(told_["looks"])
    page = phone.open("/mine/data")
    assert nip in page.text
    book = openpyxl.load_workbook(io.BytesIO(phone.open("/mine/data/xlsx").content))
    assert nip in [row[3] for row in book.worksheets[0].iter_rows(values_only=True)]
    mentor = json.loads(opened(app, bond.mentor_id).open("/mine/data/json").text)
    assert all(not m["gaps"] for m in mentor["mentorships"])


def messages_event() -> Any:
    from mentoring.messages import Event

    return Event.CASE_ANSWERED


def test_every_stored_field_has_a_name_that_people_read() -> None:
    """A field that is added to one of these tables must be given its words too."""
    tables = (people.Employee, people.Rating, people.Leave, people.Discipline, Participant)
    hidden = INSIDE | {"programme_id", "enrolled_by"}
    columns = {name for table in tables for name in table.model_fields}
    assert columns - hidden <= set(fields())


def test_what_officers_set_and_decided_about_somebody_is_shown_too(app: Any, approved: Any) -> None:
    bond = office.bonds()[0]
    other = office.pairs()[-1].mentee_id
    types("letter", "make", "keputusan")
    types("letter", "make", "surat_tugas")
    first, second = sorted((bond.mentor_id, other), key=str)
    with db.transaction() as session:
        by = access.acting(session, login="hr").id
        found = programmes.find_programme(session)
        programmes.set_capacity(
            session, employee_id=bond.mentor_id, places=5, reason="beban besar", by=by
        )
        programmes.rule(
            session, programme=found, mentee_id=other, mentor_id=bond.mentor_id, kind="ban",
            reason="tentang orang lain", by=by,
        )  # fmt: skip
        session.add(people.Conflict(a_id=first, b_id=second, note="kerabat"))
    mentor = opened(app, bond.mentor_id)
    told_ = json.loads(mentor.open("/mine/data/json").text)
    assert told_["places"] == [{"places": 5, "reason": "beban besar"}]
    assert told_["conflicts"] == [{"with": office.profile(other).name, "note": "kerabat"}]
    assert [(row["ruling"], row["with"]) for row in told_["rulings"]] == [
        ("ban", office.profile(other).name)
    ]
    assert "tentang orang lain" not in json.dumps(told_)
    assert sorted(row["letter"] for row in told_["letters"]) == ["assignment", "decree"]
    assert told_["message_settings"] == [{"channel": "", "language": "", "digests": True}]
    page = office.words(mentor.open("/mine/data"))
    assert "tidak boleh dipasangkan" in mentor.open("/mine/data").text
    assert "None" not in page
    waiting = office.waiting()[0]
    told_ = json.loads(opened(app, waiting.mentee_id).open("/mine/data/json").text)
    assert told_["waiting"][0]["why"]
    assert told_["letters"] == told_["rulings"] == told_["places"] == []
