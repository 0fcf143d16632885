"""Who is told what: in the transaction of the deed, once, and taken back with it."""

from datetime import timedelta

import pytest
from sqlmodel import select

from mentoring import clock, db, messages, programmes
from mentoring.errors import Refused
from mentoring.messages import Event, Message, MessageState
from mentoring.programmes import DeclineReason
from mentoring.queue import Job, JobState

from .town import Town, paired_town, policy, the_mentorship, the_programme

Told = dict[str, list[str]]


def told(town: Town, *events: Event, state: MessageState | None = None) -> Told:
    """Who was told what: event -> names (an officer is «hr»), oldest first."""
    names = town.names() | {town.by: "hr"}
    with db.transaction() as session:
        rows = messages.messages(session, events=events, last=1000)
    found: Told = {}
    for row in reversed(rows):
        if state is None or row.state == state:
            person = row.employee_id or row.account_id
            assert person is not None
            found.setdefault(row.event, []).append(names[person])
    return {event: sorted(people) for event, people in found.items()}


def approved(town: Town, *, mentees: int = 2) -> Town:
    paired_town(town, mentees=mentees)
    town.run()
    town.approve()
    return town


def sent(town: Town) -> None:
    """As if the post had gone out."""
    with db.transaction() as session:
        for row in messages.messages(session, last=1000):
            row.state = MessageState.SENT
        for job in session.exec(select(Job).where(Job.kind == messages.JOB)):
            job.state = JobState.DONE


def answer(town: Town, mentee: str, *, yes: bool) -> None:
    with db.transaction() as session:
        mentorship = the_mentorship(session, town, mentee)
        if yes:
            programmes.accept(session, mentorship=mentorship, by=town.by)
        else:
            programmes.decline(
                session,
                mentorship=mentorship,
                reason=DeclineReason.WORKLOAD,
                words="",
                by=town.by,
            )


def test_a_proposal_is_announced_and_a_newer_one_instead_of_it(towns: Town) -> None:
    paired_town(towns)
    towns.run()
    assert told(towns) == {"proposal_ready": ["hr"]}
    towns.run()
    assert told(towns, state=MessageState.PENDING) == {"proposal_ready": ["hr"]}
    assert told(towns, state=MessageState.OBSOLETE) == {"proposal_ready": ["hr"]}


def test_an_approval_asks_each_mentor_once_about_all_and_tells_who_waits(towns: Town) -> None:
    towns.person("Ayu")
    for name in ("Budi", "Citra", "Dewi"):
        towns.newcomer(name)
    towns.programme(mentors=["Ayu"], mentees=["Budi", "Citra", "Dewi"])
    towns.places(Ayu=2)
    towns.run()
    towns.approve()
    (waits,) = towns.nobody()
    assert told(towns, state=MessageState.PENDING) == {
        "assignment": ["Ayu"],
        "waiting_list": [waits],
    }
    with db.transaction() as session:
        (asked,) = messages.messages(session, events=[Event.ASSIGNMENT])
    assert {pair["employee_id"] for pair in asked.facts["mentees"]} == {
        str(towns.ids[name]) for name in towns.running()
    }
    assert towns.healthy()


def test_an_approval_that_fails_tells_nobody(town: Town) -> None:
    paired_town(town)
    town.run()
    town.places(Ayu=0)
    with pytest.raises(Refused):
        town.approve()
    assert "assignment" not in told(town)


def test_yes_tells_the_mentee_and_confirms_to_the_mentor(towns: Town) -> None:
    approved(towns)
    sent(towns)
    answer(towns, "Budi", yes=True)
    assert told(towns, state=MessageState.PENDING) == {
        "answer_recorded": ["Ayu"],
        "mentor_found": ["Budi"],
    }


def test_no_is_confirmed_and_what_was_still_to_be_said_is_not_said(towns: Town) -> None:
    approved(towns, mentees=1)
    answer(towns, "Budi", yes=False)
    assert told(towns, state=MessageState.PENDING) == {"answer_recorded": ["Ayu"]}
    assert told(towns, Event.ASSIGNMENT, state=MessageState.OBSOLETE) == {"assignment": ["Ayu"]}


