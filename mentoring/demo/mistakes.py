"""The same export as an officer's spreadsheet leaves it: about one row in a hundred is wrong.

Two kinds: errors, which an import must refuse, and harmless variants, which it must understand.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from mentoring.demo.siasn import COLUMN
from mentoring.demo.writing import Value

Row = list[Value]
EXCEL_EPOCH = date(1899, 12, 30)
SHARE = 0.01
NIP, NAME, BORN = COLUMN["NIP BARU"], COLUMN["NAMA"], COLUMN["TANGGAL LAHIR"]
GRADE, STATUS = COLUMN["GOL AKHIR NAMA"], COLUMN["KEDUDUKAN HUKUM NAMA"]
GRADE_ID, STATUS_ID = COLUMN["GOL AKHIR ID"], COLUMN["KEDUDUKAN HUKUM ID"]
TITLES: tuple[tuple[Value, ...], ...] = (
    ("DAFTAR NOMINATIF PEGAWAI",),
    ("Diunduh dari SIASN, disunting pengelola kepegawaian (data contoh)",),
    (),
)


@dataclass(frozen=True, slots=True)
class Slip:
    """One way to get a row wrong. harmless: an import must read it all the same."""

    name: str
    spoil: Callable[[Row, Random], None]
    harmless: bool


def _digits(row: Row) -> str:
    return str(row[NIP]).removeprefix("'")


def _nip_as_number(row: Row, _rng: Random) -> None:
    row[NIP] = float(_digits(row))


def _month_thirteen(row: Row, _rng: Random) -> None:
    nip = _digits(row)
    row[NIP] = f"{nip[:4]}13{nip[6:]}"


def _wrong_sex_digit(row: Row, _rng: Random) -> None:
    nip = _digits(row)
    row[NIP] = f"{nip[:14]}3{nip[15:]}"


def _short_nip(row: Row, _rng: Random) -> None:
    row[NIP] = _digits(row)[:17]


def _no_name(row: Row, _rng: Random) -> None:
    row[NAME] = ""


def _bad_grade(row: Row, _rng: Random) -> None:
    row[GRADE], row[GRADE_ID] = "V/z", ""


def _unknown_status(row: Row, _rng: Random) -> None:
    row[STATUS], row[STATUS_ID] = "Entah", ""


def _serial_date(row: Row, _rng: Random) -> None:
    day, month, year = (int(part) for part in str(row[BORN]).split("-"))
    row[BORN] = (date(year, month, day) - EXCEL_EPOCH).days


def _slashes(row: Row, _rng: Random) -> None:
    row[BORN] = str(row[BORN]).replace("-", "/")


def _dotted_grade(row: Row, _rng: Random) -> None:
    row[GRADE] = str(row[GRADE]).replace("/", ".")


def _blanks(row: Row, _rng: Random) -> None:
    nip = _digits(row)
    row[NIP] = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    row[NAME] = f"  {row[NAME]} "


def _small_letters(row: Row, _rng: Random) -> None:
    row[NAME] = str(row[NAME]).title()


SLIPS = (
    Slip("nip_as_number", _nip_as_number, harmless=False),
    Slip("month_thirteen", _month_thirteen, harmless=False),
    Slip("wrong_sex_digit", _wrong_sex_digit, harmless=False),
    Slip("short_nip", _short_nip, harmless=False),
    Slip("no_name", _no_name, harmless=False),
    Slip("bad_grade", _bad_grade, harmless=False),
    Slip("unknown_status", _unknown_status, harmless=False),
    Slip("serial_date", _serial_date, harmless=True),
    Slip("slashes", _slashes, harmless=True),
    Slip("dotted_grade", _dotted_grade, harmless=True),
    Slip("blanks", _blanks, harmless=True),
    Slip("small_letters", _small_letters, harmless=True),
)
DUPLICATE, TOTAL = "duplicate_nip", "total_row"


@dataclass(frozen=True, slots=True)
class Spoiled:
    """What was done: by row of the list (not of the sheet), and how often each."""

    at: dict[int, Slip]
    duplicates: frozenset[int]  # these rows stand twice

    @property
    def counts(self) -> dict[str, int]:
        """How often each slip was made."""
        made = {slip.name: 0 for slip in SLIPS}
        for slip in self.at.values():
            made[slip.name] += 1
        return made | {DUPLICATE: len(self.duplicates), TOTAL: 1}

    @property
    def errors(self) -> int:
        """How many slips an import must refuse."""
        return len(self.duplicates) + sum(not slip.harmless for slip in self.at.values())


def plan_mistakes(rng: Random, count: int) -> Spoiled:
    """Choose the rows; every kind of slip happens at least once."""
    spoiled = max(len(SLIPS), round(count * SHARE))
    twice = max(1, spoiled // 12)
    chosen = rng.sample(range(count), k=spoiled + twice)
    at = {row: SLIPS[i % len(SLIPS)] for i, row in enumerate(chosen[:spoiled])}
    return Spoiled(at, frozenset(chosen[spoiled:]))


def spoil(rng: Random, rows: Iterable[list[str]], plan: Spoiled) -> Iterator[Row]:
    """The rows with the planned slips, duplicates beside their first, a JUMLAH row at the end."""
    number = -1
    for number, clean in enumerate(rows):
        row: Row = list(clean)
        if slip := plan.at.get(number):
            slip.spoil(row, rng)
        yield row
        if number in plan.duplicates:
            yield list(clean)
    total: Row = [""] * len(COLUMN)
    total[0], total[NAME] = "JUMLAH", number + 1 + len(plan.duplicates)
    yield total
