"""Verbs that read: the dictionary, the matrix, levels of many people, one person's gaps."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session, select

from mentoring.competencies.assessed import assessed, group_medians
from mentoring.competencies.gap import UNKNOWN, Levels8, Unknown, filled, gap
from mentoring.competencies.jobs import job_key
from mentoring.competencies.tables import Competency, Family, Scope, Standard
from mentoring.competencies.versions import columns_of, newest_of_each_code


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
        competency_ids, codes, names, families: c entries of the dictionary, sorted by code.
        employee_ids: n ids, in the order asked for.
        required: int8 (n, c), -1 where the job has no standard.
        achieved: int8 (n, c), unknown ones as the policy says, -1 where left out.
        assumed: bool (n, c), True where the achieved level was not assessed.
    """

    competency_ids: tuple[UUID, ...]
    codes: tuple[str, ...]
    names: tuple[str, ...]
    families: tuple[Family, ...]
    employee_ids: tuple[UUID, ...]
    required: Levels8
    achieved: Levels8
    assumed: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Gap:
    """One competency of one person, for display."""

    code: str
    name: str
    required: int
    achieved: int | None  # None: not assessed, or no longer valid
    counted: int | None  # what matching counts with; None when left out
    gap: int

    @property
    def assumed(self) -> bool:
        """Is what matching counts with an assumption of the policy?"""
        return self.achieved is None and self.counted is not None


def dictionary(session: Session) -> list[Competency]:
    """All competencies by code; of several versions of a code the newest."""
    return newest_of_each_code(session.exec(select(Competency)))


def matrix(session: Session) -> dict[str, dict[str, int]]:
    """Job group -> competency code -> required level."""
    every = session.exec(select(Competency)).all()
    codes = [entry.code for entry in newest_of_each_code(every)]
    table: dict[str, dict[str, int]] = defaultdict(dict)
    for scope, key, place, level in _standards(session, columns_of(every)):
        if scope == Scope.GROUP:
            table[key][codes[place]] = level
    return {group: dict(sorted(asked.items())) for group, asked in sorted(table.items())}


def levels(session: Session, *, people: Sequence[Worker], on: date, unknown: Unknown) -> Levels:
    """Required and achieved levels of these people on a day, in a fixed number of queries."""
    every = session.exec(select(Competency)).all()
    entries, column = newest_of_each_code(every), columns_of(every)
    required = _required(session, people, column, len(entries))
    known = assessed(session, ids=[p.id for p in people], on=on, column=column, width=len(entries))
    medians = np.full_like(required, UNKNOWN)
    if unknown is Unknown.GROUP_MEDIAN:
        groups = [p.job_group for p in people]
        medians = group_medians(session, groups=groups, on=on, column=column, width=len(entries))
    return Levels(
        competency_ids=tuple(e.id for e in entries),
        codes=tuple(e.code for e in entries),
        names=tuple(e.name for e in entries),
        families=tuple(Family(e.family) for e in entries),
        employee_ids=tuple(p.id for p in people),
        required=required,
        achieved=filled(required, known, medians, unknown),
        assumed=known == UNKNOWN,
    )


def gaps_of(session: Session, *, worker: Worker, on: date, unknown: Unknown) -> list[Gap]:
    """Every competency that the person's job asks for, with the gap that matching sees."""
    found = levels(session, people=[worker], on=on, unknown=unknown)
    gaps = gap(found.required[0], found.achieved[0])
    return [
        Gap(
            code=code,
            name=found.names[c],
            required=int(found.required[0, c]),
            achieved=None if found.assumed[0, c] else int(found.achieved[0, c]),
            counted=None if found.achieved[0, c] == UNKNOWN else int(found.achieved[0, c]),
            gap=int(gaps[c]),
        )
        for c, code in enumerate(found.codes)
        if found.required[0, c] > 0
    ]


def _required(
    session: Session, people: Sequence[Worker], column: dict[UUID, int], width: int
) -> Levels8:
    """The job's own standard wins over the one of its group, competency by competency."""
    by_key: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for scope, key, place, level in _standards(session, column):
        by_key[scope, key].append((place, level))
    table = np.full((len(people), width), UNKNOWN, dtype=np.int8)
    for row, person in enumerate(people):
        own = ((Scope.GROUP, person.job_group or ""), (Scope.JOB, job_key(person.job_name)))
        for scope_and_key in own:
            for place, level in by_key.get(scope_and_key, ()):
                table[row, place] = level
    return table


def _standards(session: Session, column: dict[UUID, int]) -> list[tuple[str, str, int, int]]:
    """(scope, key, place, level), those of the newest version of a competency last."""
    query = select(Standard.scope, Standard.key, Standard.competency_id, Standard.level)
    age = {competency_id: n for n, competency_id in enumerate(column)}
    rows = sorted(session.exec(query), key=lambda row: age[row[2]])
    return [(scope, key, column[entry], level) for scope, key, entry, level in rows]
