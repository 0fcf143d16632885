"""Telling: once, with the deed or not at all, and no more when it is no longer true."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest

from mentoring import db, messages
from mentoring.errors import NotNow
from mentoring.messages import Event, MessageState, Recipient
from mentoring.queue import JobState

from .office import assigned, delivered, healthy, hired, jobs_of, officer, row, told

FACTS = {"programme": "Program Contoh", "reason": "Belum ada tempat."}


def test_a_message_and_its_job_are_written_together(database: str) -> None:
    message_id = told(hired("Ani"))
    assert row(message_id).state == MessageState.PENDING
    assert [job.state for job in jobs_of(message_id)] == [JobState.QUEUED]
    healthy()


def test_the_same_thing_is_told_once(database: str) -> None:
    ani = hired("Ani")
    told(ani, dedupe="a")
    with db.transaction() as session:
        again = messages.tell(
            session,
            event=Event.WAITING_LIST,
            to=Recipient(employee_id=ani),
            facts=FACTS,
            dedupe="a",
        )
        assert again is None
        assert len(messages.messages(session)) == 1


def test_what_is_rolled_back_is_not_told(database: str) -> None:
    ani = hired("Ani")
    with pytest.raises(ZeroDivisionError):
        tell_and_fail(ani)
    with db.transaction() as session:
        assert messages.messages(session) == []


def tell_and_fail(ani: object) -> None:
    with db.transaction() as session:
        messages.tell(
            session,
            event=Event.WAITING_LIST,
            to=Recipient(employee_id=ani),  # type: ignore[arg-type]
            facts=FACTS,
            dedupe="b",
        )
        raise ZeroDivisionError


@pytest.mark.parametrize(
    "facts",
    [
        {"programme": "P"},
        {**FACTS, "nip": "1"},
        {"programme": 7, "reason": "r"},
        {**FACTS, "place": "x"},
    ],
)
def test_facts_that_do_not_fit_the_event_are_a_defect(database: str, facts: object) -> None:
    with pytest.raises(ValueError, match="waiting_list"):
        told(hired("Ani"), facts=facts)  # type: ignore[arg-type]


def test_every_officer_is_told_once(database: str) -> None:
    officer("hr1"), officer("hr2")
    facts = {"programme": "P", "run": 3, "reason": "Data berubah."}
    with db.transaction() as session:
        said = messages.tell_officers(session, event=Event.RUN_FAILED, facts=facts, dedupe="r3")
        assert len(said) == 2
        assert not messages.tell_officers(session, event=Event.RUN_FAILED, facts=facts, dedupe="r3")


def test_an_obsolete_message_is_not_sent_and_its_job_is_called_off(database: str) -> None:
    pair = uuid4()
    message_id = told(hired("Ani"), about=pair)
    with db.transaction() as session:
        assert messages.obsolete(session, about=pair) == []
    assert row(message_id).state == MessageState.OBSOLETE
    assert [job.state for job in jobs_of(message_id)] == [JobState.CANCELLED]
    healthy()


def test_of_two_mentees_one_may_fall_away_and_the_message_stays(database: str) -> None:
    mentor, first, second = hired("Budi"), hired("Citra"), hired("Dewi")
    one, two = uuid4(), uuid4()
    message_id = assigned(mentor, {first: one, second: two})
    with db.transaction() as session:
        messages.obsolete(session, about=one)
    assert row(message_id).state == MessageState.PENDING
    with db.transaction() as session:
        messages.obsolete(session, about=two)
    assert row(message_id).state == MessageState.OBSOLETE
    healthy()


def test_what_was_sent_is_given_back_so_that_it_can_be_corrected(database: str) -> None:
    pair = uuid4()
    message_id = told(hired("Ani"), about=pair)
    assert delivered(message_id).state == MessageState.SENT
    with db.transaction() as session:
        assert [m.id for m in messages.obsolete(session, about=pair)] == [message_id]
        assert messages.obsolete(session, about=pair) == []  # told of once
    assert row(message_id).state == MessageState.SENT


def test_only_what_failed_or_is_uncertain_is_sent_again_by_a_person(database: str) -> None:
    by = officer()
    message_id = told(hired("Ani", email=""))
    with pytest.raises(NotNow), db.transaction() as session:
        messages.resend(session, messages.message(session, message_id), by=by)
    failed = delivered(message_id)
    assert (failed.state, failed.code) == (MessageState.FAILED, "no_address")
    with db.transaction() as session:
        messages.resend(session, messages.message(session, message_id), by=by)
    assert row(message_id).state == MessageState.PENDING
    healthy()


def test_who_wants_no_digests_gets_none(database: str) -> None:
    by = officer()
    digest = {"programme": "P", "until": "2026-11-20", "running": 1, "waiting": 2}
    digest |= {"unanswered": 0, "ended": 0}
    with db.transaction() as session:
        messages.prefer(session, person_id=by, digests=False)
        said = messages.tell_officers(
            session, event=Event.WEEKLY_DIGEST, facts=digest, dedupe="w47"
        )
        assert said == []


def test_many_are_told_at_once_and_each_once(database: str) -> None:
    people = [hired(f"Pegawai {n}", number=n + 1) for n in range(30)]
    pair = uuid4()

    def tellings() -> list[messages.Telling]:
        return [
            messages.Telling(
                Event.WAITING_LIST, Recipient(employee_id=who), FACTS, f"w:{who}", (pair, pair)
            )
            for who in people
        ]

    with db.transaction() as session:
        assert messages.tell_all(session, []) == []
        assert len(messages.tell_all(session, tellings()[:10])) == 10
    with db.transaction() as session:
        assert len(messages.tell_all(session, tellings() + tellings())) == 20
    with db.transaction() as session:
        found = messages.messages(session)
        assert sorted(str(m.employee_id) for m in found) == sorted(map(str, people))
    for message in found:
        assert [job.state for job in jobs_of(message.id)] == [JobState.QUEUED]
    healthy()
    assert delivered(found[0].id).state == MessageState.SENT
    with db.transaction() as session:
        assert len(messages.obsolete(session, about=pair)) == 1
    healthy()


def test_of_four_who_tell_the_same_at_once_one_does(database: str) -> None:
    ani, barrier = hired("Ani"), Barrier(4)

    def go(_n: int) -> int:
        barrier.wait()
        with db.transaction() as session:
            telling = messages.Telling(Event.WAITING_LIST, Recipient(employee_id=ani), FACTS, "one")
            return len(messages.tell_all(session, [telling]))

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(go, range(4))) == 1
    healthy()


def test_many_things_become_obsolete_at_once(database: str) -> None:
    mentor, first, second, third = (hired(n) for n in ("Budi", "Citra", "Dewi", "Eka"))
    one, two, three = uuid4(), uuid4(), uuid4()
    whole = assigned(mentor, {first: one, second: two})
    part = assigned(mentor, {second: two, third: three})
    with db.transaction() as session:
        assert messages.obsolete(session, about=[one, two, uuid4()]) == []
        assert messages.obsolete(session, about=[]) == []
    assert row(whole).state == MessageState.OBSOLETE
    assert row(part).state == MessageState.PENDING
    healthy()


def test_the_inbox_remembers_who_has_read_what(database: str) -> None:
    ani, budi = hired("Ani"), hired("Budi")
    message_id = told(ani)
    with db.transaction() as session:
        found = messages.message(session, message_id)
        assert not messages.read_by(session, found, person_id=budi)
        assert messages.read_by(session, found, person_id=ani)
        assert not messages.read_by(session, found, person_id=ani)
    assert row(message_id).read_at is not None
