"""The number of a civil servant: what it says, and what it may not be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.people import BadNip, Kind, masked, parse_nip


def test_the_number_of_a_pns_is_read() -> None:
    nip = parse_nip("199001012015031999")
    assert (nip.kind_hint, nip.born, nip.sex, nip.serial) == (Kind.PNS, date(1990, 1, 1), 1, 999)
    assert (nip.appointed_year, nip.appointed_month) == (2015, 3)
    assert nip.age_at_appointment == 25


def test_the_number_of_a_pppk_is_read() -> None:
    nip = parse_nip("'20001231 2024211001")
    assert (nip.kind_hint, nip.born, nip.sex, nip.serial) == (Kind.PPPK, date(2000, 12, 31), 1, 1)
    assert (nip.appointed_year, nip.appointed_month) == (2024, None)


@pytest.mark.parametrize(
    ("digits", "code"),
    [
        ("199013012015031999", "nip_birth"),
        ("199002302015031999", "nip_birth"),
        ("209001012015031999", "nip_birth"),
        ("199001012015131999", "nip_month"),
        ("199001012015001999", "nip_month"),
        ("199001012015033999", "nip_sex"),
        ("199001012015031000", "nip_serial"),
        ("199001012024201001", "nip_form"),
        ("199001012024401001", "nip_form"),
        ("199001010024031001", "nip_year"),
        ("19900101201503199", "nip_length"),
        ("19900101201503199x", "nip_digits"),
        ("1.99001012015032E+17", "nip_length"),
        ("", "nip_length"),
    ],
)
def test_what_cannot_be_a_nip_is_refused_without_showing_it(digits: str, code: str) -> None:
    with pytest.raises(BadNip) as bad:
        parse_nip(digits, today=date(2026, 11, 23))
    assert bad.value.code == code
    assert digits == "" or digits not in bad.value.sentence


@given(
    born=st.dates(date(1950, 1, 1), date(2005, 1, 1)),
    start=st.dates(date(1970, 1, 1), date(2026, 1, 1)),
    sex=st.integers(1, 2),
    serial=st.integers(1, 999),
    times=st.one_of(st.none(), st.integers(1, 9)),
)
def test_every_well_formed_number_is_read_back(
    born: date, start: date, sex: int, serial: int, times: int | None
) -> None:
    middle = f"{start:%m}" if times is None else f"2{times}"
    nip = parse_nip(f"{born:%Y%m%d}{start:%Y}{middle}{sex}{serial:03}")
    assert (nip.born, nip.sex, nip.serial) == (born, sex, serial)
    assert nip.kind_hint is (Kind.PNS if times is None else Kind.PPPK)


@given(text=st.text(max_size=24))
def test_any_text_is_either_a_nip_or_refused(text: str) -> None:
    try:
        assert len(parse_nip(text).digits) == 18
    except BadNip as bad:
        assert bad.code.startswith("nip_")  # noqa: PT017


def test_masking_leaves_the_serial_and_not_the_digit_of_sex() -> None:
    assert masked("199001012015031999") == "•" * 15 + "999"
