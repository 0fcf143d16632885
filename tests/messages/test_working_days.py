"""Working days and quiet hours: weekends, holidays, joint leave, the office's own days and zone."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from mentoring.errors import Unusable
from mentoring.messages import Event, times, working_days

from .office import use

CASES = [
    # from (UTC), working days, to (UTC); the office is at UTC+7
    ("2026-11-23T02:00", 1, "2026-11-24T02:00"),  # Monday
    ("2026-11-27T02:00", 1, "2026-11-30T02:00"),  # Friday: Monday
    ("2026-11-28T02:00", 1, "2026-11-30T02:00"),  # Saturday counts for nothing
    ("2026-11-26T02:00", 3, "2026-12-01T02:00"),
    ("2026-12-23T02:00", 1, "2026-12-28T02:00"),  # joint leave, Christmas, weekend
    ("2026-03-17T02:00", 1, "2026-03-25T02:00"),  # Nyepi and Idulfitri
    ("2026-11-26T18:00", 1, "2026-11-29T18:00"),  # Friday 01.00 at the office: Monday 01.00
]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("begin", "days", "end"), CASES)
def test_so_many_working_days_later(begin: str, days: int, end: str) -> None:
    assert working_days.after(at(begin), days) == at(end)


def test_between_two_days_only_working_days_count() -> None:
    assert working_days.between(date(2026, 12, 23), date(2026, 12, 28)) == 1
    assert working_days.between(date(2026, 11, 23), date(2026, 11, 23)) == 0


def test_the_years_of_the_decrees_are_complete_and_others_are_not() -> None:
    assert working_days.known_years() == {2025, 2026}
    in_2026 = [day for day in working_days.holidays() if day.year == 2026]
    assert len(in_2026) == 25  # 17 national holidays and 8 days of joint leave


def test_next_year_is_asked_for_in_time_and_no_sooner(home: Path) -> None:
    asked = working_days.guessed_years
    assert asked(on=date(2026, 10, 31)) == []
    assert asked(on=date(2026, 11, 2)) == [2027]
    assert asked(on=date(2027, 5, 1)) == [2027]
    (home / "libur.toml").write_text("lengkap = [2027]")
    assert asked(on=date(2026, 11, 2)) == []


def test_an_office_adds_and_takes_away_days(home: Path) -> None:
    assert working_days.is_working(date(2026, 11, 24))
    own = '[libur]\n2026-11-24 = "Hari jadi kota"\n2026-12-24 = ""\n'
    (home / "libur.toml").write_text(f"lengkap = [2027]\n{own}")
    assert not working_days.is_working(date(2026, 11, 24))
    assert working_days.is_working(date(2026, 12, 24))
    assert 2027 in working_days.known_years()


@pytest.mark.parametrize("text", ["[libur", '[libur]\nbesok = "x"\n', "libur = 3\n"])
def test_a_broken_file_of_holidays_is_refused_with_the_remedy(home: Path, text: str) -> None:
    (home / "libur.toml").write_text(text)
    with pytest.raises(Unusable) as refused:
        working_days.is_working(date(2026, 11, 24))
    assert "[libur]" in refused.value.remedy


QUIET = [
    # now at the office, until when a mail waits
    ("2026-11-23T10:00", "2026-11-23T10:00"),
    ("2026-11-23T19:59", "2026-11-23T19:59"),
    ("2026-11-23T20:00", "2026-11-24T06:00"),
    ("2026-11-23T03:00", "2026-11-23T06:00"),
    ("2026-11-27T21:00", "2026-11-30T06:00"),  # Friday evening: Monday morning
    ("2026-11-28T10:00", "2026-11-30T06:00"),
    ("2026-12-24T10:00", "2026-12-28T06:00"),
]


@pytest.mark.parametrize(("now", "then"), QUIET)
def test_a_mail_waits_for_the_office_to_be_awake(
    now: str, then: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, quiet_hours="20-6", workdays_only="true")
    seven = timedelta(hours=7)
    wait = times.until_allowed(Event.ASSIGNMENT, channel="smtp", now=at(now) - seven)
    assert at(now) + wait == at(then)


def test_what_is_urgent_and_what_makes_no_noise_goes_at_any_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use(monkeypatch, quiet_hours="20-6", workdays_only="true")
    night = at("2026-11-28T20:00")
    for event, channel in ((Event.RUN_FAILED, "smtp"), (Event.ASSIGNMENT, "eml")):
        assert not times.until_allowed(event, channel=channel, now=night)


def test_quiet_hours_may_lie_within_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, quiet_hours="12-13", workdays_only="false")
    wait = times.until_allowed(Event.ASSIGNMENT, channel="smtp", now=at("2026-11-23T05:30"))
    assert wait == timedelta(minutes=30)
