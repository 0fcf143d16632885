"""Employees: the difference between a file and what is stored, person by person."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session, col, select

from mentoring import clock
from mentoring.errors import Unusable
from mentoring.people.erasing import gone_long_ago, trace_of, traces
from mentoring.people.grades import grade_name, rank_of
from mentoring.people.imports.corrected import TOLD_BY, Corrected
from mentoring.people.imports.draw_keys import draw_keys
from mentoring.people.imports.employee_facts import Reader
from mentoring.people.imports.employee_layout import layout
from mentoring.people.imports.employee_match import match
from mentoring.people.imports.employee_units import UnitBook
from mentoring.people.imports.plan import (
    Change,
    Finder,
    ImportPlan,
    Row,
    Writes,
    digest_of,
    rows_of,
)
from mentoring.people.nip import masked
from mentoring.people.reference import plain, statuses
from mentoring.people.tables import Employee, ImportBatch, Kind, Unit
from mentoring.sheets import Layout, Record, Sheet
from mentoring.words import _

__all__ = ["READS", "layout", "plan"]

READS = (Employee, Unit)

PRIVATE = frozenset({"name", "nip", "email", "phone", "birth_date", "siasn_id", "retires_on"})
SCOPES = (
    frozenset({Kind.PNS, Kind.CPNS}),
    frozenset({Kind.PPPK}),
    frozenset({Kind.PPPK_PART_TIME}),
)
UNTOUCHED = frozenset({"id", "draw_key", "superior_id", "updated_at"})


def plan(session: Session, sheet: Sheet, *, layout: Layout, partial: bool) -> ImportPlan:
    """Compare a file with the database. Writes nothing. Raises errors.Unusable for no rows: they
    would mean that everybody has left."""
    if not sheet.rows and not sheet.problems:
        raise Unusable(
            _("Berkas tidak berisi satu pegawai pun."), remedy=_("Pilih berkas yang berisi data.")
        )
    people, units = rows_of(session, Employee), rows_of(session, Unit)
    finder = Finder(sheet)
    book = UnitBook(units, has_tree=_has_tree(session))
    matched = match(sheet, people, finder)
    told = bool(TOLD_BY["unit_id"] & sheet.columns_found)
    book.prepare([record for record, old in matched if told or old is None], finder)
    reader = Reader(sheet.columns_found, finder, clock.today())
    gone, by_hand = traces(session), Corrected(session, sheet.columns_found)
    wanted: list[tuple[Record, Row | None, Row]] = []
    for record, old in matched:
        facts = reader.facts(record, old)
        if facts is not None and not (old is None and _gone_for_good(record, facts, gone, finder)):
            unit = None if told or old is None else old["unit_id"]
            now = old["unit_id"] if old else None
            facts["unit_id"] = unit or book.unit_of(record, finder, now=now)["id"]
            wanted.append((record, old, facts))
            if old is not None:
                by_hand.look(record, old, facts, finder)
    result = ImportPlan("employees", layout, sheet, finder.all(), digest_of([people, units]))
    if result.ok:
        _compare(result, wanted, people, book, partial=partial)
        result.writes += by_hand.writes(clock.now())
    return result


def _gone_for_good(record: Record, facts: Row, erased: set[str], finder: Finder) -> bool:
    """Somebody not on record who has left, and whose time of retention is over: exports keep
    pensioners for ever, and nobody who was erased may come back through one."""
    if facts["left_on"] is None:
        return False
    known = trace_of(facts["siasn_id"]) in erased
    if not known and not gone_long_ago(facts["retires_on"], on=clock.today()):
        return False
    finder.warn(
        record,
        "nip",
        "gone_for_good",
        _("Sudah lama keluar: masa retensinya lewat, maka tidak dicatat."),
        _("Tidak perlu tindakan. Bila pegawai ini bekerja kembali, perbaiki kedudukan hukumnya."),
    )
    return True


def _has_tree(session: Session) -> bool:
    query = select(ImportBatch.id).where(
        col(ImportBatch.kind) == "units", col(ImportBatch.undone_at).is_(None)
    )
    return session.exec(query.limit(1)).first() is not None


def _compare(
    result: ImportPlan,
    wanted: list[tuple[Record, Row | None, Row]],
    people: list[Row],
    book: UnitBook,
    *,
    partial: bool,
) -> None:
    now, writes, names = clock.now(), Writes(Employee), book.names()
    fresh: list[tuple[Record, Row]] = []
    for record, old, facts in wanted:
        label = masked(facts["nip"])
        if old is None:
            fresh.append((record, facts))
            kinds = ("left",) if facts["left_on"] else ("hired",)
            result.new.append(Change(record.row, label, (("kind", "", facts["kind"]),), kinds))
        elif what := _differences(old, facts, names):
            row = {**old, **facts, "updated_at": now}
            writes.update.append(row)
            result.changed.append(Change(record.row, label, what, _kinds(old, facts)))
        else:
            result.same += 1
    keys = draw_keys(fresh, {p["draw_key"] for p in people}, book)
    for (_record, facts), key in zip(fresh, keys, strict=True):
        writes.insert.append(
            {**facts, "id": uuid4(), "draw_key": key, "superior_id": None, "updated_at": now}
        )
    if not partial:
        _gone(result, wanted, people, writes, now)
    units = book.writes(partial=partial)
    result.changed += book.changes(units)
    result.new_units = len(units.insert)
    result.writes = [units, writes]


def _gone(
    result: ImportPlan,
    wanted: list[tuple[Record, Row | None, Row]],
    people: list[Row],
    writes: Writes,
    now: Any,
) -> None:
    """Whoever is stored and not in the file has left: only among the kinds that the file holds,
    so that a file of PNS does not send the PPPK away. Nobody is ever deleted."""
    told = {facts["kind"] for _record, _old, facts in wanted}
    scope = frozenset().union(*(kinds for kinds in SCOPES if kinds & told))
    seen = {old["id"] for _record, old, _facts in wanted if old is not None}
    staying = [p for p in people if p["left_on"] is None and p["kind"] in scope]
    result.active = len(staying)
    for person in staying:
        if person["id"] not in seen:
            writes.update.append({**person, "left_on": clock.today(), "updated_at": now})
            # Not in the sheet, so no row tells who it is: the officer needs the name.
            who = f"{person['name']} {masked(person['nip'])}"
            result.gone.append(Change(0, who, kinds=("left",)))


def _differences(
    old: Row, facts: Row, names: Mapping[UUID, str]
) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (
            key,
            *(
                ("•••", "•••")
                if key in PRIVATE
                else (_shown(key, old[key], names), _shown(key, value, names))
            ),
        )
        for key, value in facts.items()
        if old[key] != value and key not in UNTOUCHED
    )


def _shown(key: str, value: Any, names: Mapping[UUID, str]) -> str:
    if value is None or value == "":
        return ""
    if key == "unit_id":
        return names.get(value, "?")
    if key == "grade":
        return grade_name(value)
    if key == "status_code":
        return statuses().get(value, str(value))
    return str(value)


def _kinds(old: Row, facts: Row) -> tuple[str, ...]:
    """What happened to the person, in words that HR uses."""
    ladder = (old["grade"], facts["grade"])
    happened = {
        "transfer": old["unit_id"] != facts["unit_id"],
        "promotion": None not in ladder and rank_of(ladder[1]) > rank_of(ladder[0]),
        "new_job": plain(old["job_name"]) != plain(facts["job_name"]),
        "status_change": old["status_code"] != facts["status_code"],
        "left": old["left_on"] is None and facts["left_on"] is not None,
        "returned": old["left_on"] is not None and facts["left_on"] is None,
        "became_pns": (old["kind"], facts["kind"]) == (Kind.CPNS, Kind.PNS),
        "corrected_nip": old["nip"] != facts["nip"],
    }
    return tuple(kind for kind, is_so in happened.items() if is_so) or ("other",)
