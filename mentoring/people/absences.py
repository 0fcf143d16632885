"""Absences that people tell of themselves, beside those of the register."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, select

from mentoring import audit
from mentoring.people.tables import Leave

OWN_KIND = "cuti"  # the reason of a leave is nobody's business, and is not kept


def note_leave(
    session: Session, *, employee_id: UUID, begins_on: date, ends_on: date, by: UUID
) -> None:
    """Somebody is away from one day to another; one that begins on the same day is changed."""
    row = session.exec(
        select(Leave).where(
            Leave.employee_id == employee_id,
            Leave.kind == OWN_KIND,
            Leave.begins_on == begins_on,
        )
    ).first() or Leave(employee_id=employee_id, kind=OWN_KIND, begins_on=begins_on)
    row.ends_on = ends_on
    session.add(row)
    session.flush()
    audit.record(
        session, actor_id=by, action="leave.note", subject="employee", subject_id=employee_id,
        begins_on=begins_on.isoformat(), ends_on=ends_on.isoformat(),
    )  # fmt: skip


def leaves_of(session: Session, *, employee_id: UUID, since: date) -> list[Leave]:
    """What is known of one person's absences that have not ended before this day."""
    query = select(Leave).where(Leave.employee_id == employee_id)
    rows = [row for row in session.exec(query) if row.ends_on is None or row.ends_on >= since]
    return sorted(rows, key=lambda row: row.begins_on)
