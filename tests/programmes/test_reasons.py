"""Why, and why not: sentences that an officer would sign, and prices that are exact."""

import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import db, people, programmes
from mentoring.errors import Unusable
from mentoring.programmes import PairReason, Side

from .town import TODAY, Town, ago, paired_town, policy, the_programme, the_run, weighing


def said(town: Town, mentee: str) -> list[str]:
    rules = town.rules()
    with db.transaction() as session:
        found = programmes.reason_of(session, run=the_run(session), mentee_id=town.ids[mentee])
        who = {p.id: p for p in people.profiles(session)}
    assert isinstance(found, PairReason)
    names = {"M.1": "Integritas"}
    return programmes.why_this_pair(
        found, mentee=who[found.mentee_id], mentor=who[found.mentor_id], rules=rules, names=names
    )


def test_a_pair_is_explained_by_what_it_covers_and_every_share_of_its_points(town: Town) -> None:
    paired_town(town)
    town.assess("Budi", M1=1, M2=2, M3=2, M4=2, M5=2, M6=2, M7=2, M8=2, SK1=2)
    town.assess("Ayu", M1=3)
    town.run()
    lines = said(town, "Budi")
    assert lines[0].startswith("AYU (Perawat Ahli Muda, Dinas) diusulkan mendampingi BUDI")
    assert lines[1] == (
        "Kesenjangan yang dapat didampingi: Integritas (diperlukan level 2, capaian 1, mentor 3)."
    )
    assert any(line.startswith("Skor kecocokan ") and "kesenjangan tertutup 50" in line
               for line in lines)  # fmt: skip
    assert "Bagi mentee ini, ini pilihan ke-1 dari 1 mentor yang diperbolehkan." in lines
    assert not any("diandaikan" in line for line in lines)


def test_what_was_assumed_is_said_to_be_assumed(town: Town) -> None:
    paired_town(town).run()
    text = " ".join(said(town, "Budi"))
    assert "belum dinilai dan diandaikan menurut kebijakan" in text
    assert "Level mentee untuk" in text
    assert "Level mentor untuk" in text


def test_the_shares_of_a_pair_add_up_to_its_points(town: Town) -> None:
    paired_town(town, mentees=3).run()
    weights = town.rules().weights.model_dump()
    with db.transaction() as session:
        for row in programmes.proposals(session, run=the_run(session)):
            shares = sum(weights[key] * score for key, score in row.facts["terms"].items())
            assert shares == row.points


@pytest.fixture
def costly(town: Town) -> Town:
    """Budi and Citra sit in unit A with Ayu, who has one place; Rina is elsewhere."""
    town.person("Ayu", unit="A")
    town.person("Rina", unit="R", field="Guru")
    town.newcomer("Budi", unit="A")
    town.newcomer("Citra", unit="R")
    toml = policy(mentor={"default_capacity": 1}, weights=weighing(unit=60, field=30, location=10))
    town.programme(mentors=["Ayu", "Rina"], mentees=["Budi", "Citra"], toml=toml)
    town.run()
    return town


def test_the_price_of_another_pair_is_what_forcing_it_really_costs(costly: Town) -> None:
    found = costly.why_not("Budi", "Rina")
    assert found.cost is not None
    assert "turun" in costly.said_why_not("Budi", "Rina")
    before = costly.run()
    costly.rule("Budi", "Rina", "lock")
    forced = costly.run()
    assert costly.pairs()["Budi"] == "Rina"
    assert found.cost.benefit == forced.summary["total"] - before.summary["total"] < 0


def test_a_pair_that_would_cost_somebody_the_mentor_says_so(costly: Town) -> None:
    costly.rule("Citra", "Ayu", "ban")
    costly.run()
    text = costly.said_why_not("Budi", "Rina")
    assert text == "Boleh, tetapi bila dipaksakan 1 mentee lain kehilangan mentornya."


def test_a_pair_that_costs_nothing_says_so(town: Town) -> None:
    town.person("Ayu")
    paired_town(town)
    town.person("Rina")
    town.enrol(Side.MENTOR, ["Rina"])
    town.run()
    other = "Rina" if town.pairs()["Budi"] == "Ayu" else "Ayu"
    assert "tanpa kerugian" in town.said_why_not("Budi", other)
    assert "justru dipasangkan" in town.said_why_not("Budi", town.pairs()["Budi"])
    assert "dapat diganti tanpa mengurangi hasil" in " ".join(said(town, "Budi"))


