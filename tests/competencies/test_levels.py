"""Levels as the matcher sees them: which standard, which result, and what is assumed."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel

from mentoring import clock, competencies, db, people
from mentoring.competencies import Scope, Unknown

from .office import AYU, BUDI, CITRA, TODAY, ago, assess, level_of, opened, profile, require

ONES = dict.fromkeys(["M.1", "M.2", "M.3", "M.4", "M.5", "M.6", "M.7", "M.8", "SK.1"], 1)


@pytest.fixture
def office(home: Path) -> Path:
    opened()
    return home


@pytest.fixture
def offices(database: str) -> str:
    opened()
    return database


def gaps(nip: str, unknown: Unknown = Unknown.LEAVE_OUT) -> dict[str, int]:
    with db.transaction() as session:
        found = competencies.gaps_of(
            session, worker=profile(session, nip), on=TODAY, unknown=unknown
        )
    return {g.code: g.gap for g in found}


def test_an_ahli_pertama_with_level_one_lacks_one_in_all_nine(offices: str) -> None:
    assess(BUDI, ONES, on=ago(10))
    assert gaps(BUDI) == dict.fromkeys(ONES, 1)


def test_a_terampil_with_level_one_lacks_only_the_three(offices: str) -> None:
    assess(CITRA, ONES, on=ago(10))
    assert gaps(CITRA) == ONES | dict.fromkeys(ONES, 0) | {"M.1": 1, "M.2": 1, "SK.1": 1}


def test_the_newest_result_counts_whatever_its_level(offices: str) -> None:
    assess(BUDI, {"M.1": 4}, on=ago(400))
    assess(BUDI, {"M.1": 1}, on=ago(40))
    assess(BUDI, {"M.1": 3}, on=ago(200))
    assert level_of(BUDI, "M.1", unknown=Unknown.LEAVE_OUT) == (2, 1, False)
    assert level_of(BUDI, "M.1", unknown=Unknown.LEAVE_OUT, on=ago(41))[1] == 3


@pytest.mark.parametrize(("day", "counts"), [(0, True), (-1, False), (30, True), (31, False)])
def test_a_result_counts_from_its_day_to_the_last_of_its_validity(
    office: Path, day: int, counts: bool
) -> None:
    assess(BUDI, {"M.1": 5}, on=ago(30), until=TODAY)
    found = level_of(BUDI, "M.1", unknown=Unknown.LEAVE_OUT, on=ago(day))
    assert found == ((2, 5, False) if counts else (2, -1, True))


def test_an_old_valid_result_counts_when_the_newer_one_has_expired(office: Path) -> None:
    assess(BUDI, {"M.1": 3}, on=ago(300))
    assess(BUDI, {"M.1": 5}, on=ago(100), until=ago(1))
    assert level_of(BUDI, "M.1", unknown=Unknown.LEAVE_OUT) == (2, 3, False)


def test_the_standard_of_the_job_wins_over_the_one_of_its_group(office: Path) -> None:
    require(competencies.job_key("PERAWAT  ahli-pertama"), "M.3", 4, scope=Scope.JOB)
    assert level_of(BUDI, "M.3", unknown=Unknown.STANDARD) == (4, 4, True)
    assert level_of(BUDI, "M.4", unknown=Unknown.STANDARD) == (2, 2, True)
    assert level_of(AYU, "M.3", unknown=Unknown.STANDARD) == (3, 3, True)


def test_a_competency_without_a_standard_is_asked_of_nobody(office: Path) -> None:
    assert level_of(BUDI, "LD", unknown=Unknown.STANDARD) == (-1, -1, True)
    assess(BUDI, {"LD": 4}, on=ago(3))
    assert level_of(BUDI, "LD", unknown=Unknown.STANDARD) == (-1, 4, False)
    assert "LD" not in gaps(BUDI)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TERAMPIL - PERAWAT", "Perawat Terampil"),
        ("AHLI PERTAMA - GURU KELAS", "Guru Kelas Ahli Pertama"),
        ("Pengatur Tk. I", "PENGATUR TINGKAT I"),
        ("Penata  Kelola/Sistem", "penata kelola sistem"),
    ],
)
def test_a_job_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert competencies.job_key(one) == competencies.job_key(other)


def test_jobs_of_other_levels_are_other_jobs() -> None:
    names = ("Perawat Terampil", "Perawat Mahir", "Perawat Ahli Muda", "Perawat Ahli Madya")
    assert len({competencies.job_key(name) for name in names}) == 4


COLLEAGUES = {f"1991010120150310{n:02}": ("JF Ahli Pertama", "Bidan") for n in range(4)}


def test_the_group_median_counts_everybody_in_service_not_only_those_asked_about(
    home: Path,
) -> None:
    opened(COLLEAGUES | {AYU: ("JF Ahli Muda", "Bidan"), BUDI: ("JF Ahli Pertama", "Bidan")})
    for nip, level in zip(COLLEAGUES, (1, 2, 4, 5), strict=True):
        assess(nip, {"M.1": level}, on=ago(10))
    assess(AYU, {"M.1": 0}, on=ago(10))  # another group
    assert level_of(BUDI, "M.1", unknown=Unknown.GROUP_MEDIAN) == (2, 2, True)
    leaver, newer = list(COLLEAGUES)[:2]
    with db.transaction() as session:
        who = people.employee_by_nip(session, nip=leaver)
        who.left_on = ago(1)
        session.add(who)
    assert level_of(BUDI, "M.1", unknown=Unknown.GROUP_MEDIAN) == (2, 4, True)
    assess(newer, {"M.1": 5}, on=ago(5))
    assert level_of(BUDI, "M.1", unknown=Unknown.GROUP_MEDIAN) == (2, 5, True)


def test_without_colleagues_assessed_the_median_is_one_below_the_standard(office: Path) -> None:
    assert level_of(BUDI, "M.1", unknown=Unknown.GROUP_MEDIAN) == (2, 1, True)


def test_a_job_without_a_group_asks_for_nothing_and_breaks_nothing(home: Path) -> None:
    opened({BUDI: (None, "Staf khusus")})
    assert gaps(BUDI, Unknown.GROUP_MEDIAN) == {}


def test_nobody_asked_about_is_an_empty_answer(office: Path) -> None:
    with db.transaction() as session:
        for unknown in Unknown:
            found = competencies.levels(session, people=[], on=TODAY, unknown=unknown)
            assert found.required.shape == found.achieved.shape == (0, 11)


def test_a_list_for_people_says_what_was_assumed(office: Path) -> None:
    assess(BUDI, {"M.1": 1}, on=ago(10))
    with db.transaction() as session:
        worker = profile(session, BUDI)
        found = {
            policy: competencies.gaps_of(session, worker=worker, on=TODAY, unknown=policy)[:2]
            for policy in (Unknown.STANDARD_MINUS_ONE, Unknown.LEAVE_OUT)
        }
    known, assumed = found[Unknown.STANDARD_MINUS_ONE]
    assert (known.code, known.required, known.achieved, known.gap) == ("M.1", 2, 1, 1)
    assert not known.assumed
    assert (assumed.achieved, assumed.counted, assumed.gap, assumed.assumed) == (None, 1, 1, True)
    left_out = found[Unknown.LEAVE_OUT][1]
    assert (left_out.counted, left_out.gap, left_out.assumed) == (None, 0, False)


def test_a_new_version_of_a_code_keeps_old_results_and_brings_its_own_standard(
    office: Path,
) -> None:
    assess(BUDI, {"M.1": 1}, on=ago(10))
    with db.transaction() as session:
        newer = competencies.Competency(
            version="PermenPANRB 5/2026", code="M.1", name="Integritas baru", family="manajerial"
        )
        session.add(newer)
        session.flush()
        session.add(
            competencies.Standard(
                scope=Scope.GROUP, key="JF Ahli Pertama", competency_id=newer.id, level=3
            )
        )
    assert level_of(BUDI, "M.1", unknown=Unknown.LEAVE_OUT) == (3, 1, False)
    with db.transaction() as session:
        names = {e.code: e.name for e in competencies.dictionary(session)}
        assert competencies.matrix(session)["JF Ahli Pertama"]["M.1"] == 3
    assert (names["M.1"], len(names)) == ("Integritas baru", 11)


result = st.tuples(
    st.integers(0, 2), st.sampled_from(["M.1", "SK.1"]), st.integers(0, 9), st.integers(0, 9),
    st.integers(0, 5),
)  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(
    st.lists(result, max_size=25, unique_by=lambda r: r[:3]),
    st.lists(st.integers(0, 2), max_size=6),
    st.integers(0, 12),
)
def test_levels_are_what_reading_the_results_one_by_one_gives(
    results: list[tuple[int, str, int, int, int]], asked: list[int], today: int
) -> None:
    first = date(2026, 1, 1)
    on = first + timedelta(days=today)
    with TemporaryDirectory() as folder:
        engine = db.connect(f"sqlite:///{folder}/pamong.db")
        SQLModel.metadata.create_all(engine)
        with Session(engine) as session:
            staff = _staff(session)
            ids = {e.code: e.id for e in competencies.dictionary(session)}
            session.add_all(
                competencies.Assessment(
                    employee_id=staff[who].id,
                    competency_id=ids[code],
                    level=level,
                    assessed_on=first + timedelta(days=day),
                    valid_until=first + timedelta(days=day + lasts),
                )
                for who, code, day, lasts, level in results
            )
            session.flush()
            workers = [staff[who] for who in asked]
            found = competencies.levels(session, people=workers, on=on, unknown=Unknown.LEAVE_OUT)
        engine.dispose()
    for row, who in enumerate(asked):
        for code in ("M.1", "SK.1"):
            valid = [(d, lv) for w, c, d, lasts, lv in results
                     if (w, c) == (who, code) and d <= today <= d + lasts]  # fmt: skip
            assert found.achieved[row, found.codes.index(code)] == max(valid, default=(0, -1))[1]
    assert (found.assumed == (found.achieved == -1)).all()
    assert found.employee_ids == tuple(w.id for w in workers)
    assert np.isin(found.required, [-1, 2]).all()


def _staff(session: Session) -> list[people.Employee]:
    competencies.seed(session)
    unit = people.Unit(code="U", name="U")
    session.add(unit)
    session.flush()
    staff = [
        people.Employee(
            nip=f"{n:018}", draw_key=str(n), kind="pns", name="CONTOH", status_code="01",
            birth_date=date(1990, 1, 1), job_group="JF Ahli Pertama", job_name="Perawat",
            unit_id=unit.id, updated_at=clock.now(),
        )
        for n in range(3)
    ]  # fmt: skip
    session.add_all(staff)
    session.flush()
    return staff
