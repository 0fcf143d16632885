"""Units, superiors, ratings, sanctions, leave, wishes and conflicts."""

from datetime import date
from pathlib import Path

import pytest

from mentoring import db, people, sheets
from mentoring.errors import NotFound

from .files import AYU, BUDI, CITRA, codes, imported, known, planned, siasn, small

A, B, C = "198503152010012001", "199001012015031002", "200012312024212001"


@pytest.fixture
def staff(database: str, tmp_path: Path) -> Path:
    imported(siasn(tmp_path / "staff.csv", [AYU, BUDI, CITRA]))
    return tmp_path


GOOD = [
    ("superiors", "NIP;NIP ATASAN", [f"{B};{A}", f"{C};{A}"], f"{B};{C}"),
    ("ratings", "NIP,TAHUN,PREDIKAT", [f"{A},2025,SANGAT BAIK", f"{A},2024,2"], f"{A},2025,Baik"),
    ("discipline", "NIP,TINGKAT,MULAI,SELESAI", [f"{A},Sedang,01-02-2026,"],
     f"{A},S,01-02-2026,01-08-2026"),
    ("leave", "NIP,JENIS,MULAI,SELESAI", [f"{A},Cuti sakit,01-02-2026,01-03-2026"],
     f"{A},Cuti,01-02-2026,02-03-2026"),
    ("preferences", "NIP,NIP PILIHAN,URUTAN", [f"{C},{A},1", f"{A},{C},0"], f"{C},{A},2"),
    ("conflicts", "NIP,NIP PIHAK LAIN,CATATAN", [f"{A},{B},keluarga"], f"{B},{A},keluarga inti"),
    ("units", "ID,NAMA_UNOR,ID_ATASAN",
     ["K,Kota,", "D1,Dinas Satu,K", "D2,Dinas Dua,K", "S,Seksi,D1"], "S,Seksi,D2"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "header", "rows", "change"), GOOD)
def test_a_sheet_comes_in_once_and_changes_once(
    staff: Path, kind: str, header: str, rows: list[str], change: str
) -> None:
    path = small(staff / "a.csv", header, *rows)
    assert len(imported(path, kind).new) == len(rows)
    again = imported(path, kind)
    assert (again.new, again.changed, again.gone, again.same) == ([], [], [], len(rows))
    other = imported(small(staff / "b.csv", header, change), kind)
    assert (len(other.new), len(other.changed), len(other.gone)) == (0, 1, 0)
    assert "1985" not in repr(other.changed)


BAD = [
    ("superiors", "NIP,NIP ATASAN", [f"{A},{A}"], [(2, "self")]),
    ("superiors", "NIP,NIP ATASAN", [f"{A},199001012015031009"], [(2, "unknown_person")]),
    ("superiors", "NIP,NIP ATASAN", [f"{B},{A}", f"{B},{C}"], [(3, "duplicate")]),
    ("superiors", "NIP,NIP ATASAN", [f"{A},{B}", f"{B},{A}"], [(2, "loop"), (3, "loop")]),
    ("ratings", "NIP,TAHUN,PREDIKAT", [f"{A},2025,Hebat"], [(2, "choice")]),
    ("ratings", "NIP,TAHUN,PREDIKAT", [f"{A},2025,tidak ada data"], [(2, "no_rating")]),
    ("ratings", "NIP,TAHUN,PREDIKAT", [f"{A},2025,Baik", f"{A},2025,Kurang"], [(3, "duplicate")]),
    ("discipline", "NIP,TINGKAT,MULAI,SELESAI", [f"{A},S,02-02-2026,01-02-2026"], [(2, "order")]),
    ("leave", "NIP,JENIS,MULAI", [f"{A},Cuti,"], [(2, "blank")]),
    ("preferences", "NIP,NIP PILIHAN,URUTAN", [f"{A},{A},1"], [(2, "self")]),
    ("conflicts", "NIP,NIP PIHAK LAIN", [f"{A},{B}", f"{B},{A}"], [(3, "duplicate")]),
    ("units", "ID,NAMA_UNOR,ID_ATASAN", ["A,A,B", "B,B,A"], [(2, "loop"), (3, "loop")]),
    ("units", "ID,NAMA_UNOR,ID_ATASAN", ["A,A,A"], [(2, "loop")]),
    ("units", "ID,NAMA_UNOR,ID_ATASAN", ["A,A,X"], [(2, "unknown_parent")]),
    ("units", "ID,NAMA_UNOR,ID_ATASAN", ["A,A,", "A,B,"], [(3, "duplicate")]),
]


@pytest.mark.parametrize(("kind", "header", "rows", "found"), BAD)
def test_a_wrong_row_is_told_by_its_place(
    home: Path, kind: str, header: str, rows: list[str], found: list[tuple[int, str]]
) -> None:
    imported(siasn(home / "staff.csv", [AYU, BUDI, CITRA]))
    plan = planned(small(home / "a.csv", header, *rows), kind)
    assert codes(plan) == found
    assert all(p.reason and "1985" not in str(p) for p in plan.problems)


def test_a_row_is_removed_only_when_the_sheet_says_so(staff: Path) -> None:
    header = "NIP,NIP PIHAK LAIN,HAPUS"
    imported(small(staff / "a.csv", header, f"{A},{B},", f"{A},{C},"), "conflicts")
    imported(small(staff / "b.csv", header, f"{A},{B},"), "conflicts")
    with db.transaction() as session:
        assert len(people.conflicts(session)) == 2
    assert len(imported(small(staff / "c.csv", header, f"{C},{A},ya"), "conflicts").gone) == 1
    with db.transaction() as session:
        assert len(people.conflicts(session)) == 1


