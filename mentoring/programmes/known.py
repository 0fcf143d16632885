"""What programmes store about one person, beside seats and mentorships: for that very person."""

from typing import Any
from uuid import UUID

from sqlmodel import Session, col, or_, select

from mentoring.programmes.actions import rules_of
from mentoring.programmes.refusals import why_nobody
from mentoring.programmes.states import RunState
from mentoring.programmes.tables import Capacity, MatchRun, Programme, Ruling, Unmatched

Rows = list[dict[str, Any]]


def places(session: Session, *, person_id: UUID) -> Rows:
    """The number of places that was set for this person, with the reason that was written."""
    found = session.exec(select(Capacity).where(Capacity.employee_id == person_id))
    return [{"places": row.places, "reason": row.reason} for row in found]


def rulings(session: Session, *, person_id: UUID) -> Rows:
    """Pairs that officers locked or ruled out, or that were declined; `with_id` is the other one.

    The reason is left out: it may speak of the other one.
    """
    query = (
        select(Ruling, Programme.name)
        .join(Programme, col(Programme.id) == col(Ruling.programme_id))
        .where(or_(Ruling.mentee_id == person_id, Ruling.mentor_id == person_id))
        .order_by(col(Ruling.at))
    )
    return [
        {
            "programme": name,
            "ruling": row.kind,
            "with_id": row.mentor_id if row.mentee_id == person_id else row.mentee_id,
            "at": row.at,
            "lifted_at": row.lifted_at,
        }
        for row, name in session.exec(query)
    ]


def waited(session: Session, *, person_id: UUID) -> Rows:
    """Every approved proposal that gave this person nobody: the place and the reason."""
    query = (
        select(Unmatched, MatchRun, Programme)
        .join(MatchRun, col(MatchRun.id) == col(Unmatched.run_id))
        .join(Programme, col(Programme.id) == col(MatchRun.programme_id))
        .where(
            Unmatched.mentee_id == person_id,
            col(MatchRun.state).in_([RunState.APPROVED, RunState.UNDONE]),
        )
        .order_by(col(MatchRun.asked_at))
    )
    return [
        {
            "programme": programme.name,
            "run": run.number,
            "place_in_list": row.place,
            "why": why_nobody(
                row, rules_of(session, programme=programme, version=run.policy_version)
            ),
        }
        for row, run, programme in session.exec(query)
    ]
