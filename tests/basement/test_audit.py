"""The audit trail stands or falls with the deed it tells of."""

from uuid import uuid4

import pytest

from mentoring import audit, clock, db


def test_a_deed_and_its_entry_are_one_transaction(database: str) -> None:
    actor, subject = uuid4(), uuid4()
    with db.transaction() as session:
        audit.record(
            session,
            actor_id=actor,
            action="match.approve",
            subject="run",
            subject_id=subject,
            reason="Rapat 23 November",
            pairs=12,
        )
    with db.transaction() as session:
        (entry,) = audit.trail(session, subject_id=subject)
    assert (entry.actor_id, entry.action, entry.reason) == (
        actor,
        "match.approve",
        "Rapat 23 November",
    )
    assert entry.details == {"pairs": 12}
    assert entry.at.utcoffset() is not None


def a_deed_that_fails() -> None:
    with db.transaction() as session:
        audit.record(session, actor_id=None, action="init", subject="database")
        session.flush()
        raise InterruptedError


def test_a_deed_that_fails_leaves_no_entry(database: str) -> None:
    with pytest.raises(InterruptedError):
        a_deed_that_fails()
    with db.transaction() as session:
        assert audit.trail(session) == []


def test_the_trail_shows_the_newest_first_and_no_more_than_asked(database: str) -> None:
    for number in range(5):
        with db.transaction() as session:
            audit.record(session, actor_id=None, action=f"deed.{number}", subject="test")
    with db.transaction() as session:
        newest = [entry.action for entry in audit.trail(session, last=3)]
    assert newest == ["deed.4", "deed.3", "deed.2"]


def test_the_trail_of_one_thing_has_nothing_of_another(database: str) -> None:
    mine, other = uuid4(), uuid4()
    with db.transaction() as session:
        for subject in (mine, other):
            audit.record(session, actor_id=None, action="x", subject="t", subject_id=subject)
    with db.transaction() as session:
        assert [e.subject_id for e in audit.trail(session, subject_id=mine)] == [mine]


def test_long_details_are_cut_where_many_deeds_are_shown() -> None:
    pairs = [[str(uuid4()), str(uuid4())] for _turn in range(500)]
    few = audit.AuditEntry(
        at=clock.now(), action="a.b", subject="s", details={"count": 2, "ids": [1, 2], "kind": "x"}
    )
    many = audit.AuditEntry(
        at=clock.now(), action="a.b", subject="s",
        details={"deed": "lock", "sha256": "0" * 64, "pairs": pairs},
    )  # fmt: skip
    assert audit.brief(few) == audit.facts(few) == "count=2, ids=[1, 2], kind=x"
    assert audit.brief(many) == f"deed=lock, sha256={'0' * 39}…, pairs=(500 butir)"
    assert all(pair[0] in audit.facts(many) for pair in pairs)
    wide = audit.AuditEntry(
        at=clock.now(), action="a.b", subject="s", details={f"n{n}": n for n in range(200)}
    )
    assert len(audit.brief(wide)) == audit.LONGEST
