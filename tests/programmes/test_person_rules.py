"""Who may take part: each rule with somebody it lets through and somebody it stops."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from mentoring import db, people, programmes
from mentoring.programmes import Side

from .town import BEGIN, END, TODAY, Town, ago, policy, the_programme


@dataclass
class Case:
    """A rule: the policy, what makes Ayu fit, what stops her (or Budi, the mentee)."""

    code: str
    parts: dict[str, Any]
    fit: Callable[[Town], None]
    unfit: Callable[[Town], None]
    says: str
    side: Side = Side.MENTOR


def nothing(_town: Town) -> None:
    pass


def has(**facts: Any) -> Callable[[Town], None]:
    return lambda town: town.change("Ayu", **facts)


def newcomer_has(**facts: Any) -> Callable[[Town], None]:
    return lambda town: town.change("Budi", **facts)


def rated(predicate: int) -> Callable[[Town], None]:
    return lambda town: town.rate("Ayu", predicate)


def punished(grade: str, *, until: date | None = None) -> Callable[[Town], None]:
    return lambda town: town.add(
        people.Discipline(
            employee_id=town.ids["Ayu"], grade=grade, begins_on=ago(90), ends_on=until
        )
    )


def away(begins: date, ends: date | None, *, who: str = "Ayu") -> Callable[[Town], None]:
    return lambda town: town.add(
        people.Leave(employee_id=town.ids[who], kind="cltn", begins_on=begins, ends_on=ends)
    )


def excluded(who: str) -> Callable[[Town], None]:
    def deed(town: Town) -> None:
        with db.transaction() as session:
            programmes.exclude(session, programme=the_programme(session), by=town.by,
                               employee_id=town.ids[who], reason="uji")  # fmt: skip

    return deed


def back_again(who: str) -> Callable[[Town], None]:
    def deed(town: Town) -> None:
        excluded(who)(town)
        with db.transaction() as session:
            programmes.exclude(session, programme=the_programme(session), by=town.by,
                               employee_id=town.ids[who], reason="uji", lift=True)  # fmt: skip

    return deed


def busy_elsewhere(mentees: int) -> Callable[[Town], None]:
    def deed(town: Town) -> None:
        names = [f"Lain{n}" for n in range(mentees)]
        for name in names:
            town.newcomer(name)
        town.programme(code="lain", mentors=["Ayu"], mentees=names)
        town.run(code="lain")
        town.approve(code="lain")
        town.places(Ayu=2)

    return deed


SENIOR = {"min_service_years": 5, "senior_job_groups": ["Pengawas"]}
PROVEN, ASSUMED = {"min_m6_level": 3}, {"min_m6_level": 2, "m6_assessed_only": False}
MONTH_AFTER = date(END.year + END.month // 12, END.month % 12 + 1, 1)

CASES = [
    Case("excluded", {}, back_again("Ayu"), excluded("Ayu"), "dikecualikan"),
    Case("left", {}, nothing, has(left_on=ago(1)), "tidak lagi bekerja"),
    Case("status", {}, nothing, has(status_code="51"), "bukan Aktif"),
    Case("candidate", {}, nothing, has(kind="cpns"), "masih CPNS"),
    Case("pppk_mentor", {}, nothing, has(kind="pppk", grade=109), "PPPK belum diizinkan"),
    Case("pppk_mentor", {}, nothing, has(kind="pppk_paruh_waktu"), "PPPK belum diizinkan"),
    Case("seniority", SENIOR, has(service_months=60), has(service_months=59), "5 tahun"),
    Case("seniority", SENIOR, has(service_months=1, job_group="Pengawas"),
         has(service_months=None, appointed_on=None), "5 tahun"),
    Case("rating", {"rating_at_least": "baik"}, rated(2), rated(3), "di bawah syarat"),
    Case("rating", {"rating_at_least": "sangat_baik"}, rated(1), rated(2), "di bawah syarat"),
    Case("rating", {"rating_at_least": "butuh_perbaikan"}, rated(3), rated(4), "di bawah syarat"),
    Case("no_rating", {"without_rating": "refuse"}, rated(5), nothing, "belum ada"),
    Case("discipline", {}, punished("R"), punished("S"), "hukuman disiplin"),
    Case("discipline", {}, punished("B", until=ago(1)), punished("B", until=TODAY), "hukuman"),
    Case("retirement", {}, has(retires_on=END + timedelta(days=1)), has(retires_on=END),
         "batas usia pensiun"),
    Case("leave", {}, away(ago(50), BEGIN - timedelta(days=1)), away(ago(50), BEGIN), "cuti"),
    Case("leave", {}, away(END + timedelta(days=1), None), away(END, None), "cuti"),
    Case("m6", PROVEN, lambda t: t.assess("Ayu", M6=3), lambda t: t.assess("Ayu", M6=2), "M.6"),
    Case("m6", ASSUMED, nothing, has(job_group="Pelaksana"), "mencapai 2"),
    Case("m6", {"min_m6_level": 1}, lambda t: t.assess("Ayu", M6=1), nothing, "terbukti"),
    Case("no_capacity", {}, lambda t: t.places(Ayu=1), lambda t: t.places(Ayu=0), "ditetapkan 0"),
    Case("full", {}, busy_elsewhere(1), busy_elsewhere(2), "sudah terpakai"),
    Case("excluded", {}, back_again("Budi"), excluded("Budi"), "dikecualikan", Side.MENTEE),
    Case("left", {}, nothing, newcomer_has(left_on=ago(1)), "tidak lagi", Side.MENTEE),
    Case("status", {}, newcomer_has(status_code="51"), newcomer_has(status_code="02"),
         "bukan Aktif", Side.MENTEE),
    Case("kind", {"kinds": ["cpns"]}, nothing, newcomer_has(kind="pppk"), "jenis pegawai",
         Side.MENTEE),
    Case("newcomer", {"newcomer_months": 4}, nothing, newcomer_has(appointed_on=ago(160)),
         "lebih dari 4 bulan", Side.MENTEE),
    Case("newcomer", {"newcomer_months": 4}, nothing, newcomer_has(appointed_on=None),
         "lebih dari 4 bulan", Side.MENTEE),
    Case("retirement", {}, nothing, newcomer_has(retires_on=END), "pensiun", Side.MENTEE),
    Case("leave", {}, away(ago(9), ago(1), who="Budi"), away(BEGIN, BEGIN, who="Budi"), "cuti",
         Side.MENTEE),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.side}-{c.code}")
@pytest.mark.parametrize("fits", [True, False], ids=["passes", "stops"])
def test_a_rule_about_a_person_stops_only_whom_it_means_and_says_why(
    town: Town, case: Case, fits: bool
) -> None:
    town.person("Ayu")
    town.newcomer("Budi")
    part = "mentor" if case.side is Side.MENTOR else "mentee"
    town.programme(mentors=["Ayu"], mentees=["Budi"], toml=policy(**{part: case.parts}))
    (case.fit if fits else case.unfit)(town)
    run = town.run()
    if fits:
        assert town.pairs() == {"Budi": "Ayu"}
        return
    assert town.pairs() == {}
    found = town.why_not("Budi", "Ayu")
    codes = found.mentor_codes if case.side is Side.MENTOR else found.mentee_codes
    assert case.code in codes
    assert case.says in town.said_why_not("Budi", "Ayu")
    if case.side is Side.MENTOR:
        assert run.summary["barred_mentors"][case.code] == 1
        assert town.nobody() == {"Budi": "no_mentor"}
    else:
        assert town.nobody() == {"Budi": "not_eligible"}
    assert town.healthy()


def test_every_rule_about_people_has_a_case() -> None:
    from mentoring.programmes.eligibility import MENTEE_RULES, MENTOR_RULES

    tried = {(c.side, c.code) for c in CASES}
    assert {(Side.MENTOR, r.code) for r in MENTOR_RULES} <= tried
    assert {(Side.MENTEE, r.code) for r in MENTEE_RULES} <= tried


def test_whoever_is_stopped_by_several_rules_hears_all_of_them(town: Town) -> None:
    town.person("Ayu", status_code="03", retires_on=BEGIN)
    town.newcomer("Budi")
    town.programme(mentors=["Ayu"], mentees=["Budi"])
    town.rate("Ayu", 2)
    town.run()
    assert town.why_not("Budi", "Ayu").mentor_codes == ("status", "retirement")


def test_what_a_person_should_look_at_is_noted_and_forbids_nothing(town: Town) -> None:
    town.person("Ayu", retires_on=None)
    town.newcomer("Budi")
    town.programme(mentors=["Ayu"], mentees=["Budi"])
    punished("R")(town)
    town.run()
    with db.transaction() as session:
        found = programmes.find_programme(session)
        run = programmes.find_run(session, programme=found)
        reason = programmes.reason_of(session, run=run, mentee_id=town.ids["Budi"])
        who = {p.id: p for p in people.profiles(session)}
    assert isinstance(reason, programmes.PairReason)
    assert reason.facts["notes"] == ["verify_rating", "light_sanction", "verify_retirement"]
    said = " ".join(
        programmes.why_this_pair(
            reason, mentee=who[town.ids["Budi"]], mentor=who[town.ids["Ayu"]],
            rules=town.rules(), names={},
        )
    )  # fmt: skip
    assert "predikat kinerja perlu diverifikasi" in said
    assert "hukuman disiplin ringan" in said
    assert "tanggal pensiun perlu diverifikasi" in said


def test_no_service_asked_for_means_that_unknown_service_does_not_matter(town: Town) -> None:
    town.person("Ayu", service_months=None, appointed_on=None)
    town.newcomer("Budi")
    town.programme(mentors=["Ayu"], mentees=["Budi"], toml=policy(mentor={"min_service_years": 0}))
    town.run()
    assert town.pairs() == {"Budi": "Ayu"}
