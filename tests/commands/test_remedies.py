"""Whoever is refused is told what to do instead."""

from pathlib import Path

import pytest

from mentoring.settings import fresh
from tests.commands.office import types


@pytest.mark.parametrize(
    ("words", "code", "remedy"),
    [
        (("account", "open", "hr", "--name", "A", "--role", "hr"), 3, "`pamong account list`"),
        (("account", "open", "budi", "--name", "A", "--role", "hr_unit"), 2, "--unit KODE_UNIT"),
        (("programme", "create", "baru"), 3, "`pamong programme list`"),
        (("programme", "policy", "--version", 7), 2, "1 sampai 1"),
        (("programme", "edit", "--ends", "2001-01-01"), 2, "--ends sesudah"),
        (("match", "show"), 2, "`pamong match run`"),
        (("match", "show", "--run", 9), 2, "`pamong match run`"),
    ],
)
def test_a_refusal_says_what_to_do(
    words: tuple[object, ...], code: int, remedy: str, home: Path
) -> None:
    types("init")
    types("programme", "create", "baru", "--seed", "s")
    said = types(*words, code=code).output
    assert "Saran: " in said
    assert remedy in said.split("Saran: ")[1]


def test_a_run_that_is_not_there_names_those_that_are(proposed: list[dict[str, str]]) -> None:
    types("match", "run")
    said = types("match", "show", "--run", 9, code=2).output
    assert "Proses nomor 9 tidak ada" in said
    assert "1 (tergantikan), 2 (siap diperiksa)" in said
    full = types("programme", "capacity", proposed[0]["mentor_id"], 51, "--reason", "x", code=2)
    assert "Tulis 0" in full.output


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PAMONG_LANGUAGE", "jv", "pilih salah satu: id, en"),
        ("PAMONG_LEASE_SECONDS", "4", "bilangan bulat 5 sampai 3600"),
        ("PAMONG_IMPORT_MAX_MB", "banyak", "bilangan bulat 1 sampai 512"),
        ("PAMONG_TZ", "WIB", "Asia/Jakarta"),
    ],
)
def test_a_wrong_setting_names_what_it_may_be(
    name: str, value: str, said: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    fresh_again()
    told = types("settings", code=2).output
    assert name in told
    assert said in told


def fresh_again() -> None:
    """Forget what was read at the start of the test."""
    with pytest.raises(Exception, match="Pengaturan"):
        fresh()
