"""Benturan kepentingan: two people who must never be paired, whichever of them is the mentor."""

from sqlmodel import Session

from mentoring.people.imports.keyed import Key, KnownPeople, nip_column, plan_rows, remove_column
from mentoring.people.imports.plan import ImportPlan, Row
from mentoring.people.tables import Conflict
from mentoring.sheets import Column, Layout, Record, Sheet, parsers
from mentoring.words import _

READS = (Conflict,)


def layout() -> Layout:
    """NIP, NIP PIHAK LAIN, CATATAN."""
    return Layout(
        name="conflicts",
        title=_("Benturan kepentingan"),
        columns=(
            nip_column(),
            nip_column(
                "other",
                "NIP PIHAK LAIN",
                ("NIP KEDUA", "NIP LAWAN", "NIP PIHAK KEDUA", "NIP 2"),
                told=_("NIP orang kedua; urutan keduanya tidak berarti apa-apa."),
            ),
            Column(
                "note",
                "CATATAN",
                parsers.text(300),
                ("KETERANGAN",),
                help=_("Keterangan singkat tanpa rincian pribadi, misalnya «keluarga»."),
            ),
            remove_column(),
        ),
        examples=(
            {"nip": "198503152010011999", "other": "199908202025212998", "note": "keluarga"},
        ),
    )


def plan(session: Session, sheet: Sheet, *, layout: Layout, partial: bool) -> ImportPlan:
    """Compare with what is stored; lines that are not in the sheet stay."""
    key = ("a_id", "b_id")
    return plan_rows(session, sheet, layout=layout, model=Conflict, key=key, row_of=_row)


def _row(record: Record, people: KnownPeople) -> tuple[Key, Row] | None:
    one, other = people.of(record), people.of(record, "other")
    if one is None or other is None:
        return None
    if one == other:
        people.finder.error(
            record,
            "other",
            "self",
            _("Kedua NIP sama."),
            _("Tulis NIP dua orang yang berbeda."),
        )
        return None
    first, second = sorted((one, other), key=str)
    return (first, second), {"a_id": first, "b_id": second, "note": record.get("note") or ""}
