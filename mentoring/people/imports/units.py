"""The unit tree: the file HierarkiUnor, or what employee files tell about units."""

from uuid import UUID, uuid4

from sqlmodel import Session

from mentoring.people.imports.plan import (
    Change,
    Finder,
    ImportPlan,
    Row,
    Writes,
    differences,
    digest_of,
    rows_of,
)
from mentoring.people.imports.unit_tree import code_of, depth, opd_codes, report_loops
from mentoring.people.tables import Unit
from mentoring.sheets import Column, Layout, Record, Sheet, parsers
from mentoring.words import _

READS = (Unit,)


EXAMPLES: tuple[dict[str, str], ...] = (
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
)


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
        examples=EXAMPLES,
    )


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
    report_loops(tree, given, finder)
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
    for code in sorted(tree, key=lambda c: (depth(c, tree), c)):
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


def _location(record: Record | None, before: Row | None, sheet: Sheet) -> str:
    if record is not None and "location" in sheet.headers:
        return record.get("location") or ""
    return before["location"] if before else ""
