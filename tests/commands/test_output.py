"""Where a command writes a file: never over another one, never under a false name."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.commands.office import types

Pairs = list[dict[str, str]]


def test_a_file_that_is_there_is_kept(home: Path, tmp_path: Path) -> None:
    mine = tmp_path / "a.xlsx"
    mine.write_text("catatan saya", "utf-8")
    said = types("template", "cuti", mine, code=3).output
    assert "--overwrite" in said
    assert str(mine) in said
    assert mine.read_text("utf-8") == "catatan saya"
    types("template", "cuti", mine, "--overwrite")
    assert load_workbook(mine).worksheets


@pytest.mark.parametrize(
    ("name", "word"),
    [("a.csv", ".xlsx"), ("a", ".xlsx"), ("tidak/ada/a.xlsx", "tidak/ada"), ("", "folder")],
)
def test_a_name_that_cannot_hold_a_workbook_is_refused(
    name: str, word: str, home: Path, tmp_path: Path
) -> None:
    before = set(tmp_path.rglob("*"))
    said = types("template", "cuti", tmp_path / name, code=2).output
    assert word in said
    assert set(tmp_path.rglob("*")) == before


def test_the_annex_keeps_the_same_rules(proposed: Pairs, tmp_path: Path) -> None:
    types("match", "approve", "--yes")
    annex = ("mentorship", "list", "--output")
    assert ".xlsx" in types(*annex, tmp_path / "lampiran.csv", code=2).output
    types(*annex, tmp_path / "lampiran.xlsx")
    types(*annex, tmp_path / "lampiran.xlsx", code=3)
    types(*annex, tmp_path / "lampiran.xlsx", "--overwrite")
