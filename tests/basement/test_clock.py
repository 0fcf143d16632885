"""UTC inside, the office's own day and hour where people read."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mentoring import clock, words
from mentoring.settings import fresh

EVENING = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # already the next morning in Indonesia

ZONES = [
    ("Asia/Jakarta", "23 November 2026 06.30 WIB"),
    ("Asia/Makassar", "23 November 2026 07.30 WITA"),
    ("Asia/Jayapura", "23 November 2026 08.30 WIT"),
]


@pytest.mark.parametrize(("zone", "spoken"), ZONES)
def test_each_office_reads_its_own_clock(
    zone: str, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAMONG_TZ", zone)
    fresh()
    assert clock.spoken(EVENING) == spoken
    assert clock.local(EVENING) == EVENING
    assert clock.local(EVENING).date() == date(2026, 11, 23)


def test_a_foreign_zone_is_read_without_a_letter_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAMONG_TZ", "UTC")
    fresh()
    assert clock.spoken(EVENING) == "22 November 2026 23.30"


def test_english_readers_get_english_dates() -> None:
    with words.speaking("en"):
        assert clock.spoken(EVENING) == "23 November 2026 06:30 WIB"
        assert clock.spoken_date(date(2026, 8, 17)) == "17 August 2026"
    assert clock.spoken_date(date(2026, 8, 17)) == "17 Agustus 2026"


def test_no_date_is_a_dash() -> None:
    assert clock.spoken_date(None) == "-"


def test_the_present_is_aware_and_in_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)
    assert abs(clock.today() - clock.now().date()) <= timedelta(days=1)
