"""What rows were before the last import, so that it can be taken back exactly.

Only of the last one: older pictures go, because nobody may keep copies of what people once were.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Table, TypeDecorator, delete, func, insert, select
from sqlmodel import Session, SQLModel

from mentoring.people.imports.plan import Row, Writes, rows_of, table_of
from mentoring.people.tables import ImportBefore

AT_ONCE = 500  # ids in one question: SQLite takes no more than 999 on some systems
Images = dict[str, dict[UUID, Row]]


def images(session: Session, writes: Sequence[Writes]) -> Images:
    """The rows that these writes touch, by table and id, as they stand now."""
    found: Images = {}
    for one in writes:
        touched = {row["id"] for row in (*one.insert, *one.update)} | set(one.delete)
        rows = rows_of(session, one.table) if touched else []
        found[table_of(one.table).name] = {r["id"]: r for r in rows if r["id"] in touched}
    return found


def keep(
    session: Session, *, batch_id: UUID, writes: Sequence[Writes], before: Images, after: Images
) -> None:
    """Note for every touched row what it was, and a fingerprint of what it became."""
    connection, kept = session.connection(), table_of(ImportBefore)
    connection.execute(delete(kept))
    notes: list[Row] = []
    for one in writes:
        name = table_of(one.table).name
        for key in dict.fromkeys([*(r["id"] for r in (*one.insert, *one.update)), *one.delete]):
            was, became = before[name].get(key), after[name].get(key)
            if was != became:
                notes.append(
                    {
                        "id": uuid4(),
                        "batch_id": batch_id,
                        "place": len(notes),
                        "table_name": name,
                        "row_id": key,
                        "before": None if was is None else _plain(was),
                        "after": None if became is None else fingerprint(became),
                    }
                )
    if notes:
        connection.execute(insert(kept), notes)


def notes_of(session: Session, batch_id: UUID) -> list[ImportBefore]:
    """Every touched row of one import, in the order in which it was written."""
    kept = table_of(ImportBefore)
    query = select(kept).where(kept.c.batch_id == batch_id).order_by(kept.c.place)
    rows = session.connection().execute(query).mappings()
    return [ImportBefore.model_construct(**row) for row in rows]


def now_of(session: Session, table: Table, ids: Iterable[UUID]) -> dict[UUID, Row]:
    """These rows as they stand now."""
    found: dict[UUID, Row] = {}
    for part in _parts(ids):
        query = select(table).where(table.c.id.in_(part))
        found |= {r["id"]: dict(r) for r in session.connection().execute(query).mappings()}
    return found


def row_of(table: Table, before: Mapping[str, Any]) -> Row:
    """A stored picture as the row that it shows."""
    return {name: _value(table, name, value) for name, value in before.items()}


def fingerprint(row: Row) -> str:
    """The same for the same values, whatever the database."""
    return hashlib.sha256(repr(sorted(_plain(row).items())).encode()).hexdigest()


def referring(session: Session, table: Table, ids: Sequence[UUID], own: set[UUID]) -> int:
    """How many rows elsewhere point at these rows; own: ids that go together with them."""
    connection, count = session.connection(), 0
    for other in SQLModel.metadata.tables.values():
        for key in other.foreign_keys:
            if key.column.table is not table:
                continue
            for part in _parts(ids):
                if other is table:
                    query = select(other.c.id).where(key.parent.in_(part))
                    count += sum(row.id not in own for row in connection.execute(query))
                else:
                    many = select(func.count()).select_from(other).where(key.parent.in_(part))
                    count += connection.execute(many).scalar_one()
    return count


def _plain(row: Row) -> dict[str, Any]:
    return {
        name: value.isoformat()
        if isinstance(value, date)
        else str(value)
        if isinstance(value, UUID)
        else value
        for name, value in row.items()
    }


def _value(table: Table, name: str, value: Any) -> Any:
    if value is None:
        return None
    stored = table.c[name].type
    kind = (stored.impl_instance if isinstance(stored, TypeDecorator) else stored).python_type
    if kind is UUID:
        return UUID(value)
    return kind.fromisoformat(value) if kind in {date, datetime} else value


def _parts(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    every = list(ids)
    for begin in range(0, len(every), AT_ONCE):
        yield every[begin : begin + AT_ONCE]
