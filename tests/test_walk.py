"""The walk of a whole year, typed as an officer types it: from the SIASN export to the answers."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from mentoring import audit, clock, db, demo, programmes
from mentoring.commands.root import pamong

SEED = 3


class Office:
    """Types commands as one account and remembers nothing else."""

    def __init__(self) -> None:
        self.runner = CliRunner(env={"PAMONG_ACTOR": "hr"})

    def types(self, *words: object, code: int = 0) -> Result:
        result = self.runner.invoke(pamong, [str(word) for word in words])
        assert result.exit_code == code, (words, result.output, result.exception)
        return result

    def reads(self, *words: object, code: int = 0) -> Any:
        return json.loads(self.types(*words, "--json", code=code).stdout)


@pytest.fixture
def city(tmp_path: Path) -> demo.DemoFiles:
    return demo.write_city(tmp_path / "berkas", size="small", seed=SEED, today=clock.today())


@pytest.fixture
def office(database: str) -> Office:
    return Office()


@pytest.fixture
def opened(office: Office, city: demo.DemoFiles) -> Office:
    """An office that has imported everything and opened a programme."""
    office.types("init")
    for kind, path in city.paths.items():
        office.types("import", kind, path, "--yes")
    office.types("programme", "create", "baru", "--preset", "onboarding", "--seed", "benih")
    office.types("programme", "enrol")
    return office


def test_the_walk_from_the_export_to_an_answer(opened: Office, tmp_path: Path) -> None:
    office = opened
    run = office.reads("match", "run")
    assert run["state"] == "ready"
    assert run["matched"] > 20
    shown = office.reads("match", "show", "--top", "0")
    assert len(shown["pairs"]) == run["matched"]
    assert len(shown["pairs"]) + len(shown["unmatched"]) == 60
    for pair in shown["pairs"]:
        said = office.reads("match", "explain", pair["mentee_id"])["sentences"]
        assert any(line.startswith("Skor kecocokan") for line in said)
    assert office.reads("match", "verify")["ok"]
    office.types("match", "approve", "--yes")
    assert "sudah disetujui" in office.types("match", "approve", "--yes", code=3).output

    first, second, third = shown["pairs"][:3]
    office.types("match", "accept", first["mentee_id"])
    office.types("match", "decline", second["mentee_id"], "--reason", "beban_kerja")
    states = {m["mentee"]: m["state"] for m in office.reads("mentorship", "list")}
    assert states[first["mentee"]] == "active"
    assert states[second["mentee"]] == "declined"
    assert states[third["mentee"]] == "offered"

    again = office.reads("match", "run")
    later = office.reads("match", "show", "--top", "0")
    assert second["mentor_id"] not in {
        p["mentor_id"] for p in later["pairs"] if p["mentee_id"] == second["mentee_id"]
    }
    assert again["mentees"] < run["mentees"]  # who has a mentor is not in it
    office.types("match", "approve", "--yes")
    annex = tmp_path / "lampiran.xlsx"
    office.types("mentorship", "list", "--output", annex)
    cells = list(load_workbook(annex).worksheets[0].values)
    assert {len(str(row[at])) for row in cells[1:] for at in (2, 7)} == {18}  # NIP stays text
    assert office.types("doctor").output.startswith("Sehat")


def test_next_year_moves_nobody_who_stays(opened: Office, city: demo.DemoFiles) -> None:
    office = opened
    office.types("match", "run")
    office.types("match", "approve", "--yes")
    before = {m["mentee"]: m["mentor"] for m in office.reads("mentorship", "list")}
    office.types("import", "employees", city.next_year, "--yes")
    office.types("programme", "enrol")
    run = office.reads("match", "run")
    assert run["state"] == "ready"
    difference = office.reads("match", "diff")
    assert difference["moved"] == 0
    office.types("match", "approve", "--yes")
    after = {m["mentee"]: m["mentor"] for m in office.reads("mentorship", "list")}
    assert before.items() <= after.items()
    office.types("mentorship", "repair", "--apply", "--yes")
    assert office.types("doctor").exit_code == 0


def test_a_file_with_mistakes_changes_nothing_and_comes_back_to_be_mended(
    opened: Office, city: demo.DemoFiles
) -> None:
    found = opened.reads("import", "employees", city.with_mistakes, code=3)
    assert not found["ok"]
    errors = {p["row"] for p in found["problems"] if p["severity"] == "error"}
    assert len(errors) == city.mistakes["errors"]
    assert all(p["reason"] and "row" in p for p in found["problems"])
    corrections = load_workbook(found["corrections"]).worksheets[0]
    assert corrections.max_row > 300
    assert opened.reads("import", "employees", city.paths["employees"])["counts"]["same"] == 300


def test_what_an_officer_changes_by_hand_is_checked_priced_and_kept(opened: Office) -> None:
    office = opened
    office.types("match", "run")
    pairs = office.reads("match", "show", "--top", "0")["pairs"]
    mentee, other = _swapped(office, pairs)
    proposed, strange = pairs[0]["mentee_id"], pairs[-1]["mentor_id"]
    told = office.reads("match", "explain", proposed, strange)["sentences"]
    assert len(told) > 1
    assert office.reads("match", "verify")["by_hand"] == 1
    office.types("match", "lock", mentee, other, "--reason", "dipilih kepala dinas")
    office.types("match", "run")
    locked = office.reads("match", "show", "--top", "0")["pairs"]
    assert {p["mentee_id"]: p["mentor_id"] for p in locked}[mentee] == other
    office.types("match", "approve", "--yes")
    office.types("match", "undo", "--reason", "keliru", "--yes")
    assert {m["state"] for m in office.reads("mentorship", "list")} == {"withdrawn"}
    with db.transaction() as session:
        found = programmes.find_programme(session)
        deeds = {entry.action for entry in audit.trail(session, last=1000)}
        assert found.version > 1
    assert {"pair.swap", "pair.lock", "run.request", "run.approve", "run.undo"} <= deeds


def test_nobody_acts_without_a_name(opened: Office) -> None:
    result = CliRunner(env={"PAMONG_ACTOR": ""}).invoke(pamong, ["match", "run"])
    assert result.exit_code == 2
    assert "--as" in result.output


def test_an_auditor_reads_and_changes_nothing(opened: Office) -> None:
    opened.types("account", "open", "auditor", "--name", "Auditor Contoh", "--role", "auditor")
    opened.types("match", "run")
    opened.types("--as", "auditor", "match", "verify")
    refused = opened.types("--as", "auditor", "match", "approve", "--yes", code=3)
    assert "tidak berwenang" in refused.output


def _swapped(office: Office, pairs: list[dict[str, str]]) -> tuple[str, str]:
    """Gives some mentee another mentor who is allowed and has a place; returns the two."""
    for pair in pairs:
        for other in dict.fromkeys(p["mentor_id"] for p in pairs if p is not pair):
            mentee = pair["mentee_id"]
            if not office.types("match", "why-not", mentee, other).output.startswith("Boleh"):
                continue
            words = ("match", "swap", mentee, "--to", other, "--reason", "uji", "--yes")
            result = office.runner.invoke(pamong, words)
            if result.exit_code == 0:
                return mentee, other
            assert result.exit_code == 3, result.output  # no place left: said so, nothing done
    raise AssertionError("no swap is possible in this town")
