"""What a real export also says and the import must drop. All of it invented."""

from datetime import date
from random import Random

from mentoring.demo.names import PLACE_HEADS, PLACE_TAILS
from mentoring.demo.numbers import WOMAN, phone

RELIGIONS = (("1", "Islam"), ("2", "Kristen"), ("3", "Katolik"), ("4", "Hindu"), ("5", "Buddha"),
             ("6", "Konghucu"))  # fmt: skip
RELIGION_SHARES = (80, 8, 5, 4, 2, 1)
MARRIED = (("1", "Menikah"), ("3", "Belum Menikah"), ("2", "Cerai"))
GRADUATION_AGE = {"SLTP": 15, "SLTA": 18, "SMK": 18, "D-II": 20, "D-III": 21, "D-IV": 22,
                  "S-1": 22, "S-2": 25, "S-3": 29}  # fmt: skip
FIELDS = (
    "birthplace_id", "birthplace", "religion_id", "religion", "married_id", "married", "nik",
    "phone", "email", "email_gov", "address", "tax", "insurance", "card", "decree", "school",
    "graduated",
)  # fmt: skip
NO_REGION = "99"  # no province has this code, so the NIK is nobody's


def private_columns(
    rng: Random, *, number: int, sex: int, born: date, education: str
) -> tuple[str, ...]:
    """The values of FIELDS for one person."""
    religion = rng.choices(RELIGIONS, weights=RELIGION_SHARES)[0]
    married = MARRIED[rng.choices((0, 1, 2), weights=(78, 18, 4))[0]]
    place = f"{rng.choice(PLACE_HEADS)} {rng.choice(PLACE_TAILS)}"
    day = born.day + (40 if sex == WOMAN else 0)
    serial = rng.randrange(1, 10_000)
    return (
        f"9{rng.getrandbits(40):010X}", f"KOTA {place.upper()}", *religion, *married,
        f"{NO_REGION}{rng.randrange(10_000):04d}{day:02d}{born:%m%y}{serial:04d}",
        phone(rng), f"pegawai{number}@contoh.invalid", f"asn{number}@kota.contoh.invalid",
        f"Jl. {place} No. {rng.randrange(1, 200)} RT 0{rng.randrange(1, 9)}",
        f"{NO_REGION}.{rng.randrange(1_000_000):06d}.0-000.000", f"0009{rng.randrange(10**9):09d}",
        f"KV{number:08d}", f"813/{rng.randrange(10, 9_000)}",
        f"{_school(education)} {rng.choice(PLACE_TAILS)} {rng.randrange(1, 9)}",
        str(born.year + GRADUATION_AGE[education] + rng.randrange(0, 2)),
    )  # fmt: skip


def _school(education: str) -> str:
    if education in {"SLTP", "SLTA", "SMK"}:
        return {"SLTP": "SMP", "SLTA": "SMA", "SMK": "SMK"}[education]
    return "Universitas" if education.startswith("S-") else "Politeknik"
