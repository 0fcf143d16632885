"""Settings: one table, read once; a bad value stops the start and names its variable."""

from pathlib import Path

import pytest

from mentoring.errors import Unusable
from mentoring.settings import Settings, fresh, help_of, settings

BAD = [
    ("PAMONG_LANGUAGE", "jv"),
    ("PAMONG_TZ", "Asia/Bandung"),
    ("PAMONG_LEASE_SECONDS", "4"),
    ("PAMONG_LEASE_SECONDS", "dua menit"),
    ("PAMONG_IMPORT_MAX_MB", "0"),
    ("PAMONG_IMPORT_SECONDS", "901"),
]


@pytest.mark.parametrize(("variable", "value"), BAD)
def test_a_bad_value_stops_the_start_and_names_the_variable(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(Unusable) as stopped:
        fresh()
    assert variable in stopped.value.sentence
    assert value not in stopped.value.sentence
    assert stopped.value.remedy


def test_two_bad_values_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAMONG_TZ", "Mars")
    monkeypatch.setenv("PAMONG_LEASE_SECONDS", "0")
    with pytest.raises(Unusable) as stopped:
        fresh()
    assert "PAMONG_TZ" in stopped.value.sentence
    assert "PAMONG_LEASE_SECONDS" in stopped.value.sentence


def test_without_any_setting_it_is_sqlite_in_the_home(tmp_path: Path) -> None:
    assert fresh().database == f"sqlite:///{tmp_path / 'home' / 'pamong.db'}"
    assert settings().redis_url is None
    assert settings().tz == "Asia/Jakarta"


def test_one_variable_moves_everything_to_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAMONG_DATABASE_URL", "postgresql://pamong@/pamong")
    assert fresh().database == "postgresql://pamong@/pamong"


def test_a_password_is_in_no_text_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAMONG_DATABASE_URL", "postgresql://hr:rahasia@127.0.0.1/pamong")
    monkeypatch.setenv("PAMONG_REDIS_URL", "redis://:rahasia@127.0.0.1/0")
    assert "rahasia" not in f"{fresh()!r} {settings()} {settings().model_dump()}"


def test_settings_are_read_once_until_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings().lease_seconds == 60
    monkeypatch.setenv("PAMONG_LEASE_SECONDS", "90")
    assert settings().lease_seconds == 60
    assert fresh().lease_seconds == 90


def test_every_setting_has_a_help_of_its_own() -> None:
    helps = [help_of(name) for name in Settings.model_fields]
    assert all(helps)
    assert len(set(helps)) == len(helps)
