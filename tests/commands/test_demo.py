"""The demo's city lives on after the approval, by the rules, and the same for the same seed."""

from pathlib import Path

import pytest
import time_machine
from sqlmodel import select

from mentoring import cases, db, guidance, programmes
from mentoring.cases import Asked, CaseState
from mentoring.guidance import Goal, GoalState, Meeting, MeetingState
from mentoring.programmes import MentorshipState
from tests.commands.office import types


def lived() -> dict[str, object]:
    """What stands in the rooms, in counts."""
    with db.transaction(reads=True) as session:
        found = programmes.find_programme(session)
        bonds = programmes.mentorships(session, programme=found)
        return {
            "bonds": sorted(bond.state for bond in bonds),
            "meetings": sorted(session.exec(select(Meeting.state))),
            "goals": sorted(session.exec(select(Goal.state))),
            "progress": sorted(session.exec(select(Goal.progress))),
            "cases": sorted(case.state for case in cases.cases(session, asked=Asked(), last=99)),
            "minutes": sum(
                guidance.total(session, mentorship_id=bond.id).minutes for bond in bonds
            ),
        }


def test_mentors_answer_pairs_meet_and_somebody_objects(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Ten in the morning at the office, so that a meeting of today can have taken place.
    with time_machine.travel("2026-11-24T03:00:00Z"):
        types("demo", "--size", "small", "--yes")
        found = lived()
        assert {MentorshipState.ACTIVE, MentorshipState.DECLINED} <= set(found["bonds"])  # type: ignore[call-overload]
        assert set(found["meetings"]) == {  # type: ignore[call-overload]
            MeetingState.PLANNED, MeetingState.RECORDED, MeetingState.CONFIRMED,
        }  # fmt: skip
        assert found["minutes"]
        assert GoalState.OPEN in found["goals"]  # type: ignore[operator]
        assert found["cases"] == [CaseState.ANSWERED, CaseState.OPEN, CaseState.OPEN]
        assert types("doctor").exit_code == 0
        types("demo", "--size", "small", "--yes")
        assert lived() == found
