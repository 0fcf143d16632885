"""What mentors say of themselves: fewer places, an absence, another language; never more places."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from mentoring import clock, db, messages, people, programmes
from mentoring.audit import AuditEntry
from tests.web import office
from tests.web.test_mine import opened


@pytest.fixture
def mentor(app: Any, approved: Any) -> office.Browser:
    return opened(app, office.bonds()[0].mentor_id)


def places() -> programmes.own.Places:
    with db.transaction(reads=True) as session:
        found = programmes.own.places_of(session, person_id=office.bonds()[0].mentor_id)
    assert found is not None
    return found


def version() -> int:
    return office.programme().input_version


def test_a_mentor_takes_fewer_but_drops_nobody_and_gives_no_more_than_the_policy(
    mentor: office.Browser,
) -> None:
    now, before = places(), version()
    mentor.send("/mine/wishes/places", 400, places=now.taken - 1)
    mentor.send("/mine/wishes/places", 400, places=now.most + 1)
    mentor.send("/mine/wishes/places", 400, places="banyak")
    assert (places(), version()) == (now, before)
    mentor.send("/mine/wishes/places", places=now.taken)
    assert places().places == now.taken
    assert version() > before  # what was proposed before is outdated
    with db.transaction(reads=True) as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "mentor.capacity")).one()
    assert entry.actor_id == office.bonds()[0].mentor_id


def test_who_is_away_gets_nobody_new(mentor: office.Browser) -> None:
    today = clock.today()
    week = {"begins_on": today + timedelta(days=7), "ends_on": today + timedelta(days=21)}
    mentor.send("/mine/wishes/leave", 400, begins_on=today - timedelta(days=1), ends_on=today)
    mentor.send("/mine/wishes/leave", 400, begins_on=today, ends_on="")
    mentor.send("/mine/wishes/leave", **week)
    mentor.send("/mine/wishes/leave", **week)  # said twice, noted once
    who = office.bonds()[0].mentor_id
    with db.transaction(reads=True) as session:
        rows = people.leaves_of(session, employee_id=who, since=today)
        programme = office.programme()
        rules = programmes.rules_of(session, programme=programme)
        both = programmes.admitted(session, programme=programme, rules=rules)
    assert [(row.begins_on, row.ends_on) for row in rows] == [tuple(week.values())]
    assert "leave" in both[programmes.Side.MENTOR].barred[who]


def test_the_language_of_messages_is_the_readers_choice(mentor: office.Browser) -> None:
    mentor.send("/mine/wishes/messages", 400, channel="console", language="en")
    mentor.send("/mine/wishes/messages", channel="smtp", language="en")
    with db.transaction(reads=True) as session:
        wishes = messages.preference(session, person_id=office.bonds()[0].mentor_id)
    assert (wishes.channel, wishes.language) == ("smtp", "en")
    assert "English" in office.words(mentor.open("/mine/wishes"))


def test_who_is_no_mentor_has_no_places(app: Any, approved: Any) -> None:
    mentee = opened(app, office.bonds()[0].mentee_id)
    assert "Jumlah mentee" not in office.words(mentee.open("/mine/wishes"))
    mentee.send("/mine/wishes/places", 400, places=3)
