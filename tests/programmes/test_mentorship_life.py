"""The life of a mentorship: which step may follow which, and that each leaves its trace."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise, product

import pytest
from sqlmodel import Session, select

from mentoring import audit, clock, db, programmes
from mentoring.errors import NotFound, NotNow, Refused, Unusable
from mentoring.programmes import DeclineReason, Mentorship, MentorshipState
from mentoring.programmes.states import MENTORSHIP_MAY_FOLLOW, require_step
from mentoring.programmes.tables import MentorshipEvent

from .town import BEGIN, END, TODAY, Town, ago, at_once, paired_town, the_mentorship, the_programme

S = MentorshipState
MAY = {
    S.OFFERED: {S.ACCEPTED, S.ACTIVE, S.DECLINED, S.EXPIRED, S.WITHDRAWN, S.REPLACED},
    S.ACCEPTED: {S.ACTIVE, S.DECLINED, S.COMPLETED, S.WITHDRAWN, S.REPLACED},
    S.ACTIVE: {S.COMPLETED, S.WITHDRAWN, S.REPLACED},
}


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_a_step_is_taken_only_where_the_table_says_so(before: S, after: S) -> None:
    assert set(MENTORSHIP_MAY_FOLLOW) == set(S)
    if after in MAY.get(before, set()):
        require_step(before, after)
        return
    with pytest.raises(NotNow, match="tidak dapat menjadi") as refused:
        require_step(before, after)
    assert programmes.mentorship_word(before) in refused.value.sentence


Deed = Callable[[Session, Mentorship, Town], None]


def accepts(session: Session, m: Mentorship, town: Town) -> None:
    programmes.accept(session, mentorship=m, by=town.by)


def declines(session: Session, m: Mentorship, town: Town) -> None:
    reason = DeclineReason.OTHER
    programmes.decline(session, mentorship=m, reason=reason, words="pindah", by=town.by)


def withdraws(session: Session, m: Mentorship, town: Town) -> None:
    programmes.withdraw(session, mentorship=m, reason="pindah tugas", by=town.by)


def completes(session: Session, m: Mentorship, town: Town) -> None:
    programmes.complete(session, mentorship=m, by=town.by)


def extends(session: Session, m: Mentorship, town: Town) -> None:
    programmes.extend(
        session, mentorship=m, until=END + timedelta(days=30), reason="belum tuntas", by=town.by
    )


def do(town: Town, deed: Deed, mentee: str = "Budi") -> None:
    with db.transaction() as session:
        deed(session, the_mentorship(session, town, mentee), town)


def state(town: Town, mentee: str = "Budi") -> str:
    with db.transaction() as session:
        return the_mentorship(session, town, mentee).state


@pytest.fixture
def offered(town: Town) -> Town:
    """Ayu is offered Budi; the period begins in ten days."""
    paired_town(town).run()
    town.approve()
    return town


def begun(town: Town) -> None:
    with db.transaction() as session:
        row = the_mentorship(session, town, "Budi")
        row.begins_on = TODAY


WALKS: list[tuple[list[Deed], str]] = [
    ([accepts], "accepted"),
    ([accepts, extends, completes], "completed"),
    ([accepts, declines], "declined"),
    ([declines], "declined"),
    ([extends, withdraws], "withdrawn"),
    ([accepts, withdraws], "withdrawn"),
]


@pytest.mark.parametrize(("deeds", "end"), WALKS)
def test_every_deed_leaves_an_event_and_an_audit_entry_with_its_actor(
    offered: Town, deeds: list[Deed], end: str
) -> None:
    for deed in deeds:
        do(offered, deed)
    assert state(offered) == end
    with db.transaction() as session:
        row = the_mentorship(session, offered, "Budi")
        events = session.exec(
            select(MentorshipEvent)
            .where(MentorshipEvent.mentorship_id == row.id)
            .order_by(MentorshipEvent.at)  # type: ignore[arg-type]
        ).all()
        entries = audit.trail(session, subject_id=row.id)
    chain = [(e.before, e.after) for e in events]
    assert chain[0] == (None, "offered")
    assert all(one[1] == two[0] for one, two in pairwise(chain))
    assert chain[-1][1] == end
    assert len(entries) == len(deeds)
    assert {e.actor_id for e in events} | {e.actor_id for e in entries} == {offered.by}
    reasons = {e.action: e.reason for e in entries}
    assert reasons.get("mentorship.withdraw", "pindah tugas") == "pindah tugas"
    assert reasons.get("mentorship.extend", "belum tuntas") == "belum tuntas"
    assert offered.healthy()


def test_an_acceptance_within_the_period_runs_at_once(offered: Town) -> None:
    begun(offered)
    do(offered, accepts)
    assert state(offered) == S.ACTIVE
    with pytest.raises(NotNow, match="sudah dijawab"):
        do(offered, accepts)
    with pytest.raises(NotNow, match="berjalan"):
        do(offered, declines)


def test_an_accepted_one_is_begun_when_its_day_has_come(offered: Town) -> None:
    do(offered, accepts)
    assert repaired(offered) == []
    begun(offered)
    assert repaired(offered) == ["period_begun"]
    assert state(offered) == S.ACTIVE


def test_of_two_answers_at_once_one_counts(towns: Town) -> None:
    paired_town(towns).run()
    towns.approve()

    def answer(deed: Deed) -> bool:
        try:
            do(towns, deed)
        except NotNow:
            return False
        return True

    took = at_once(lambda: answer(declines), lambda: answer(declines), lambda: answer(withdraws))
    assert took.count(True) == 1
    assert towns.running() == {}
    assert towns.healthy()


def test_a_decline_for_another_reason_says_which(offered: Town) -> None:
    with pytest.raises(Unusable, match="perlu dijelaskan"), db.transaction() as session:
        programmes.decline(
            session, mentorship=the_mentorship(session, offered, "Budi"),
            reason=DeclineReason.OTHER, words=" ", by=offered.by,
        )  # fmt: skip
    assert state(offered) == S.OFFERED


def test_an_extension_goes_forward_before_retirement_and_only_while_it_lives(town: Town) -> None:
    town.person("Ayu", retires_on=END + timedelta(days=20))
    town.newcomer("Budi")
    town.programme(mentors=["Ayu"], mentees=["Budi"])
    town.run()
    town.approve()
    with pytest.raises(Refused, match="batas usia pensiun"):
        do(town, extends)
    for until, sentence in ((END, "sesudah"), (BEGIN, "sesudah")):
        with pytest.raises(Unusable, match=sentence), db.transaction() as session:
            programmes.extend(session, mentorship=the_mentorship(session, town, "Budi"),
                              until=until, reason="uji", by=town.by)  # fmt: skip
    with db.transaction() as session:
        programmes.extend(session, mentorship=the_mentorship(session, town, "Budi"), reason="uji",
                          until=END + timedelta(days=19), by=town.by)  # fmt: skip
    do(town, withdraws)
    with pytest.raises(Refused, match="sudah dihentikan"):
        do(town, extends)
    assert town.healthy()


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_an_early_end_needs_a_fit_reason(offered: Town, reason: str) -> None:
    with pytest.raises(Unusable, match="Alasan"), db.transaction() as session:
        programmes.withdraw(session, mentorship=the_mentorship(session, offered, "Budi"),
                            reason=reason, by=offered.by)  # fmt: skip


def test_nobody_without_a_mentorship_has_one(town: Town) -> None:
    paired_town(town)
    with pytest.raises(NotFound, match="belum punya"):
        state(town)


# --- repair ---------------------------------------------------------------------------------------


def repaired(town: Town) -> list[str]:
    """The codes of what was found, everything repaired."""
    with db.transaction() as session:
        found = programmes.troubles(session, programme=the_programme(session))
        assert all(t.sentence for t in found)
        for trouble in found:
            programmes.repair(session, trouble=trouble, by=town.by)
        return [t.code for t in found]


def changes(who: str, **facts: object) -> Callable[[Town], None]:
    return lambda town: town.change(who, **facts)


def answer_late(town: Town) -> None:
    with db.transaction() as session:
        the_mentorship(session, town, "Budi").answer_due = clock.now() - timedelta(seconds=1)


def over(town: Town) -> None:
    begun(town)
    do(town, accepts)
    with db.transaction() as session:
        row = the_mentorship(session, town, "Budi")
        row.begins_on, row.ends_on = ago(30), ago(1)


TROUBLES: list[tuple[Callable[[Town], None], str, S]] = [
    (changes("Ayu", left_on=TODAY), "mentor_left", S.WITHDRAWN),
    (changes("Ayu", status_code="20"), "mentor_left", S.WITHDRAWN),
    (changes("Budi", left_on=TODAY), "mentee_left", S.WITHDRAWN),
    (changes("Ayu", retires_on=END), "mentor_retires", S.WITHDRAWN),
    (changes("Budi", retires_on=END), "mentee_retires", S.WITHDRAWN),
    (answer_late, "no_answer", S.EXPIRED),
    (over, "period_over", S.COMPLETED),
]


@pytest.mark.parametrize(("trouble", "code", "end"), TROUBLES, ids=[t[1] for t in TROUBLES])
def test_what_cannot_go_on_is_found_and_ended_with_its_reason(
    offered: Town, trouble: Callable[[Town], None], code: str, end: S
) -> None:
    assert repaired(offered) == []
    trouble(offered)
    assert repaired(offered) == [code]
    assert state(offered) == end
    assert repaired(offered) == []
    assert offered.healthy()


def test_a_mentee_whose_mentor_left_is_matched_again(offered: Town) -> None:
    offered.person("Rina")
    offered.enrol(programmes.Side.MENTOR, ["Rina"])
    offered.change("Ayu", left_on=TODAY)
    repaired(offered)
    offered.run()
    assert offered.pairs() == {"Budi": "Rina"}
