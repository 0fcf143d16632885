"""One record put right by hand: the rules of imports, the difference, undo, and what files say."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from mentoring import audit, db, people
from mentoring.errors import NotFound, NotNow, PamongError, Refused, Unusable
from mentoring.people.tables import Correction, Employee

from .files import AYU, BUDI, CITRA, imported, planned, siasn

BY = uuid4()
NIPS = {"AYU": "198503152010012001", "BUDI": "199001012015031002", "CITRA": "200012312024212001"}


@pytest.fixture
def staff(database: str, tmp_path: Path) -> dict[str, UUID]:
    imported(siasn(tmp_path / "staff.csv", [AYU, BUDI, CITRA]))
    with db.transaction(reads=True) as session:
        return {n: session.exec(select(Employee.id).where(Employee.nip == nip)).one()
                for n, nip in NIPS.items()}  # fmt: skip


def row(person_id: UUID) -> Employee:
    with db.transaction(reads=True) as session:
        return people.employee(session, person_id)


def wanted(person_id: UUID, **cells: str) -> people.CorrectionPlan:
    with db.transaction() as session:
        return people.plan_correction(session, person_id=person_id, cells=cells)


def correct(person_id: UUID, reason: str = "keliru pada SIASN", **cells: str) -> None:
    with db.transaction() as session:
        plan = people.plan_correction(session, person_id=person_id, cells=cells)
        people.correct(session, plan, reason=reason, actor_id=BY)


def test_only_what_was_typed_changes_and_what_follows_from_it(staff: dict[str, UUID]) -> None:
    before = row(staff["BUDI"]).model_dump()
    correct(staff["BUDI"], grade="III/c", email="Budi.Baru@kota.example")
    now = row(staff["BUDI"]).model_dump()
    assert {k for k in now if now[k] != before[k]} == {"grade", "email", "updated_at"}
    assert (now["grade"], now["email"]) == (33, "budi.baru@kota.example")
    correct(staff["BUDI"], job_name="Bidan Ahli Muda")
    later = row(staff["BUDI"])
    assert (later.job_name, later.job_group) == ("Bidan Ahli Muda", "JF Ahli Muda")


@pytest.mark.parametrize("name", NIPS)
def test_what_is_recorded_is_read_back_as_the_same(staff: dict[str, UUID], name: str) -> None:
    """Every cell as it stands in the form, sent as it is: nothing to change."""
    with db.transaction(reads=True) as session:
        cells = people.recorded(session, person_id=staff[name])
    assert set(cells) == set(people.FIELDS)
    with pytest.raises(Unusable, match="Belum ada isian"):
        wanted(staff[name], **cells)
    plan = wanted(staff[name], **{k: f" {v} " for k, v in cells.items()} | {"education": "S-2"})
    assert plan.said == (("education", cells["education"], "S-2"),)


def test_each_field_takes_what_its_form_offers(staff: dict[str, UUID]) -> None:
    with db.transaction(reads=True) as session:
        units = people.units(session)
        words = people.status_names()
    for status in words:
        plan = wanted(staff["CITRA"], status_name=status, education="S-2")
        assert plan.change.ok, status
    for code in people.GRADES:
        wanted(staff["AYU"], grade=people.grade_name(code), education="S-2")
    for unit in units:
        wanted(staff["AYU"], unit_code=unit.code, education="S-2")
    correct(staff["AYU"], grade="", front_title="dr.", job_since="2020-05-01")
    now = row(staff["AYU"])
    assert (now.grade, now.front_title, str(now.job_since)) == (None, "dr.", "2020-05-01")


def test_a_unit_is_one_that_is_there_and_keeps_its_name(staff: dict[str, UUID]) -> None:
    with db.transaction(reads=True) as session:
        before = [unit.model_dump() for unit in people.units(session)]
        office = next(u for u in people.units(session) if u.name == "Dinas Kesehatan")
    correct(staff["AYU"], unit_code=office.code)
    with db.transaction(reads=True) as session:
        assert [unit.model_dump() for unit in people.units(session)] == before
    assert row(staff["AYU"]).unit_id == office.id
    with pytest.raises(NotFound):
        wanted(staff["AYU"], unit_code="TIDAK-ADA")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"email": "bukan surel"}, "surel"),
        ({"phone": "abc"}, "nomor HP"),
        ({"name": ""}, "nama"),
        ({"grade": "IX/z"}, "golongan"),
        ({"grade_since": "31-02-2026"}, "TMT golongan"),
        ({"status_name": "Entah"}, "kedudukan hukum"),
        ({"job_name": "x" * 301}, "jabatan"),
    ],
)
def test_what_an_import_would_refuse_or_leave_out_is_refused_with_its_place(
    staff: dict[str, UUID], cells: dict[str, str], said: str
) -> None:
    before = row(staff["BUDI"])
    with pytest.raises(PamongError) as refused:
        wanted(staff["BUDI"], **cells)
    assert any(line.startswith(f"{said}: ") for line in refused.value.details)
    assert row(staff["BUDI"]) == before


def test_a_correction_needs_a_reason_and_a_known_field(staff: dict[str, UUID]) -> None:
    with pytest.raises(Unusable):
        correct(staff["BUDI"], reason=" ", education="S-2")
    with pytest.raises(Unusable, match="nip"):
        wanted(staff["BUDI"], nip="1")
    with pytest.raises(Unusable, match="Belum ada isian"):
        wanted(staff["BUDI"], grade="iii / b")  # otherwise written, the same grade
    with pytest.raises(NotFound):
        wanted(uuid4(), education="S-2")


def test_nobody_who_left_is_brought_back_by_a_correction(
    staff: dict[str, UUID], tmp_path: Path
) -> None:
    imported(siasn(tmp_path / "less.csv", [AYU, CITRA]))
    with pytest.raises(Refused, match="sudah keluar"):
        wanted(staff["BUDI"], education="S-2")


def test_a_record_that_changed_meanwhile_is_not_overwritten(staff: dict[str, UUID]) -> None:
    plan = wanted(staff["BUDI"], education="S-2")
    correct(staff["BUDI"], education="S-3")
    with pytest.raises(NotNow), db.transaction() as session:
        people.correct(session, plan, reason="terlambat", actor_id=BY)
    assert row(staff["BUDI"]).education == "S-3"


def test_it_is_undone_like_an_import_and_its_trail_says_fields_not_values(
    staff: dict[str, UUID],
) -> None:
    before = row(staff["BUDI"])
    correct(staff["BUDI"], name="BUDI BETUL", email="betul@kota.example")
    with db.transaction(reads=True) as session:
        batch = people.undoable(session)
        assert batch is not None
        assert batch.kind == people.CORRECTION
        entry = audit.trail(session, action="people.correct")[0]
        assert entry.details["fields"] == ["name", "email"]
        assert "BETUL" not in str(entry.details)
        assert "betul" not in str(entry.details)
    with db.transaction() as session:
        people.undo_import(session, batch_id=batch.id, reason="salah orang", actor_id=BY)
    assert row(staff["BUDI"]) == before
    with db.transaction(reads=True) as session:
        assert session.exec(select(Correction)).all() == []


def test_a_file_that_takes_a_correction_back_says_so_once(
    staff: dict[str, UUID], tmp_path: Path
) -> None:
    correct(staff["BUDI"], grade="III/c", education="S-2")
    again = siasn(tmp_path / "again.csv", [AYU, BUDI, CITRA])
    plan = planned(again)
    told = [p for p in plan.warnings if p.code == "undoes_correction"]
    assert plan.ok
    assert [p.row for p in told] == [3, 3]
    assert {p.reason.split()[1] for p in told} == {"golongan", "pendidikan"}
    imported(again)
    assert row(staff["BUDI"]).grade == 32
    risen = BUDI | {"GOL AKHIR ID": "33", "GOL AKHIR NAMA": "III/c"}
    risen = BUDI | {"GOL AKHIR ID": "33", "GOL AKHIR NAMA": "III/c"}
    third = siasn(tmp_path / "third.csv", [AYU, risen, CITRA])
    assert not [p for p in planned(third).warnings if p.code == "undoes_correction"]


def test_a_file_without_the_column_leaves_the_correction_standing(
    staff: dict[str, UUID], tmp_path: Path
) -> None:
    correct(staff["BUDI"], grade="III/c")
    narrow = siasn(tmp_path / "narrow.csv", [BUDI], ["NIP BARU", "NAMA", "JABATAN NAMA"])
    assert not planned(narrow, partial=True).warnings
    imported(narrow, partial=True)
    assert row(staff["BUDI"]).grade == 33
    back = siasn(tmp_path / "back.csv", [AYU, BUDI, CITRA])
    assert [p.code for p in planned(back).warnings] == ["undoes_correction"]


def test_a_file_that_agrees_settles_the_correction(staff: dict[str, UUID], tmp_path: Path) -> None:
    correct(staff["BUDI"], grade="III/c")
    mended = BUDI | {"GOL AKHIR ID": "33", "GOL AKHIR NAMA": "III/c", "NAMA": "BUDI CONTOH DUA"}
    imported(siasn(tmp_path / "mended.csv", [AYU, mended, CITRA]))
    with db.transaction(reads=True) as session:
        assert all(c.ended_at for c in session.exec(select(Correction)))
    risen = mended | {"GOL AKHIR ID": "34", "GOL AKHIR NAMA": "III/d"}
    assert not planned(siasn(tmp_path / "risen.csv", [AYU, risen, CITRA])).warnings
