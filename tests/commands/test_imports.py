"""What an officer meets when a file is not what it was taken for."""

from pathlib import Path

import pytest

from mentoring import clock, demo
from mentoring.commands import kinds
from tests.commands.office import reads, types


@pytest.fixture
def files(home: Path) -> demo.DemoFiles:
    types("init")
    return demo.write_city(home / "berkas", size="small", seed=3, today=clock.today())


@pytest.mark.parametrize(
    ("wanted", "given"),
    [("units", "employees"), ("employees", "units"), ("ratings", "superiors")],
)
def test_a_file_of_another_kind_is_recognised(
    wanted: str, given: str, files: demo.DemoFiles
) -> None:
    said = types("import", wanted, files.paths[given], "--yes", code=2).output
    assert f"«{given}»" in said
    assert f"pamong import {given}" in said
    assert "Hapus" not in said


def test_a_missing_header_names_the_columns_and_the_template(home: Path, tmp_path: Path) -> None:
    types("init")
    sheet = tmp_path / "a.csv"
    sheet.write_text("satu;dua\n1;2\n", "utf-8")
    said = types("import", "superiors", sheet, code=2).output
    assert "«NIP ATASAN»" in said
    assert "pamong template superiors" in said


def test_kinds_have_indonesian_names_too(files: demo.DemoFiles, tmp_path: Path) -> None:
    assert set(kinds.INDONESIAN) == set(kinds.LAYOUTS)
    said = types("import", "pegawai", files.paths["employees"], "--dry-run").output
    assert "300 baru" in said
    types("template", "cuti", tmp_path / "cuti.xlsx")
    assert (tmp_path / "cuti.xlsx").exists()
    wrong = types("import", "pegawei", files.paths["employees"], code=2).output
    assert "pegawai" in wrong
    assert "employees" in types("template", "xyz", code=2).output


@pytest.mark.parametrize("command", ["import", "template"])
def test_the_help_lists_every_kind_with_one_line(command: str) -> None:
    lines = types(command, "--help").output.splitlines()
    for kind, own in kinds.INDONESIAN.items():
        line = next(x for x in lines if x.strip().startswith(f"{own}, {kind} "))
        assert kinds.LAYOUTS[kind].title in line


def test_the_examples_of_the_templates_fit_together(home: Path, tmp_path: Path) -> None:
    types("init")
    for kind in ("units", "employees", *sorted(set(kinds.LAYOUTS) - {"units", "employees"})):
        types("template", kind, tmp_path / f"{kind}.xlsx")
        found = reads("import", kind, tmp_path / f"{kind}.xlsx", "--yes")
        assert found["problems"] == [], kind


def test_corrections_are_written_only_when_there_is_something_to_mend(
    files: demo.DemoFiles, home: Path
) -> None:
    folder = home / "perbaikan"
    tried = reads("import", "employees", files.with_mistakes, "--dry-run", code=3)
    assert tried["corrections"] is None
    types("import", "employees", files.paths["employees"], "--yes")  # has warnings at most
    assert not folder.exists()
    first = Path(reads("import", "employees", files.with_mistakes, code=3)["corrections"])
    again = Path(reads("import", "employees", first, code=3)["corrections"])
    assert again.name.count("perbaikan") == 1
    assert again.name.startswith(files.with_mistakes.stem)
