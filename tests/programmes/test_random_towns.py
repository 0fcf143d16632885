"""Whatever the town and the policy: no proposed pair breaks a rule, judged one pair at a time.

The judge below knows the rules only as the law and the policy state them: plain ifs about two
people, no grids.
"""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from mentoring import competencies, db, people, programmes
from mentoring.programmes import RunState
from mentoring.programmes.policy import Rules

from .town import END, Town, ago, policy, the_run

STANCE = st.sampled_from(["required", "allowed", "forbidden"])
POLICIES = st.fixed_dictionaries(
    {
        "mentor": st.fixed_dictionaries(
            {
                "min_service_years": st.sampled_from([0, 5]),
                "pppk": st.booleans(),
                "rating_at_least": st.sampled_from(["any", "baik"]),
                "without_rating": st.sampled_from(["verify", "refuse"]),
                "min_m6_level": st.sampled_from([0, 2]),
                "default_capacity": st.integers(0, 3),
            }
        ),
        "mentee": st.fixed_dictionaries({"newcomer_months": st.sampled_from([0, 12])}),
        "pair": st.fixed_dictionaries(
            {
                "direct_superior": st.sampled_from(["allowed", "allowed", "forbidden", "required"]),
                "same_unit": STANCE,
                "same_field": st.sampled_from(["allowed", "allowed", "required", "forbidden"]),
                "same_location": st.just("allowed"),
                "min_rank_distance": st.sampled_from([-40, 0, 2]),
                "level": st.sampled_from(["none", "required", "above"]),
            }
        ),
        "unknown": st.fixed_dictionaries(
            {
                "mentee": st.sampled_from(["leave_out", "standard_minus_one"]),
                "mentor": st.sampled_from(["leave_out", "standard"]),
            }
        ),
        "goals": st.fixed_dictionaries({"floor": st.sampled_from(["none", "highest"])}),
    }
)
PERSON = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(["A", "B"]),
        "field": st.sampled_from(["Perawat", "Guru", ""]),
        "grade": st.sampled_from([22, 31, 33, 41, None]),
        "kind": st.sampled_from(["pns", "pns", "pppk", "cpns"]),
        "status_code": st.sampled_from(["01", "01", "01", "51", "02"]),
        "service_months": st.sampled_from([10, 100, None]),
        "appointed_on": st.sampled_from([ago(100), ago(3000), None]),
        "retires_on": st.sampled_from([None, END, END.replace(year=2050)]),
        "job_group": st.sampled_from(["JF Ahli Pertama", "JF Ahli Muda", "Pelaksana"]),
    }
)
LEVELS = st.lists(st.integers(-1, 5), min_size=3, max_size=3)
SIDE = st.lists(st.tuples(PERSON, LEVELS, st.sampled_from([None, 1, 2, 4])), max_size=7)


@pytest.fixture
def seeded(town: Town) -> Town:
    return town


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(POLICIES, SIDE, SIDE, st.data())
def test_no_pair_breaks_a_rule_nobody_is_twice_and_no_mentor_is_over(
    seeded: Town, parts: dict[str, Any], mentors: list[Any], mentees: list[Any], data: st.DataObject
) -> None:
    town, code = seeded, f"p{next(seeded.serial)}"
    mentor_names = [someone(town, f"{code} mentor {n}", *who) for n, who in enumerate(mentors)]
    mentee_names = [someone(town, f"{code} mentee {n}", *who) for n, who in enumerate(mentees)]
    marks = pairs_of(data, mentee_names, mentor_names)
    for mentee, mentor in pairs_of(data, mentee_names, mentor_names):
        town.change(mentee, superior_id=town.ids[mentor])
    town.programme(code=code, mentors=mentor_names, mentees=mentee_names, toml=policy(**parts))
    for mentee, mentor in marks:
        town.rule(mentee, mentor, "ban", code=code)
    run = town.run(code=code)
    assert run.state == RunState.READY, run.error_text
    rules = town.rules(code=code)
    with db.transaction() as session:
        judge = Judge(session, town, rules)
        found = programmes.proposals(session, run=the_run(session, code=code))
        pairs = [(p.mentee_id, p.mentor_id) for p in found]
        assert len({mentee for mentee, _mentor in pairs}) == len(pairs)
        load = Counter(mentor for _mentee, mentor in pairs)
        assert max(load.values(), default=0) <= rules.mentor.default_capacity
        banned = {(town.ids[a], town.ids[b]) for a, b in marks}
        assert not banned & set(pairs)
        assert all(judge.allows(*pair) for pair in pairs)
        assert programmes.verify(session, run=the_run(session, code=code)).ok
        left = {u.mentee_id for u in programmes.unmatched(session, run=the_run(session, code=code))}
        assert left | {m for m, _ in pairs} == {town.ids[n] for n in mentee_names}
        assert all(
            judge.why_nobody(mentee, [town.ids[n] for n in mentor_names], banned, pairs)
            for mentee in left
        )


