"""`pamong match what-if`: what would come out, beside the proposal; taken over with a reason."""

from tests.commands.office import reads, types


def test_one_looks_and_nothing_changes(proposed: list[dict[str, str]]) -> None:
    pair = proposed[0]
    before = reads("match", "show")
    told = reads("match", "what-if", "--ban", pair["mentee_id"], pair["mentor_id"])
    assert told["changes"] == [f"ban:{pair['mentee_id']}:{pair['mentor_id']}"]
    assert told["proven"]
    assert told["after"]["total"] <= told["before"]["total"]
    said = types("match", "what-if", "--rule", "mentor.default_capacity=1").output
    assert "Berdampingan" in said
    assert "Mentee mendapat mentor" in said
    assert reads("match", "show") == before


def test_it_is_taken_over_with_a_reason(proposed: list[dict[str, str]]) -> None:
    told = reads("match", "what-if", "--without", proposed[0]["mentee_id"])
    types("match", "what-if", "--without", proposed[0]["mentee_id"], "--take-over", "rapat")
    types("match", "run")
    assert reads("match", "show")["summary"]["matched"] == told["after"]["matched"]


def test_what_is_no_change_is_said(proposed: list[dict[str, str]]) -> None:
    assert "TEMPAT=NILAI" in types("match", "what-if", "--rule", "pair.level", code=2).output
    assert "Isi 1 sampai" in types("match", "what-if", code=2).output
