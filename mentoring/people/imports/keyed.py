"""What the small sheets share: rows about known people, each with a key of its own.

Such a sheet may hold only a few lines, so a line that is not in it stays as it is stored. What
must go is said: «ya» in the column HAPUS.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session, SQLModel

from mentoring.people.imports.plan import (
    Change,
    Finder,
    ImportPlan,
    Row,
    Writes,
    digest_of,
    ids_by_nip,
    rows_of,
)
from mentoring.people.nip import BadNip, masked, parse_nip
from mentoring.sheets import Column, Layout, Record, Sheet, parsers
from mentoring.words import _

NIP_ALIASES = ("NIP BARU", "NIP/NI PPPK", "NI PPPK", "NIP PEGAWAI")
YES = {"ya": True, "y": True, "hapus": True, "tidak": False, "t": False, "yes": True, "no": False}


def nip_column(
    key: str = "nip",
    header: str = "NIP",
    aliases: tuple[str, ...] = NIP_ALIASES,
    *,
    mandatory: bool = True,
    told: str = "",
) -> Column:
    """A column that names a person."""
    return Column(
        key,
        header,
        parsers.nip,
        aliases,
        required=True,
        mandatory=mandatory,
        text=True,
        help=told or _("18 angka NIP atau NI PPPK pegawai, disimpan sebagai teks."),
    )


def remove_column() -> Column:
    """The column that takes a stored line away."""
    return Column(
        "remove",
        "HAPUS",
        parsers.choice(YES),
        choices=("ya",),
        help=_("Tulis «ya» untuk menghapus catatan yang tersimpan; biasanya kosong."),
    )


class KnownPeople:
    """Finds the stored people that a sheet names, and says which of them are unknown."""

    def __init__(self, session: Session, finder: Finder) -> None:
        self.ids, self.finder = ids_by_nip(session), finder

    def of(self, record: Record, key: str = "nip") -> UUID | None:
        """The person's id, or None with an error noted."""
        digits = record.get(key)
        if digits is None:
            return None
        if found := self.ids.get(digits):
            return found
        try:
            parse_nip(digits)
        except BadNip as bad:
            self.finder.error(record, key, bad.code, bad.sentence, bad.remedy)
            return None
        self.finder.error(
            record,
            key,
            "unknown_person",
            _("NIP ini tidak ada pada data pegawai."),
            _("Impor berkas pegawai lebih dahulu, atau perbaiki NIP-nya."),
        )
        return None


Key = tuple[Any, ...]
Reading = Callable[[Record, KnownPeople], tuple[Key, Row] | None]


def plan_rows(
    session: Session,
    sheet: Sheet,
    *,
    layout: Layout,
    model: type[SQLModel],
    key: Iterable[str],
    row_of: Reading,
) -> ImportPlan:
    """Compare the rows of a small sheet with one table.

    key: the fields that say which stored row is meant. row_of: the stored fields of a record, or
    None when the record has errors.
    """
    fields = tuple(key)
    stored = rows_of(session, model)
    finder = Finder(sheet)
    people = KnownPeople(session, finder)
    wanted: dict[Key, tuple[Record, Row]] = {}
    for record in sheet.rows:
        found = row_of(record, people)
        if found is None or record.row in finder.bad_rows:
            continue
        if found[0] in wanted:
            first = wanted[found[0]][0].row
            finder.error(
                record,
                "nip",
                "duplicate",
                _("Baris ini menyangkut hal yang sama dengan baris {row}.", row=first),
                _("Hapus salah satu baris."),
            )
            continue
        wanted[found[0]] = (record, found[1])
    plan = ImportPlan(layout.name, layout, sheet, finder.all(), digest_of([stored]))
    if plan.ok:
        _compare(plan, Writes(model), {tuple(r[f] for f in fields): r for r in stored}, wanted)
    return plan


def _compare(
    plan: ImportPlan,
    writes: Writes,
    stored: Mapping[Key, Row],
    wanted: Mapping[Key, tuple[Record, Row]],
) -> None:
    for key, (record, row) in wanted.items():
        old, label = stored.get(key), masked(record.get("nip"))
        if record.get("remove"):
            if old is None:
                plan.same += 1
                continue
            writes.delete.append(old["id"])
            plan.gone.append(Change(record.row, label, kinds=("removed",)))
        elif old is None:
            writes.insert.append({"id": uuid4(), **row})
            plan.new.append(Change(record.row, label, kinds=("new",)))
        elif what := _what(old, row):
            writes.update.append({**old, **row})
            plan.changed.append(Change(record.row, label, what, ("changed",)))
        else:
            plan.same += 1
    plan.writes = [writes]


def _what(old: Row, row: Row) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (name, _shown(old[name]), _shown(value))
        for name, value in row.items()
        if old[name] != value
    )


def _shown(value: object) -> str:
    return "" if value is None else "•••" if isinstance(value, UUID) else str(value)


def orderly(record: Record, finder: Finder, begin: str = "begins_on", end: str = "ends_on") -> bool:
    """The end is not before the beginning; if it is, that is noted."""
    if record.get(end) is None or record.get(begin) is None or record.get(end) >= record.get(begin):
        return True
    finder.error(
        record,
        end,
        "order",
        _("Tanggal selesai mendahului tanggal mulai."),
        _("Perbaiki salah satu tanggal."),
    )
    return False
