"""With --json there is one document on stdout, whatever happens."""

from pathlib import Path

import pytest

from mentoring import db, demo, people
from tests.commands.office import reads, types

Pairs = list[dict[str, str]]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("match", "show"), 2),  # no such programme
        (("match", "show", "--runn", "1"), 2),  # click's own refusal
        (("--language", "jv", "match", "show"), 2),
        (("match", "run"), 2),
        (("import", "pegawai", "tidak-ada.xlsx"), 2),
        (("import", "xyz", "tidak-ada.xlsx"), 2),
    ],
)
def test_an_error_is_an_object(words: tuple[str, ...], code: int, home: Path) -> None:
    types("init")
    found = reads(*words, code=code)
    assert found["status"] == "error"
    assert found["message"]
    assert "remedy" in found
    assert types(*words, "--json", code=code).stderr == ""


def test_what_fails_late_is_one_document_too(
    city: demo.DemoFiles, proposed: Pairs, tmp_path: Path
) -> None:
    wanted = reads("import", "employees", city.next_year, code=3)  # nobody said --yes
    assert (wanted["status"], "--yes" in wanted["remedy"]) == ("error", True)
    assert reads("import", "employees", city.next_year, "--dry-run")["applied"] is False
    types("match", "approve", "--yes")
    assert reads("import", "employees", city.next_year, "--yes")["applied"] is True
    types("programme", "enrol")
    troubles = reads("mentorship", "repair")
    assert reads("mentorship", "repair", "--apply", "--yes") == troubles
    assert reads("mentorship", "repair") == []


def test_a_run_that_fails_is_one_object(proposed: Pairs) -> None:
    mentee, mentor = proposed[0]["mentee_id"], proposed[0]["mentor_id"]
    types("match", "lock", mentee, mentor, "--reason", "x")
    types("programme", "capacity", mentor, 0, "--reason", "x")
    found = reads("match", "run", code=3)
    assert found["status"] == "error"
    assert found["details"]


def test_what_is_queued_or_written_is_told_as_json(proposed: Pairs, tmp_path: Path) -> None:
    assert reads("match", "run", "--no-wait")["state"] == "queued"
    types("match", "run")
    types("match", "approve", "--yes")
    annex = tmp_path / "lampiran.xlsx"
    found = reads("mentorship", "list", "--output", annex)
    assert found == {"file": str(annex), "written": len(proposed), "left_out": 0}


def test_an_outdated_proposal_says_so(proposed: Pairs) -> None:
    assert reads("match", "show")["outdated"] is False
    assert "Perhatian" not in types("match", "show").output
    types("programme", "exclude", proposed[0]["mentee_id"], "--reason", "x")
    assert reads("match", "show")["outdated"] is True
    assert "tidak dapat disetujui lagi" in types("match", "show").output


def test_an_approved_proposal_is_not_outdated(proposed: Pairs) -> None:
    types("match", "approve", "--yes")
    assert reads("match", "show")["outdated"] is False


def test_the_policy_and_the_accounts_say_all_they_hold(city: demo.DemoFiles) -> None:
    found = reads("programme", "policy")
    assert found["version"] == 1
    assert sum(found["rules"]["weights"].values()) == 100
    assert found["toml"] == types("programme", "policy").output
    assert reads("programme", "policy", "--preset", "latsar")["version"] == 2
    with db.transaction() as session:
        unit = people.units(session)[0]
    types("account", "open", "ani", "--name", "Ani", "--role", "hr_unit", "--unit", unit.code)
    ani = next(a for a in reads("account", "list") if a["login"] == "ani")
    assert (ani["name"], ani["unit"]) == ("Ani", unit.code)
    assert unit.name.split()[0] in types("account", "list").output
