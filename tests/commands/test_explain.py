"""`pamong match explain` answers for both sides."""

from tests.commands.office import reads, types

Pairs = list[dict[str, str]]


def test_a_mentor_is_told_whom_they_guide(proposed: Pairs) -> None:
    mentor = proposed[0]["mentor_id"]
    mine = {p["mentee_id"]: p["points"] for p in proposed if p["mentor_id"] == mentor}
    found = reads("match", "explain", mentor)
    assert {r["mentee_id"]: r["points"] for r in found["guides"]} == mine
    assert all(r["reason"] and r["state"] == "proposed" for r in found["guides"])
    said = types("match", "explain", mentor).output
    assert proposed[0]["mentor"] in said
    assert proposed[0]["mentee"] in said
    assert "diusulkan" in said


def test_who_runs_already_is_among_them(proposed: Pairs) -> None:
    types("match", "approve", "--yes")
    types("match", "accept", proposed[0]["mentee_id"])
    types("match", "run")
    found = reads("match", "explain", proposed[0]["mentor_id"])["guides"]
    assert {r["mentee_id"]: r["state"] for r in found}[proposed[0]["mentee_id"]] == "active"


def test_a_mentor_without_mentees_is_told_why(proposed: Pairs) -> None:
    mentor = proposed[0]["mentor_id"]
    types("programme", "exclude", mentor, "--reason", "uji")
    types("match", "run")
    said = types("match", "explain", mentor).output
    assert "tidak mendampingi siapa pun" in said
    assert "dikecualikan" in said
