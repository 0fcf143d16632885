"""What rows were before the last import, so that it can be taken back exactly.

Only of the last one: older pictures go, because nobody may keep copies of what people once were.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, Table, TypeDecorator, delete, func, insert, select, type_coerce
from sqlalchemy.types import NullType
from sqlmodel import Session, SQLModel

from mentoring.people.imports.plan import Row, Writes, table_of
from mentoring.people.tables import ImportBefore

AT_ONCE = 500  # ids in one question: SQLite takes no more than 999 on some systems
Stored = Mapping[str, Sequence[Row]]  # whole tables by name, as read before anything was written
Images = dict[str, dict[UUID, Row]]


def images(session: Session, writes: Sequence[Writes], stored: Stored) -> Images:
    """The rows that these writes change or remove, by table and id, as they stand now.

    stored: what the caller has read in this transaction already, so that it is not read twice.
    """
    found: Images = {}
    for one in writes:
        table, touched = table_of(one.table), _touched(one)
        if not touched or table.name not in stored:
            found[table.name] = now_of(session, table, touched)
        else:
            wanted = set(touched)
            found[table.name] = {r["id"]: r for r in stored[table.name] if r["id"] in wanted}
    return found


def keep(session: Session, *, batch_id: UUID, writes: Sequence[Writes], before: Images) -> None:
    """Note what every touched row was and a fingerprint of what it became.

    Rows that the import added were nothing before: many of them share one note, because an import
    of a hundred thousand results would else take twice as long as without this picture.
    """
    connection, kept = session.connection(), table_of(ImportBefore)
    connection.execute(delete(kept))
    notes: list[Row] = []
    for one in writes:
        table = table_of(one.table)
        was, became = before[table.name], now_of(session, table, _touched(one))
        for part in _parts(row["id"] for row in one.insert):
            added = {"keys": [key.hex for key in part], "after": digest(session, table, part)}
            notes.append({"table_name": table.name, "row_id": part[0], "before": None, **added})
        notes += [
            {
                "table_name": table.name,
                "row_id": key,
                "before": _plain(old),
                "keys": None,
                "after": fingerprint(became[key]) if key in became else None,
            }
            for key, old in was.items()
            if became.get(key) != old
        ]
    for place, note in enumerate(notes):
        note |= {"id": uuid4(), "batch_id": batch_id, "place": place}
    if notes:
        connection.execute(insert(kept), notes)


def notes_of(session: Session, batch_id: UUID) -> list[ImportBefore]:
    """Every note of one import, in the order in which it was written."""
    kept = table_of(ImportBefore)
    query = select(kept).where(kept.c.batch_id == batch_id).order_by(kept.c.place)
    rows = session.connection().execute(query).mappings()
    return [ImportBefore.model_construct(**row) for row in rows]


def added_by(notes: Iterable[ImportBefore]) -> list[UUID]:
    """Ids of the rows that were not there before, in the order in which they came."""
    return [UUID(key) for note in notes for key in note.keys or ()]


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


def digest(session: Session, table: Table, ids: Sequence[UUID]) -> str:
    """One fingerprint of all these rows, read as the database gives them: that is quicker. Only
    moments are converted, because PostgreSQL gives them in the time zone of the connection."""
    bare = (c if _kind(c) is datetime else type_coerce(c, NullType()) for c in table.c)
    query = select(*bare).where(table.c.id.in_(ids)).order_by(table.c.id)
    mill = hashlib.sha256()
    for row in session.connection().execute(query):
        mill.update(repr(tuple(row)).encode())
    return mill.hexdigest()


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


def _touched(writes: Writes) -> list[UUID]:
    return list(dict.fromkeys([*(row["id"] for row in writes.update), *writes.delete]))


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
    kind = _kind(table.c[name])
    if kind is UUID:
        return UUID(value)
    return kind.fromisoformat(value) if kind in {date, datetime} else value


def _kind(column: Column[Any]) -> Any:
    """The Python type of what this column holds."""
    stored = column.type
    return (stored.impl_instance if isinstance(stored, TypeDecorator) else stored).python_type


def _parts(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    every = list(ids)
    for begin in range(0, len(every), AT_ONCE):
        yield every[begin : begin + AT_ONCE]
