"""The invented people obey the law's arithmetic and are nobody."""

import re
from datetime import date

import pytest

from mentoring import people as real
from mentoring.demo.agency import Agency, facts, invent
from mentoring.demo.career import LEVEL_CAP, LEVEL_FLOOR
from mentoring.demo.person import Sort
from mentoring.demo.private import FIELDS
from mentoring.demo.size import SIZES


def test_every_number_is_valid_and_nobody_shares_one(city: Agency) -> None:
    nips = [p.nip for p in city.people]
    assert len(set(nips)) == len(nips) == 12_000
    for person in city.people:
        read = real.parse_nip(person.nip)
        assert (read.born, read.sex) == (person.born, person.sex)
        assert read.appointed_year == person.appointed.year
        if person.sort is not Sort.PPPK:
            assert read.appointed_month == person.appointed.month


def test_the_counts_are_those_of_the_size(city: Agency) -> None:
    told, size = facts(city), SIZES["city"]
    assert told["employees"] == len(city.people) == size.employees
    assert told["cpns"] == sum(p.sort is Sort.CPNS for p in city.people) == size.cpns
    assert told["pppk_new"] == size.pppk_new
    assert told["cpns"] + told["pppk_new"] == sum(p.new for p in city.people) == size.newcomers


def test_mentors_are_scarce_but_some_stay_free(city: Agency) -> None:
    told = facts(city)
    assert 1_050 <= told["guides"] <= 1_350
    assert 100 <= told["must_wait"] <= 300
    assert 3 * told["guides"] > SIZES["city"].newcomers


@pytest.mark.parametrize("seed", [1, 2, 3, 42])
def test_any_seed_makes_mentors_scarce(seed: int) -> None:
    told = facts(invent(size="city", seed=seed, today=date(2026, 11, 23)))
    assert 1_050 <= told["guides"] <= 1_350
    assert 100 <= told["must_wait"] <= 300


def test_the_mix_of_jobs_is_that_of_a_city(city: Agency) -> None:
    share = {
        "teachers": sum(p.job.field == "Guru" for p in city.people),
        "executors": sum(p.job_type == "4" for p in city.people),
        "structural": sum(p.job_type == "1" for p in city.people),
    }
    assert 0.43 < share["teachers"] / 12_000 < 0.47
    assert 0.16 < share["executors"] / 12_000 < 0.24
    assert 0.04 < share["structural"] / 12_000 < 0.07
    assert 700 < len(city.units) < 1_100


def test_nobody_has_retired_and_some_soon_will(city: Agency) -> None:
    assert all(p.retires > city.today for p in city.people)
    soon = sum(p.retires <= date(2027, 11, 23) for p in city.people)
    assert 50 < soon < 400


def test_grades_fit_levels_and_ages_fit_appointments(city: Agency) -> None:
    for person in city.people:
        age = (person.appointed - person.born).days / 365.25
        assert 18 <= age < 57, person.nip
        assert person.grade_since <= city.today
        assert person.job_since >= person.appointed
        if person.sort is Sort.PPPK or not person.job.level:
            continue
        lowest = 21 if person.job.level in {"PM", "TR"} else LEVEL_FLOOR[person.job.level]
        assert lowest <= person.grade <= LEVEL_CAP[person.job.level], person.job


def test_every_unit_with_posts_has_its_head_and_everybody_a_superior(city: Agency) -> None:
    without = {p.nip for p in city.people} - {person.nip for person, _boss in city.superiors}
    top = [p for p in city.people if p.nip in without]
    assert [p.job_name for p in top] == ["Sekretaris Daerah"]
    boss_of = {person.nip: boss for person, boss in city.superiors}
    for person in city.people:
        steps, at = 0, person
        while at.nip in boss_of:
            at, steps = boss_of[at.nip], steps + 1
            assert steps < 12, "superiors run in a circle"
        assert at is top[0]


def test_new_hires_sit_on_jobs_of_the_formations_and_some_names_are_reversed(city: Agency) -> None:
    jobs = {p.job_name for p in city.people if p.sort is Sort.CPNS}
    assert len(jobs) > 60
    reversed_names = [p.job_name for p in city.people if " - " in p.job_name]
    assert reversed_names
    assert all(p.sort is Sort.PPPK for p in city.people if " - " in p.job_name)


def test_no_mail_or_telephone_can_reach_anybody(city: Agency) -> None:
    phone, mail, gov, nik = (FIELDS.index(f) for f in ("phone", "email", "email_gov", "nik"))
    for person in city.people:
        assert person.private[phone].startswith("0800")
        assert person.private[mail].endswith("@contoh.invalid")
        assert person.private[gov].endswith(".contoh.invalid")
        assert re.fullmatch(r"99\d{14}", person.private[nik])  # no province has the code 99


@pytest.mark.parametrize("today", [date(2027, 1, 1), date(2028, 2, 29), date(2026, 12, 31)])
@pytest.mark.parametrize("seed", range(3))
def test_any_day_of_the_calendar_will_do(today: date, seed: int) -> None:
    agency = invent(size="small", seed=seed, today=today)
    assert len(agency.people) == 300
    newcomers = [p for p in agency.people if p.new]
    assert all(0 < p.service_months(today) <= 12 for p in newcomers)
    settled = [p for p in agency.people if p.sort is Sort.PPPK and not p.new]
    assert all(p.service_months(today) > 24 for p in settled)
