"""Sanctions: only the grade and the active time are kept, never the offence."""

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
from mentoring.people.tables import Discipline
from mentoring.sheets import Column, Layout, Record, Sheet, parsers
from mentoring.words import _

READS = (Discipline,)
GRADES = {"Ringan": "R", "Sedang": "S", "Berat": "B", "R": "R", "S": "S", "B": "B",
          "Hukuman disiplin ringan": "R", "Hukuman disiplin sedang": "S",
          "Hukuman disiplin berat": "B", "Tingkat ringan": "R", "Tingkat sedang": "S",
          "Tingkat berat": "B"}  # fmt: skip


EXAMPLES: tuple[dict[str, str], ...] = (
    {
        "nip": "198503152010011999",
        "grade": "Ringan",
        "begins_on": "01-02-2026",
        "ends_on": "31-07-2026",
    },
)


def layout() -> Layout:
    """NIP, TINGKAT, MULAI, SELESAI."""
    return Layout(
        name="discipline",
        title=_("Hukuman disiplin"),
        columns=(
            nip_column(),
            Column(
                "grade",
                "TINGKAT",
                parsers.choice(GRADES),
                ("TINGKAT HUKUMAN", "JENIS TINGKAT HUKUMAN", "JENIS TINGKAT HUKUMAN ID"),
                required=True,
                mandatory=True,
                choices=("Ringan", "Sedang", "Berat"),
                help=_("Tingkat hukuman; jenis pelanggaran tidak disimpan."),
            ),
            Column(
                "begins_on",
                "MULAI",
                parsers.day,
                ("TMT HUKUMAN", "TMT", "TANGGAL MULAI", "TMT HUKUMAN DISIPLIN"),
                required=True,
                mandatory=True,
                text=True,
                help=_("Hari mulai berlaku."),
            ),
            Column(
                "ends_on",
                "SELESAI",
                parsers.day,
                ("AKHIR HUKUMAN", "TANGGAL SELESAI", "AKHIR HUKUM TANGGAL", "SAMPAI"),
                text=True,
                help=_("Hari terakhir berlaku; kosong bila belum diketahui."),
            ),
            remove_column(),
        ),
        examples=EXAMPLES,
    )


def plan(session: Session, sheet: Sheet, *, layout: Layout, partial: bool) -> ImportPlan:
    """Compare with what is stored; lines that are not in the sheet stay."""
    key = ("employee_id", "grade", "begins_on")
    return plan_rows(session, sheet, layout=layout, model=Discipline, key=key, row_of=_row)


def _row(record: Record, people: KnownPeople) -> tuple[Key, Row] | None:
    who, grade, begin = people.of(record), record.get("grade"), record.get("begins_on")
    if who is None or not grade or begin is None or not orderly(record, people.finder):
        return None
    row = {"employee_id": who, "grade": grade, "begins_on": begin, "ends_on": record.get("ends_on")}
    return (who, grade, begin), row
