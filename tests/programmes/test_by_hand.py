"""What officers change in a proposal: rules are checked again, the price is shown and exact."""

from uuid import UUID

import pytest

from mentoring import audit, db, programmes
from mentoring.errors import NotFound, NotNow, Refused, Unusable
from mentoring.programmes import Swap

from .town import Town, policy, the_programme, the_run, weighing

NEAR = weighing(unit=60, field=30, location=10)


@pytest.fixture
def solved(town: Town) -> Town:
    """Budi belongs to Ayu and Citra to Rina, each by unit; Sari has another field."""
    town.person("Ayu", unit="A")
    town.person("Rina", unit="R")
    town.person("Sari", unit="A", field="Guru")
    town.newcomer("Budi", unit="A")
    town.newcomer("Citra", unit="R")
    toml = policy(mentor={"default_capacity": 1}, weights=NEAR)
    town.programme(mentors=["Ayu", "Rina", "Sari"], mentees=["Budi", "Citra"], toml=toml)
    town.run()
    assert town.pairs() == {"Budi": "Ayu", "Citra": "Rina"}
    return town


def move(town: Town, mentee: str, mentor: str) -> Swap:
    rules = town.rules()
    with db.transaction() as session:
        return programmes.price_move(session, run=the_run(session), rules=rules,
                                     mentee_id=town.ids[mentee],
                                     mentor_id=town.ids[mentor])  # fmt: skip


def exchange(town: Town, mentee: str, other: str) -> Swap:
    rules = town.rules()
    with db.transaction() as session:
        return programmes.price_exchange(session, run=the_run(session), rules=rules,
                                         mentee_id=town.ids[mentee],
                                         other_id=town.ids[other])  # fmt: skip


def write(town: Town, change: Swap, *, reason: str = "uji", seen: int = 1) -> None:
    with db.transaction() as session:
        programmes.apply_swap(session, programme=the_programme(session), run=the_run(session),
                              swap=change, reason=reason, by=town.by,
                              seen_version=seen)  # fmt: skip


def points_of(town: Town, mentee: str) -> tuple[int, dict[str, int]]:
    with db.transaction() as session:
        found = programmes.reason_of(session, run=the_run(session), mentee_id=town.ids[mentee])
    assert isinstance(found, programmes.PairReason)
    return found.points, found.facts["terms"]


def test_the_price_of_a_move_is_what_is_lost_in_points(solved: Town) -> None:
    change = move(solved, "Budi", "Sari")
    assert (change.before, change.after, change.cost) == (90_000, 60_000, 30_000)
    write(solved, change)
    assert solved.pairs() == {"Budi": "Sari", "Citra": "Rina"}
    points, terms = points_of(solved, "Budi")
    assert points == sum(NEAR[key] * score for key, score in terms.items()) == 60_000


def test_the_price_of_an_exchange_counts_both(solved: Town) -> None:
    change = exchange(solved, "Budi", "Citra")
    assert change.cost == 180_000 - 60_000
    write(solved, change)
    assert solved.pairs() == {"Budi": "Rina", "Citra": "Ayu"}
    assert "Keduanya justru dipasangkan" in solved.said_why_not("Budi", "Rina")
    assert not solved.why_not("Budi", "Ayu").paired


def test_a_change_is_on_record_with_reason_price_and_actor(solved: Town) -> None:
    change = move(solved, "Budi", "Sari")
    write(solved, change, reason="  satu tim  ")
    with db.transaction() as session:
        entry = next(e for e in audit.trail(session) if e.action == "pair.swap")
    assert (entry.actor_id, entry.reason) == (solved.by, "satu tim")
    assert entry.details["cost"] == 30_000
    assert [UUID(i) for i in entry.details["moves"][0]] == [
        solved.ids["Budi"], solved.ids["Ayu"], solved.ids["Sari"],
    ]  # fmt: skip


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_a_change_without_a_fit_reason_is_refused(solved: Town, reason: str) -> None:
    change = move(solved, "Budi", "Sari")
    with pytest.raises(Unusable, match="Alasan"):
        write(solved, change, reason=reason)
    assert solved.pairs()["Budi"] == "Ayu"


