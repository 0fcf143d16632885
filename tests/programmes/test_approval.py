"""A named person says yes, or takes it back: one winner, no half state, nobody is moved idly."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine

from mentoring import audit, clock, db, programmes
from mentoring.errors import NotNow, Refused, Unusable
from mentoring.programmes import DeclineReason, MatchRun, RunState, Side

from .town import (
    TODAY,
    Town,
    at_once,
    paired_town,
    policy,
    the_mentorship,
    the_programme,
    the_run,
    weighing,
)


def everything(town: Town) -> tuple[Any, ...]:
    """What an approval may change, to compare before and after."""
    with db.transaction() as session:
        found = the_programme(session)
        rows = programmes.mentorships(session, programme=found)
        runs = programmes.runs_of(session, programme=found)
        entries = audit.trail(session, last=10_000)
        return (
            sorted((str(m.id), m.state, m.version) for m in rows),
            [(r.number, r.state, r.version) for r in runs],
            (found.version, found.input_version, found.proposed_run_id),
            len(entries),
        )


def test_an_approval_begins_what_was_proposed_and_is_on_record(towns: Town) -> None:
    run = paired_town(towns, mentees=2).run()
    assert towns.approve() == programmes.Approval(begun=2, kept=0, replaced=0)
    assert towns.running() == {"Budi": "Ayu", "Citra": "Ayu"}
    with db.transaction() as session:
        entry = next(e for e in audit.trail(session) if e.action == "run.approve")
        assert (entry.actor_id, entry.subject_id) == (towns.by, run.id)
        assert the_mentorship(session, towns, "Budi").approved_by == towns.by
    assert towns.healthy()


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        ("2026-11-25", "2026-11-30"),  # a Wednesday: the Monday five days later
        ("2026-11-24", "2026-11-30"),  # five days later is a Sunday
        ("2026-12-19", "2026-12-28"),  # Christmas Eve is joint leave, then Christmas and Saturday
    ],
)
def test_no_offer_ends_on_a_day_off(home: Path, asked: str, until: str) -> None:
    with time_machine.travel(f"{asked}T03:00:00Z"):
        assert programmes.answer_day(5).isoformat() == until


def test_who_may_answer_until_a_day_has_all_of_that_day(town: Town) -> None:
    """The letter names a day; the offer must not end in its small hours."""
    paired_town(town).run()
    town.approve()
    with db.transaction() as session:
        due = the_mentorship(session, town, "Budi").answer_due
    assert due is not None
    assert clock.local(due).strftime("%H:%M:%S") == "23:59:59"
    assert clock.local(due).date() == programmes.answer_day(5)


def test_approving_twice_changes_nothing_the_second_time(towns: Town) -> None:
    paired_town(towns).run()
    towns.approve()
    before = everything(towns)
    with pytest.raises(NotNow, match="sudah disetujui"):
        towns.approve()
    assert everything(towns) == before


def test_of_two_officers_who_approve_at_once_one_wins(towns: Town) -> None:
    paired_town(towns, mentees=3).run()

    def say_yes() -> str:
        try:
            return f"{towns.approve().begun}"
        except NotNow as late:
            return late.sentence

    said = sorted(at_once(say_yes, say_yes, say_yes))
    assert said[0] == "3"
    assert all("sudah disetujui" in late for late in said[1:])
    assert len(towns.running()) == 3
    assert towns.healthy()


def an_exclusion(town: Town) -> None:
    with db.transaction() as session:
        programmes.exclude(session, programme=the_programme(session), reason="uji", by=town.by,
                           employee_id=town.ids["Budi"])  # fmt: skip


def a_policy(town: Town) -> None:
    with db.transaction() as session:
        programmes.set_policy(session, programme=the_programme(session), toml=policy(), by=town.by)


def an_enrolment(town: Town) -> None:
    town.newcomer("Zaki")
    town.enrol(Side.MENTEE, ["Zaki"])


CHANGES: dict[str, Callable[[Town], None]] = {
    "an import": lambda town: town.change("Ayu", grade=41),
    "an exclusion": an_exclusion,
    "a policy": a_policy,
    "an enrolment": an_enrolment,
    "a capacity": lambda town: town.places(Ayu=2),
    "a ban": lambda town: town.rule("Budi", "Ayu", "ban"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_proposal_from_before_a_change_cannot_be_approved(town: Town, change: str) -> None:
    paired_town(town).run()
    CHANGES[change](town)
    before = everything(town)
    with pytest.raises(NotNow, match="berubah sejak usulan ini dihitung"):
        town.approve()
    assert everything(town) == before


def test_locking_what_is_proposed_leaves_the_proposal_valid(town: Town) -> None:
    paired_town(town).run()
    town.rule("Budi", "Ayu", "lock")
    assert town.approve().begun == 1


def test_a_proposal_changed_by_hand_since_it_was_seen_is_looked_at_again(town: Town) -> None:
    town.person("Dian")
    paired_town(town)
    town.enrol(Side.MENTOR, ["Dian"])
    seen = town.run().version
    to = "Dian" if town.pairs()["Budi"] == "Ayu" else "Ayu"
    with db.transaction() as session:
        run = the_run(session)
        swap = programmes.price_move(
            session,
            run=run,
            rules=programmes.Rules(),
            mentee_id=town.ids["Budi"],
            mentor_id=town.ids[to],
        )
        programmes.apply_swap(session, programme=the_programme(session), run=run, swap=swap,
                              reason="uji", by=town.by, seen_version=seen)  # fmt: skip
    with pytest.raises(NotNow):
        town.approve(seen_version=seen)
    assert town.approve(seen_version=seen + 1).begun == 1
    assert town.running() == {"Budi": to}


def test_a_capacity_is_the_persons_over_all_programmes(towns: Town) -> None:
    paired_town(towns)
    towns.newcomer("Eka")
    towns.programme(code="lain", mentors=["Ayu"], mentees=["Eka"])
    towns.places(Ayu=1)
    towns.run()
    towns.run(code="lain")
    towns.approve()
    with pytest.raises(Refused, match="melebihi kapasitas"):
        towns.approve(code="lain")
    assert towns.running(code="lain") == {}
    towns.run(code="lain")
    assert towns.nobody(code="lain") == {"Eka": "no_mentor"}
    assert towns.why_not("Eka", "Ayu", code="lain").mentor_codes == ("full",)
    assert towns.healthy()


def test_two_programmes_approved_at_once_cannot_overfill_a_mentor(towns: Town) -> None:
    paired_town(towns)
    towns.newcomer("Eka")
    towns.programme(code="lain", mentors=["Ayu"], mentees=["Eka"])
    towns.places(Ayu=1)
    towns.run()
    towns.run(code="lain")

    def say_yes(code: str) -> str:
        try:
            return str(towns.approve(code=code).begun)
        except Refused as late:
            return late.sentence

    said = sorted(at_once(lambda: say_yes("baru"), lambda: say_yes("lain")))
    assert said == ["1", "1 mentor akan melebihi kapasitasnya."]
    assert towns.healthy()


# --- taken back -----------------------------------------------------------------------------------


def test_an_undo_ends_what_was_begun_and_frees_the_places(towns: Town) -> None:
    paired_town(towns, mentees=2).run()
    towns.approve()
    assert towns.undo() == 2
    assert towns.running() == {}
    with pytest.raises(NotNow, match="Hanya proses yang sudah disetujui"):
        towns.undo()
    towns.run()
    assert towns.pairs() == {"Budi": "Ayu", "Citra": "Ayu"}
    assert towns.healthy()


def moved_town(town: Town) -> Town:
    """Budi runs with Ayu; a better mentor came, and a run of everyone moved him there."""
    town.unit("Sini")
    town.person("Ayu")
    town.newcomer("Budi", unit="Sini")
    town.programme(mentors=["Ayu"], mentees=["Budi"], toml=policy(mentor={"default_capacity": 1}))
    town.run()
    town.approve()
    town.person("Rina", unit="Sini")
    town.enrol(Side.MENTOR, ["Rina"])
    town.run(scope="everyone")
    assert town.pairs() == {"Budi": "Rina"}
    assert town.approve() == programmes.Approval(begun=1, kept=0, replaced=1)
    assert town.running() == {"Budi": "Rina"}
    return town


def test_undoing_moves_gives_the_old_mentors_back(towns: Town) -> None:
    moved_town(towns)
    assert towns.undo() == 1
    assert towns.running() == {"Budi": "Ayu"}
    assert towns.healthy()
    assert towns.undo(number=1) == 1  # what was given back still belongs to its own approval
    assert towns.running() == {}
    assert towns.healthy()


def test_an_undo_gives_nothing_back_of_an_approval_that_was_undone_too(town: Town) -> None:
    moved_town(town)
    town.undo(number=1)
    assert town.running() == {"Budi": "Rina"}
    town.undo(number=2)
    assert town.running() == {}
    assert town.healthy()


def test_who_found_another_mentor_since_keeps_that_one(town: Town) -> None:
    moved_town(town)
    town.person("Sari", unit="Sini")
    town.enrol(Side.MENTOR, ["Sari"])
    decline(town, "Budi")
    town.run()
    town.approve()
    found = town.running()["Budi"]
    town.undo(number=2)
    assert town.running() == {"Budi": found}
    assert town.healthy()


def test_an_old_mentor_who_is_full_by_now_stops_the_undo(town: Town) -> None:
    moved_town(town)
    town.newcomer("Eka")
    town.enrol(Side.MENTEE, ["Eka"])
    town.run()
    town.approve()
    assert town.running() == {"Budi": "Rina", "Eka": "Ayu"}
    before = everything(town)
    with pytest.raises(Refused, match="sudah terpakai"):
        town.undo(number=2)
    assert everything(town) == before


def test_an_undo_needs_a_reason_and_its_own_programme(town: Town) -> None:
    paired_town(town).run()
    town.approve()
    town.programme(code="lain", mentors=["Ayu"], mentees=[])
    with db.transaction() as session:
        run, found = the_run(session), the_programme(session)
        with pytest.raises(Unusable, match="wajib"):
            programmes.undo(session, programme=found, run=run, reason=" ", by=town.by)
        other = programmes.find_programme(session, code="lain")
        with pytest.raises(NotNow):
            programmes.undo(session, programme=other, run=run, reason="uji", by=town.by)


# --- nobody is moved for nothing ------------------------------------------------------------------


def decline(town: Town, mentee: str) -> None:
    with db.transaction() as session:
        programmes.decline(session, mentorship=the_mentorship(session, town, mentee),
                           reason=DeclineReason.WORKLOAD, words="", by=town.by)  # fmt: skip


def test_a_decline_frees_the_place_is_never_proposed_again_and_moves_nobody(towns: Town) -> None:
    towns.person("Ayu")
    towns.person("Rina")
    for name in ("Budi", "Citra"):
        towns.newcomer(name)
    toml = policy(mentor={"default_capacity": 1})
    towns.programme(mentors=["Ayu", "Rina"], mentees=["Budi", "Citra"], toml=toml)
    towns.run()
    towns.approve()
    first = towns.running()["Budi"]
    decline(towns, "Budi")
    towns.run()
    assert towns.pairs() == {}
    assert towns.why_not("Budi", first).pair_codes == ("declined",)
    towns.person("Sari")
    towns.newcomer("Dewi")
    towns.enrol(Side.MENTOR, ["Sari"])
    towns.enrol(Side.MENTEE, ["Dewi"])
    others = {k: v for k, v in towns.running().items() if k != "Budi"}
    towns.run()
    assert towns.pairs() == {"Budi": "Sari", "Dewi": first}
    towns.approve()
    assert others.items() <= towns.running().items()
    assert towns.healthy()


def test_a_mentor_may_decline_what_an_officer_had_locked(town: Town) -> None:
    paired_town(town)
    town.rule("Budi", "Ayu", "lock")
    town.run()
    town.approve()
    decline(town, "Budi")
    town.run()
    assert town.pairs() == {}
    assert town.why_not("Budi", "Ayu").pair_codes == ("declined",)
    assert town.healthy()


def test_new_hires_later_get_a_mentor_without_moving_anybody(town: Town) -> None:
    paired_town(town).run()
    town.approve()
    town.person("Rina")  # as good a mentor as Ayu
    town.newcomer("Eka")
    town.enrol(Side.MENTOR, ["Rina"])
    town.enrol(Side.MENTEE, ["Eka"])
    town.run()
    assert list(town.pairs()) == ["Eka"]
    assert town.why_not("Budi", "Rina").mentee_codes == ("running",)
    town.approve()
    assert town.running()["Budi"] == "Ayu"


def test_a_run_of_everyone_moves_only_who_gains(town: Town) -> None:
    for mentor in ("Ayu", "Rina", "Sari"):
        town.person(mentor)
    mentees = [f"N{n}" for n in range(6)]
    for mentee in mentees:
        town.newcomer(mentee)
    toml = policy(mentor={"default_capacity": 2}, weights=weighing(field=50, unit=40, location=10))
    town.programme(mentors=["Ayu", "Rina", "Sari"], mentees=mentees, toml=toml)
    town.run()
    town.approve()
    before = town.running()
    run = town.run(scope="everyone")
    assert town.pairs() == before
    assert (run.summary["kept"], run.summary["moved"]) == (6, 0)
    assert town.approve() == programmes.Approval(begun=0, kept=6, replaced=0)
    town.change("Rina", left_on=TODAY)
    town.person("Tuti")
    town.enrol(Side.MENTOR, ["Tuti"])
    town.run(scope="everyone")
    moved = {mentee for mentee, mentor in town.pairs().items() if before[mentee] != mentor}
    assert moved == {mentee for mentee, mentor in before.items() if mentor == "Rina"}
    with db.transaction() as session:
        change = programmes.difference(
            session, programme=the_programme(session), run=the_run(session)
        )
        loads = programmes.load.loads(session, run=the_run(session), default=2)
    assert (len(change.new), len(change.kept), len(change.moved)) == (0, 4, 2)
    name = town.names()
    assert {name[x.mentor_id]: (x.before, x.running, x.proposed) for x in loads} == {
        "Ayu": (2, 2, 0), "Sari": (2, 2, 0), "Rina": (2, 0, 0), "Tuti": (0, 0, 2),
    }  # fmt: skip
    assert [(s.mentees, s.before, s.after, s.full) for s in programmes.load.spread(loads)] == [
        (0, 1, 1, 0), (1, 0, 0, 0), (2, 3, 3, 3),
    ]  # fmt: skip
    town.approve()
    with db.transaction() as session:
        now = programmes.load.loads(session, run=the_run(session), default=2)
    # Without the pairs of this run Tuti would have nobody; Rina has left and is not counted.
    assert {name[x.mentor_id]: (x.before, x.after) for x in now} == {
        "Ayu": (2, 2), "Sari": (2, 2), "Tuti": (0, 2),
    }  # fmt: skip


def test_nobody_who_runs_loses_a_mentor_to_somebody_of_a_higher_class(town: Town) -> None:
    town.person("Ayu")
    town.newcomer("Budi", kind="pppk", grade=109)
    toml = policy(mentee={"priority": ["cpns", "pppk"]}, mentor={"default_capacity": 1})
    town.programme(mentors=["Ayu"], mentees=["Budi"], toml=toml)
    town.run()
    town.approve()
    town.newcomer("Citra")
    town.enrol(Side.MENTEE, ["Citra"])
    town.run(scope="everyone")
    assert town.pairs() == {"Budi": "Ayu"}
    assert town.nobody() == {"Citra": "no_place"}
    town.approve()
    assert town.healthy()


@pytest.mark.parametrize("why", ["the mentee is away", "the pair is forbidden now"])
def test_who_may_not_take_part_now_keeps_the_running_place(town: Town, why: str) -> None:
    paired_town(town)
    town.places(Ayu=1)
    town.run()
    town.approve()
    if why == "the mentee is away":
        an_exclusion(town)
    else:
        town.rule("Budi", "Ayu", "ban")
    town.newcomer("Citra")
    town.enrol(Side.MENTEE, ["Citra"])
    town.run(scope="everyone")
    assert town.pairs() == {}
    town.approve()
    assert town.running() == {"Budi": "Ayu"}
    assert town.healthy()


def test_an_approved_run_has_no_second_life(town: Town) -> None:
    run = paired_town(town).run()
    town.approve()
    town.undo()
    with db.transaction() as session:
        assert session.get_one(MatchRun, run.id).state == RunState.UNDONE
    with pytest.raises(NotNow, match="bukan lagi"):
        town.approve()