def test_who_was_not_there_is_told_from_who_was_stopped(town: Town) -> None:
    paired_town(town)
    town.person("Luar")
    town.newcomer("Baru")
    town.run()
    assert town.why_not("Budi", "Luar").mentor_codes == ("not_enrolled",)
    assert "tidak terdaftar dalam program" in town.said_why_not("Budi", "Luar")
    assert town.why_not("Baru", "Ayu").mentee_codes == ("not_enrolled",)
    town.enrol(Side.MENTEE, ["Baru"])
    assert town.why_not("Baru", "Ayu").mentee_codes == ("came_later",)
    assert "jalankan pemadanan lagi" in town.said_why_not("Baru", "Ayu")
    town.run()
    town.approve()
    town.person("Rina")
    town.enrol(Side.MENTOR, ["Rina"])
    town.run()
    found = town.why_not("Budi", "Rina")
    assert (found.mentee_codes, found.mentor_codes) == (("running",), ())
    assert "sedang berjalan" in town.said_why_not("Budi", "Rina")


def test_after_the_approval_the_mentee_is_not_blamed_for_running(town: Town) -> None:
    paired_town(town).run()
    town.approve()
    town.person("Luar")
    found = town.why_not("Budi", "Luar")
    assert (found.mentee_codes, found.mentor_codes) == ((), ("not_enrolled",))


def test_who_took_no_part_hears_why(town: Town) -> None:
    paired_town(town)
    town.change("Budi", status_code="02")
    town.run()
    rules = town.rules()
    with db.transaction() as session:
        row = programmes.reason_of(session, run=the_run(session), mentee_id=town.ids["Budi"])
        assert isinstance(row, programmes.Unmatched)
        assert programmes.why_nobody(row, rules) == (
            "Belum dapat diikutkan: kedudukan hukum bukan Aktif."
        )
        stranger = programmes.reason_of(session, run=the_run(session), mentee_id=town.ids["Ayu"])
    assert stranger is None


# --- the lottery ----------------------------------------------------------------------------------


@given(st.text(max_size=40), st.text(min_size=1, max_size=40), st.sampled_from(Side))
def test_anybody_can_recompute_a_lottery_number(seed: str, key: str, side: Side) -> None:
    """The first 8 bytes of SHA-256 of «seed|key|side|0», as a number, modulo 10**12."""
    text = f"{seed}|{key}|{side.value}|0"
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % 10**12
    assert programmes.draw(seed=seed, key=key, side=side, taken=set()) == number


def test_a_number_that_is_taken_is_drawn_again() -> None:
    first = programmes.draw(seed="a", key="b", side=Side.MENTEE, taken=set())
    second = programmes.draw(seed="a", key="b", side=Side.MENTEE, taken={first})
    assert second != first
    assert programmes.draw(seed="a", key="b", side=Side.MENTOR, taken=set()) not in {first, second}


def test_a_number_is_drawn_once_and_kept(towns: Town) -> None:
    paired_town(towns, mentees=3)

    def lots() -> dict[str, int]:
        name = towns.names()
        with db.transaction() as session:
            rows = programmes.participants(session, programme=the_programme(session))
            return {f"{r.side} {name[r.employee_id]}": r.lot for r in rows}

    before = lots()
    towns.newcomer("Eka")
    towns.enrol(Side.MENTEE, ["Budi", "Eka", "Citra", "Dewi"])
    towns.change("Budi", name="LAIN", grade=32, birth_date=ago(9000), nip="1" * 18)
    assert lots() == before | {"mentee Eka": lots()["mentee Eka"]}
    expected = programmes.draw(seed="benih", key="kunci-2", side=Side.MENTEE, taken=set())
    assert before["mentee Budi"] == expected


# --- whom to enrol --------------------------------------------------------------------------------


