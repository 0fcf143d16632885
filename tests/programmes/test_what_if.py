"""A supposition beside a proposal: what it says is what comes out when it is taken over."""

from uuid import UUID

import pytest

from mentoring import db, programmes
from mentoring.errors import NotNow, PamongError, Unusable
from mentoring.programmes import WhatIf, whatif
from tests.programmes import town as towns
from tests.programmes.town import Town, policy, weighing


def suppose(town: Town, *changes: str) -> WhatIf:
    """Ask beside the newest proposal, and have it answered."""
    with db.transaction() as session:
        found = towns.the_programme(session)
        row = whatif.ask(
            session, programme=found, run=programmes.find_run(session, programme=found),
            changes=[whatif.read_change(text) for text in changes], by=town.by,
        )  # fmt: skip
    assert row.job_id is not None
    whatif.work_on_what_if(job_id=row.job_id)
    with db.transaction() as session:
        return session.get_one(WhatIf, row.id)


def taken(town: Town, row: WhatIf) -> dict[str, str]:
    """Take it over, solve the run it asks for, and say who is paired."""
    with db.transaction() as session:
        found = session.get_one(WhatIf, row.id)
        run = whatif.take_over(session, what_if=found, reason="disetujui", by=town.by)
    towns.worked(run.id)
    return town.pairs()


@pytest.fixture
def office(town: Town) -> Town:
    """One mentor with one place, two newcomers; another mentor whom a rule keeps out."""
    town.person("Ayu")
    town.person("Bima", service_months=24)
    town.newcomer("Citra")
    town.newcomer("Dewi")
    town.programme(
        mentors=["Ayu", "Bima"], mentees=["Citra", "Dewi"],
        toml=policy(mentor={"default_capacity": 1, "min_service_years": 5},
                    weights=weighing(gap=85, field=5, unit=5, location=5)),
    )  # fmt: skip
    town.run()
    return town


def before(town: Town) -> tuple[dict[str, str], int]:
    with db.transaction() as session:
        return town.pairs(), towns.the_programme(session).input_version


def mentor_of(row: WhatIf, town: Town) -> set[tuple[str, str]]:
    name = town.names()
    return {(name[UUID(a)], name[UUID(b)]) for a, b, _points in row.answer["gains"]}


def test_one_more_place_covers_the_one_who_waits_and_changes_nothing(office: Town) -> None:
    was = before(office)
    row = suppose(office, f"places:{office.ids['Ayu']}:1")
    assert row.answer["before"]["matched"] == 1
    assert row.answer["after"]["matched"] == 2
    assert {who for _mentee, who in mentor_of(row, office)} == {"Ayu"}
    assert row.answer["loses"] == []
    assert row.answer["proven"]
    assert row.answer["price"] < 0  # points won
    assert before(office) == was
    assert office.healthy()


@pytest.mark.parametrize(
    ("change", "matched"),
    [
        ("rule:mentor.min_service_years:0", 2),
        ("rule:mentor.default_capacity:2", 2),
        ("leave:Ayu", 0),
        ("ban:Citra:Ayu", 1),
        ("lock:Dewi:Ayu", 1),
        ("places:Ayu:-1", 0),
    ],
)
def test_what_is_supposed_comes_out_when_it_is_taken_over(
    office: Town, change: str, matched: int
) -> None:
    for known, who in office.ids.items():
        change = change.replace(known, str(who))
    row = suppose(office, change)
    assert row.error_text is None
    assert row.answer["after"]["matched"] == matched
    pairs = taken(office, row)
    assert len(pairs) == matched
    name = office.names()
    with db.transaction() as session:
        run = session.get_one(programmes.MatchRun, row.run_id)
        old = {name[p.mentee_id]: name[p.mentor_id] for p in programmes.proposals(session, run=run)}
    said = dict(old)
    for mentee, _mentor, _points in row.answer["loses"]:
        del said[name[UUID(mentee)]]
    for mentee, _was, now, _before, _after in row.answer["moves"]:
        said[name[UUID(mentee)]] = name[UUID(now)]
    for mentee, mentor, _points in row.answer["gains"]:
        said[name[UUID(mentee)]] = name[UUID(mentor)]
    assert said == pairs
    assert office.healthy()


def test_somebody_new_joins_with_the_lottery_number_of_real_life(office: Town) -> None:
    office.person("Eka")
    row = suppose(office, f"join:{office.ids['Eka']}:mentor")
    assert row.answer["after"]["matched"] == 2
    assert len(taken(office, row)) == 2


def test_a_change_that_no_verb_would_make_is_told_in_its_words(office: Town) -> None:
    row = suppose(office, f"lock:{office.ids['Citra']}:{office.ids['Bima']}")
    assert row.answer == {}
    assert row.error_text is not None
    assert "tidak dapat dikunci" in row.error_text
    with pytest.raises(PamongError):
        taken(office, row)


def test_it_is_taken_over_once(office: Town) -> None:
    row = suppose(office, f"places:{office.ids['Ayu']}:1")
    taken(office, row)
    with pytest.raises(NotNow):
        taken(office, row)


@pytest.mark.parametrize(
    "text", ["", "lock:x:y", "lock:1", "places:x", "join:x:boss", "rule:nothing.there:1", "drop"]
)
def test_what_cannot_be_read_is_refused(office: Town, text: str) -> None:
    with pytest.raises(Unusable):
        whatif.require_possible(
            programme_id=_programme_id(), changes=[whatif.read_change(text)], reason="uji",
            by=office.by,
        )  # fmt: skip


def test_only_the_newest_are_kept(office: Town) -> None:
    for _time in range(whatif.KEPT + 2):
        suppose(office, "rule:mentor.default_capacity:1")
    with db.transaction() as session:
        run = programmes.find_run(session, programme=towns.the_programme(session))
        assert len(whatif.what_ifs(session, run=run)) == whatif.KEPT


def test_a_deleted_programme_takes_its_suppositions_along(office: Town) -> None:
    suppose(office, "rule:mentor.default_capacity:2")
    with db.transaction() as session:
        programmes.remove(
            session, programme=towns.the_programme(session), reason="keliru", by=office.by
        )
    assert office.healthy()


def _programme_id() -> UUID:
    with db.transaction() as session:
        return towns.the_programme(session).id
