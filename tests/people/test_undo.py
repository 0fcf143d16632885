"""The last import taken back: every table exactly as before, or a sentence why not."""

from pathlib import Path
from uuid import uuid4

import pytest
from sqlmodel import SQLModel, select

from mentoring import audit, db, people
from mentoring.errors import NotNow, PamongError, Refused, Unusable
from mentoring.people.tables import ImportBefore

from .files import AYU, BUDI, CITRA, imported, siasn, small
from .test_small_sheets import GOOD

DINI = AYU | {
    "PNS ID": "8AE4-0004",
    "NIP BARU": "'198803152012012001",
    "NAMA": "DINI CONTOH",
    "TANGGAL LAHIR": "15-03-1988",
    "TMT CPNS": "01-01-2012",
    "TMT PNS": "01-01-2013",
    "UNOR ID": "U-9",
    "UNOR NAMA": "Puskesmas Mawar",
}
MODELS: tuple[type[SQLModel], ...] = (
    people.Unit,
    people.Employee,
    people.Leave,
    people.Rating,
    people.Discipline,
    people.Conflict,
    people.Preference,
)
BY = uuid4()


def everything() -> list[object]:
    with db.transaction(reads=True) as session:
        return [people.rows_of(session, model) for model in MODELS]


def undo(reason: str = "berkas yang salah") -> int:
    with db.transaction() as session:
        batch = people.last_import(session)
        assert batch is not None
        _batch, rows = people.undo_import(session, batch_id=batch.id, reason=reason, actor_id=BY)
        return rows


def staff_file(folder: Path) -> Path:
    return siasn(folder / "staff.csv", [AYU, BUDI, CITRA])


def test_an_employee_import_goes_back_to_the_letter(database: str, tmp_path: Path) -> None:
    imported(staff_file(tmp_path))
    before = everything()
    moved = BUDI | {"UNOR ID": "U-9", "UNOR NAMA": "Puskesmas Mawar", "GOL AKHIR NAMA": "III/c",
                    "GOL AKHIR ID": "33"}  # fmt: skip
    plan = imported(siasn(tmp_path / "next.csv", [moved, CITRA, DINI]))
    assert (len(plan.new), len(plan.changed), len(plan.gone)) == (1, 1, 1)
    assert everything() != before
    assert undo() == 4  # one moved, one gone, one new, and the unit that came with them
    assert everything() == before
    with db.transaction(reads=True) as session:
        entry = audit.trail(session, action="people.import_undo")[0]
        assert (entry.actor_id, entry.reason) == (BY, "berkas yang salah")
        assert session.exec(select(ImportBefore)).all() == []
        assert people.imports_done(session, last=9)[0].undone_by == BY


@pytest.mark.parametrize(("kind", "header", "rows", "change"), GOOD)
def test_a_small_sheet_goes_back_to_the_letter(
    database: str, tmp_path: Path, kind: str, header: str, rows: list[str], change: str
) -> None:
    imported(staff_file(tmp_path))
    bare = everything()
    imported(small(tmp_path / "a.csv", header, *rows), kind)
    assert undo() > 0
    assert everything() == bare
    imported(small(tmp_path / "a.csv", header, *rows), kind)
    before = everything()
    imported(small(tmp_path / "b.csv", header, change), kind)
    undo()
    assert everything() == before


def test_a_line_that_an_import_removed_comes_back(database: str, tmp_path: Path) -> None:
    imported(staff_file(tmp_path))
    header = "NIP,NIP PIHAK LAIN,HAPUS"
    pair = "198503152010012001,199001012015031002"
    imported(small(tmp_path / "a.csv", header, f"{pair},"), "conflicts")
    before = everything()
    imported(small(tmp_path / "b.csv", header, f"{pair},ya"), "conflicts")
    undo()
    assert everything() == before


def test_only_the_last_import_and_only_once(database: str, tmp_path: Path) -> None:
    imported(staff_file(tmp_path))
    with db.transaction(reads=True) as session:
        first = people.last_import(session)
    assert first is not None
    imported(small(tmp_path / "a.csv", "NIP,TAHUN,PREDIKAT", "198503152010012001,2025,Baik"),
             "ratings")  # fmt: skip
    with db.transaction() as session, pytest.raises(NotNow):
        people.undo_import(session, batch_id=first.id, reason="x", actor_id=BY)
    undo()
    with db.transaction(reads=True) as session:
        assert people.undoable(session) is None  # what was before the first one is not kept
    with pytest.raises(NotNow):
        undo()


def test_a_row_changed_since_is_not_overwritten(database: str, tmp_path: Path) -> None:
    imported(staff_file(tmp_path))
    changed_later = AYU | {"GELAR BELAKANG": "S.Kep., Ns."}
    imported(siasn(tmp_path / "next.csv", [changed_later, BUDI, CITRA]))
    with db.transaction() as session:
        nip = "198503152010012001"
        person = session.exec(select(people.Employee).where(people.Employee.nip == nip)).one()
        person.email = "baru@kota.example"
        session.add(person)
    before = everything()
    with pytest.raises(Refused, match="diubah lagi"):
        undo()
    assert everything() == before


def test_newcomers_that_others_point_at_stay(database: str, tmp_path: Path) -> None:
    imported(staff_file(tmp_path))
    with db.transaction() as session:
        ayu, budi = session.exec(select(people.Employee).limit(2)).all()
        session.add(people.Preference(employee_id=ayu.id, other_id=budi.id, rank=1))
    before = everything()
    with pytest.raises(Refused, match="sudah dipakai"):
        undo()
    assert everything() == before


def test_a_reason_is_asked_for(database: str, tmp_path: Path) -> None:
    imported(staff_file(tmp_path))
    with pytest.raises(Unusable):
        undo(" ")


def test_an_undone_tree_of_units_counts_no_more(database: str, tmp_path: Path) -> None:
    """Employee files are read as if the tree had never come."""
    imported(staff_file(tmp_path))
    imported(small(tmp_path / "u.csv", "ID,NAMA_UNOR,ID_ATASAN", "K,Kota,"), "units")
    undo()
    try:
        again = imported(staff_file(tmp_path))
    except PamongError as wrong:
        pytest.fail(str(wrong))
    assert (again.new, again.changed, again.gone) == ([], [], [])
