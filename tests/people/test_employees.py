"""Employee files: what comes in, what changes, who leaves, and nothing by halves."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from mentoring import audit, clock, db, people
from mentoring.errors import NotFound, NotNow, Refused, Unusable

from .files import AYU, BUDI, CITRA, SIASN, codes, imported, known, planned, siasn, small


def test_a_siasn_export_comes_in_with_all_that_matching_needs(
    database: str, tmp_path: Path
) -> None:
    plan = imported(siasn(tmp_path / "a.csv", [AYU, BUDI, CITRA]))
    assert plan.counts == {
        "rows": 3, "new": 3, "changed": 0, "same": 0, "gone": 0, "errors": 0, "warnings": 0,
    }  # fmt: skip
    ayu = known("198503152010012001")
    assert (ayu.name, ayu.kind, ayu.grade) == ("AYU CONTOH, S.Kep.", people.Kind.PNS, 34)
    assert (ayu.job_group, ayu.field) == ("JF Ahli Muda", "Perawat")
    assert (ayu.unit_name, ayu.opd_name, ayu.location) == (
        "Puskesmas Melati", "Dinas Kesehatan", "Kec. Melati",
    )  # fmt: skip
    assert (ayu.service_months, ayu.retires_on) == (183, date(2043, 4, 1))
    citra = known("200012312024212001")
    assert (citra.kind, citra.grade, citra.job_group) == (people.Kind.PPPK, 107, "JF Terampil")
    assert (citra.status_code, citra.appointed_on) == ("01", date(2024, 4, 1))
    assert citra.service_months is not None
    assert citra.service_months > 24


def test_the_same_file_twice_changes_nothing(home: Path) -> None:
    path = siasn(home / "a.csv", [AYU, BUDI, CITRA])
    imported(path)
    before = _everything()
    plan = imported(path)
    assert (plan.counts["new"], plan.counts["changed"], plan.counts["gone"]) == (0, 0, 0)
    assert _everything() == before


def test_row_order_and_column_order_do_not_matter(home: Path) -> None:
    imported(siasn(home / "a.csv", [AYU, BUDI, CITRA]))
    plan = imported(siasn(home / "b.csv", [CITRA, AYU, BUDI], header=SIASN[::-1]))
    assert plan.counts["same"] == 3


def test_a_file_with_one_error_changes_nothing_at_all(home: Path) -> None:
    plan = planned(siasn(home / "a.csv", [AYU, BUDI | {"NIP BARU": "199013012015031999"}]))
    assert codes(plan) == [(3, "nip_birth")]
    with pytest.raises(Refused, match="1 kesalahan"), db.transaction() as session:
        people.apply_import(session, plan, actor_id=None)
    assert _count() == 0


def test_a_failure_half_way_leaves_nothing(home: Path) -> None:
    plan = planned(siasn(home / "a.csv", [AYU, BUDI]))
    plan.writes[-1].insert[-1]["nip"] = plan.writes[-1].insert[0]["nip"]
    with pytest.raises(Exception, match="UNIQUE"), db.transaction() as session:
        people.apply_import(session, plan, actor_id=None)
    assert _count() == 0


def test_a_plan_is_void_when_somebody_else_was_faster(home: Path) -> None:
    path = siasn(home / "a.csv", [AYU])
    plan = planned(path)
    imported(path)
    with pytest.raises(NotNow), db.transaction() as session:
        people.apply_import(session, plan, actor_id=None)


CHANGES = [
    ({"UNOR ID": "U-2", "UNOR NAMA": "Puskesmas Mawar"}, {"transfer"}),
    ({"GOL AKHIR NAMA": "IV/a", "GOL AKHIR ID": "41"}, {"promotion"}),
    ({"JABATAN NAMA": "Perawat Ahli Madya"}, {"new_job"}),
    ({"KEDUDUKAN HUKUM ID": "03", "KEDUDUKAN HUKUM NAMA": "Tugas Belajar"}, {"status_change"}),
    ({"KEDUDUKAN HUKUM ID": "99"}, {"status_change", "left"}),
    ({"NIP BARU": "'198503152010012002"}, {"corrected_nip"}),
    ({"GELAR BELAKANG": "S.Kep., M.Kes."}, {"other"}),
]


@pytest.mark.parametrize(("change", "kinds"), CHANGES)
def test_a_change_is_told_by_its_kind(home: Path, change: dict[str, str], kinds: set[str]) -> None:
    imported(siasn(home / "a.csv", [AYU, BUDI]))
    plan = imported(siasn(home / "b.csv", [AYU | change, BUDI]))
    assert [set(c.kinds) for c in plan.changed] == [kinds]
    assert (plan.new, plan.gone, plan.same) == ([], [], 1)
    assert plan.changed[0].row == 2
    assert "19850315" not in repr(plan.changed)


def test_a_candidate_becomes_pns(home: Path) -> None:
    imported(siasn(home / "a.csv", [BUDI | {"STATUS CPNS PNS": "C", "TMT PNS": ""}]))
    assert known("199001012015031002").kind is people.Kind.CPNS
    plan = imported(siasn(home / "b.csv", [BUDI]))
    assert "became_pns" in plan.changed[0].kinds


def test_whoever_is_not_in_the_file_has_left_and_is_not_deleted(home: Path) -> None:
    imported(siasn(home / "a.csv", [AYU, BUDI]))
    plan = imported(siasn(home / "b.csv", [AYU]))
    assert [c.label for c in plan.gone] == [f"{BUDI['NAMA']} " + "•" * 15 + "002"]
    assert known("199001012015031002").left_on == clock.today()
    back = imported(siasn(home / "a.csv", [AYU, BUDI]))
    assert back.changed[0].kinds == ("returned",)
    assert known("199001012015031002").left_on is None


def test_a_file_of_pns_does_not_send_the_pppk_away(home: Path) -> None:
    imported(siasn(home / "a.csv", [AYU, BUDI, CITRA]))
    assert imported(siasn(home / "pns.csv", [AYU, BUDI])).gone == []
    assert imported(siasn(home / "pppk.csv", [CITRA])).gone == []


def test_a_partial_file_sends_nobody_away(home: Path) -> None:
    imported(siasn(home / "a.csv", [AYU, BUDI]))
    assert imported(siasn(home / "b.csv", [AYU]), partial=True).gone == []


def crowd(size: int) -> list[dict[str, str]]:
    return [
        AYU | {"PNS ID": f"X{n}", "NIP BARU": f"19850315201001{1 + n % 2}{n + 1:03}"}
        for n in range(size)
    ]


def test_many_gone_at_once_need_a_yes(home: Path) -> None:
    imported(siasn(home / "a.csv", crowd(60)))
    path = siasn(home / "b.csv", crowd(30))
    plan = planned(path)
    with pytest.raises(Refused) as refused, db.transaction() as session:
        people.apply_import(session, plan, actor_id=None)
    assert "30 dari 60" in refused.value.sentence
    assert "--partial" in refused.value.remedy
    assert len(imported(path, accept_gone=True).gone) == 30


def test_duplicates_are_named_with_the_other_row(home: Path) -> None:
    twin = BUDI | {"PNS ID": "8AE4-0009"}
    plan = planned(siasn(home / "a.csv", [BUDI, twin, AYU | {"PNS ID": "8ae40002"}]))
    assert codes(plan) == [(3, "duplicate"), (4, "duplicate")]
    assert "baris 2" in plan.errors[0].reason
    assert plan.errors[0].value == "•" * 15 + "002"


def test_a_nip_that_belongs_to_somebody_else_is_an_error(home: Path) -> None:
    imported(siasn(home / "a.csv", [AYU, BUDI]))
    plan = planned(siasn(home / "b.csv", [AYU | {"NIP BARU": BUDI["NIP BARU"]}]))
    assert [p.code for p in plan.errors] == ["nip_taken"]


def test_slips_of_the_register_are_warnings_only(home: Path) -> None:
    odd = AYU | {"JENIS KELAMIN": "M", "TANGGAL LAHIR": "16-03-1985", "TMT CPNS": "01-02-2010"}
    plan = imported(siasn(home / "a.csv", [odd]))
    assert codes(plan) == [(2, "birth_differs"), (2, "sex_differs"), (2, "start_differs")]
    assert known("198503152010012001").retires_on == date(2043, 4, 1)


def test_part_time_pppk_come_in_with_a_warning(home: Path) -> None:
    odd = CITRA | {"NIP BARU": "200012312025452001", "KEDUDUKAN HUKUM NAMA": "Aktif",
                   "JENIS PEGAWAI NAMA": "PPPK Paruh Waktu"}  # fmt: skip
    plan = imported(siasn(home / "a.csv", [odd]))
    assert {p.code for p in plan.warnings} == {"nip_part_time", "part_time"}
    assert known("200012312025452001").kind is people.Kind.PPPK_PART_TIME


def test_an_unknown_status_is_an_error_with_a_remedy(home: Path) -> None:
    odd = AYU | {"KEDUDUKAN HUKUM ID": "", "KEDUDUKAN HUKUM NAMA": "Melayang"}
    (problem,) = planned(siasn(home / "a.csv", [odd])).problems
    assert (problem.code, problem.column) == ("status", "KEDUDUKAN HUKUM NAMA")
    assert problem.value == "Melayang"
    assert problem.remedy


def snake(header: str) -> str:
    return header.lower().replace(" ", "_")


VARIANTS: dict[str, tuple[list[str] | None, dict[str, str]]] = {
    "snake": ([snake(h) for h in SIASN], {h: snake(h) for h in SIASN}),
    "aliases": (None, {"NIP BARU": "NIP", "NAMA": "NAMA LENGKAP", "TANGGAL LAHIR": "TGL LAHIR",
                       "GOL AKHIR NAMA": "GOLONGAN/RUANG", "JABATAN NAMA": "JABATAN",
                       "KEDUDUKAN HUKUM NAMA": "STATUS KEDUDUKAN", "MK TAHUN": "MASA KERJA TAHUN",
                       "MK BULAN": "MK Bulan",
                       "UNOR NAMA": "UNOR", "SATUAN KERJA INDUK NAMA": "SATKER INDUK",
                       "NOMOR HP": "Telepon"}),
}  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
def test_variants_of_the_header_give_the_same_people(home: Path, name: str) -> None:
    imported(siasn(home / "a.csv", [AYU, BUDI, CITRA]))
    header, names = VARIANTS[name]
    rows = [{names[k]: v for k, v in row.items() if k in names} for row in (AYU, BUDI, CITRA)]
    plan = planned(siasn(home / "b.csv", rows, header or list(names.values())), partial=True)
    assert plan.problems == []
    assert {key for c in plan.changed for key, _old, _new in c.what} == set()


def test_a_small_offices_own_sheet_is_enough(home: Path) -> None:
    path = small(home / "a.csv", "Nama;NIP;Telepon;Jabatan",
                 "Ayu;198503152010012001;08120000001;Lurah")  # fmt: skip
    plan = imported(path)
    assert codes(plan) == [(2, "no_unit")]
    ayu = known("198503152010012001")
    assert (ayu.job_group, ayu.kind, ayu.unit_name) == (
        "Pengawas",
        people.Kind.PNS,
        "Unit belum diketahui",
    )


def test_levels_of_units_mean_the_deepest_that_is_filled(home: Path) -> None:
    path = small(
        home / "a.csv",
        "NIP BARU;NAMA;JABATAN NAMA;UNOR (3);UNOR (2);UNOR (1)",
        "198503152010012001;Ayu;Lurah;Seksi Contoh;Bidang Contoh;Dinas Contoh",
        "199003152014021001;Budi;Lurah;;Bidang Contoh;Dinas Contoh",
        "199103152014021001;Citra;Lurah;;;Dinas Contoh",
    )
    imported(path)
    people_there = [
        known(n) for n in ("198503152010012001", "199003152014021001", "199103152014021001")
    ]
    assert [p.unit_name for p in people_there] == ["Seksi Contoh", "Bidang Contoh", "Dinas Contoh"]
    assert len({p.opd_id or p.unit_id for p in people_there}) == 1


def test_a_thin_file_does_not_wipe_what_a_rich_one_brought(home: Path) -> None:
    imported(siasn(home / "a.csv", [AYU]))
    before = known("198503152010012001")
    imported(
        small(home / "b.csv", "NIP,NAMA,JABATAN", "198503152010012001,AYU CONTOH,Perawat Ahli Muda")
    )
    assert known("198503152010012001") == before
    with db.transaction() as session:
        assert len(people.units(session)) == 2


def test_an_import_is_audited_without_any_number(home: Path) -> None:
    imported(siasn(home / "a.csv", [AYU]))
    with db.transaction() as session:
        (entry,) = audit.trail(session)
    assert (entry.action, entry.details["counts"]["new"]) == ("people.import", 1)
    assert "1985" not in repr(entry.details)


def test_a_file_without_people_is_refused_and_sends_nobody_away(home: Path) -> None:
    imported(siasn(home / "a.csv", [AYU]))
    with pytest.raises(Unusable, match="satu pegawai pun"):
        planned(siasn(home / "b.csv", []))


def test_unknown_kinds_and_people_are_told(home: Path) -> None:
    with pytest.raises(Unusable, match="tidak dikenal"):
        planned(home / "a.csv", kind="horses")
    with pytest.raises(NotFound), db.transaction() as session:
        people.employee_by_nip(session, nip="198503152010012001")


def _everything() -> list[tuple[object, ...]]:
    with db.transaction() as session:
        rows = session.exec(select(people.Employee).order_by(col(people.Employee.nip))).all()
        return [tuple(row.model_dump().values()) for row in rows]


def _count() -> int:
    with db.transaction() as session:
        return session.exec(select(func.count()).select_from(people.Employee)).one()


def test_a_reorganised_unit_is_told_and_follows_the_file(home: Path) -> None:
    imported(siasn(home / "a.csv", [AYU, BUDI]))
    moved = {"SATUAN KERJA INDUK ID": "O-2", "SATUAN KERJA INDUK NAMA": "Dinas Baru",
             "UNOR NAMA": "Puskesmas Melati Raya"}  # fmt: skip
    plan = imported(siasn(home / "b.csv", [AYU | moved, BUDI | moved]))
    assert plan.kinds == {"new_unit": 1, "unit": 1}
    ayu = known("198503152010012001")
    assert (ayu.unit_name, ayu.opd_name) == ("Puskesmas Melati Raya", "Dinas Baru")
    again = imported(siasn(home / "b.csv", [AYU | moved, BUDI | moved]))
    assert again.kinds == {}


def test_of_two_officers_at_once_one_wins_and_the_other_is_told(
    database: str, tmp_path: Path
) -> None:
    plan = planned(siasn(tmp_path / "a.csv", crowd(40)))

    def apply(_officer: int) -> str:
        try:
            with db.transaction() as session:
                people.apply_import(session, plan, actor_id=None)
        except NotNow:
            return "told"
        return "won"

    with ThreadPoolExecutor(2) as officers:
        assert sorted(officers.map(apply, range(2))) == ["told", "won"]
    assert _count() == 40


def test_two_rows_that_mean_one_person_are_an_error(home: Path) -> None:
    imported(siasn(home / "a.csv", [AYU]))
    corrected = AYU | {"NIP BARU": "198503152010012009"}
    plan = planned(siasn(home / "b.csv", [corrected, AYU | {"PNS ID": ""}]))
    assert codes(plan) == [(3, "duplicate")]


def test_a_unit_name_that_several_units_share_needs_its_code(home: Path) -> None:
    """Such a row became a third unit of that name, and nobody was told."""
    office = {"UNOR NAMA": "Subbagian Umum", "SATUAN KERJA INDUK NAMA": "", "UNOR ID": ""}
    tree = small(
        home / "units.csv",
        "ID;NAMA_UNOR;ID_ATASAN",
        "1;Kota;",
        "2;Dinas A;1",
        "3;Dinas B;1",
        "21;Subbagian Umum;2",
        "31;Subbagian Umum;3",
    )
    imported(tree, "units")
    bare = {key: "" for key in AYU if key.startswith("SATUAN KERJA")} | office
    plan = planned(siasn(home / "a.csv", [AYU | bare, BUDI | bare | {"UNOR ID": "31"}]))
    assert [(p.row, p.column, p.code) for p in plan.errors] == [(2, "UNOR NAMA", "ambiguous_unit")]
    assert "2 unit" in plan.errors[0].reason
    imported(
        siasn(home / "a.csv", [AYU | bare | {"UNOR ID": "21"}, BUDI | bare | {"UNOR ID": "31"}])
    )
    again = planned(siasn(home / "a.csv", [AYU | bare, BUDI | bare]))
    assert again.ok  # each is stored in one of the two and stays there
    assert again.same == 2


def test_a_name_means_the_one_unit_whose_code_the_file_tells(home: Path) -> None:
    plan = imported(siasn(home / "a.csv", [AYU | {"UNOR ID": ""}, BUDI]))
    assert plan.new_units == 2  # the unit and its OPD, not the unit twice


def test_every_status_of_siasn_is_known_by_its_name_alone() -> None:
    from mentoring.people.imports.employee_words import status_code
    from mentoring.people.reference import statuses

    assert {status_code(None, name) for name in statuses().values()} == set(statuses())