def test_newcomers_and_their_seniors_are_told_apart_by_the_policy(town: Town) -> None:
    town.person("Ayu")
    town.person("Kontrak", kind="pppk", grade=109)
    town.person("Keluar", left_on=ago(1))
    town.newcomer("Budi")
    town.newcomer("Lama", appointed_on=ago(900))
    town.newcomer("Cuti", status_code="02")
    rules = programmes.parse(policy(mentee={"newcomer_months": 12}, mentor={"pppk": False}))
    name = town.names()
    with db.transaction() as session:
        who = {
            side: {name[p.id] for p in programmes.suitable(session, rules=rules, side=side,
                                                           today=TODAY)}
            for side in Side
        }  # fmt: skip
    assert who == {Side.MENTEE: {"Budi"}, Side.MENTOR: {"Ayu"}}


def test_an_enrolment_is_narrowed_by_what_an_office_calls_people_by(towns: Town) -> None:
    towns.unit("Puskesmas", opd="Dinas")
    towns.newcomer("Ayu", unit="Puskesmas", grade=31, appointed_on=ago(60))
    towns.newcomer("Budi", unit="Badan", grade=32, field="Guru", appointed_on=ago(90))
    towns.newcomer("Citra", unit="Dinas", kind="pppk", grade=107, job_group="JF Terampil",
                   appointed_on=ago(120))  # fmt: skip
    towns.newcomer("Dewi", unit="Dinas", grade=None, appointed_on=ago(900))
    rules, name = programmes.parse(policy(mentee={"newcomer_months": 12})), towns.names()
    towns.programme(mentors=[], mentees=["Ayu"])

    def narrowed(**asked: Any) -> str:
        among = programmes.enrolment.Among(**asked)
        with db.transaction(reads=True) as session:
            found = programmes.suitable(
                session, rules=rules, side=Side.MENTEE, today=TODAY, among=among
            )
            counted = programmes.enrolment.how_many(
                session, programme_id=programmes.find_programme(session).id, rules=rules,
                side=Side.MENTEE, today=TODAY, among=among,
            )  # fmt: skip
        initials = "".join(sorted(name[p.id][0] for p in found))
        assert counted == (len(initials), len(initials.replace("A", "")))  # Ayu is there already
        return initials

    assert narrowed() == "ABC"
    assert narrowed(units=[towns.units["Dinas"]]) == "AC"  # an OPD means its units too
    assert narrowed(units=[towns.units["Puskesmas"], towns.units["Badan"]]) == "AB"
    assert narrowed(kinds=[people.Kind.PPPK]) == "C"
    assert narrowed(job_groups=["JF Terampil"]) == "C"
    assert narrowed(fields=["Guru"]) == "B"
    assert narrowed(rank_from=people.rank_named("III/b")) == "B"
    assert narrowed(rank_to=people.rank_named("iii / a")) == "AC"  # VII stands on the step of II/c
    assert narrowed(since=ago(90), until=ago(61)) == "B"
    assert narrowed(since=ago(60), fields=["Guru"]) == ""
    with pytest.raises(Unusable, match="tidak dikenal"):
        people.rank_named("V/z")


def a_crowd(town: Town) -> Town:
    """Three mentors of two places for six newcomers, weighed by load, wishes and units."""
    weights = weighing(load=40, unit=30, gap=30)
    for name, unit in (("Ayu", "Dinas"), ("Bayu", "Badan"), ("Cahya", "Dinas")):
        town.person(name, unit=unit)
    newcomers = ["Dewi", "Eka", "Fajar", "Gita", "Hadi", "Indah"]
    for name in newcomers:
        town.newcomer(name, unit="Badan" if name < "F" else "Dinas")
    pair = {"same_unit": "preferred", "same_field": "allowed", "same_location": "allowed"}
    text = policy(mentor={"default_capacity": 2}, pair=pair, weights=weights)
    town.programme(mentors=["Ayu", "Bayu", "Cahya"], mentees=newcomers, toml=text)
    return town


@pytest.mark.parametrize("scope", ["waiting", "everyone"])
def test_facts_read_again_for_one_pair_are_those_that_the_run_told(town: Town, scope: str) -> None:
    """Only the two are read, and the mentor's other mentees: load and rank must come out alike."""
    a_crowd(town).run()
    if scope == "everyone":
        town.approve()
        town.run(scope="everyone")
    with db.transaction() as session:
        run, programme = the_run(session), the_programme(session)
        rows = programmes.proposals(session, run=run)
        assert len(rows) == 6
        for row in rows:
            (facts,) = programmes.facts_now(
                session, programme=programme, run=run, pairs=[(row.mentee_id, row.mentor_id)]
            )
            assert facts == row.facts