def someone(town: Town, name: str, facts: dict[str, Any], levels: list[int], rated: Any) -> str:
    town.person(name, **facts)
    known = {code: n for code, n in zip(("M1", "M6", "SK1"), levels, strict=True) if n >= 0}
    if known:
        town.assess(name, **known)
    if rated:
        town.rate(name, rated)
    return name


def pairs_of(data: st.DataObject, left: list[str], right: list[str]) -> list[tuple[str, str]]:
    if not left or not right:
        return []
    # Places, not names: names hold a serial number, and hypothesis wants the same draws again.
    place = st.tuples(st.integers(0, len(left) - 1), st.integers(0, len(right) - 1))
    drawn = data.draw(st.lists(place, max_size=3, unique=True))
    return [(left[i], right[j]) for i, j in drawn]


class Judge:
    """Says of one person, or of one pair, whether it may be."""

    def __init__(self, session: Session, town: Town, rules: Rules) -> None:
        self.rules = rules
        self.who = {p.id: p for p in people.profiles(session)}
        self.rating = people.last_ratings(session)
        everybody = list(self.who.values())
        self.levels = {
            side: competencies.levels(session, people=everybody, on=ago(0), unknown=unknown)
            for side, unknown in dict(rules.unknown).items()
        }
        self.row = {p.id: n for n, p in enumerate(everybody)}

    def may_guide(self, who: Any) -> bool:
        p, r = self.who[who], self.rules.mentor
        predicate = self.rating.get(who, (0, None))[1]
        m6 = self.levels["mentor"].codes.index("M.6")
        shown = not self.levels["mentor"].assumed[self.row[who], m6]
        level = self.levels["mentor"].achieved[self.row[who], m6]
        return bool(
            p.status_code == "01"
            and p.kind != "cpns"
            and (r.pppk or p.kind == "pns")
            and (not r.min_service_years or (p.service_months or 0) >= 60)
            and (predicate is None or r.rating_at_least == "any" or predicate <= 2)
            and (predicate is not None or r.without_rating == "verify")
            and (p.retires_on is None or p.retires_on > END)
            and (not r.min_m6_level or (shown and level >= r.min_m6_level))
            and r.default_capacity > 0
        )

    def may_learn(self, who: Any) -> bool:
        p, r = self.who[who], self.rules.mentee
        new = p.appointed_on is not None and p.appointed_on == ago(100)
        return bool(
            p.status_code in {"01", "51"}
            and (not r.newcomer_months or new)
            and (p.retires_on is None or p.retires_on > END)
        )

    def allows(self, mentee: Any, mentor: Any) -> bool:
        a, b, r = self.who[mentee], self.who[mentor], self.rules.pair
        fits = [
            self.stance(r.direct_superior, a.superior_id == b.id),
            self.stance(r.same_unit, a.unit_id == b.unit_id),
            self.stance(r.same_field, bool(a.field) and a.field == b.field),
        ]
        if r.min_rank_distance > -40:
            known = a.grade is not None and b.grade is not None
            steps = people.rank_of(b.grade or 11) - people.rank_of(a.grade or 11)
            fits.append(known and steps >= r.min_rank_distance)
        if r.level != "none":
            fits.append(self.reaches(mentee, mentor, above=r.level == "above"))
        return self.may_learn(mentee) and self.may_guide(mentor) and all(fits)

    @staticmethod
    def stance(stance: str, same: bool) -> bool:
        return {"required": same, "forbidden": not same}.get(stance, True)

    def reaches(self, mentee: Any, mentor: Any, *, above: bool) -> bool:
        needs, has = self.levels["mentee"], self.levels["mentor"]
        i, j = self.row[mentee], self.row[mentor]
        missing = [
            c for c in range(len(needs.codes)) if 0 <= needs.achieved[i, c] < needs.required[i, c]
        ]
        return not missing or any(
            has.achieved[j, c] >= min(needs.required[i, c] + above, 5) for c in missing
        )

    def why_nobody(self, mentee: Any, mentors: list[Any], banned: Any, pairs: Any) -> bool:
        """Somebody without a mentor may not take part, or every allowed mentor is full."""
        if not self.may_learn(mentee):
            return True
        load = {m: sum(m == other for _mentee, other in pairs) for m in mentors}
        free = [m for m in mentors if load[m] < self.rules.mentor.default_capacity]
        return not any(self.allows(mentee, m) and (mentee, m) not in banned for m in free)


