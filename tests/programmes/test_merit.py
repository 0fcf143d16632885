"""Age, sex, religion, marital status and the order of rows never decide who is paired with whom.

Each variation goes through the real import into a database of its own and must give the same pairs
by name. The birth date moves only within the month, so that the retirement date stays the same.
"""

import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mentoring import clock, db, people, programmes
from mentoring.programmes import Side
from mentoring.settings import fresh
from tests.people.files import AYU, siasn

from .town import opened, policy

UNITS = ["Puskesmas Melati", "Puskesmas Mawar", "Puskesmas Anggrek"]
Rows = list[dict[str, str]]


def mentor(number: int) -> dict[str, str]:
    year = 1975 + number
    return AYU | {
        "PNS ID": f"M-{number:03}", "NAMA": f"MENTOR {chr(65 + number)}",
        "NIP BARU": f"'{year}0315201001{1 + number % 2}{number + 1:03}",
        "TANGGAL LAHIR": f"15-03-{year}", "JENIS KELAMIN": "MF"[number % 2],
        "AGAMA NAMA": "Islam", "AGAMA ID": "1", "JENIS KAWIN NAMA": "Menikah",
        "JABATAN NAMA": "Perawat Ahli Madya", "GOL AKHIR ID": "41", "GOL AKHIR NAMA": "IV/a",
        "UNOR ID": f"U-{number % 3}", "UNOR NAMA": UNITS[number % 3],
    }  # fmt: skip


def mentee(number: int) -> dict[str, str]:
    year, month = 1995 + number % 7, clock.today().replace(day=1)
    since = date(month.year - 1, month.month, 1)
    return AYU | {
        "PNS ID": f"C-{number:03}", "NAMA": f"BARU {chr(65 + number)}",
        "NIP BARU": f"'{year}0710{since:%Y%m}{1 + number % 2}{number + 1:03}",
        "TANGGAL LAHIR": f"10-07-{year}", "JENIS KELAMIN": "MF"[number % 2],
        "AGAMA NAMA": "Kristen", "AGAMA ID": "2", "JENIS KAWIN NAMA": "Belum Kawin",
        "STATUS CPNS PNS": "C", "TMT CPNS": f"{since:%d-%m-%Y}", "TMT PNS": "",
        "MK TAHUN": "1", "MK BULAN": "0", "GOL AKHIR ID": "31", "GOL AKHIR NAMA": "III/a",
        "JABATAN NAMA": "Perawat Ahli Pertama",
        "UNOR ID": f"U-{number % 3}", "UNOR NAMA": UNITS[number % 3],
    }  # fmt: skip


ROWS: Rows = [mentor(n) for n in range(8)] + [mentee(n) for n in range(20)]


def other_sex(rows: Rows) -> Rows:
    def turned(row: dict[str, str]) -> dict[str, str]:
        nip = row["NIP BARU"]
        sex = {"1": "2", "2": "1"}[nip[15]]
        return row | {
            "NIP BARU": nip[:15] + sex + nip[16:],
            "JENIS KELAMIN": {"M": "F", "F": "M"}[row["JENIS KELAMIN"]],
        }

    return [turned(row) for row in rows]


def other_birthday(rows: Rows) -> Rows:
    def moved(row: dict[str, str], day: int) -> dict[str, str]:
        nip = row["NIP BARU"]
        return row | {
            "NIP BARU": f"{nip[:7]}{day:02}{nip[9:]}",
            "TANGGAL LAHIR": f"{day:02}{row['TANGGAL LAHIR'][2:]}",
        }

    return [moved(row, 1 + (7 * n) % 27) for n, row in enumerate(rows)]


def other_private_life(rows: Rows) -> Rows:
    return [
        row | {
            "AGAMA NAMA": "Hindu", "AGAMA ID": "4", "JENIS KAWIN NAMA": "Cerai",
            "JENIS KAWIN ID": "3", "NIK": f"367400000000{n:04}", "ALAMAT": f"Jalan {n}",
            "TEMPAT LAHIR NAMA": "Jayapura", "NPWP NOMOR": str(n), "BPJS": str(n),
            "NOMOR HP": "", "EMAIL": f"x{n}@contoh.example", "NAMA SEKOLAH": "Lain",
        }
        for n, row in enumerate(rows)
    ]  # fmt: skip


