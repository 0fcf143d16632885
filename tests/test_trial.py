"""What annoyed an officer who tried the product for the first time; each stays mended."""

import json
from pathlib import Path

import pytest
from click import Abort
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from mentoring import clock, demo, sheets
from mentoring.commands import face
from mentoring.commands.root import pamong


def types(*words: object, code: int = 0) -> Result:
    result = CliRunner(env={"PAMONG_ACTOR": "hr"}).invoke(pamong, [str(w) for w in words])
    assert result.exit_code == code, (words, result.output, result.exception)
    return result


@pytest.fixture
def city(home: Path) -> demo.DemoFiles:
    files = demo.write_city(home / "berkas", size="small", seed=3, today=clock.today())
    types("init")
    for kind, path in files.paths.items():
        types("import", kind, path, "--yes")
    types("programme", "create", "baru", "--preset", "onboarding", "--seed", "benih")
    return files


@pytest.fixture
def proposed(city: demo.DemoFiles) -> list[dict[str, str]]:
    types("programme", "enrol")
    types("match", "run")
    pairs: list[dict[str, str]] = json.loads(types("match", "show", "--json").stdout)["pairs"]
    return pairs


def test_the_annex_of_the_decree_holds_living_pairs_only(
    proposed: list[dict[str, str]], tmp_path: Path
) -> None:
    types("match", "approve", "--yes")
    gone, ended = proposed[0], proposed[1]
    types("match", "decline", gone["mentee_id"], "--reason", "beban_kerja")
    types("mentorship", "withdraw", ended["mentee_id"], "--reason", "pindah")
    said = types("mentorship", "list", "--output", tmp_path / "lampiran.xlsx").output
    names = {row[6] for row in load_workbook(tmp_path / "lampiran.xlsx").worksheets[0].values}
    assert len(names) == len(proposed) - 2 + 1  # and the header
    assert not {gone["mentee"], ended["mentee"]} & names
    assert "2 " in said
    assert "tidak dimuat" in said


def test_a_lock_that_a_rule_forbids_is_refused_at_once(proposed: list[dict[str, str]]) -> None:
    forbidden = next(
        (a["mentee_id"], b["mentor_id"])
        for a in proposed
        for b in proposed
        if "Aturan wajib" in types("match", "why-not", a["mentee_id"], b["mentor_id"]).output
    )
    refused = types("match", "lock", *forbidden, "--reason", "uji", code=3)
    assert "padahal" in refused.output
    types("match", "run")  # nothing was locked, so it runs


def test_a_trial_import_is_refused_where_the_real_one_would_be(
    city: demo.DemoFiles, tmp_path: Path
) -> None:
    whole = load_workbook(city.paths["employees"]).worksheets[0].values
    half = tmp_path / "separuh.xlsx"
    headers, *rows = list(whole)
    sheets.write_table(half, [str(h) for h in headers], rows[:150])
    for last in ("--dry-run", "--yes"):
        assert "tidak ada lagi" in types("import", "employees", half, last, code=3).output
    fine = types("import", "employees", half, "--partial", "--dry-run")
    assert "tidak ada yang disimpan" in fine.output


def test_a_changed_proposal_is_not_called_optimal(proposed: list[dict[str, str]]) -> None:
    before = types("match", "show").output
    assert "Terbukti optimal" in before
    for a in proposed:
        for b in proposed:
            words = ["match", "swap", a["mentee_id"], "--with", b["mentee_id"]]
            done = CliRunner(env={"PAMONG_ACTOR": "hr"}).invoke(
                pamong, [*words, "--reason", "uji", "--yes"]
            )
            if done.exit_code == 0:
                after = types("match", "show").output
                assert "Terbukti optimal" not in after
                assert "2 pasangan diubah petugas" in after
                shown = json.loads(types("match", "show", "--json").stdout)
                assert shown["summary"]["total_now"] == sum(p["points"] for p in shown["pairs"])
                return
    pytest.fail("no exchange is possible in this town")


def test_nothing_to_approve_is_said(city: demo.DemoFiles) -> None:
    assert "programme enrol" in types("match", "run", code=3).output


def test_a_bad_birth_date_only_warns_because_the_nip_tells_it(tmp_path: Path) -> None:
    """The column is checked and never written back, so nobody could mend it there."""
    types("init")
    sheet = tmp_path / "a.csv"
    sheet.write_text(
        "NIP;NAMA;UNOR;JABATAN;TANGGAL LAHIR\n"
        "199001012015031999;CONTOH SATU;Dinas;Perawat Terampil;31-31-1990\n",
        "utf-8",
    )
    found = json.loads(types("import", "employees", sheet, "--dry-run", "--json").stdout)
    assert [p["severity"] for p in found["problems"] if p["column"] == "TANGGAL LAHIR"] == [
        "warning"
    ]


def test_the_demo_asks_before_it_empties_what_was_practised(home: Path) -> None:
    types("demo", "--size", "small", "--files-only")
    mine = home / "demo" / "catatan.txt"
    mine.write_text("latihan", "utf-8")
    assert "--yes" in _demo(home, code=3).output
    assert mine.exists()
    _demo(home, "--yes")
    assert not mine.exists()


@pytest.mark.parametrize(("said", "goes_on"), [("ya", True), ("y", True), ("tidak", False)])
def test_an_officer_answers_in_indonesian(
    said: str, goes_on: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _text: said)
    if goes_on:
        face.ask("Lanjut?", yes=False)
    else:
        with pytest.raises(Abort):
            face.ask("Lanjut?", yes=False)


def _demo(home: Path, *more: str, code: int = 0) -> Result:
    """The demo moves into its own folder; come back to the office before the next one."""
    import os

    from mentoring.settings import fresh

    os.environ["PAMONG_HOME"] = str(home)
    fresh()
    return types("demo", "--size", "small", "--files-only", *more, code=code)
