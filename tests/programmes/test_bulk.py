"""Many pairs at once: the plan says what will happen, one deed does it, one takes it back."""

from uuid import UUID

import pytest
from sqlmodel import Session, select

from mentoring import audit, db, programmes
from mentoring.errors import NotFound, NotNow, Refused, Unusable
from mentoring.programmes import MatchRun, Programme, bulk
from mentoring.programmes.bulk import Many, Plan
from mentoring.programmes.tables import Ruling
from tests.programmes import town as towns
from tests.programmes.town import Town, policy

MENTEES = ("Citra", "Dewi", "Eka")


@pytest.fixture
def office(town: Town) -> Town:
    """Three newcomers and two mentors; Bima has three places, Ayu two."""
    town.person("Ayu")
    town.person("Bima")
    for name in MENTEES:
        town.newcomer(name)
    town.programme(mentors=["Ayu", "Bima"], mentees=MENTEES,
                   toml=policy(mentor={"default_capacity": 3}))  # fmt: skip
    town.places(Ayu=2)
    town.run()
    return town


def at(session: Session) -> tuple[Programme, MatchRun]:
    found = towns.the_programme(session)
    return found, programmes.find_run(session, programme=found)


def planned(town: Town, deed: Many, *names: str, to: str | None = None) -> Plan:
    with db.transaction() as session:
        found, run = at(session)
        return bulk.plan(
            session, programme=found, run=run, deed=deed, mentees=[town.ids[n] for n in names],
            mentor_id=town.ids[to] if to else None,
        )  # fmt: skip


def done(town: Town, deed: Many, *names: str, to: str | None = None, seen: int = 0) -> UUID:
    """Plan and do; the entry of the trail that undoes it."""
    plan = planned(town, deed, *names, to=to)
    with db.transaction() as session:
        found, run = at(session)
        return bulk.carry_out(
            session, programme=found, run=run, plan=plan, reason="rapat", by=town.by,
            seen_version=run.version + seen,
        ).id  # fmt: skip


def undone(town: Town, entry: UUID) -> int:
    with db.transaction() as session:
        found, run = at(session)
        return bulk.undo_many(session, programme=found, run=run, entry_id=entry, by=town.by)


def rulings(kind: str) -> int:
    with db.transaction() as session:
        rows = session.exec(select(Ruling).where(Ruling.kind == kind)).all()
        return sum(row.lifted_at is None for row in rows)


def outdated() -> bool:
    with db.transaction() as session:
        found, run = at(session)
        return programmes.outdated(programme=found, run=run)


def test_many_are_locked_and_unlocked_again_and_the_proposal_holds(office: Town) -> None:
    entry = done(office, Many.LOCK, *MENTEES)
    assert rulings("lock") == 3
    again = planned(office, Many.LOCK, *MENTEES)
    assert again.pairs == ()
    assert again.skipped == (("sudah dikunci", 3),)
    assert undone(office, entry) == 3
    assert rulings("lock") == 0
    assert not outdated()
    with pytest.raises(NotFound):
        undone(office, entry)
    assert office.healthy()


def test_a_lock_under_which_the_proposal_was_made_outdates_it_when_opened(office: Town) -> None:
    done(office, Many.LOCK, "Citra")
    office.run()
    plan = planned(office, Many.UNLOCK, *MENTEES)
    assert len(plan.pairs) == 1
    assert plan.outdates
    done(office, Many.UNLOCK, *MENTEES)
    assert outdated()


def test_many_are_kept_apart_and_allowed_again(office: Town) -> None:
    entry = done(office, Many.BAN, "Citra", "Dewi")
    assert rulings("ban") == 2
    assert outdated()
    assert undone(office, entry) == 2
    assert rulings("ban") == 0


def test_locked_pairs_are_passed_over_by_a_ban(office: Town) -> None:
    done(office, Many.LOCK, "Citra")
    plan = planned(office, Many.BAN, "Citra", "Dewi")
    assert len(plan.pairs) == 1
    assert plan.skipped == (("dikunci; buka dahulu kuncinya", 1),)


def test_all_are_handed_over_with_their_price_and_back(office: Town) -> None:
    before = office.pairs()
    plan = planned(office, Many.HAND_OVER, *MENTEES, to="Bima")
    assert plan.swap is not None
    entry = done(office, Many.HAND_OVER, *MENTEES, to="Bima")
    assert set(office.pairs().values()) == {"Bima"}
    assert office.healthy()
    undone(office, entry)
    assert office.pairs() == before
    assert office.healthy()


def test_a_hand_over_keeps_to_the_places(office: Town) -> None:
    with pytest.raises(Refused, match="tempat lagi"):
        planned(office, Many.HAND_OVER, *MENTEES, to="Ayu")


def test_what_was_changed_since_is_not_taken_back(office: Town) -> None:
    entry = done(office, Many.LOCK, "Citra")
    done(office, Many.UNLOCK, "Citra")
    with pytest.raises(NotNow):
        undone(office, entry)


def test_an_old_screen_is_noticed(office: Town) -> None:
    with pytest.raises(NotNow):
        done(office, Many.LOCK, "Citra", seen=-1)
    assert rulings("lock") == 0


def test_nobody_chosen_is_said(office: Town) -> None:
    with pytest.raises(Unusable):
        planned(office, Many.LOCK)


def test_the_trail_names_the_officer_and_the_reason(office: Town) -> None:
    done(office, Many.LOCK, *MENTEES)
    with db.transaction() as session:
        entry = next(e for e in audit.trail(session) if e.action == bulk.ACTION)
        assert (entry.actor_id, entry.reason, entry.details["count"]) == (office.by, "rapat", 3)
