"""The life of a run: asked for, claimed, leased, ended - by one worker at a time."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlmodel import select

from mentoring import clock, db, programmes
from mentoring.errors import NotNow, Refused, Unusable
from mentoring.lease import Lost
from mentoring.programmes import MatchRun, Proposal, RunState, runs
from mentoring.programmes.tables import RunFile
from mentoring.queue import Job

from .town import (
    Town,
    at_once,
    job_of,
    lapse,
    paired_town,
    policy,
    the_programme,
    the_run,
    weighing,
    worked,
)


def run_now(run_id: UUID) -> MatchRun:
    with db.transaction() as session:
        return session.get_one(MatchRun, run_id)


def claimed(run_id: UUID, owner: str = "satu") -> runs.Hold:
    job_id = job_of(run_id)
    with db.transaction() as session:
        hold = runs.claim(session, job_id=job_id, owner=owner)
    assert hold is not None
    return hold


def the_job(run_id: UUID) -> Job:
    job_id = job_of(run_id)
    with db.transaction() as session:
        return session.get_one(Job, job_id)


def nothing_recorded() -> bool:
    with db.transaction() as session:
        kept = [*session.exec(select(Proposal.id)), *session.exec(select(RunFile.id))]
        return not kept and the_programme(session).proposed_run_id is None


def test_asking_while_one_waits_gives_the_same_run_with_every_reason(towns: Town) -> None:
    paired_town(towns)
    asked = [towns.ask(reason=r) for r in ("impor", "impor", "penolakan")]
    assert len(set(asked)) == 1
    assert run_now(asked[0]).reasons == ["impor", "penolakan"]
    towns.ask(scope="everyone", reason="menyeluruh")
    assert run_now(asked[0]).scope == "everyone"
    towns.ask(reason="lagi")
    assert run_now(asked[0]).scope == "everyone"


def test_four_who_ask_at_once_get_one_run(towns: Town) -> None:
    paired_town(towns)
    asked = at_once(*[lambda n=n: towns.ask(reason=f"r{n}") for n in range(4)])
    assert len(set(asked)) == 1
    assert sorted(run_now(asked[0]).reasons) == ["r0", "r1", "r2", "r3"]


def test_an_unknown_scope_is_refused(town: Town) -> None:
    paired_town(town)
    with pytest.raises(Unusable, match="semua"):
        town.ask(scope="semua")


def test_of_two_workers_one_has_the_run(towns: Town) -> None:
    run_id = paired_town(towns).ask()
    job_id = job_of(run_id)

    def take(owner: str) -> int | None:
        with db.transaction() as session:
            hold = runs.claim(session, job_id=job_id, owner=owner)
            return None if hold is None else hold.lease.token

    tokens = at_once(*[lambda n=n: take(f"w{n}") for n in range(4)])
    assert sorted(tokens, key=str) == [1, None, None, None]
    assert the_job(run_id).attempts == 1


def test_a_programme_works_on_one_run_at_a_time(towns: Town) -> None:
    first = paired_town(towns).ask()
    claimed(first)
    second = towns.ask()
    assert second != first
    job_id = job_of(second)
    with db.transaction() as session:
        assert runs.claim(session, job_id=job_id, owner="dua") is None
    assert the_job(second).attempts == 0
    assert run_now(second).state == RunState.QUEUED
    assert worked(first) is None  # it is another's already


def test_runs_of_two_programmes_work_side_by_side(town: Town) -> None:
    paired_town(town)
    town.newcomer("Eka")
    town.programme(code="lain", mentors=["Ayu"], mentees=["Eka"])
    claimed(town.ask())
    assert town.run(code="lain").state == RunState.READY


def test_a_stale_worker_can_do_nothing_more(towns: Town) -> None:
    run_id = paired_town(towns).ask()
    old = claimed(run_id)
    lapse(run_id)
    with db.transaction() as session:
        assert programmes.take_back_lapsed(session) == 1
    new = claimed(run_id, "dua")
    assert new.lease.token > old.lease.token
    for late in (
        partial(runs.renew, progress="x"),
        partial(runs.end, state=RunState.FAILED, code="x", text="x"),
        partial(runs.put_back, wait=timedelta(0), code="x", error=True),
    ):
        with pytest.raises(Lost), db.transaction() as session:
            late(session, old)
    with pytest.raises(Lost), db.transaction() as session:
        runs.publish(session, hold=old, summary={}, digest="")
    now, job = run_now(run_id), the_job(run_id)
    assert (now.state, now.progress, job.owner) == (RunState.RUNNING, "", "dua")


def test_a_worker_frozen_while_solving_publishes_nothing(towns: Town) -> None:
    run_id = paired_town(towns).ask()

    def freeze(step: str, _share: float) -> None:
        if step == "recording":
            lapse(run_id)
            with db.transaction() as session:
                programmes.take_back_lapsed(session)

    frozen = worked(run_id, progress=freeze)
    assert frozen is not None
    assert (frozen.state, frozen.digest) == (RunState.QUEUED, None)
    assert nothing_recorded()
    again = worked(run_id)
    assert again is not None
    assert (again.state, the_job(run_id).attempts) == (RunState.READY, 2)
    assert towns.healthy()


def test_asking_again_takes_back_what_a_dead_worker_left(towns: Town) -> None:
    run_id = paired_town(towns).ask()
    claimed(run_id)
    lapse(run_id)
    assert towns.ask(reason="lagi") == run_id
    assert run_now(run_id).state == RunState.QUEUED


def test_a_lapsed_run_gives_way_to_one_that_waits_already(town: Town) -> None:
    first = paired_town(town).ask()
    claimed(first)
    second = town.ask()
    lapse(first)
    with db.transaction() as session:
        programmes.take_back_lapsed(session)
    assert run_now(first).state == RunState.SUPERSEDED
    assert run_now(second).state == RunState.QUEUED


def test_a_run_that_kills_three_workers_is_given_up_with_a_sentence(towns: Town) -> None:
    run_id = paired_town(towns).ask()
    for _crash in range(3):
        claimed(run_id)
        lapse(run_id)
        with db.transaction() as session:
            programmes.take_back_lapsed(session)
    run = run_now(run_id)
    assert (run.state, run.error_code) == (RunState.FAILED, "crashed")
    assert "tiga kali" in (run.error_text or "")
    assert towns.run().state == RunState.READY  # the next one starts afresh


def cancel(run_id: UUID, town: Town) -> None:
    with db.transaction() as session:
        programmes.cancel(session, run=session.get_one(MatchRun, run_id), by=town.by)


def test_a_waiting_run_is_cancelled_at_once(town: Town) -> None:
    run_id = paired_town(town).ask()
    cancel(run_id, town)
    assert run_now(run_id).state == RunState.CANCELLED
    assert worked(run_id) is None
    with pytest.raises(NotNow, match="sudah berakhir"):
        cancel(run_id, town)


@pytest.mark.parametrize("when", ["reading", "recording"])
def test_a_working_run_is_cancelled_at_its_next_breath(towns: Town, when: str) -> None:
    run_id = paired_town(towns).ask()

    def stop(step: str, _share: float) -> None:
        if step == when:
            cancel(run_id, towns)

    run = worked(run_id, progress=stop)
    assert run is not None
    assert (run.state, run.error_text) == (RunState.CANCELLED, "Dihentikan oleh petugas.")
    assert nothing_recorded()
    assert towns.healthy()


def test_what_changes_while_solving_makes_the_result_void(towns: Town) -> None:
    run_id = paired_town(towns).ask()

    def an_import(step: str, _share: float) -> None:
        if step == "recording":
            towns.change("Ayu", grade=34)

    run = worked(run_id, progress=an_import)
    assert run is not None
    assert (run.state, run.error_code) == (RunState.SUPERSEDED, "outdated")
    assert nothing_recorded()
    with db.transaction() as session, pytest.raises(Refused, match="tidak punya hasil"):
        programmes.require_result(the_run(session))
    assert towns.run().state == RunState.READY


def test_a_defect_ends_the_run_and_is_not_hidden(town: Town) -> None:
    run_id = paired_town(town).ask()

    def defect(step: str, _share: float) -> None:
        if step == "recording":
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        worked(run_id, progress=defect)
    run = run_now(run_id)
    assert (run.state, run.error_code) == (RunState.FAILED, "ZeroDivisionError")
    assert nothing_recorded()


def test_a_newer_proposal_takes_the_place_of_the_older(town: Town) -> None:
    paired_town(town)
    first, second = town.run(), town.run()
    assert run_now(first.id).state == RunState.SUPERSEDED
    with db.transaction() as session:
        assert the_programme(session).proposed_run_id == second.id
    assert (first.number, second.number) == (1, 2)
    assert town.healthy()


# --- what cannot be solved, and what has an empty answer ------------------------------------------


def test_a_lock_against_a_rule_fails_the_run_with_the_rules_sentence(town: Town) -> None:
    paired_town(town)
    town.rule("Budi", "Ayu", "lock")
    town.change("Budi", superior_id=town.ids["Ayu"])
    with db.transaction() as session:
        programmes.set_policy(session, programme=the_programme(session), by=town.by,
                              toml=policy(pair={"direct_superior": "forbidden"}))  # fmt: skip
    run = town.run()
    assert (run.state, run.error_code) == (RunState.FAILED, "Refused")
    assert "atasan langsung tidak boleh menjadi mentor" in (run.error_text or "")
    assert "match unlock" in (run.error_text or "")
    assert nothing_recorded()


def test_a_lock_on_a_mentor_who_left_fails_the_run(town: Town) -> None:
    paired_town(town)
    town.rule("Budi", "Ayu", "lock")
    town.change("Ayu", left_on=clock.today())
    assert "tidak lagi memenuhi syarat" in (town.run().error_text or "")


def test_more_locks_than_places_fail_the_run_with_a_sentence(town: Town) -> None:
    paired_town(town, mentees=2)
    town.places(Ayu=1)
    for mentee in ("Budi", "Citra"):
        town.rule(mentee, "Ayu", "lock")
    run = town.run()
    assert run.state == RunState.FAILED
    assert "1 tempat, tetapi 2 pasangan terkunci" in (run.error_text or "")


def test_a_lock_of_somebody_excluded_forces_nothing(town: Town) -> None:
    paired_town(town)
    town.rule("Budi", "Ayu", "lock")
    with db.transaction() as session:
        programmes.exclude(session, programme=the_programme(session), reason="uji", by=town.by,
                           employee_id=town.ids["Budi"])  # fmt: skip
    assert town.run().state == RunState.READY
    assert town.pairs() == {}


def test_a_floor_out_of_reach_fails_with_the_best_that_can_be(town: Town) -> None:
    town.person("Ayu", unit="Jauh")
    town.newcomer("Budi")
    weights = weighing(unit=40, field=50, location=10)
    toml = policy(weights=weights, goals={"floor": 80})
    town.programme(mentors=["Ayu"], mentees=["Budi"], toml=toml)
    run = town.run()
    assert (run.state, run.error_code) == (RunState.FAILED, "Refused")
    assert "Turunkan goals.floor menjadi 50 poin" in (run.error_text or "")


def test_an_unmet_floor_of_the_highest_sort_is_simply_the_highest(town: Town) -> None:
    paired_town(town, mentees=2)
    with db.transaction() as session:
        programmes.set_policy(session, programme=the_programme(session), by=town.by,
                              toml=policy(goals={"floor": "highest"}))  # fmt: skip
    run = town.run()
    assert [g["name"] for g in run.summary["goals"]][:2] == ["coverage", "floor"]
    assert town.pairs() == {"Budi": "Ayu", "Citra": "Ayu"}


EMPTY = {
    "nobody is enrolled": ([], [], {}, {}),
    "there are no mentees": (["Ayu"], [], {}, {}),
    "there are no mentors": ([], ["Budi"], {}, {"Budi": "no_mentor"}),
    "there are no places": (["Ayu"], ["Budi"], {"Ayu": 0}, {"Budi": "no_mentor"}),
}


@pytest.mark.parametrize("case", EMPTY)
def test_an_empty_answer_is_a_proposal_that_says_so(town: Town, case: str) -> None:
    mentors, mentees, places, nobody = EMPTY[case]
    town.person("Ayu")
    town.newcomer("Budi")
    town.programme(mentors=mentors, mentees=mentees)
    town.places(**places)
    assert town.run().state == RunState.READY
    assert (town.pairs(), town.nobody()) == ({}, nobody)
    with db.transaction() as session:
        assert programmes.verify(session, run=the_run(session)).ok
    assert town.approve() == programmes.Approval(0, 0, 0)
    assert town.healthy()


def test_everybody_vetoed_is_everybody_waiting_with_the_reason(town: Town) -> None:
    paired_town(town, mentees=2)
    for mentee in ("Budi", "Citra"):
        town.rule(mentee, "Ayu", "ban")
    town.run()
    assert town.nobody() == {"Budi": "no_allowed", "Citra": "no_allowed"}
    with db.transaction() as session:
        left = programmes.unmatched(session, run=the_run(session))
    said = [programmes.why_nobody(row, town.rules()) for row in left]
    assert [u.place for u in left] == [1, 2]
    assert all("pasangan ini dilarang oleh petugas" in line for line in said)


def test_more_mentees_than_places_is_a_waiting_list_by_class_then_lot(town: Town) -> None:
    town.person("Ayu")
    for contract in ("P1", "P2", "P3"):
        town.newcomer(contract, kind="pppk", grade=109)
    for candidate in ("C1", "C2"):
        town.newcomer(candidate)
    toml = policy(mentee={"priority": ["cpns", "pppk"]}, mentor={"default_capacity": 1})
    town.programme(mentors=["Ayu"], mentees=["P1", "C1", "P2", "C2", "P3"], toml=toml)
    town.run()
    assert next(iter(town.pairs())) in {"C1", "C2"}
    waiting = list(town.nobody())
    assert waiting[0] in {"C1", "C2"}
    with db.transaction() as session:
        name = town.names()
        seats = programmes.participants(session, programme=the_programme(session))
        lots = {name[s.employee_id]: s.lot for s in seats}
        left = programmes.unmatched(session, run=the_run(session))
    said = programmes.why_nobody(left[0], town.rules())
    assert waiting[1:] == sorted(("P1", "P2", "P3"), key=lots.__getitem__)
    assert said.startswith("Ada 1 mentor yang cocok, tetapi semua tempatnya terpakai")
    assert said.endswith("Tempat ke-1 dalam daftar tunggu.")
