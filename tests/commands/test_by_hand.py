"""What an officer types twice, or about one person only, gets a sentence of its own."""

from tests.commands.office import deeds, reads, types

Pairs = list[dict[str, str]]
WHY = ("--reason", "uji")


def test_nobody_is_swapped_with_oneself(proposed: Pairs) -> None:
    mentee, mentor = proposed[0]["mentee_id"], proposed[0]["mentor_id"]
    swap = ("match", "swap", mentee, *WHY, "--yes")
    assert "dirinya sendiri" in types(*swap, "--to", mentee, code=2).output
    assert "dirinya sendiri" in types(*swap, "--with", mentee, code=2).output
    assert "sudah diusulkan" in types(*swap, "--to", mentor, code=2).output
    assert "dirinya sendiri" in types("match", "ban", mentee, mentee, *WHY, code=2).output


def test_a_price_says_its_direction(proposed: Pairs) -> None:
    for mentor in {p["mentor_id"] for p in proposed}:
        types("programme", "capacity", mentor, 9, *WHY)
    types("match", "run")
    pairs = reads("match", "show")["pairs"]
    pair, other = next(
        (pair, mentor)
        for pair in pairs
        for mentor in sorted({p["mentor_id"] for p in pairs} - {pair["mentor_id"]})
        if "jumlah skor" in types("match", "why-not", pair["mentee_id"], mentor).output
    )
    swap = ("match", "swap", pair["mentee_id"], *WHY, "--yes", "--to")
    assert "Jumlah skor turun" in types(*swap, other).output
    assert "Jumlah skor naik" in types(*swap, pair["mentor_id"]).output


def test_a_deed_done_twice_says_so_and_outdates_nothing(proposed: Pairs) -> None:
    someone = proposed[0]["mentor_id"]
    for words in (("exclude", someone, *WHY), ("capacity", someone, 2, *WHY)):
        assert "Tercatat: " in types("programme", *words).output
        before = deeds()
        types("match", "run")
        again = types("programme", *words).output
        assert "sudah tercatat sebelumnya" in again
        assert deeds().count("mentor.capacity") == before.count("mentor.capacity")
        types("match", "approve", "--yes")
        types("match", "undo", *WHY, "--yes")


def test_a_ruling_made_twice_says_so(proposed: Pairs) -> None:
    pair = (proposed[0]["mentee_id"], proposed[0]["mentor_id"])
    types("match", "lock", *pair, *WHY)
    assert "Sudah tercatat sebelumnya" in types("match", "lock", *pair, *WHY, code=3).output
    assert "match unlock" in types("match", "ban", *pair, *WHY, code=3).output
    types("match", "unlock", pair[0], *WHY)
    types("match", "ban", *pair, *WHY)
    assert "Sudah tercatat sebelumnya" in types("match", "ban", *pair, *WHY, code=3).output
    assert "«ban»" not in types("match", "lock", *pair, *WHY, code=3).output


def test_an_answer_names_both(proposed: Pairs) -> None:
    types("match", "approve", "--yes")
    yes, no = proposed[:2]
    said = types("match", "accept", yes["mentee_id"]).output
    assert yes["mentor"] in said
    assert yes["mentee"] in said
    said = types("match", "decline", no["mentee_id"], "--reason", "beban_kerja").output
    assert no["mentor"] in said
    assert no["mentee"] in said
