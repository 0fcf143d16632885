"""A stored run is checked again: whatever is tampered with is found and named."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session, select

from mentoring import db, programmes
from mentoring.programmes import MatchRun, Proposal, Unmatched
from mentoring.programmes.tables import RunFile

from .town import Town, policy, the_programme, the_run


@pytest.fixture
def solved(town: Town) -> Town:
    """Two mentors with one place each, three mentees: two pairs and one who waits."""
    town.person("Ayu")
    town.person("Rina", unit="Lain")
    for name in ("Budi", "Citra", "Dewi"):
        town.newcomer(name)
    toml = policy(mentor={"default_capacity": 1})
    town.programme(mentors=["Ayu", "Rina"], mentees=["Budi", "Citra", "Dewi"], toml=toml)
    town.run()
    return town


def checked() -> programmes.Check:
    with db.transaction() as session:
        return programmes.verify(session, run=the_run(session))


def test_an_untouched_run_is_proven_goal_by_goal(solved: Town) -> None:
    check = checked()
    assert (check.ok, check.failures, check.by_hand) == (True, (), 0)
    assert all(value == bound for _goal, value, bound in check.goals)
    assert [goal for goal, _value, _bound in check.goals][:2] == ["coverage", "benefit"]


def proposals(session: Session) -> list[Proposal]:
    return programmes.proposals(session, run=the_run(session))


def other_mentor(session: Session) -> None:
    one, two = proposals(session)
    one.mentor_id, two.mentor_id = two.mentor_id, one.mentor_id


def other_points(session: Session) -> None:
    proposals(session)[0].points += 1


def one_pair_less(session: Session) -> None:
    session.delete(proposals(session)[0])


def passed_off_as_by_hand(session: Session) -> None:
    proposals(session)[0].origin = "swapped"


def against_a_rule_by_hand(session: Session) -> None:
    """Two mentees are paired: nobody asked whether either may guide."""
    run, (row, other) = the_run(session), proposals(session)
    row.origin, row.mentor_id = "swapped", other.mentee_id
    run.summary = {**run.summary, "by_hand": 1}


def too_many_by_hand(session: Session) -> None:
    run, (one, two) = the_run(session), proposals(session)
    one.origin, one.mentor_id = "swapped", two.mentor_id
    run.summary = {**run.summary, "by_hand": 1}


def file(session: Session, name: str) -> RunFile:
    return session.exec(select(RunFile).where(RunFile.name == name)).one()


def flipped(name: str) -> Callable[[Session], None]:
    def deed(session: Session) -> None:
        row = file(session, name)
        row.content = row.content[:-9] + bytes([row.content[-9] ^ 1]) + row.content[-8:]

    return deed


def no_mentor_for_one(session: Session) -> None:
    """A whole and well-formed result with one pair less, its sum of bytes made to fit."""
    from mentoring import matching
    from mentoring.programmes.packing import pack_result, sha256
    from mentoring.programmes.proving import stored_case, stored_result

    run, row = the_run(session), file(session, "result")
    case = stored_case(session, run=run)
    result = stored_result(session, run=run, case=case)
    less = matching.result_of(case.problem, pairs=result.pairs[:1], certificate=result.certificate)
    row.content = pack_result(less)
    row.sha256 = sha256(row.content)


def dearer_problem(session: Session) -> None:
    from dataclasses import replace

    from mentoring.programmes.packing import pack, sha256
    from mentoring.programmes.proving import stored_case

    row = file(session, "problem")
    case = stored_case(session, run=the_run(session))
    problem = replace(case.problem, benefit=case.problem.benefit + 1)
    row.content = pack(replace(case, problem=problem))
    row.sha256 = sha256(row.content)


def digest(session: Session) -> None:
    the_run(session).digest = "0" * 64


def summary(**values: Any) -> Callable[[Session], None]:
    def deed(session: Session) -> None:
        run = the_run(session)
        run.summary = {**run.summary, **values}

    return deed


def waiting_list(session: Session) -> None:
    session.delete(session.exec(select(Unmatched)).one())


TAMPERED: list[tuple[Callable[[Session], None], str]] = [
    (other_mentor, "pairs"),
    (other_points, "points"),
    (one_pair_less, "pairs"),
    (passed_off_as_by_hand, "summary"),
    (against_a_rule_by_hand, "by_hand"),
    (too_many_by_hand, "by_hand"),
    (flipped("problem"), "file_problem"),
    (flipped("result"), "file_result"),
    (no_mentor_for_one, "out_of_face"),
    (dearer_problem, "digest"),
    (digest, "digest"),
    (summary(total=1), "summary"),
    (summary(matched=3), "summary"),
    (summary(mentees=2), "summary"),
    (summary(goals=[]), "summary"),
    (summary(by_hand=1), "summary"),
    (waiting_list, "waiting"),
]


@pytest.mark.parametrize(
    ("tamper", "code"), TAMPERED, ids=[f"{t.__name__}-{code}" for t, code in TAMPERED]
)
def test_what_was_tampered_with_is_found_and_named(
    solved: Town, tamper: Callable[[Session], None], code: str
) -> None:
    with db.transaction() as session:
        tamper(session)
    check = checked()
    assert not check.ok
    assert code in check.failures
    assert all(programmes.failure_sentence(failure) for failure in check.failures)


def test_a_changed_file_is_seen_by_the_doctor_too(solved: Town) -> None:
    with db.transaction() as session:
        flipped("result")(session)
    with db.transaction() as session:
        assert [b.code for b in programmes.broken(session)] == ["I2"]


def swap(town: Town, mentee: str, other: str) -> programmes.Swap:
    with db.transaction() as session:
        run = the_run(session)
        change = programmes.price_exchange(
            session,
            run=run,
            rules=programmes.Rules(),
            mentee_id=town.ids[mentee],
            other_id=town.ids[other],
        )
        programmes.apply_swap(
            session, programme=the_programme(session), run=run, swap=change, reason="uji",
            by=town.by, seen_version=run.version,
        )  # fmt: skip
    return change


def test_a_swap_by_hand_is_counted_and_the_proof_of_the_rest_holds(solved: Town) -> None:
    before = solved.pairs()
    one, two = before
    swap(solved, one, two)
    assert solved.pairs() == {one: before[two], two: before[one]}
    check = checked()
    assert (check.ok, check.by_hand, check.failures) == (True, 2, ())
    with db.transaction() as session:
        assert {p.origin for p in proposals(session)} == {"swapped"}
        assert isinstance(session.get(MatchRun, the_run(session).id), MatchRun)
    assert solved.healthy()
    solved.approve()
    assert solved.running() == {one: before[two], two: before[one]}
