"""Who is whose direct superior. A ketua tim stands in no unit tree, so it is told per person."""

from uuid import UUID

from sqlmodel import Session

from mentoring import clock
from mentoring.people.imports.keyed import NIP_ALIASES, KnownPeople, nip_column
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
from mentoring.people.tables import Employee
from mentoring.sheets import Layout, Record, Sheet
from mentoring.words import _

READS = (Employee,)
ALIASES = ("NIP ATASAN LANGSUNG", "ATASAN NIP", "ATASAN_NIP", "NIP PENILAI", "PENILAI NIP NRP",
           "PENILAINIPNRP", "NIP PEJABAT PENILAI")  # fmt: skip


def layout() -> Layout:
    """NIP, NIP ATASAN."""
    return Layout(
        name="superiors",
        title=_("Atasan langsung"),
        columns=(
            nip_column(aliases=NIP_ALIASES),
            nip_column(
                "superior",
                "NIP ATASAN",
                ALIASES,
                mandatory=False,
                told=_("NIP atasan langsung atau ketua tim; kosong berarti tanpa atasan."),
            ),
        ),
        examples=({"nip": "199908202025212998", "superior": "198503152010011999"},),
    )


def plan(session: Session, sheet: Sheet, *, layout: Layout, partial: bool) -> ImportPlan:
    """Compare with what is stored. KnownPeople who are not in the sheet keep their superior."""
    stored = rows_of(session, Employee)
    finder = Finder(sheet)
    people = KnownPeople(session, finder)
    by_id = {row["id"]: row for row in stored}
    wanted: dict[UUID, tuple[Record, UUID | None]] = {}
    for record in sheet.rows:
        who, superior = people.of(record), people.of(record, "superior")
        if who is None:
            continue
        if who in wanted and wanted[who][1] != superior:
            finder.error(record, "superior", "duplicate",
                         _("Pegawai ini diberi atasan lain pada baris {row}.",
                           row=wanted[who][0].row),
                         _("Pilih satu atasan langsung, hapus baris lainnya."))  # fmt: skip
        _judge(record, who, by_id.get(superior) if superior else None, finder)
        wanted[who] = (record, superior)
    _warn_of_loops(wanted, by_id, finder)
    result = ImportPlan("superiors", layout, sheet, finder.all(), digest_of([stored]))
    if result.ok:
        _compare(result, wanted, by_id)
    return result


def _judge(record: Record, who: UUID, superior: Row | None, finder: Finder) -> None:
    if superior is None:
        return
    if superior["id"] == who:
        finder.error(record, "superior", "self",
                     _("Pegawai ini menjadi atasan dirinya sendiri."),
                     _("Tulis NIP atasan langsungnya, atau kosongkan."))  # fmt: skip
    elif superior["left_on"] is not None:
        finder.error(record, "superior", "superior_left",
                     _("Atasan ini tercatat sudah tidak bertugas."),
                     _("Tulis atasan yang sekarang."))  # fmt: skip


def _warn_of_loops(
    wanted: dict[UUID, tuple[Record, UUID | None]], by_id: dict[UUID, Row], finder: Finder
) -> None:
    """Two people above each other happen with acting posts (Plt), so it is only told."""
    above = {who: row["superior_id"] for who, row in by_id.items()}
    above |= {who: superior for who, (_record, superior) in wanted.items()}
    for who, (record, superior) in wanted.items():
        seen: set[UUID] = set()
        here = superior
        while here is not None and here != who and here not in seen:
            seen.add(here)
            here = above.get(here)
        if here == who and superior != who:
            finder.warn(record, "superior", "loop",
                        _("Rantai atasan kembali ke pegawai ini sendiri."),
                        _("Periksa atasan langsungnya."))  # fmt: skip


def _compare(
    result: ImportPlan, wanted: dict[UUID, tuple[Record, UUID | None]], by_id: dict[UUID, Row]
) -> None:
    writes, now = Writes(Employee), clock.now()
    for who, (record, superior) in wanted.items():
        old = by_id[who]
        if old["superior_id"] == superior:
            result.same += 1
            continue
        writes.update.append({"id": who, "superior_id": superior, "updated_at": now})
        what = (("superior_id", _name(old["superior_id"], by_id), _name(superior, by_id)),)
        change = Change(record.row, masked(old["nip"]), what, ("new_superior",))
        (result.new if old["superior_id"] is None else result.changed).append(change)
    result.writes = [writes]


def _name(superior: UUID | None, by_id: dict[UUID, Row]) -> str:
    return "" if superior is None else masked(by_id[superior]["nip"])
