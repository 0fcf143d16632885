"""What an import would do, before it does it."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select
from sqlmodel import Session, SQLModel

from mentoring.people.tables import Employee
from mentoring.sheets import Layout, Problem, Record, Severity, Sheet, masked
from mentoring.words import _

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One row's difference. `what` holds (field, old, new) as people read it, nothing private."""

    row: int  # in the sheet; 0 for somebody who is not in it
    label: str  # masked NIP (of who is gone: the name too), or the code of a unit
    what: tuple[tuple[str, str, str], ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(slots=True)
class Writes:
    """What `apply` sends to one table."""

    table: type[SQLModel]
    insert: list[Row] = field(default_factory=list)
    update: list[Row] = field(default_factory=list)  # each with its id
    delete: list[UUID] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.insert) + len(self.update) + len(self.delete)


@dataclass(slots=True)
class ImportPlan:
    """The whole difference between a file and the database, and every problem of the file.

    digest is that of the rows that the plan was made from: if they change before it is applied,
    the plan is void. `active` is how many there were, to judge how many would go.
    """

    kind: str
    layout: Layout
    sheet: Sheet
    problems: list[Problem]
    digest: str
    new: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    gone: list[Change] = field(default_factory=list)
    same: int = 0
    active: int = 0
    new_units: int = 0
    writes: list[Writes] = field(default_factory=list, repr=False)
    reads: tuple[type[SQLModel], ...] = ()  # tables behind the digest, where another room planned

    @property
    def ok(self) -> bool:
        """No errors: warnings do not stop an import."""
        return not self.errors

    @property
    def errors(self) -> list[Problem]:
        return [p for p in self.problems if p.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Problem]:
        return [p for p in self.problems if p.severity is Severity.WARNING]

    @property
    def kinds(self) -> dict[str, int]:
        """How many changes of each kind: transfer, promotion, new_job, status_change, left, …"""
        changes = (*self.new, *self.changed, *self.gone)
        found = Counter(k for c in changes for k in c.kinds) + Counter(new_unit=self.new_units)
        return dict(sorted(found.items()))

    @property
    def size(self) -> int:
        """How many rows applying it writes."""
        return sum(len(writes) for writes in self.writes)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "rows": len(self.sheet.rows),
            "new": len(self.new),
            "changed": len(self.changed),
            "same": self.same,
            "gone": len(self.gone),
            "errors": len(self.errors),
            "warnings": len(self.warnings),
        }

    def __str__(self) -> str:
        return _(
            "{new} baru, {changed} berubah, {same} tetap, {gone} tidak ada lagi; "
            "{errors} kesalahan, {warnings} peringatan",
            **self.counts,
        )


class Finder:
    """Collects the problems of a sheet that only show when rows are seen together."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.problems: list[Problem] = []
        self.bad_rows = {p.row for p in sheet.problems if p.severity is Severity.ERROR}

    def error(self, record: Record, key: str, code: str, reason: str, remedy: str = "") -> None:
        self._add(record, key, code, reason, remedy, Severity.ERROR)
        self.bad_rows.add(record.row)

    def warn(self, record: Record, key: str, code: str, reason: str, remedy: str = "") -> None:
        self._add(record, key, code, reason, remedy, Severity.WARNING)

    def _add(
        self, record: Record, key: str, code: str, reason: str, remedy: str, severity: Severity
    ) -> None:
        value = "" if key in PRIVATE else record.raw.get(key, "")
        self.problems.append(
            Problem(
                row=record.row,
                column=self.sheet.headers.get(key, ""),
                value=masked(value),
                code=code,
                reason=reason,
                remedy=remedy,
                severity=severity,
            )
        )

    def all(self) -> list[Problem]:
        return sorted((*self.sheet.problems, *self.problems), key=lambda p: p.row)


PRIVATE = frozenset({"name", "email", "phone"})  # nothing of these cells is ever shown


def table_of(model: type[SQLModel]) -> Table:
    """The SQLAlchemy table of a model: bulk work speaks to it directly."""
    return model.__table__  # type: ignore[attr-defined, no-any-return]


def rows_of(session: Session, model: type[SQLModel]) -> list[Row]:
    """Every row of a table as dicts, by id."""
    table = table_of(model)
    found = session.connection().execute(select(table).order_by(table.c.id))
    return [dict(row) for row in found.mappings()]


def digest_of(tables: Iterable[Sequence[Mapping[str, Any]]]) -> str:
    """A fingerprint of rows as they stand in the database."""
    mill = hashlib.sha256()
    for rows in tables:
        for row in rows:
            mill.update(repr(tuple(row.values())).encode())
        mill.update(b"|")
    return mill.hexdigest()


def ids_by_nip(session: Session) -> dict[str, UUID]:
    """NIP -> employee id, of everybody on record."""
    people = table_of(Employee)
    query = select(people.c.nip, people.c.id)
    return {row.nip: row.id for row in session.connection().execute(query)}


def differences(
    before: Row, wanted: Row, names: dict[UUID, str], private: Iterable[str] = ()
) -> tuple[tuple[str, str, str], ...]:
    """(field, old, new) for every field that differs; units by name, private values not at all."""
    hidden = set(private)
    return tuple(
        (key, "•••", "•••")
        if key in hidden
        else (key, _shown(before[key], names), _shown(value, names))
        for key, value in wanted.items()
        if key != "id" and before[key] != value
    )


def _shown(value: Any, names: dict[UUID, str]) -> str:
    if isinstance(value, UUID):
        return names.get(value, "?")
    return "" if value is None else str(value)
