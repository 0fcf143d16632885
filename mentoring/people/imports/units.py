"""The unit tree: the file HierarkiUnor, or what employee files tell about units."""

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session

from mentoring.people.imports.plan import (
    Change,
    Finder,
    ImportPlan,
    Row,
    Writes,
    digest_of,
    rows_of,
)
from mentoring.people.reference import plain
from mentoring.people.tables import Unit
from mentoring.sheets import Column, Layout, Record, Sheet, parsers
from mentoring.words import _

READS = (Unit,)
LONGEST_CODE = 64


def layout() -> Layout:
    """HierarkiUnor: ID, NAMA_UNOR, ID_ATASAN."""
    return Layout(
        name="units",
        title=_("Unit organisasi"),
        columns=(
            Column(
                "code",
                "ID",
                parsers.code(),
                ("UNOR ID", "ID UNOR", "KODE UNOR", "KD UNOR"),
                required=True,
                mandatory=True,
                text=True,
                help=_("Kode unit (UNOR ID) seperti pada SIASN."),
            ),
            Column(
                "name",
                "NAMA_UNOR",
                parsers.text(300),
                ("UNOR NAMA", "NAMA UNIT", "UNIT KERJA", "UNOR", "NAMA"),
                required=True,
                mandatory=True,
                help=_("Nama unit."),
            ),
            Column(
                "parent",
                "ID_ATASAN",
                parsers.code(),
                ("UNOR ATASAN", "ID UNOR ATASAN", "INDUK ID", "PARENT ID", "DIATASAN ID"),
                required=True,
                text=True,
                help=_("Kode unit atasannya; kosong untuk puncak pohon."),
            ),
            Column(
                "location",
                "LOKASI",
                parsers.text(200),
                ("LOKASI KERJA", "LOKASI KERJA NAMA", "KECAMATAN"),
                help=_("Kecamatan atau kota tempat unit berada."),
            ),
        ),
        examples=(
            {
                "code": "1000",
                "name": "Pemerintah Kota Contoh",
                "parent": "",
                "location": "Kota Contoh",
            },
            {
                "code": "1100",
                "name": "Dinas Kesehatan",
                "parent": "1000",
                "location": "Kota Contoh",
            },
            {
                "code": "1110",
                "name": "Puskesmas Melati",
                "parent": "1100",
                "location": "Kec. Melati",
            },
        ),
    )


def code_of(text: str) -> str:
    """A unit's id as it is stored: without dashes, in capitals."""
    return text.replace("-", "").strip().upper()


def code_from_names(*names: str) -> str:
    """A code for a unit that the file only names; long ones are shortened by a hash."""
    text = " / ".join(plain(n) for n in names if n)
    if len(text) <= LONGEST_CODE:
        return text
    return f"{text[:47]}~{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def plan(session: Session, sheet: Sheet, *, layout: Layout, partial: bool) -> ImportPlan:
    """Units are added and changed, never removed: people and history hang on them."""
    old_rows = rows_of(session, Unit)
    finder = Finder(sheet)
    old = {row["code"]: row for row in old_rows}
    given = _given(sheet, finder)
    ids: dict[str, UUID] = {code: row["id"] for code, row in old.items()}
    ids |= {code: uuid4() for code in given if code not in ids}
    parents = {code: row["parent_id"] for code, row in old.items()}
    codes = {unit_id: code for code, unit_id in ids.items()}
    tree = {code: codes.get(parent) if parent else None for code, parent in parents.items()}
    for code, record in given.items():
        above = code_of(record.get("parent") or "")
        if above and above not in ids:
            finder.error(
                record,
                "parent",
                "unknown_parent",
                _("Unit atasan tidak ada pada berkas maupun data."),
                _("Tambahkan baris unit atasan itu, atau perbaiki kodenya."),
            )
            above = ""
        tree[code] = above or None
    _report_loops(tree, given, finder)
    result = ImportPlan("units", layout, sheet, finder.all(), digest_of([old_rows]))
    if result.ok:
        _compare(result, given, old, tree, ids, sheet)
    return result


def _given(sheet: Sheet, finder: Finder) -> dict[str, Record]:
    given: dict[str, Record] = {}
    for record in sheet.rows:
        code = code_of(record.get("code") or "")
        if code and code in given:
            finder.error(
                record,
                "code",
                "duplicate",
                _("Kode unit sama dengan baris {row}.", row=given[code].row),
                _("Hapus salah satu baris."),
            )
        elif code:
            given[code] = record
    return given


def _report_loops(tree: dict[str, str | None], given: dict[str, Record], finder: Finder) -> None:
    safe: set[str] = set()
    for start in tree:
        path: list[str] = []
        here: str | None = start
        while here is not None and here not in safe and here not in path:
            path.append(here)
            here = tree.get(here)
        if here is not None and here in path:
            loop = path[path.index(here) :]
            for code in loop:
                if code in given:
                    finder.error(
                        given[code],
                        "parent",
                        "loop",
                        _(
                            "Unit ini menjadi atasan dirinya sendiri lewat {count} tingkat.",
                            count=len(loop),
                        ),
                        _("Perbaiki ID_ATASAN salah satu unit dalam lingkaran itu."),
                    )
        safe.update(path)


def opd_codes(tree: dict[str, str | None]) -> dict[str, str]:
    """For each unit the code of its perangkat daerah (OPD).

    The OPD is the ancestor at the top. Where one single root holds everything (HierarkiUnor begins
    with the government itself) it is the ancestor just below that root.
    """
    children: dict[str | None, int] = {}
    for parent in tree.values():
        children[parent] = children.get(parent, 0) + 1
    roots = [code for code, parent in tree.items() if parent is None]
    crown = roots[0] if len(roots) == 1 and children.get(roots[0], 0) >= 2 else None
    found: dict[str, str] = {}
    for start in tree:
        path, here = [], start
        while here not in found:
            path.append(here)
            above = tree.get(here)
            if above is None or above == crown:
                found[here] = here
                break
            here = above
        for code in path:
            found[code] = found[here]
    return found


def _compare(
    result: ImportPlan,
    given: dict[str, Record],
    old: dict[str, Row],
    tree: dict[str, str | None],
    ids: dict[str, UUID],
    sheet: Sheet,
) -> None:
    opds = opd_codes(tree)
    writes = Writes(Unit)
    names = {ids[code]: row["name"] for code, row in old.items()}
    names |= {ids[code]: record.get("name") for code, record in given.items()}
    for code in sorted(tree, key=lambda c: (_depth(c, tree), c)):
        before, record = old.get(code), given.get(code)
        parent = tree[code]
        wanted: Row = {
            "id": ids[code],
            "code": code,
            "name": record.get("name") if record else before["name"] if before else "",
            "parent_id": ids[parent] if parent else None,
            "opd_id": ids[opds[code]],
            "location": _location(record, before, sheet),
        }
        if before is None:
            writes.insert.append(wanted)
            result.new.append(Change(record.row if record else 0, code, kinds=("new_unit",)))
        elif what := differences(before, wanted, names):
            writes.update.append(wanted)
            result.changed.append(Change(record.row if record else 0, code, what))
        elif record:
            result.same += 1
    result.writes = [writes]


def _depth(code: str, tree: dict[str, str | None]) -> int:
    depth, here = 0, tree.get(code)
    while here is not None:
        depth, here = depth + 1, tree.get(here)
    return depth


def _location(record: Record | None, before: Row | None, sheet: Sheet) -> str:
    if record is not None and "location" in sheet.headers:
        return record.get("location") or ""
    return before["location"] if before else ""


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
