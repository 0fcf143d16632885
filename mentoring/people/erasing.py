"""What is known of people taken away for good, once the office may not keep it any longer.

The row itself stays, with nothing in it but an id, the unit and the last day: figures of past
programmes, proofs and letters hang on it.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, delete, or_, select, update

from mentoring import clock
from mentoring.people.tables import (
    ERASED,
    IMPORT_LOCK,
    Conflict,
    Correction,
    Discipline,
    Employee,
    Erasure,
    ImportBefore,
    Leave,
    Preference,
    Rating,
)
from mentoring.settings import settings

KEPT = {"id", "kind", "status_code", "unit_id"}
NUMBER_LENGTH = 17


def gone_long_ago(last_day: date | None, *, on: date) -> bool:
    """Is the time over for which the office keeps what it knows of somebody who left that day?"""
    return last_day is not None and kept_until(last_day) < on


def kept_until(last_day: date) -> date:
    """The last day on which data of somebody who left that day are kept."""
    year = last_day.year + settings().retention_years
    leaps = last_day.month == 2 and last_day.day == 29
    return last_day.replace(year=year, day=28 if leaps else last_day.day)


def trace_of(siasn_id: str | None) -> str:
    """What is remembered of a PNS ID; never of a NIP, which can be guessed."""
    return hashlib.sha256(siasn_id.encode()).hexdigest() if siasn_id else ""


def traces(session: Session) -> set[str]:
    """Of everybody who was erased and had a PNS ID."""
    return set(session.exec(select(Erasure.trace).where(Erasure.trace != "")))


def erasures(session: Session) -> list[Erasure]:
    """Who was erased, by id, the newest first."""
    return list(session.exec(select(Erasure).order_by(col(Erasure.at).desc(), col(Erasure.id))))


def who_left(session: Session, *, before: date) -> list[tuple[UUID, date]]:
    """Ids and last days of those who left before a day and are not erased, the earliest first."""
    query = (
        select(Employee)
        .where(col(Employee.left_on) < before, col(Employee.erased_at).is_(None))
        .order_by(col(Employee.left_on), col(Employee.id))
    )
    return [(one.id, one.left_on) for one in session.exec(query) if one.left_on is not None]


def erase(session: Session, *, ids: Sequence[UUID], actor_id: UUID | None) -> Counter[str]:
    """Empty the rows of these people and remove what hangs on them. Returns how many of what.

    No import may run meanwhile: it would put back what it read before.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(select(func.pg_advisory_xact_lock(IMPORT_LOCK)))
    done: Counter[str] = Counter()
    for table in (Leave, Rating, Discipline, Correction):
        done[table.__tablename__] += _remove(session, table, col(table.employee_id).in_(ids))
    done["conflict"] += _remove(
        session, Conflict, or_(col(Conflict.a_id).in_(ids), col(Conflict.b_id).in_(ids))
    )
    wishes = or_(col(Preference.employee_id).in_(ids), col(Preference.other_id).in_(ids))
    done["preference"] += _remove(session, Preference, wishes)
    session.exec(
        update(Employee).where(col(Employee.superior_id).in_(ids)).values(superior_id=None)
    )
    known = set(session.exec(select(Erasure.employee_id).where(col(Erasure.employee_id).in_(ids))))
    for person in session.exec(select(Employee).where(col(Employee.id).in_(ids))):
        if person.id not in known:
            session.add(
                Erasure(
                    employee_id=person.id,
                    trace=trace_of(person.siasn_id),
                    at=clock.now(),
                    by=actor_id,
                )
            )
        _empty(person)
        session.add(person)
        done["person"] += 1
    # Pictures of rows before the last import may show these people: it can no more be taken back.
    session.exec(delete(ImportBefore))
    session.flush()
    return done


def left_behind(session: Session) -> list[UUID]:
    """Who was erased and is still described somewhere in these tables."""
    gone = select(Erasure.employee_id)
    found = set(
        session.exec(
            select(Employee.id).where(
                col(Employee.id).in_(gone),
                or_(col(Employee.name) != ERASED, col(Employee.erased_at).is_(None)),
            )
        )
    )
    for table in (Leave, Rating, Discipline, Correction):
        found |= set(
            session.exec(select(table.employee_id).where(col(table.employee_id).in_(gone)))
        )
    for one in (Conflict.a_id, Conflict.b_id, Preference.employee_id, Preference.other_id):
        found |= set(session.exec(select(one).where(col(one).in_(gone))))
    return sorted(found, key=str)


def _empty(person: Employee) -> None:
    blank = Employee(
        nip=_random(),
        draw_key=secrets.token_hex(16),
        kind=person.kind,
        name=ERASED,
        status_code=person.status_code,
        unit_id=person.unit_id,
        left_on=person.left_on or clock.today(),
        erased_at=person.erased_at or clock.now(),
        updated_at=clock.now(),
    )
    for name in Employee.model_fields:
        if name not in KEPT:
            setattr(person, name, getattr(blank, name))


def _random() -> str:
    """In the place of a NIP: no digits alone, so that nobody takes it for one."""
    return "~" + secrets.token_hex(NUMBER_LENGTH)[:NUMBER_LENGTH]


def _remove(session: Session, table: type[SQLModel], which: Any) -> int:
    return session.exec(delete(table).where(which)).rowcount
