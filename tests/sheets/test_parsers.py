"""Single cells: a table of cases, and nothing but BadCell for anything else."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.sheets import BadCell, masked, parsers

P = parsers


@pytest.mark.parametrize(
    ("parse", "cell", "value"),
    [
        (P.nip, "19900101 201503 1 999", "199001012015031999"),
        (P.nip, "19900101-201503-1-999", "199001012015031999"),
        (P.day, "17 Agustus 2025", date(2025, 8, 17)),
        (P.day, "17-Agu-2025", date(2025, 8, 17)),
        (P.day, "1/3/2025", date(2025, 3, 1)),
        (P.day, "2025-03-01 00:00:00", date(2025, 3, 1)),
        (P.day, "2025-03-01T07:30:00", date(2025, 3, 1)),
        (P.day, "20250301", date(2025, 3, 1)),
        (P.day, 45717.0, date(2025, 3, 1)),
        (P.code(2), 1.0, "01"),
        (P.code(2), "1.0", "01"),
        (P.code(), "001", "001"),
        (P.code(), 12.0, "12"),
        (P.integer(0, 60), "12,0", 12),
        (P.integer(0, 60), 12.0, 12),
        (P.level, "0", 0),
        (P.golongan, "III/a", 31),
        (P.golongan, "III.b", 32),
        (P.golongan, "IVe", 45),
        (P.golongan, "Penata Muda Tk. I (III/b)", 32),
        (P.golongan, "Penata Muda Tingkat I, III/b", 32),
        (P.golongan, "31", 31),
        (P.golongan, 31.0, 31),
        (P.golongan, "IX", 109),
        (P.golongan, "Golongan XVII", 117),
        (P.golongan, "9", 109),
        (P.echelon, "II.b", "II.b"),
        (P.echelon, "IIIA", "III.a"),
        (P.echelon, "Eselon IV/a", "IV.a"),
        (P.echelon, "31", "III.a"),
        (P.echelon, "NON", ""),
        (P.echelon, "99", ""),
        (P.email, "Nama@Kota.GO.ID", "nama@kota.go.id"),
        (P.phone, "0812-3456-7890", "6281234567890"),
        (P.phone, "+62 812 3456 7890", "6281234567890"),
        (P.phone, 81234567890.0, "6281234567890"),
        (P.text(10), "  dua   kata ", "dua kata"),
        (P.choice({"Laki-laki": 1}), "LAKI LAKI", 1),
    ],
)
def test_a_cell_is_understood(parse: Callable[[Any], object], cell: object, value: object) -> None:
    assert parse(cell) == value


@pytest.mark.parametrize(
    ("parse", "cell", "code"),
    [
        (P.nip, 1.99001012015032e17, "nip_number"),
        (P.nip, "1.99001012015032E+17", "nip_number"),
        (P.nip, "1,99E+17", "nip_number"),
        (P.nip, "131234567", "nip_old"),
        (P.nip, "19900101201503199A", "nip_digits"),
        (P.nip, "1990", "nip_length"),
        (P.day, "31-02-2000", "date"),
        (P.day, "1-2-99", "date"),
        (P.day, "kemarin", "date"),
        (P.day, 99999999.0, "date"),
        (P.day, True, "date"),
        (P.level, "6", "integer"),
        (P.level, "dua", "integer"),
        (P.level, "²", "integer"),
        (P.golongan, "V/a", "grade"),
        (P.golongan, "III/e", "grade"),
        (P.golongan, "0", "grade"),
        (P.echelon, "VI.a", "echelon"),
        (P.email, "nama di kota", "email"),
        (P.phone, "12", "phone"),
        (P.choice({"ya": 1}), "mungkin", "choice"),
        (P.text(3), "empat", "too_long"),
    ],
)
def test_a_bad_cell_says_why(parse: Callable[[Any], object], cell: object, code: str) -> None:
    with pytest.raises(BadCell) as bad:
        parse(cell)
    assert bad.value.code == code
    assert bad.value.reason


CELLS = st.one_of(
    st.text(min_size=1, max_size=40),
    st.floats(),
    st.booleans(),
    st.integers(),
    st.dates(),
    st.from_regex(re.compile(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}", re.ASCII), fullmatch=True),
)


@given(cell=CELLS)
def test_no_cell_makes_a_parser_crash(cell: Any) -> None:
    for parse in (
        P.nip,
        P.day,
        P.level,
        P.golongan,
        P.echelon,
        P.email,
        P.phone,
        P.text(30),
        P.code(2),
    ):
        with suppress(BadCell):
            parse(cell)


@given(head=st.from_regex(r"\d{15}", fullmatch=True), tail=st.from_regex(r"\d{3}", fullmatch=True))
def test_masking_shows_only_the_last_three_digits(head: str, tail: str) -> None:
    said = masked(f"NIP {head}{tail}.")
    assert said == f"NIP {'•' * 15}{tail}."
