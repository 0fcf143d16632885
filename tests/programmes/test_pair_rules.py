"""Which pairs are allowed: each rule with a pair it lets through and one it stops."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from mentoring import people

from .town import Town, policy


@dataclass
class Case:
    """A rule of the policy, what makes Ayu fit for Budi, what stops them."""

    code: str
    pair: dict[str, Any]
    fit: Callable[[Town], None]
    unfit: Callable[[Town], None]
    says: str


def nothing(_town: Town) -> None:
    pass


def mentor(**facts: Any) -> Callable[[Town], None]:
    return lambda town: town.change("Ayu", **facts)


def superior(town: Town) -> None:
    town.change("Budi", superior_id=town.ids["Ayu"])


def unit_of_ayu(code: str, **more: str) -> Callable[[Town], None]:
    return lambda town: town.change("Ayu", unit_id=town.unit(code, **more))


def conflict(town: Town) -> None:
    one, other = sorted((town.ids["Ayu"], town.ids["Budi"]), key=str)
    town.add(people.Conflict(a_id=one, b_id=other))


def ruled(kind: str) -> Callable[[Town], None]:
    return lambda town: town.rule("Budi", "Ayu", kind)


def knows(level: int) -> Callable[[Town], None]:
    """Budi, whose job asks for 2 everywhere, lacks one level of M.1 only."""

    def deed(town: Town) -> None:
        town.assess("Budi", M1=1, M2=2, M3=2, M4=2, M5=2, M6=2, M7=2, M8=2, SK1=2)
        town.assess("Ayu", M1=level)

    return deed


CASES = [
    Case("declined", {}, nothing, ruled("declined"), "pernah menolak"),
    Case("ban", {}, nothing, ruled("ban"), "dilarang"),
    Case("conflict", {}, nothing, conflict, "benturan kepentingan"),
    Case("superior", {"direct_superior": "required"}, superior, nothing, "bukan atasan langsung"),
    Case("superior", {"direct_superior": "forbidden"}, nothing, superior, "tidak boleh"),
    Case("unit", {"same_unit": "required"}, nothing, unit_of_ayu("Lain"), "harus sama"),
    Case("unit", {"same_unit": "forbidden"}, unit_of_ayu("Lain"), nothing, "harus berbeda"),
    Case("opd", {"same_opd": "required"}, unit_of_ayu("Bidang", opd="Dinas"),
         unit_of_ayu("Bidang", opd="Badan"), "OPD berbeda"),
    Case("opd", {"same_opd": "forbidden"}, unit_of_ayu("Bidang", opd="Badan"),
         unit_of_ayu("Bidang", opd="Dinas"), "OPD sama"),
    Case("field", {"same_field": "required"}, nothing, mentor(field="Guru"), "rumpun"),
    Case("field", {"same_field": "forbidden"}, mentor(field="Guru"), nothing, "rumpun"),
    Case("location", {"same_location": "required"}, unit_of_ayu("Satu", location="Melati"),
         unit_of_ayu("Dua", location="Mawar"), "lokasi kerja berbeda"),
    Case("location", {"same_location": "forbidden"}, unit_of_ayu("Dua", location="Mawar"),
         unit_of_ayu("Satu", location="Melati"), "lokasi kerja sama"),
    Case("rank", {"min_rank_distance": 1}, mentor(grade=32), mentor(grade=31), "1 tingkat"),
    Case("rank", {"min_rank_distance": 0}, mentor(grade=31), mentor(grade=24), "0 tingkat"),
    Case("rank", {"min_rank_distance": -3}, mentor(grade=22), mentor(grade=None), "tingkat"),
    Case("level", {"level": "required"}, knows(2), knows(1), "tidak mencapai level"),
    Case("level", {"level": "above"}, knows(3), knows(2), "tidak mencapai level"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.code)
@pytest.mark.parametrize("fits", [True, False], ids=["passes", "stops"])
def test_a_rule_about_a_pair_stops_only_the_pairs_it_means_and_says_why(
    town: Town, case: Case, fits: bool
) -> None:
    place = {"unit": town.unit("Kantor", location="Melati")} if case.code == "location" else {}
    town.person("Ayu")
    town.newcomer("Budi")
    if place:
        town.change("Budi", unit_id=place["unit"])
    parts = {"pair": case.pair, "unknown": {"mentor": "leave_out", "mentee": "leave_out"}}
    town.programme(mentors=["Ayu"], mentees=["Budi"], toml=policy(**parts))
    (case.fit if fits else case.unfit)(town)
    town.run()
    if fits:
        assert town.pairs() == {"Budi": "Ayu"}
        return
    assert town.pairs() == {}
    assert town.why_not("Budi", "Ayu").pair_codes == (case.code,)
    assert case.says in town.said_why_not("Budi", "Ayu")
    assert town.nobody() == {"Budi": "no_level" if case.code == "level" else "no_allowed"}


def test_every_rule_about_pairs_has_a_case() -> None:
    from mentoring.programmes.pairing import PAIR_RULES

    assert {rule.code for rule in PAIR_RULES} - {"self"} == {case.code for case in CASES}


def test_nobody_guides_oneself(town: Town) -> None:
    town.person("Ayu")
    town.programme(mentors=["Ayu"], mentees=["Ayu"])
    town.run()
    assert town.pairs() == {}
    assert town.why_not("Ayu", "Ayu").pair_codes == ("self",)
    assert "orang yang sama" in town.said_why_not("Ayu", "Ayu")


def test_one_may_guide_in_one_pair_and_learn_in_another(town: Town) -> None:
    town.person("Ayu")
    town.person("Citra")
    town.programme(mentors=["Ayu", "Citra"], mentees=["Ayu", "Citra"])
    town.run()
    assert town.pairs() == {"Ayu": "Citra", "Citra": "Ayu"}


def test_units_without_a_place_share_none(town: Town) -> None:
    town.person("Ayu")
    town.newcomer("Budi", unit="Lain")
    both = policy(pair={"same_location": "required"})
    town.programme(mentors=["Ayu"], mentees=["Budi"], toml=both)
    town.run()
    assert town.why_not("Budi", "Ayu").pair_codes == ("location",)


def test_a_mentee_without_a_gap_is_stopped_by_no_level(town: Town) -> None:
    town.person("Ayu")
    town.newcomer("Budi")
    town.assess("Budi", M1=2, M2=2, M3=2, M4=2, M5=2, M6=2, M7=2, M8=2, SK1=2)
    parts = {"pair": {"level": "above"}, "unknown": {"mentor": "leave_out"}}
    town.programme(mentors=["Ayu"], mentees=["Budi"], toml=policy(**parts))
    town.run()
    assert town.pairs() == {"Budi": "Ayu"}


def test_at_the_top_of_the_scale_reaching_is_enough(town: Town) -> None:
    town.person("Ayu", job_group="JPT Madya")
    town.person("Budi", job_group="JPT Madya")
    town.assess("Ayu", M1=5)
    town.assess("Budi", M1=4)
    leave_out = {"mentor": "leave_out", "mentee": "leave_out"}
    toml = policy(pair={"level": "above"}, unknown=leave_out)
    town.programme(mentors=["Ayu"], mentees=["Budi"], toml=toml)
    town.run()
    assert town.pairs() == {"Budi": "Ayu"}


def test_several_rules_against_a_pair_are_all_told(town: Town) -> None:
    town.person("Ayu", field="Guru", unit="Lain")
    town.newcomer("Budi")
    toml = policy(pair={"same_field": "required", "same_unit": "required"})
    town.programme(mentors=["Ayu"], mentees=["Budi"], toml=toml)
    town.rule("Budi", "Ayu", "ban")
    town.run()
    assert town.why_not("Budi", "Ayu").pair_codes == ("ban", "unit", "field")
