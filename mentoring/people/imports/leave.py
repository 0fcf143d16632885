"""Absences: CLTN, study leave, leave, MPP. Only the coarse kind is kept: why somebody is on sick
or maternity leave is health data."""

from sqlmodel import Session

from mentoring.people.imports.keyed import (
    Key,
    KnownPeople,
    nip_column,
    orderly,
    plan_rows,
    remove_column,
)
from mentoring.people.imports.plan import ImportPlan, Row
from mentoring.people.tables import Leave
from mentoring.sheets import Column, Layout, Record, Sheet, parsers
from mentoring.words import _

READS = (Leave,)
KINDS = {
    "CLTN": "cltn",
    "Cuti di luar tanggungan negara": "cltn",
    "Tugas belajar": "tugas_belajar",
    "Cuti": "cuti",
    "Cuti sakit": "cuti",
    "Cuti melahirkan": "cuti",
    "Cuti besar": "cuti",
    "Cuti tahunan": "cuti",
    "Cuti alasan penting": "cuti",
    "Cuti karena alasan penting": "cuti",
    "MPP": "mpp",
    "Masa persiapan pensiun": "mpp",
    "Lainnya": "lainnya",
}


EXAMPLES: tuple[dict[str, str], ...] = (
    {
        "nip": "198503152010011999",
        "kind": "Tugas belajar",
        "begins_on": "01-09-2026",
        "ends_on": "31-08-2028",
    },
)


def layout() -> Layout:
    """NIP, JENIS, MULAI, SELESAI."""
    return Layout(
        name="leave",
        title=_("Cuti dan tugas belajar"),
        columns=(
            nip_column(),
            Column(
                "kind",
                "JENIS",
                parsers.choice(KINDS),
                ("JENIS CUTI", "JENIS CLTN", "KETERANGAN"),
                required=True,
                mandatory=True,
                choices=("CLTN", "Tugas belajar", "Cuti", "MPP", "Lainnya"),
                help=_("Jenis ketidakhadiran; alasan cuti tidak disimpan."),
            ),
            Column(
                "begins_on",
                "MULAI",
                parsers.day,
                ("TANGGAL MULAI", "TMT MULAI", "TMT"),
                required=True,
                mandatory=True,
                text=True,
                help=_("Hari pertama tidak bertugas."),
            ),
            Column(
                "ends_on",
                "SELESAI",
                parsers.day,
                ("TANGGAL SELESAI", "SAMPAI", "TMT SELESAI"),
                text=True,
                help=_("Hari terakhir; kosong bila belum diketahui."),
            ),
            remove_column(),
        ),
        examples=EXAMPLES,
    )


def plan(session: Session, sheet: Sheet, *, layout: Layout, partial: bool) -> ImportPlan:
    """Compare with what is stored; lines that are not in the sheet stay."""
    key = ("employee_id", "kind", "begins_on")
    return plan_rows(session, sheet, layout=layout, model=Leave, key=key, row_of=_row)


def _row(record: Record, people: KnownPeople) -> tuple[Key, Row] | None:
    who, kind, begin = people.of(record), record.get("kind"), record.get("begins_on")
    if who is None or not kind or begin is None or not orderly(record, people.finder):
        return None
    row = {"employee_id": who, "kind": kind, "begins_on": begin, "ends_on": record.get("ends_on")}
    return (who, kind, begin), row
