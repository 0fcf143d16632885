"""What must end as a sentence, never as a traceback: broken surroundings, hostile names."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mentoring.commands import face
from mentoring.commands.root import pamong

ROOT = Path(__file__).parents[2]
CANARY = "199001012015031999"


def typed(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, ROOT / "cli.py", *words],
        env={**os.environ, "PAMONG_ACTOR": "hr", **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("url", ["nonsense", "://", "postgresql://x:bad@h:port/d", "mysql://h/d"])
def test_a_wrong_database_address_is_a_sentence_without_the_password(url: str) -> None:
    done = typed("doctor", PAMONG_DATABASE_URL=url)
    assert done.returncode == 5
    assert "Traceback" not in done.stderr
    assert "bad" not in done.stderr


def test_a_folder_that_cannot_be_made_is_a_sentence() -> None:
    done = typed("init", PAMONG_HOME="/proc/nowhere")
    assert done.returncode == 5
    assert "PAMONG_HOME" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_damaged_database_is_a_sentence(home: Path) -> None:
    (home / "pamong.db").write_bytes(b"this is no database at all" * 100)
    for words in (("init",), ("doctor",), ("match", "run")):
        done = typed(*words, PAMONG_HOME=str(home))
        assert done.returncode == 5, done.stderr
        assert "rusak" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_database_that_refuses_quotes_no_nip(home: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "pegawai.csv"
    sheet.write_text(
        f"NIP;NAMA;UNOR;JABATAN\n{CANARY};CONTOH SATU;Dinas;Perawat Terampil\n", "utf-8"
    )
    assert typed("init", PAMONG_HOME=str(home)).returncode == 0
    with sqlite3.connect(home / "pamong.db") as raw:
        raw.execute(
            "CREATE TRIGGER no BEFORE INSERT ON employee BEGIN SELECT RAISE(ABORT, 'x'); END"
        )
    done = typed("import", "employees", str(sheet), "--yes", PAMONG_HOME=str(home))
    assert done.returncode == 3
    assert "menolak perubahan" in done.stderr  # the trigger was reached, not an earlier refusal
    assert "Traceback" not in done.stderr
    assert CANARY not in done.stderr + done.stdout


def test_a_reader_does_not_wait_for_a_writer(home: Path) -> None:
    assert typed("init", PAMONG_HOME=str(home)).returncode == 0
    with sqlite3.connect(home / "pamong.db", isolation_level=None) as writer:
        writer.execute("BEGIN IMMEDIATE")
        done = typed("doctor", PAMONG_HOME=str(home))
        assert done.returncode == 0, done.stderr
        writer.execute("ROLLBACK")


def test_a_name_with_brackets_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    face.show_table("Uji", ["Nama"], [("A [/] B",), ("[red]R[/red]",)])
    shown = capsys.readouterr().out
    assert "A [/] B" in shown
    assert "[red]R[/red]" in shown


def test_ctrl_c_says_so_and_ends_as_shells_expect(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mentoring.schema.require_head", stopped)
    result = CliRunner().invoke(pamong, ["doctor"])
    assert result.exit_code == 130


def test_a_day_that_no_calendar_reaches_is_refused_in_words() -> None:
    for day in ("01-01-0001", "9999-12-31"):
        assert "Tanggal tidak terbaca" in typed("audit", "list", "--until", day).stderr