def test_a_full_mentor_takes_nobody_more(solved: Town) -> None:
    with pytest.raises(Refused, match="1 dari 1"):
        move(solved, "Budi", "Rina")


def test_a_hard_rule_is_hard_for_officers_too(solved: Town) -> None:
    solved.rule("Budi", "Sari", "ban")
    solved.rule("Citra", "Ayu", "ban")
    solved.run()
    with pytest.raises(Refused) as refused:
        move(solved, "Budi", "Sari")
    assert refused.value.details == ("pasangan ini dilarang oleh petugas",)
    with pytest.raises(Refused, match="melanggar aturan"):
        exchange(solved, "Budi", "Citra")


def test_a_locked_pair_is_unlocked_first(solved: Town) -> None:
    change = move(solved, "Budi", "Sari")
    solved.rule("Budi", "Ayu", "lock")
    with pytest.raises(Refused, match="dikunci"):
        move(solved, "Budi", "Sari")
    with pytest.raises(Refused, match="dikunci"):
        exchange(solved, "Citra", "Budi")
    with pytest.raises(Refused, match="dikunci"):
        write(solved, change)


def test_a_price_shown_before_somebody_elses_change_is_void(solved: Town) -> None:
    old = exchange(solved, "Budi", "Citra")
    write(solved, move(solved, "Budi", "Sari"))
    with pytest.raises(NotNow):
        write(solved, old)
    assert solved.pairs() == {"Budi": "Sari", "Citra": "Rina"}


def test_an_outdated_proposal_is_not_mended_by_hand(solved: Town) -> None:
    change = move(solved, "Budi", "Sari")
    solved.change("Sari", grade=41)
    with pytest.raises(NotNow, match="berubah sejak"):
        write(solved, change)


def test_changes_that_are_none_are_told(solved: Town) -> None:
    with pytest.raises(Unusable, match="sudah diusulkan dengan mentor itu"):
        move(solved, "Budi", "Ayu")
    with pytest.raises(Unusable, match="dirinya sendiri"):
        exchange(solved, "Budi", "Budi")
    solved.newcomer("Eka")
    with pytest.raises(NotFound, match="tidak punya pasangan"):
        move(solved, "Eka", "Ayu")
    with pytest.raises(Refused, match="tidak ikut dihitung"):
        move(solved, "Budi", "Eka")


def test_an_approved_proposal_is_changed_no_more(solved: Town) -> None:
    change = move(solved, "Budi", "Sari")
    solved.approve()
    with pytest.raises(NotNow):
        write(solved, change)


# --- locks and bans -------------------------------------------------------------------------------


def test_a_lock_holds_in_every_run_until_it_is_lifted(solved: Town) -> None:
    solved.rule("Budi", "Sari", "lock")
    solved.run()
    assert solved.pairs()["Budi"] == "Sari"
    with db.transaction() as session:
        found = programmes.reason_of(session, run=the_run(session), mentee_id=solved.ids["Budi"])
        assert isinstance(found, programmes.PairReason)
        assert (found.origin, found.standing) == ("locked", "locked")
        programmes.lift(session, programme=the_programme(session), reason="uji", by=solved.by,
                        mentee_id=solved.ids["Budi"])  # fmt: skip
    solved.run()
    assert solved.pairs()["Budi"] == "Ayu"


def test_rulings_do_not_contradict_each_other(solved: Town) -> None:
    solved.rule("Budi", "Sari", "lock")
    with pytest.raises(Refused, match="sudah dikunci dengan mentor lain"):
        solved.rule("Budi", "Ayu", "lock")
    with pytest.raises(Refused, match="sedang dikunci"):
        solved.rule("Budi", "Sari", "ban")
    with (
        pytest.raises(NotFound, match="tidak punya pasangan terkunci"),
        db.transaction() as session,
    ):
        programmes.lift(session, programme=the_programme(session), reason="uji", by=solved.by,
                        mentee_id=solved.ids["Citra"])  # fmt: skip
    solved.person("Luar")
    with pytest.raises(NotFound, match="tidak terdaftar sebagai mentor"):
        solved.rule("Budi", "Luar", "ban")
    with pytest.raises(NotFound, match="tidak terdaftar sebagai mentee"):
        solved.rule("Ayu", "Sari", "ban")
