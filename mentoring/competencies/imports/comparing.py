"""Compares what a sheet wants with one stored table, row by row.

None in a wanted row is what the sheet leaves blank. It says nothing about a result that is stored
with the same level already; with a new level it means the default, never what the old level had.
"""

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
    default: Callable[[Row], Row] = dict,
) -> None:
    """Fill the plan's lists and the writes. Stored rows that the sheet does not name stay.

    fields: what tells one row from another. default: a row with its blanks filled.
    """
    known = {tuple(row[f] for f in fields): row for row in stored}
    for key, (record, said) in wanted.items():
        old = known.get(key)
        if old is None:
            writes.insert.append({"id": uuid4(), **default(said)})
            plan.new.append(people.Change(record.row, label(record), kinds=("new",)))
            continue
        same_level = old.get("level") == said.get("level")
        row = _without_blanks(said) if same_level else default(said)
        what = tuple(
            (name, str(old[name]), str(value)) for name, value in row.items() if old[name] != value
        )
        if what:
            writes.update.append({**old, **row})
            plan.changed.append(people.Change(record.row, label(record), what, ("changed",)))
        else:
            plan.same += 1
    plan.writes.append(writes)


def _without_blanks(row: Row) -> Row:
    return {name: value for name, value in row.items() if value is not None}
