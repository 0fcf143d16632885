"""A programme's policy: read, checked, written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import programmes
from mentoring.errors import Unusable
from mentoring.programmes.policy import Stance

from .town import policy, weighing


@pytest.mark.parametrize("name", ["development", "latsar", "onboarding"])
def test_a_preset_is_a_policy_and_survives_being_spelled_out(name: str) -> None:
    assert name in programmes.presets()
    rules = programmes.parse(programmes.preset(name))
    assert programmes.parse(programmes.spelled_out(rules)) == rules
    assert sum(rules.weights.model_dump().values()) == 100
    assert rules.title


def test_an_unknown_preset_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Unusable, match="magang") as refused:
        programmes.preset("magang")
    assert refused.value.remedy == "Pilih salah satu: development, latsar, onboarding."


BAD = [
    (policy(pair={"colour": "required"}), "pair.colour: nama ini tidak dikenal."),
    (policy(hue={"a": 1}), "hue: nama ini tidak dikenal."),
    (policy(pair={"same_unit": "must"}), "pair.same_unit: pilih salah satu"),
    (policy(weights=weighing(gap=60)), "weights: bobot berjumlah 60, seharusnya 100"),
    (policy(weights=weighing(gap=101)), "weights.gap: paling besar 100."),
    (policy(mentor={"default_capacity": 21}), "mentor.default_capacity: paling besar 20."),
    (policy(mentor={"min_m6_level": -1}), "mentor.min_m6_level: paling kecil 0."),
    (policy(mentor={"min_service_years": "lima"}), "mentor.min_service_years: harus bilangan"),
    (policy(mentor={"senior_job_groups": ["JF Sakti"]}), "mentor.senior_job_groups.0: pilih"),
    (policy(goals={"floor": 101}), "goals.floor: paling besar 100."),
    (policy(goals={"floor": "lowest"}), "goals.floor: pilih salah satu"),
    (policy(pair={"direct_superior": "preferred"}), "pair.direct_superior = preferred perlu"),
    (policy(weights=weighing(gap=75, field=15, location=10)), "pair.same_unit = preferred perlu"),
]  # fmt: skip


@pytest.mark.parametrize(("toml", "said"), BAD, ids=[said for _toml, said in BAD])
def test_a_mistake_is_told_with_its_place(toml: str, said: str) -> None:
    with pytest.raises(Unusable) as refused:
        programmes.parse(toml)
    assert any(said in line for line in refused.value.details), refused.value.details
    assert refused.value.remedy


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(Unusable, match="3 kesalahan") as refused:
        programmes.parse(policy(mentor={"pppk": 7, "x": 1}, answer={"days": 0}))
    places = [line.split(":")[0] for line in refused.value.details]
    assert places == ["mentor.pppk", "mentor.x", "answer.days"]


@pytest.mark.parametrize("toml", ["pair = ", "[pair\n", 'title = "a"\ntitle = "b"', '"""'])
def test_text_that_is_no_toml_is_refused_with_its_place(toml: str) -> None:
    with pytest.raises(Unusable, match=r"baris \d+, kolom \d+|terlalu cepat"):
        programmes.parse(toml)


def test_an_empty_policy_is_the_defaults() -> None:
    assert programmes.parse("") == programmes.Rules()


def shares(total: int, parts: int) -> st.SearchStrategy[list[int]]:
    cuts = st.lists(st.integers(0, total), min_size=parts - 1, max_size=parts - 1).map(sorted)
    return cuts.map(lambda c: [b - a for a, b in zip([0, *c], [*c, total], strict=True)])


@given(
    shares(100, 10),
    st.dictionaries(
        st.sampled_from(["direct_superior", "same_opd", "same_field"]),
        st.sampled_from(["required", "allowed", "forbidden"]),
    ),
    st.one_of(st.integers(0, 100), st.sampled_from(["none", "highest"])),
    st.dictionaries(st.text(min_size=1, max_size=8), st.integers(0, 10), max_size=3),
)
def test_every_valid_policy_is_read_back_as_it_was_written(
    weights: list[int], stances: dict[str, str], floor: int | str, competencies: dict[str, int]
) -> None:
    no_wish = dict.fromkeys(("same_unit", "same_field", "same_location"), "allowed")
    toml = policy(
        weights=dict(zip(weighing(), weights, strict=True)),
        pair=no_wish | stances,
        goals={"floor": floor},
        gap={"competency_weights": competencies},
    )
    rules = programmes.parse(toml)
    assert rules.goals.floor == floor
    assert rules.pair.direct_superior == stances.get("direct_superior", Stance.ALLOWED)
    assert programmes.parse(programmes.spelled_out(rules)) == rules
