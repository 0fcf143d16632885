"""Compares what a sheet wants with one stored table, row by row."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import uuid4

from mentoring import people
from mentoring.sheets import Record

Key = tuple[Any, ...]
Row = dict[str, Any]
Wanted = Mapping[Key, tuple[Record, Row]]


def compare(
    plan: people.ImportPlan,
    writes: people.Writes,
    *,
    stored: Iterable[Row],
    fields: tuple[str, ...],
    wanted: Wanted,
    label: Callable[[Record], str],
) -> None:
    """Fill the plan's lists and the writes. Stored rows that the sheet does not name stay."""
    known = {tuple(row[f] for f in fields): row for row in stored}
    for key, (record, row) in wanted.items():
        old = known.get(key)
        if old is None:
            writes.insert.append({"id": uuid4(), **row})
            plan.new.append(people.Change(record.row, label(record), kinds=("new",)))
            continue
        what = tuple(
            (name, str(old[name]), str(value)) for name, value in row.items() if old[name] != value
        )
        if what:
            writes.update.append({**old, **row})
            plan.changed.append(people.Change(record.row, label(record), what, ("changed",)))
        else:
            plan.same += 1
    plan.writes.append(writes)