def test_the_predicate_follows_from_its_two_halves(home: Path) -> None:
    imported(siasn(home / "staff.csv", [AYU, BUDI, CITRA]))
    header = "NIP,TAHUN,HASIL KERJA,PERILAKU KERJA"
    rows = [
        f"{A},2025,Sesuai ekspektasi,Di atas ekspektasi",
        f"{B},2025,DIATAS ESPEKTASI,DIBAWAH ESPEKTASI",
        f"{C},2025,3,3",
    ]
    imported(small(home / "a.csv", header, *rows), "ratings")
    with db.transaction() as session:
        found = people.last_ratings(session)
        ids = [people.employee_by_nip(session, nip=n).id for n in (A, B, C)]
    assert [found[i] for i in ids] == [(2025, 2), (2025, 4), (2025, 5)]


def test_the_reason_of_a_leave_is_not_kept(home: Path) -> None:
    imported(siasn(home / "staff.csv", [AYU]))
    path = small(home / "a.csv", "NIP,JENIS,MULAI", f"{A},Cuti melahirkan,01-02-2026")
    imported(path, "leave")
    with db.transaction() as session:
        who = people.employee_by_nip(session, nip=A).id
        inside = people.leaves(session, overlapping=(date(2026, 3, 1), date(2026, 4, 1)))
        before = people.leaves(session, overlapping=(date(2025, 3, 1), date(2026, 1, 31)))
    assert [x.kind for x in inside[who]] == ["cuti"]
    assert before == {}


def test_only_the_gravest_sanction_in_force_counts(home: Path) -> None:
    imported(siasn(home / "staff.csv", [AYU]))
    rows = [f"{A},R,01-01-2026,", f"{A},B,01-02-2026,01-03-2026"]
    imported(small(home / "a.csv", "NIP,TINGKAT,MULAI,SELESAI", *rows), "discipline")
    with db.transaction() as session:
        on = [
            people.active_discipline(session, on=day)
            for day in (date(2026, 2, 1), date(2026, 3, 2), date(2025, 1, 1))
        ]
    assert [list(found.values()) for found in on] == [["B"], ["R"], []]


def test_below_one_crown_the_offices_are_the_opd(home: Path) -> None:
    rows = [
        "K,Pemerintah Kota,",
        "U-1,Puskesmas Melati,O-1",
        "O-1,Dinas Kesehatan,K",
        "O2,Dinas Lain,K",
    ]
    imported(small(home / "u.csv", "ID,NAMA_UNOR,ID_ATASAN", *rows), "units")
    plan = imported(
        siasn(
            home / "a.csv",
            [AYU | {"SATUAN KERJA INDUK ID": "", "SATUAN KERJA INDUK NAMA": "Pemerintah Kota"}],
        )
    )
    assert plan.problems == []
    assert known(A).opd_name == "Dinas Kesehatan"


def test_a_unit_that_the_tree_does_not_know_is_a_warning(home: Path) -> None:
    imported(small(home / "u.csv", "ID,NAMA_UNOR,ID_ATASAN", "O1,Dinas Kesehatan,"), "units")
    plan = imported(siasn(home / "a.csv", [AYU]))
    assert [p.code for p in plan.warnings] == ["unknown_unit"]
    assert known(A).opd_name == "Dinas Kesehatan"


def test_without_codes_the_same_name_in_two_offices_is_two_units(home: Path) -> None:
    header = "NIP,NAMA,JABATAN,UNIT KERJA,OPD"
    rows = [f"{A},A,Lurah,Sekretariat,Dinas Satu", f"{B},B,Camat,Sekretariat,Dinas Dua"]
    imported(small(home / "a.csv", header, *rows))
    assert {known(n).opd_name for n in (A, B)} == {"Dinas Satu", "Dinas Dua"}
    assert known(A).unit_id != known(B).unit_id
    assert imported(small(home / "a.csv", header, *rows[::-1])).counts["same"] == 2


def test_people_are_found_by_name_and_by_the_end_of_their_number(home: Path) -> None:
    imported(siasn(home / "a.csv", [AYU, BUDI]))
    with db.transaction() as session:
        find = people.find_employees
        assert [p.name for p in find(session, text="ayu")] == ["AYU CONTOH, S.Kep."]
        assert [p.name for p in find(session, text="1002")] == ["BUDI CONTOH, S.Kep."]
        assert find(session, text="%") == []
        assert people.unit_by_code(session, code="u1").name == "Puskesmas Melati"
        assert people.count(session) == {"pns": 2}
        with pytest.raises(NotFound):
            people.unit_by_code(session, code="tidak ada")


@pytest.mark.parametrize("name", people.LAYOUTS)
def test_every_template_is_readable_and_explained(tmp_path: Path, name: str) -> None:
    layout = people.layouts()[name]
    sheets.write_template(tmp_path / "t.xlsx", layout)
    sheet = sheets.read(tmp_path / "t.xlsx", layout)
    assert sheet.problems == []
    assert len(sheet.rows) == len(layout.examples)
    assert all(column.help or column.key.endswith("title") for column in layout.columns)
    assert sheet.ignored == []


def test_rows_that_place_one_unit_in_two_offices_still_come_in(staff: Path) -> None:
    other = {
        "SATUAN KERJA INDUK ID": "O-9",
        "SATUAN KERJA INDUK NAMA": "Dinas Lain",
        "UNOR ID": "Z1",
    }
    back = {"UNOR ID": "Z1"}
    first = imported(siasn(staff / "a.csv", [AYU | other, BUDI | back]), partial=True)
    assert first.kinds["new_unit"] == 2
    again = imported(siasn(staff / "b.csv", [BUDI | back, AYU | other]), partial=True)
    assert (again.new, again.changed) == ([], [])
