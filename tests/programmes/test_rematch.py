"""What changes asks for a new match by itself: of those who wait, after a quiet time."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier, Event
from uuid import UUID

import pytest
from sqlmodel import select

from mentoring import access, clock, db, programmes
from mentoring.errors import NotFound, Unusable
from mentoring.programmes import (
    DeclineReason,
    MatchRun,
    RunState,
    Trigger,
    requests,
    runs,
    standing,
    work,
)
from mentoring.queue import Job, JobState
from mentoring.settings import fresh

from .town import END, TODAY, Town, job_of, paired_town, policy, the_mentorship, the_programme

TURNS = 25


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """No quiet time: what asks is due at once."""
    monkeypatch.setenv("PAMONG_QUIET_SECONDS", "0")
    fresh()


def under_way(town: Town, *, mentees: int = 2, **parts: object) -> Town:
    """Ayu has two places, both proposed and approved; a newcomer would have to wait."""
    town.person("Ayu")
    town.person("Eko")
    names = ["Budi", "Citra", "Dewi"][:mentees]
    for name in names:
        town.newcomer(name)
    town.programme(mentors=["Ayu", "Eko"], mentees=names, toml=policy(**parts))  # type: ignore[arg-type]
    town.places(Ayu=1, Eko=2)
    town.run()
    town.approve()
    return town


def waiting() -> MatchRun | None:
    with db.transaction(reads=True) as session:
        return session.exec(select(MatchRun).where(MatchRun.state == RunState.QUEUED)).first()


def asked_for() -> MatchRun:
    found = waiting()
    assert found is not None
    return found


def due_of(run: MatchRun) -> timedelta:
    with db.transaction(reads=True) as session:
        assert run.job_id is not None
        return session.get_one(Job, run.job_id).due - clock.now()


def worked_off() -> MatchRun:
    run = asked_for()
    assert run.job_id is not None
    done = work(job_id=run.job_id)
    assert done is not None
    return done


def decline(town: Town, mentee: str) -> None:
    with db.transaction() as session:
        programmes.decline(
            session,
            mentorship=the_mentorship(session, town, mentee),
            reason=DeclineReason.WORKLOAD,
            words="",
            by=town.by,
        )


def imported(town: Town, **kinds: int) -> None:
    with db.transaction() as session:
        programmes.imported(session, kind="employees", kinds=kinds, rows=9, by=town.by)


def test_before_the_first_approval_nothing_starts_by_itself(towns: Town) -> None:
    paired_town(towns, mentees=2)
    imported(towns, hired=3)
    assert waiting() is None


def test_a_burst_of_changes_is_one_run_after_the_quiet_time_with_all_its_reasons(
    towns: Town,
) -> None:
    under_way(towns)
    imported(towns, hired=14, transfer=2, new_job=1)
    decline(towns, "Budi")
    decline(towns, "Citra")
    run = asked_for()
    assert run.triggers == {"hired": 14, "moved": 3, "declined": 2}
    assert programmes.why_asked(run) == "14 pegawai baru, 3 perpindahan atau kenaikan, 2 penolakan"
    assert timedelta(seconds=50) < due_of(run) <= timedelta(seconds=60)
    towns.ask(reason="tombol")  # a person's button joins it, and starts at once
    assert asked_for().id == run.id
    assert due_of(run) <= timedelta(0)
    assert programmes.why_asked(asked_for()).startswith("tombol, 14 pegawai baru")


def test_a_decline_finds_a_replacement_and_touches_nobody_else(towns: Town, quiet: None) -> None:
    under_way(towns)
    before = towns.running()
    decline(towns, "Budi")
    run = worked_off()
    assert run.state == RunState.READY
    assert set(towns.pairs()) == {"Budi"}
    assert towns.pairs()["Budi"] != before["Budi"]
    assert towns.running() == {"Citra": before["Citra"]}
    assert towns.healthy()


def test_whose_mentor_left_gets_another_proposed_and_keeps_the_old_until_somebody_approves(
    towns: Town, quiet: None
) -> None:
    under_way(towns, mentees=2)
    left = towns.running()["Budi"]
    towns.change(left, left_on=TODAY)
    imported(towns, left=1)
    run = worked_off()
    assert run.state == RunState.READY
    assert "Budi" in towns.pairs()
    assert towns.pairs()["Budi"] != left
    assert towns.running()["Budi"] == left
    towns.approve()
    assert towns.running()["Budi"] != left
    assert towns.healthy()


def test_where_nobody_waits_the_run_says_so_and_proposes_nothing(town: Town, quiet: None) -> None:
    under_way(town)
    imported(town, promotion=1)
    done = worked_off()
    assert (done.state, done.error_code) == (RunState.CANCELLED, "nobody_waits")
    with db.transaction() as session:
        assert the_programme(session).proposed_run_id is None
    assert town.healthy()


def test_a_policy_may_leave_it_to_people(town: Town) -> None:
    under_way(town, rematch={"automatic": False})
    decline(town, "Budi")
    assert waiting() is None


def test_an_import_may_enrol_the_newcomers_it_brings(town: Town, quiet: None) -> None:
    under_way(town, rematch={"enrol_newcomers": True}, mentee={"kinds": ["cpns"]})
    town.newcomer("Fitri")
    imported(town, hired=1)
    assert asked_for().triggers == {"hired": 1, "enrolled": 1}
    assert worked_off().state == RunState.READY
    assert "Fitri" in town.pairs()


def test_an_outdated_run_is_asked_for_once_more(towns: Town, quiet: None) -> None:
    under_way(towns)
    run_id = towns.ask(reason="tombol")

    def an_import(step: str, _share: float) -> None:
        if step == "recording":
            towns.change("Ayu", grade=34)

    with db.transaction() as session:
        job_id = session.get_one(MatchRun, run_id).job_id
    assert job_id is not None
    done = work(job_id=job_id, progress=an_import)
    assert done is not None
    assert done.state == RunState.SUPERSEDED
    again = asked_for()
    assert again.reasons == ["tombol"]
    assert worked_off().state == RunState.READY


def test_every_night_asks_and_a_schedule_is_nobody(town: Town) -> None:
    under_way(town)
    assert programmes.ask_at_night() == 1
    run = asked_for()
    assert (run.asked_by, run.triggers) == (None, {str(Trigger.NIGHT): 1})


def test_the_calendar_ends_offers_and_begins_and_completes_what_runs(towns: Town) -> None:
    under_way(towns, mentees=3)
    with db.transaction() as session:
        budi, citra, dewi = (the_mentorship(session, towns, n) for n in ("Budi", "Citra", "Dewi"))
        budi.answer_due = clock.now() - timedelta(minutes=1)
        for accepted in (citra, dewi):
            programmes.accept(session, mentorship=accepted, by=towns.by)
        citra.begins_on = TODAY - timedelta(days=1)
        dewi.begins_on, dewi.ends_on = TODAY - timedelta(days=9), TODAY - timedelta(days=1)
    assert programmes.tend_mentorships() == 3
    assert programmes.tend_mentorships() == 0
    with db.transaction() as session:
        states = [the_mentorship(session, towns, n).state for n in ("Budi", "Citra", "Dewi")]
    assert states == ["expired", "active", "completed"]
    assert asked_for().triggers == {"expired": 1}
    assert towns.healthy()


# --- approved beforehand --------------------------------------------------------------------------


def beforehand(town: Town, *, days: int = 30) -> None:
    with db.transaction() as session:
        standing.approve_beforehand(
            session,
            programme=the_programme(session),
            until=TODAY + timedelta(days=days),
            reason="mandat kepala badan",
            by=town.by,
        )


def approvals() -> list[UUID]:
    with db.transaction(reads=True) as session:
        query = select(Job.id).where(Job.kind == standing.JOB, Job.state == JobState.QUEUED)
        return list(session.exec(query))


def test_what_moves_nobody_is_approved_in_the_name_of_who_said_so(towns: Town, quiet: None) -> None:
    under_way(towns)
    beforehand(towns)
    decline(towns, "Budi")
    worked_off()
    (job_id,) = approvals()
    standing.carry_out(job_id=job_id)
    standing.carry_out(job_id=job_id)  # a repeated nudge
    assert set(towns.running()) == {"Budi", "Citra"}
    with db.transaction() as session:
        mentorship = the_mentorship(session, towns, "Budi")
        assert (mentorship.approved_by, mentorship.state) == (towns.by, "offered")
    assert towns.healthy()


def test_what_moves_somebody_or_was_asked_for_by_a_person_waits_for_a_person(
    town: Town, quiet: None
) -> None:
    under_way(town)
    beforehand(town)
    town.change(town.running()["Budi"], left_on=TODAY)
    imported(town, left=1)
    worked_off()
    assert approvals() == []
    town.newcomer("Fitri")
    town.enrol(programmes.Side.MENTEE, ["Fitri"])
    town.run()
    assert approvals() == []


def test_a_decision_that_was_revoked_or_ran_out_or_whose_officer_left_counts_no_more(
    town: Town, quiet: None
) -> None:
    under_way(town)
    beforehand(town)
    decline(town, "Budi")
    worked_off()
    with db.transaction() as session:
        standing.revoke(session, programme=the_programme(session), reason="uji", by=town.by)
    (job_id,) = approvals()
    standing.carry_out(job_id=job_id)  # revoked between the proposal and its approval
    assert set(town.running()) == {"Citra"}
    with pytest.raises(NotFound), db.transaction() as session:
        standing.revoke(session, programme=the_programme(session), reason="uji", by=town.by)
    beforehand(town)
    with db.transaction() as session:
        session.get_one(access.Account, town.by).active = False
    with db.transaction() as session:
        assert standing.in_force(session, programme=the_programme(session)) is None


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), END + timedelta(days=1)])
def test_a_day_that_makes_no_sense_is_refused(town: Town, day: date) -> None:
    under_way(town)
    with pytest.raises(Unusable), db.transaction() as session:
        standing.approve_beforehand(
            session,
            programme=the_programme(session),
            until=day,
            reason="uji",
            by=town.by,
        )


def test_the_quiet_time_ends_after_ten_of_them(town: Town) -> None:
    under_way(town)
    decline(town, "Budi")
    run = asked_for()
    with db.transaction() as session:
        assert run.job_id is not None
        job = session.get_one(Job, run.job_id)
        job.asked_at -= timedelta(seconds=590)
    decline(town, "Citra")
    assert due_of(run) < timedelta(seconds=12)


def test_asking_while_a_worker_claims_neither_waits_for_ever_nor_takes_its_job_away(
    towns: Town,
) -> None:
    """On PostgreSQL the two once took the run and its job in opposite order: a deadlock; and who
    asked just after the claim put a second job under the run that was being worked on."""
    paired_town(towns)
    for _turn in range(TURNS):
        run_id = towns.ask()
        job_id, begin = job_of(run_id), Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            asked, claimed = pool.submit(_ask, begin), pool.submit(_claim, begin, job_id)
            asked.result()
            hold = claimed.result()
        with db.transaction() as session:
            jobs = session.exec(select(Job).where(Job.key == str(run_id))).all()
            assert [job.id for job in jobs] == [job_id]
            if hold is not None:
                runs.end(session, hold, state=RunState.CANCELLED, code="uji", text="uji")
    towns.healthy()


def _ask(begin: Barrier) -> None:
    with db.transaction() as session:
        begin.wait()
        programme = the_programme(session)
        requests.request_rematch(session, programme=programme, triggers={"hired": 1}, by=None)


def _claim(begin: Barrier, job_id: UUID) -> runs.Hold | None:
    begin.wait()
    with db.transaction() as session:
        return runs.claim(session, job_id=job_id, owner="uji")


def _put_back(hold: runs.Hold, *, then: Event | None = None) -> None:
    with db.transaction() as session:
        runs.put_back(session, hold, wait=timedelta(0), code="", error=False)
        if then is not None:
            then.set()
            time.sleep(0.5)  # the other one meets what is not committed yet


def _claimed(towns: Town) -> tuple[UUID, runs.Hold]:
    paired_town(towns)
    run_id = towns.ask()
    hold = _claim(Barrier(1), job_of(run_id))
    assert hold is not None
    return run_id, hold


def _waiting_ids() -> list[UUID]:
    with db.transaction(reads=True) as session:
        query = select(MatchRun.id).where(MatchRun.state == RunState.QUEUED)
        return list(session.exec(query))


def test_a_run_put_back_after_another_was_asked_for_gives_way(towns: Town) -> None:
    run_id, hold = _claimed(towns)
    with ThreadPoolExecutor(1) as pool:
        with db.transaction() as session:
            programme = the_programme(session)
            asked = requests.request_rematch(
                session, programme=programme, triggers={"hired": 1}, by=None
            ).id
            back = pool.submit(_put_back, hold)
            time.sleep(0.5)
        back.result()
    assert _waiting_ids() == [asked] != [run_id]
    towns.healthy()


def test_who_asks_while_a_run_is_put_back_joins_it(towns: Town) -> None:
    run_id, hold = _claimed(towns)
    begun = Event()
    with ThreadPoolExecutor(1) as pool:
        back = pool.submit(_put_back, hold, then=begun)
        assert begun.wait(10)
        _ask(Barrier(1))
        back.result()
    assert _waiting_ids() == [run_id]
    towns.healthy()