def test_an_undone_approval_corrects_whom_it_had_told_and_nobody_else(towns: Town) -> None:
    approved(towns)
    towns.undo()
    assert told(towns, state=MessageState.PENDING) == {}  # nothing had left yet
    towns.run()
    towns.approve()
    sent(towns)
    towns.undo()
    pending = told(towns, state=MessageState.PENDING)
    assert pending == {"correction": ["Ayu", "Ayu"]}  # one for each of the two pairs


def test_a_mentorship_that_ends_is_told_to_both(town: Town) -> None:
    approved(town, mentees=1)
    answer(town, "Budi", yes=True)
    sent(town)
    with db.transaction() as session:
        mentorship = the_mentorship(session, town, "Budi")
        programmes.withdraw(session, mentorship=mentorship, reason="pindah", by=town.by)
    assert told(town, state=MessageState.PENDING) == {"pair_ended": ["Ayu", "Budi"]}


def test_a_replaced_mentor_hears_the_end_and_the_mentee_of_the_new_one(town: Town) -> None:
    approved(town, mentees=1)
    answer(town, "Budi", yes=True)
    town.person("Eko")
    town.enrol(programmes.Side.MENTOR, ["Eko"])
    town.change("Ayu", left_on=clock.today())
    sent(town)
    town.run(scope="everyone")
    town.approve()
    pending = told(town, Event.PAIR_ENDED, Event.ASSIGNMENT, state=MessageState.PENDING)
    assert pending == {"assignment": ["Eko"], "pair_ended": ["Ayu"]}
    answer(town, "Budi", yes=True)
    assert told(town, Event.PAIR_CHANGED) == {"pair_changed": ["Budi"]}


def test_a_failed_run_is_told_with_its_sentence(town: Town) -> None:
    paired_town(town)
    town.rule("Budi", "Ayu", "lock")
    town.change("Ayu", left_on=clock.today())
    town.run()
    with db.transaction() as session:
        (said,) = messages.messages(session, events=[Event.RUN_FAILED])
    assert "tidak lagi memenuhi syarat" in said.facts["reason"]


def asked_ago(town: Town, days: int) -> None:
    with db.transaction() as session:
        for row in programmes.mentorships(session, programme=the_programme(session)):
            row.approved_at = clock.now() - timedelta(days=days)


def test_reminders_come_once_each_and_hr_hears_last(towns: Town) -> None:
    approved(towns)
    assert programmes.remind() == 0
    asked_ago(towns, 14)
    assert programmes.remind() == 3
    assert programmes.remind() == 0
    reminded = told(towns, Event.REMINDER_1, Event.REMINDER_2, Event.ESCALATION)
    assert reminded == {"reminder_1": ["Ayu"], "reminder_2": ["Ayu"], "escalation": ["hr"]}
    for mentee in ("Budi", "Citra"):
        answer(towns, mentee, yes=True)
    gone = told(towns, *list(Event), state=MessageState.OBSOLETE)
    assert gone["reminder_1"] == ["Ayu"]
    assert gone["escalation"] == ["hr"]


def test_the_digest_counts_and_comes_once_a_day(town: Town) -> None:
    approved(town)
    answer(town, "Budi", yes=True)
    assert programmes.digest() == 1
    assert programmes.digest() == 0
    with db.transaction() as session:
        (said,) = messages.messages(session, events=[Event.WEEKLY_DIGEST])
    facts = said.facts
    assert (facts["running"], facts["unanswered"], facts["waiting"]) == (1, 1, 0)


def test_a_policy_sets_the_days(town: Town) -> None:
    paired_town(town)
    with db.transaction() as session:
        toml = policy(answer={"remind_after": [20], "escalate_after": 30})
        programmes.set_policy(session, programme=the_programme(session), toml=toml, by=town.by)
    town.run()
    town.approve()
    asked_ago(town, 14)
    assert programmes.remind() == 0


def test_messages_and_their_jobs_stand_together(towns: Town) -> None:
    approved(towns)
    with db.transaction() as session:
        assert messages.broken(session) == []
        waiting = session.exec(select(Job.key).where(Job.kind == messages.JOB)).all()
        assert set(waiting) == {str(row) for row in session.exec(select(Message.id))}