# --- the gap, one pair at a time ------------------------------------------------------------------

CELLS = st.integers(-1, 5)


@settings(deadline=None, max_examples=80)
@given(st.data(), st.integers(0, 5), st.integers(0, 5), st.integers(1, 4), st.booleans())
def test_the_gap_for_all_pairs_at_once_is_what_counting_gives(
    data: st.DataObject, n: int, m: int, c: int, above: bool
) -> None:
    from mentoring.programmes.gaps import covers_any, gap_scores

    def grid(rows: int) -> Any:
        cells = data.draw(st.lists(CELLS, min_size=rows * c, max_size=rows * c))
        return np.array(cells, dtype=np.int8).reshape(rows, c)

    some = st.dictionaries(st.sampled_from([f"K.{k}" for k in range(c)]), st.integers(0, 10))
    shares = data.draw(st.lists(st.integers(0, 1000), min_size=3, max_size=3))
    by_level = dict(zip(("below_required", "at_required", "above_required"), shares, strict=True))
    weights = {"competency_weights": data.draw(some), "default_weight": shares[0] % 11}
    gap: dict[str, Any] = {**weights, **by_level}
    rules = programmes.parse(policy(gap=gap))
    mentee = levels(grid(n), grid(n))
    mentor = levels(grid(m), grid(m))
    scene = _Scene(rules, mentee, mentor)
    scores, covered = gap_scores(scene), covers_any(scene, above=above)  # type: ignore[arg-type]
    for i in range(n):
        for j in range(m):
            assert (scores[i, j], covered[i, j]) == by_counting(scene, i, j, above=above)


class _Scene:
    """What the gap looks at, and nothing else of a scene."""

    def __init__(
        self, rules: Rules, mentee: competencies.Levels, mentor: competencies.Levels
    ) -> None:
        self.rules, self.mentee_levels, self.mentor_levels = rules, mentee, mentor


def levels(required: Any, achieved: Any) -> competencies.Levels:
    rows, width = required.shape
    return competencies.Levels(
        competency_ids=(), codes=tuple(f"K.{k}" for k in range(width)), names=(), families=(),
        employee_ids=(), required=required, achieved=achieved,
        assumed=np.zeros((rows, width), dtype=bool),
    )  # fmt: skip


def by_counting(scene: _Scene, i: int, j: int, *, above: bool) -> tuple[int, bool]:
    rule, needs = scene.rules.gap, scene.mentee_levels
    total = got = 0
    missing = reached = False
    for k, code in enumerate(needs.codes):
        asked, has = int(needs.required[i, k]), int(needs.achieved[i, k])
        guide = int(scene.mentor_levels.achieved[j, k])
        if asked < 0 or has < 0 or asked <= has:
            continue
        missing = True
        weight = (asked - has) * rule.competency_weights.get(code, rule.default_weight)
        total += weight
        if guide > asked:
            got += weight * rule.above_required
        elif guide == asked:
            got += weight * rule.at_required
        elif guide > has:
            got += weight * rule.below_required
        reached = reached or guide >= min(asked + above, 5)
    return (got + total // 2) // total if total else 0, reached or not missing
