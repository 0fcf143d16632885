"""What the law and good sense keep out: not in the database, not in the lottery."""

import sqlite3
from pathlib import Path

from sqlmodel import col, select

from mentoring import db, people

from .files import AYU, BUDI, CITRA, imported, planned, siasn

CANARIES = {
    "NIK": "3674555511112222",
    "AGAMA NAMA": "KANARI-AGAMA",
    "JENIS KAWIN NAMA": "KANARI-KAWIN",
    "NPWP NOMOR": "77.666.555.4",
    "BPJS": "KANARI-BPJS",
    "ALAMAT": "KANARI-ALAMAT",
    "EMAIL": "kanari@surat.example",
    "TEMPAT LAHIR NAMA": "KANARI-LAHIR",
    "NAMA SEKOLAH": "KANARI-SEKOLAH",
    "NIP LAMA": "140999888",
    "KPKN NAMA": "KANARI-KPKN",
}


def test_no_byte_of_a_dropped_column_reaches_the_database(home: Path) -> None:
    plan = imported(siasn(home / "a.csv", [AYU | CANARIES, BUDI | CANARIES]))
    assert set(CANARIES) <= set(plan.sheet.ignored)
    with sqlite3.connect(home / "pamong.db") as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    stored = b"".join(p.read_bytes() for p in home.glob("pamong.db*"))
    assert b"AYU CONTOH" in stored
    for canary in CANARIES.values():
        assert canary.encode() not in stored
    assert not any(c in repr(plan) for c in CANARIES.values())


def test_sex_is_compared_and_forgotten(home: Path) -> None:
    plan = imported(siasn(home / "a.csv", [AYU]))
    assert "sex" not in plan.sheet.rows[0].raw
    assert not any(c in {"sex", "jenis_kelamin"} for c in people.Employee.model_fields)


def _keys() -> list[str]:
    with db.transaction() as session:
        query = select(people.Employee.draw_key).order_by(col(people.Employee.name))
        return list(session.exec(query))


def without_id(*rows: dict[str, str]) -> list[dict[str, str]]:
    return [row | {"PNS ID": ""} for row in rows]


def test_the_lottery_key_is_the_siasn_id_where_there_is_one(home: Path) -> None:
    imported(siasn(home / "a.csv", [AYU]))
    assert _keys() == ["8AE40001"]


def test_sex_and_birth_date_do_not_change_the_lottery_key(home: Path) -> None:
    first = planned(siasn(home / "a.csv", without_id(AYU, BUDI)))
    other = {"TANGGAL LAHIR": "", "JENIS KELAMIN": "", "AGAMA NAMA": "x", "NIK": "1"}
    changed = planned(
        siasn(
            home / "b.csv",
            without_id(
                BUDI | other | {"NIP BARU": "199107072015032002"},
                AYU | other | {"NIP BARU": "198604162010011001"},
            ),
        )
    )
    keys = [{row["name"]: row["draw_key"] for row in p.writes[-1].insert} for p in (first, changed)]
    assert keys[0] == keys[1]


def test_namesakes_get_different_keys_whatever_the_order_of_rows(home: Path) -> None:
    twins = without_id(
        CITRA | {"NIP BARU": "200012312024212001", "EMAIL GOV": "satu@kota.example"},
        CITRA | {"NIP BARU": "200012312024212002", "EMAIL GOV": "dua@kota.example"},
    )
    plans = [planned(siasn(home / "a.csv", rows)) for rows in (twins, twins[::-1])]
    keys = [{row["nip"]: row["draw_key"] for row in p.writes[-1].insert} for p in plans]
    assert keys[0] == keys[1]
    assert len(set(keys[0].values())) == 2


def test_the_key_stays_when_everything_else_changes(home: Path) -> None:
    imported(siasn(home / "a.csv", without_id(AYU)))
    before = _keys()
    moved = {"PNS ID": "8AE4-0001", "UNOR ID": "U-9", "UNOR NAMA": "Lain", "JABATAN NAMA": "Lurah"}
    imported(siasn(home / "b.csv", [AYU | moved]))
    assert _keys() == before


def test_a_profile_tells_neither_birth_nor_number(home: Path) -> None:
    imported(siasn(home / "a.csv", [AYU]))
    with db.transaction() as session:
        said = repr(people.profiles(session))
    assert "1985" not in said
    assert "ayu@" not in said
