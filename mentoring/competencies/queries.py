"""Verbs that read: levels of many people at once, one person's gaps, the dictionary."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

import numpy as np
from sqlalchemy import String, type_coerce
from sqlmodel import Session, col, select

from mentoring import sheets
from mentoring.competencies.gap import (
    UNKNOWN,
    Levels8,
    Unknown,
    filled,
    gap,
    lower_median,
)
from mentoring.competencies.tables import Assessment, Competency, Standard

CHUNK = 5_000  # ids per query; SQLite takes about 32,000 parameters


class Worker(Protocol):
    """What is needed of a person: who it is and what the job is."""

    @property
    def id(self) -> UUID: ...
    @property
    def job_group(self) -> str | None: ...
    @property
    def job_name(self) -> str: ...


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """Levels of n people in c competencies.

    Attributes:
        codes: competency codes, sorted; names: by the same order.
        employee_ids: n ids, in the order asked for.
        required: int8 (n, c), -1 where the job has no standard.
        achieved: int8 (n, c), unknown ones as the policy says, -1 where left out.
        assumed: bool (n, c), True where the achieved level was not assessed.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    employee_ids: tuple[UUID, ...]
    required: Levels8
    achieved: Levels8
    assumed: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Gap:
    """One competency of one person, for display; achieved None: not assessed."""

    code: str
    name: str
    required: int
    achieved: int | None
    counted: int  # what matching counts with, -1 when left out
    gap: int


def dictionary(session: Session) -> list[Competency]:
    """All competencies by code; of several versions of a code the newest."""
    rows = session.exec(select(Competency).order_by(Competency.code, Competency.version))
    return list({row.code: row for row in rows}.values())


def levels(session: Session, *, people: Sequence[Worker], on: date, unknown: Unknown) -> Levels:
    """Required and achieved levels of these people on a day, in a fixed number of queries."""
    entries = dictionary(session)
    column = {entry.id: c for c, entry in enumerate(entries)}
    required = _required(session, people, column)
    assessed = _assessed(session, [p.id for p in people], on, column)
    medians = np.full_like(required, UNKNOWN)
    if unknown is Unknown.GROUP_MEDIAN:
        medians = _medians(session, people, on, column)
    return Levels(
        codes=tuple(e.code for e in entries),
        names=tuple(e.name for e in entries),
        employee_ids=tuple(p.id for p in people),
        required=required,
        achieved=filled(required, assessed, medians, unknown),
        assumed=assessed == UNKNOWN,
    )


def gaps_of(session: Session, *, worker: Worker, on: date, unknown: Unknown) -> list[Gap]:
    """Every competency that the person's job asks for, with the gap that matching sees."""
    counted = levels(session, people=[worker], on=on, unknown=unknown)
    return [
        Gap(
            code=code,
            name=counted.names[c],
            required=int(counted.required[0, c]),
            achieved=None if counted.assumed[0, c] else int(counted.achieved[0, c]),
            counted=int(counted.achieved[0, c]),
            gap=gap(int(counted.required[0, c]), int(counted.achieved[0, c])),
        )
        for c, code in enumerate(counted.codes)
        if counted.required[0, c] > 0
    ]


def job_key(name: str) -> str:
    """A job's name as standards are keyed: case, spaces and punctuation do not matter."""
    return sheets.folded(name)[:300]


def _required(session: Session, people: Sequence[Worker], column: dict[UUID, int]) -> Levels8:
    """The job's own standard wins over the one of its group, competency by competency."""
    by_key: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    rows = session.exec(
        select(Standard.scope, Standard.key, Standard.competency_id, Standard.level)
    )
    for scope, key, competency_id, level in rows:
        if competency_id in column:
            by_key[scope, key].append((column[competency_id], level))
    table = np.full((len(people), len(column)), UNKNOWN, dtype=np.int8)
    for row, person in enumerate(people):
        own = (("group", person.job_group or ""), ("job", job_key(person.job_name)))
        for scope_and_key in own:
            for c, level in by_key.get(scope_and_key, ()):
                table[row, c] = level
    return table


def _assessed(session: Session, ids: Sequence[UUID], on: date, column: dict[UUID, int]) -> Levels8:
    """The newest valid assessment on that day.

    Ids are compared as the driver gives them: making 150,000 UUID objects took half of a run.
    """
    place = {person.hex: row for row, person in enumerate(ids)}
    at = {competency.hex: c for competency, c in column.items()}
    table = np.full((len(ids), len(column)), UNKNOWN, dtype=np.int8)
    who, what = (type_coerce(c, String) for c in (Assessment.employee_id, Assessment.competency_id))
    for start in range(0, len(ids), CHUNK):
        query = (
            select(who, what, Assessment.level)
            .where(
                col(Assessment.employee_id).in_(ids[start : start + CHUNK]),
                col(Assessment.assessed_on) <= on,
                col(Assessment.valid_until) >= on,
            )
            .order_by(col(Assessment.assessed_on))  # the newest is written last
        )
        for employee_id, competency_id, level in session.connection().execute(query):
            c = at.get(_hex(competency_id))
            if c is not None:
                table[place[_hex(employee_id)], c] = level
    return table


def _hex(raw: str | UUID) -> str:
    """SQLite gives 32 hex digits, PostgreSQL a UUID."""
    return raw if isinstance(raw, str) else raw.hex


def _medians(
    session: Session, people: Sequence[Worker], on: date, column: dict[UUID, int]
) -> Levels8:
    """Per person the lower median of those of the same job group among the people given.

    The people of a run stand for their group: it is they who are compared.
    """
    assessed = _assessed(session, [p.id for p in people], on, column)
    rows_of: dict[str | None, list[int]] = defaultdict(list)
    for row, person in enumerate(people):
        rows_of[person.job_group].append(row)
    table = np.full_like(assessed, UNKNOWN)
    for rows in rows_of.values():
        for c in range(assessed.shape[1]):
            known = assessed[rows, c]
            known = known[known != UNKNOWN]
            if len(known):
                table[rows, c] = lower_median(known)
    return table
