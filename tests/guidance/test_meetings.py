"""Two people write down that they met: it counts once both say so; what cannot be is refused."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import select

from mentoring import audit, clock, db, guidance, messages
from mentoring.errors import NotFound, NotNow, PamongError, Refused, Unusable
from mentoring.guidance import GoalState, Meeting, MeetingState, Mode
from mentoring.messages import Event
from tests.programmes.conftest import *  # noqa: F403 - its towns
from tests.programmes.town import Town, ago, paired_town, the_mentorship


@pytest.fixture
def pair(towns: Town) -> Town:
    """Ayu guides Budi since a month."""
    paired_town(towns).run()
    towns.approve()
    with db.transaction() as session:
        bond = the_mentorship(session, towns, "Budi")
        bond.state, bond.begins_on = "active", ago(30)
    return towns


def moment(days: int, hour: int = 9, minute: int = 0) -> datetime:
    return clock.at(ago(days), time(hour, minute))


def met(town: Town, *, by: str = "Ayu", days: int = 2, hour: int = 9, minutes: int = 60) -> Any:
    with db.transaction() as session:
        return guidance.record(
            session, bond=the_mentorship(session, town, "Budi"), by=town.ids[by],
            starts_at=moment(days, hour), minutes=minutes, mode=Mode.ONLINE, topics=["M.1", "M.1"],
            notes=" membahas rencana ",
        ).id  # fmt: skip


def answered(town: Town, meeting_id: Any, by: str, *, agrees: bool, words: str = "") -> None:
    with db.transaction() as session:
        guidance.answer(
            session, meeting=guidance.meeting(session, meeting_id=meeting_id),
            bond=the_mentorship(session, town, "Budi"), by=town.ids[by], agrees=agrees, words=words,
        )  # fmt: skip


def total(town: Town) -> guidance.Figures:
    with db.transaction() as session:
        return guidance.total(session, mentorship_id=the_mentorship(session, town, "Budi").id)


def test_minutes_count_once_the_other_one_says_so_too(pair: Town) -> None:
    meeting = met(pair)
    assert total(pair) == guidance.Figures(recorded=1)
    answered(pair, meeting, "Budi", agrees=True)
    assert total(pair) == guidance.Figures(recorded=1, confirmed=1, minutes=60)
    with db.transaction() as session:
        row = guidance.meeting(session, meeting_id=meeting)
        assert (row.topics, row.notes) == (["M.1"], "membahas rencana")
        done = [e.action for e in audit.trail(session) if e.action.startswith("meeting.")]
        assert done == ["meeting.confirm", "meeting.record"]
        assert guidance.broken(session) == []
    with pytest.raises(NotNow):
        answered(pair, meeting, "Budi", agrees=True)


def test_nobody_confirms_the_own_record_or_another_pairs(pair: Town) -> None:
    pair.person("Eko")
    meeting = met(pair)
    for who in ("Ayu", "Eko"):
        with pytest.raises(Refused):
            answered(pair, meeting, who, agrees=True)
    with pytest.raises(Refused):
        met(pair, by="Eko", days=3)


def test_a_dispute_needs_words_and_may_be_recorded_anew(pair: Town) -> None:
    meeting = met(pair)
    with pytest.raises(Unusable):
        answered(pair, meeting, "Budi", agrees=False, words="  ")
    answered(pair, meeting, "Budi", agrees=False, words="hanya 30 menit")
    assert total(pair) == guidance.Figures()
    met(pair, minutes=30)
    assert total(pair).recorded == 1


@pytest.mark.parametrize(
    ("days", "minutes", "error"),
    [(-1, 60, Unusable), (31, 60, Unusable), (2, 4, Unusable), (2, 481, Unusable)],
)
def test_what_cannot_be_is_refused(
    pair: Town, days: int, minutes: int, error: type[PamongError]
) -> None:
    with pytest.raises(error):
        met(pair, days=days, minutes=minutes)
    assert total(pair) == guidance.Figures()


def test_minutes_that_have_not_passed_yet_are_not_recorded(pair: Town) -> None:
    begun = clock.now() - timedelta(minutes=10)
    with db.transaction() as session, pytest.raises(Unusable, match="belum terjadi"):
        guidance.record(
            session, bond=the_mentorship(session, pair, "Budi"), by=pair.ids["Ayu"],
            starts_at=begun, minutes=60, mode=Mode.ONLINE,
        )  # fmt: skip
    assert total(pair) == guidance.Figures()


def test_the_same_hour_is_not_counted_twice(pair: Town) -> None:
    met(pair, hour=9, minutes=60)
    with pytest.raises(Refused, match="bertumpang"):
        met(pair, by="Budi", hour=9, minutes=30)
    met(pair, hour=10, minutes=30)
    assert total(pair).recorded == 2


def test_only_a_running_mentorship_has_meetings(pair: Town) -> None:
    with db.transaction() as session:
        the_mentorship(session, pair, "Budi").state = "offered"
    with pytest.raises(NotNow):
        met(pair)


def test_what_one_recorded_one_may_take_back_until_it_is_confirmed(pair: Town) -> None:
    first, second = met(pair), met(pair, days=5)
    answered(pair, second, "Budi", agrees=True)
    for meeting, by, error in ((first, "Budi", Refused), (second, "Ayu", NotNow)):
        with pytest.raises(error), db.transaction() as session:
            guidance.withdraw(
                session, meeting=guidance.meeting(session, meeting_id=meeting), by=pair.ids[by]
            )
    with db.transaction() as session:
        guidance.withdraw(
            session, meeting=guidance.meeting(session, meeting_id=first), by=pair.ids["Ayu"]
        )
    assert total(pair).recorded == 1


def planned(town: Town, hours: float) -> Any:
    with db.transaction() as session:
        return guidance.plan(
            session, bond=the_mentorship(session, town, "Budi"), by=town.ids["Ayu"],
            starts_at=clock.now() + timedelta(hours=hours), mode=Mode.FACE_TO_FACE, place="Aula",
        ).id  # fmt: skip


def reminders() -> list[messages.Message]:
    with db.transaction() as session:
        return messages.messages(session, events=[Event.SESSION_REMINDER])


def test_both_are_reminded_once_and_not_of_what_was_called_off(pair: Town) -> None:
    planned(pair, 24 * 20)
    near = planned(pair, 2)
    for _time in range(2):
        guidance.remind()
    assert {m.employee_id for m in reminders()} == {pair.ids["Ayu"], pair.ids["Budi"]}
    assert len(reminders()) == 2
    with db.transaction() as session:
        guidance.withdraw(
            session, meeting=guidance.meeting(session, meeting_id=near), by=pair.ids["Ayu"]
        )
    assert {m.state for m in reminders()} == {"obsolete"}


def test_what_was_planned_for_the_day_is_taken_over_by_the_record(pair: Town) -> None:
    plan = planned(pair, 1)
    with db.transaction() as session:
        session.get_one(Meeting, plan).starts_at = moment(2, 8)
    met(pair, days=2, hour=9)
    with db.transaction() as session:
        rows = session.exec(select(Meeting)).all()
    assert sorted(m.state for m in rows) == [MeetingState.RECORDED, MeetingState.WITHDRAWN]


def test_a_meeting_to_come_is_no_meeting_of_the_past(pair: Town) -> None:
    with pytest.raises(Unusable):
        planned(pair, -1)
    with pytest.raises(NotFound), db.transaction() as session:
        guidance.meeting(session, meeting_id=pair.by)


def goal(town: Town, **change: Any) -> None:
    values: dict[str, Any] = {
        "code": codes(town)[0], "text": "magang", "due_on": None, "progress": 40,
        "state": GoalState.OPEN,
    }  # fmt: skip
    by = change.pop("by", town.ids["Budi"])
    with db.transaction() as session:
        bond = the_mentorship(session, town, "Budi")
        guidance.change_goal(session, bond=bond, by=by, wanted=guidance.Wanted(**(values | change)))


def codes(town: Town) -> list[str]:
    with db.transaction() as session:
        return [
            g.code for g in guidance.goals_of(session, bond=the_mentorship(session, town, "Budi"))
        ]


def test_goals_follow_from_the_gaps_and_belong_to_the_two(pair: Town) -> None:
    pair.person("Eko")
    first = codes(pair)[0]
    goal(pair)
    goal(pair, by=pair.ids["Ayu"], progress=100, state=GoalState.REACHED)
    with db.transaction() as session:
        now = guidance.goals_of(session, bond=the_mentorship(session, pair, "Budi"))[0]
    assert (now.code, now.progress, now.state, now.text) == (first, 100, "reached", "magang")
    wrongs: list[tuple[dict[str, Any], type[PamongError]]] = [
        ({"by": pair.ids["Eko"]}, Refused),
        ({"progress": 101}, Unusable),
        ({"due_on": ago(400)}, Unusable),
        ({"code": "X.9"}, NotFound),
        ({"to_level": 6}, Unusable),
        ({"to_level": 0}, Unusable),
    ]
    for change, error in wrongs:
        with pytest.raises(error):
            goal(pair, **change)


def test_the_two_may_aim_higher_than_the_gap(pair: Town) -> None:
    goal(pair, to_level=5)
    goal(pair, progress=50)  # what is not said stays
    with db.transaction() as session:
        kept = guidance.goals_of(session, bond=the_mentorship(session, pair, "Budi"))[0]
        assert (kept.to_level, kept.progress) == (5, 50)
        assert guidance.broken(session) == []


def test_the_doctor_sees_meetings_and_goals_that_cannot_be(pair: Town) -> None:
    first, second = met(pair), met(pair, hour=12)
    goal(pair)

    def told(table: Any, key: Any, **wrong: Any) -> list[str]:
        with db.transaction() as session:
            row = session.get_one(table, key)
            before = {name: getattr(row, name) for name in wrong}
            for name, value in wrong.items():
                setattr(row, name, value)
            session.flush()
            found = [one.sentence for one in guidance.broken(session)]
            for name, value in before.items():
                setattr(row, name, value)
        return found

    assert told(Meeting, first, minutes=481) == [
        "Lama pertemuan yang tidak mungkin.", "Dua pertemuan pada waktu yang sama.",
    ]  # fmt: skip
    assert told(Meeting, second, starts_at=moment(2, 9, 30)) == [
        "Dua pertemuan pada waktu yang sama."
    ]
    for day in (31, -400):
        assert "Pertemuan di luar masa pendampingan." in told(Meeting, first, starts_at=moment(day))
    with db.transaction(reads=True) as session:
        goal_id = session.exec(select(guidance.Goal.id)).one()
    assert told(guidance.Goal, goal_id, progress=101)
    assert told(guidance.Goal, goal_id, to_level=0)
    with db.transaction(reads=True) as session:
        assert guidance.broken(session) == []


def test_figures_are_counted_by_opd(pair: Town) -> None:
    answered(pair, met(pair), "Budi", agrees=True)
    with db.transaction() as session:
        programme = the_mentorship(session, pair, "Budi").programme_id
        from mentoring.programmes import Programme

        found = guidance.figures(session, programme=session.get_one(Programme, programme))
    assert list(found.values()) == [guidance.Figures(recorded=1, confirmed=1, minutes=60)]