def shuffled(rows: Rows) -> Rows:
    mixed = list(rows)
    random.Random(5).shuffle(mixed)
    return mixed


VARIATIONS: dict[str, Callable[[Rows], Rows]] = {
    "sex": other_sex,
    "birthday": other_birthday,
    "private life": other_private_life,
    "order of rows": shuffled,
    "all of it": lambda rows: shuffled(other_sex(other_birthday(other_private_life(rows)))),
}


@pytest.fixture
def fresh_home(
    tmp_path: Path, sqlite_at_head: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Path]:
    """An empty database each time it is called."""
    count = iter(range(10))

    def open_one() -> Path:
        folder = tmp_path / f"home{next(count)}"
        folder.mkdir()
        shutil.copy(sqlite_at_head, folder / "pamong.db")
        monkeypatch.setenv("PAMONG_HOME", str(folder))
        fresh()
        db.forget_engine()
        return folder

    return open_one


def matched(folder: Path, rows: Rows, *, with_ids: bool, preset: bool) -> dict[str, str]:
    """Import, assess, enrol, match; the pairs by name, and who waits in which place."""
    town = opened()
    blank = {} if with_ids else {"PNS ID": ""}
    path = siasn(folder / "siasn.csv", [row | blank for row in rows])
    with db.transaction() as session:
        plan = people.plan_import(session, kind="employees", path=path)
        assert plan.ok, plan.errors
        people.apply_import(session, plan, actor_id=town.by)
        town.ids = {p.name.removesuffix(", S.Kep."): p.id for p in people.profiles(session)}
    for name in town.ids:
        if name.startswith("MENTOR"):
            town.assess(name, M6=3, M1=2 + ord(name[-1]) % 3)
    toml = programmes.preset("onboarding") if preset else policy(mentor={"default_capacity": 2})
    today = clock.today()
    town.programme(mentors=[], mentees=[], toml=toml, begins_on=today)
    with db.transaction() as session:
        found, rules = programmes.find_programme(session), programmes.parse(toml)
        for side in Side:
            who = programmes.suitable(session, rules=rules, side=side, today=today)
            if not preset:
                who = [p for p in who if (p.kind == "cpns") == (side is Side.MENTEE)]
            programmes.enrol(session, programme=found, side=side, profiles=who, by=town.by)
    town.run()
    return town.pairs() | {name: f"{n}." for n, name in enumerate(town.nobody())}


@pytest.mark.parametrize("preset", [True, False], ids=["onboarding", "open"])
@pytest.mark.parametrize("with_ids", [True, False], ids=["PNS ID", "no PNS ID"])
def test_what_the_law_keeps_out_changes_no_pair(
    fresh_home: Callable[[], Path], with_ids: bool, preset: bool
) -> None:
    before = matched(fresh_home(), ROWS, with_ids=with_ids, preset=preset)
    paired = [who for who, whom in before.items() if whom.startswith("MENTOR")]
    assert len(paired) >= 12
    for what, vary in VARIATIONS.items():
        after = matched(fresh_home(), vary(ROWS), with_ids=with_ids, preset=preset)
        assert after == before, what


def test_the_variations_are_real() -> None:
    one = ROWS[10]
    assert all(vary(ROWS) != ROWS for vary in VARIATIONS.values())
    assert other_sex([one])[0]["NIP BARU"][15] != one["NIP BARU"][15]
    assert {len(r["NIP BARU"]) for vary in VARIATIONS.values() for r in vary(ROWS)} == {19}


def test_a_profile_carries_nothing_protected() -> None:
    kept = {"birth", "sex", "gender", "religion", "marital", "ethnic", "disab", "nip"}
    fields = set(people.Profile.__dataclass_fields__)
    assert not {f for f in fields for word in kept if word in f}
