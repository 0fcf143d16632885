"""An Indonesian officer meets Indonesian words, and may type English ones."""

import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlmodel import SQLModel

from mentoring import competencies, db, people
from mentoring.access import Role
from mentoring.commands import choices
from mentoring.programmes import MentorshipState
from tests.commands.office import reads, types
from tests.commands.test_language import EVERY_HELP, HERE


def test_no_help_shows_clicks_own_kinds() -> None:
    done = subprocess.run(
        [sys.executable, "-c", EVERY_HELP], check=True, cwd=HERE, capture_output=True, text=True
    )
    words = set(done.stdout.replace("[", " ").replace("]", " ").replace("|", " ").split())
    assert not {"TEXT", "INTEGER", "PATH", "FILE", "offered", "everyone", "hr_unit"} & words
    assert {"TEKS", "BILANGAN", "berjalan", "semua", "petugas_unit"} <= words


def test_every_code_has_its_word() -> None:
    assert set(choices.STATES) == {str(s) for s in MentorshipState}
    assert set(choices.ROLES) == {str(r) for r in Role}


def test_states_are_typed_in_either_language(proposed: list[dict[str, str]]) -> None:
    types("match", "approve", "--yes")
    types("match", "accept", proposed[0]["mentee_id"])
    for word in ("berjalan", "active", "Berjalan"):
        assert len(reads("mentorship", "list", "--state", word)) == 1
    assert "berjalan" in types("mentorship", "list", "--state", "jalan", code=2).output
    types("match", "run", "--scope", "semua")
    types("match", "run", "--scope", "everyone")


def test_a_role_is_shown_as_it_is_typed(home: Path) -> None:
    types("init")
    with db.transaction() as session:
        session.add(people.Unit(code="U1", name="Dinas Contoh"))
    for login, role in (("ani", "petugas_unit"), ("ari", "hr_unit")):
        types("account", "open", login, "--name", "A", "--role", role, "--unit", "U1")
    assert types("account", "list").output.count("petugas_unit") == 2


def test_a_formula_is_named_with_its_sheet(home: Path, tmp_path: Path) -> None:
    types("init")
    book = Workbook()
    book.create_sheet("Data Atasan").append(["NIP", "NIP ATASAN"])
    book.worksheets[1].append(["=A1", "2"])
    book.save(tmp_path / "a.xlsx")
    said = types("import", "superiors", tmp_path / "a.xlsx", code=2).output
    assert "Sel A2 pada lembar «Data Atasan»" in said


@pytest.mark.parametrize("words", [("import", "cuti"), ("programme", "policy", "--set")])
def test_a_folder_is_called_a_folder(words: tuple[str, ...], home: Path, tmp_path: Path) -> None:
    types("init")
    said = types(*words, tmp_path, code=2).output
    assert "folder" in said
    assert "tidak ditemukan" not in said


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        (b'title = "\xe9"', "bukan teks UTF-8"),
        (b"weights = 3", "weights: harus satu bagian"),
        (b'[mentor]\ndiscipline_blocks = "S"', "mentor.discipline_blocks: harus daftar"),
        (b"[gap]\ncompetency_weights = 3", "gap.competency_weights: harus satu bagian"),
        (b'title = "' + b"x" * 201 + b'"', "title: paling panjang 200"),
    ],
)
def test_a_wrong_policy_is_told_in_words(
    toml: bytes, sentence: str, home: Path, tmp_path: Path
) -> None:
    types("init")
    (tmp_path / "a.toml").write_bytes(toml)
    create = ("programme", "create", "a", "--policy-file", tmp_path / "a.toml")
    assert sentence in types(*create, code=2).output


def test_no_change_of_an_import_is_named_by_its_column_in_the_database() -> None:
    keys = {
        "id",
        "updated_at",
        "erased_at",
        "draw_key",
        "employee_id",
        "other_id",
        "a_id",
        "b_id",
        "year",
    }
    keys |= {"competency_id", "version", "family", "scope", "key", "code"}  # never in a difference
    keys.add("level")  # the same word in both languages
    tables: list[type[SQLModel]] = [people.Employee, people.Unit, people.Leave, people.Rating]
    tables += [people.Discipline, people.Conflict, people.Preference]
    tables += [competencies.Assessment, competencies.Competency, competencies.Standard]
    named = {column for table in tables for column in table.model_fields} - keys
    assert [column for column in named if people.word_of(column) == column] == []
