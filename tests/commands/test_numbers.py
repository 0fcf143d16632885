"""Numbers that an officer adds up come out even."""

import re

from tests.commands.office import reads, types

Pairs = list[dict[str, str]]


def parts_of(output: str) -> list[int]:
    """The numbers of «60 mentee terdaftar: 58 dihitung, 1 …»: the whole first."""
    line = next(x for x in output.splitlines() if "mentee terdaftar:" in x)
    return [int(n) for n in re.findall(r"\d+", line)]


def test_the_enrolled_who_are_not_counted_are_accounted_for(proposed: Pairs) -> None:
    types("match", "approve", "--yes")
    types("programme", "exclude", reads("match", "show")["unmatched"][0]["mentee_id"],
          "--reason", "uji")  # fmt: skip
    said = types("match", "run").output
    whole, *parts = parts_of(said)
    assert whole == reads("programme", "show")["participants"]["mentee"] == sum(parts)
    assert f"{len(proposed)} sudah didampingi" in said
    assert "1 dikecualikan petugas" in said


def test_all_are_counted_says_nothing_more(proposed: Pairs) -> None:
    left = reads("match", "show")["unmatched"]
    said = types("match", "show").output
    assert ("mentee terdaftar" in said) == any(u["place"] is None for u in left)


def test_who_waits_and_who_may_not_take_part_are_told_apart(proposed: Pairs) -> None:
    types("programme", "exclude", proposed[0]["mentee_id"], "--reason", "uji")
    types("match", "run")
    left = reads("match", "show")["unmatched"]
    waiting = sum(u["place"] is not None for u in left)
    said = types("match", "show").output
    assert f"Daftar tunggu: {waiting} mentee" in said
    title = f"Belum mendapat mentor: {len(left)} - {waiting} dalam daftar tunggu"
    assert title in said


def test_locked_pairs_are_counted(proposed: Pairs) -> None:
    types("match", "lock", proposed[0]["mentee_id"], proposed[0]["mentor_id"], "--reason", "x")
    assert "Termasuk 1 pasangan terkunci" in types("match", "run").output


def test_the_load_table_counts_mentors_without_mentees(proposed: Pairs) -> None:
    shown = reads("match", "show")
    assert sum(shown["loads"].values()) == shown["summary"]["mentors"]
    assert shown["loads"]["0"] > 0


def test_a_weighted_coverage_is_explained(proposed: Pairs) -> None:
    found = reads("match", "verify")
    said = types("match", "verify").output
    value = next(v for name, v, _bound in found["goals"] if name == "coverage")
    assert value != len(proposed), "this policy has classes"
    assert "berbobot" in said
    assert f"{len(proposed)} mentee" in said
