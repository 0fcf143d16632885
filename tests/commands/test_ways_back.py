"""What an officer did can be taken back, by a command and with a reason."""

from tests.commands.office import deeds, types

Pairs = list[dict[str, str]]


def test_a_ban_is_taken_back(proposed: Pairs) -> None:
    pair = (proposed[0]["mentee_id"], proposed[0]["mentor_id"])
    types("match", "ban", *pair, "--reason", "keliru")
    types("match", "run")
    assert "dilarang" in types("match", "why-not", *pair).output
    assert "dicabut" in types("match", "unban", *pair, "--reason", "salah orang").output
    types("match", "run")
    assert "dilarang" not in types("match", "why-not", *pair).output
    assert deeds().count("pair.unban") == 1


def test_only_a_ban_is_taken_back_that_way(proposed: Pairs) -> None:
    pair = (proposed[0]["mentee_id"], proposed[0]["mentor_id"])
    assert "tidak dilarang" in types("match", "unban", *pair, "--reason", "x", code=2).output
    types("match", "lock", *pair, "--reason", "x")
    assert "match unlock" in types("match", "unban", *pair, "--reason", "x", code=2).output
    types("match", "approve", "--yes")
    types("match", "decline", pair[0], "--reason", "beban_kerja")
    assert "menolak" in types("match", "unban", *pair, "--reason", "x", code=3).output
