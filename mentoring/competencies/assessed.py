"""What was assessed: the newest valid level of each person, and the median of each job group.

Columns are selected, not objects: a city has 150,000 results, and an object for each would take
ten times as long.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import String, type_coerce
from sqlmodel import Session, col, select

from mentoring import people
from mentoring.competencies.gap import UNKNOWN, Levels8, lower_median
from mentoring.competencies.tables import Assessment

ASKED_AT_ONCE = 500  # more ids than this: reading the whole table is quicker than naming them


def assessed(
    session: Session, *, ids: Sequence[UUID], on: date, column: dict[UUID, int], width: int
) -> Levels8:
    """The newest level valid on that day, (len(ids), width); -1 where there is none.

    column: competency id -> place.
    """
    rows = {person.hex: row for row, person in enumerate(dict.fromkeys(ids))}
    places = {competency.hex: place for competency, place in column.items()}
    table = np.full((len(rows), width), UNKNOWN, dtype=np.int8)
    for who, what, level in session.connection().execute(_query(ids, on)):
        row = rows.get(_hex(who))
        if row is not None:
            table[row, places[_hex(what)]] = level
    return table if len(rows) == len(ids) else table[[rows[i.hex] for i in ids]]


def group_medians(
    session: Session,
    *,
    groups: Sequence[str | None],
    on: date,
    column: dict[UUID, int],
    width: int,
) -> Levels8:
    """Per person the lower median of everybody in service in the same job group, (n, width).

    groups: the job group of each of n people. -1 where nobody of the group was assessed.
    """
    query = select(people.Employee.id, people.Employee.job_group).where(
        col(people.Employee.left_on).is_(None), col(people.Employee.job_group).is_not(None)
    )
    colleagues = session.exec(query).all()
    ids = [employee_id for employee_id, _group in colleagues]
    table = assessed(session, ids=ids, on=on, column=column, width=width)
    rows_of: dict[str | None, list[int]] = defaultdict(list)
    for row, (_id, group) in enumerate(colleagues):
        rows_of[group].append(row)
    nothing = np.full(width, UNKNOWN, dtype=np.int8)
    medians = {g: lower_median(table[rows_of[g]]) if g in rows_of else nothing for g in set(groups)}
    return np.array([medians[g] for g in groups], dtype=np.int8).reshape(len(groups), width)


def _query(ids: Sequence[UUID], on: date) -> Any:
    """Ids come as the driver gives them: making 300,000 UUID objects took half of a run."""
    query = (
        select(
            type_coerce(col(Assessment.employee_id), String),
            type_coerce(col(Assessment.competency_id), String),
            col(Assessment.level),
        )
        .where(col(Assessment.assessed_on) <= on, col(Assessment.valid_until) >= on)
        .order_by(col(Assessment.assessed_on))  # the newest is written last
    )
    few = len(ids) <= ASKED_AT_ONCE
    return query.where(col(Assessment.employee_id).in_(ids)) if few else query


def _hex(raw: str | UUID) -> str:
    """SQLite gives 32 hex digits, PostgreSQL a UUID."""
    return raw if isinstance(raw, str) else raw.hex
