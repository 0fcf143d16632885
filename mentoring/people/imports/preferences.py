"""Wishes of mentors and mentees: 1 is the dearest, 0 means «rather not» and is never a ban."""

from sqlmodel import Session

from mentoring.people.imports.keyed import Key, KnownPeople, nip_column, plan_rows, remove_column
from mentoring.people.imports.plan import ImportPlan, Row
from mentoring.people.tables import Preference
from mentoring.sheets import Column, Layout, Record, Sheet, parsers
from mentoring.words import _

READS = (Preference,)


def layout() -> Layout:
    """NIP, NIP PILIHAN, URUTAN."""
    return Layout(
        name="preferences",
        title=_("Pilihan"),
        columns=(
            nip_column(told=_("NIP yang memilih, mentor atau mentee.")),
            nip_column(
                "other",
                "NIP PILIHAN",
                ("NIP YANG DIPILIH", "PILIHAN", "NIP MENTOR", "NIP MENTEE"),
                told=_("NIP yang dipilih."),
            ),
            Column(
                "rank",
                "URUTAN",
                parsers.integer(0, 99),
                ("PERINGKAT", "PRIORITAS", "PILIHAN KE"),
                required=True,
                mandatory=True,
                help=_("1 paling diinginkan, 2 berikutnya; 0 berarti sebaiknya tidak."),
            ),
            remove_column(),
        ),
        examples=({"nip": "199908202025212998", "other": "198503152010011999", "rank": "1"},),
    )


def plan(session: Session, sheet: Sheet, *, layout: Layout, partial: bool) -> ImportPlan:
    """Compare with what is stored; lines that are not in the sheet stay."""
    key = ("employee_id", "other_id")
    return plan_rows(session, sheet, layout=layout, model=Preference, key=key, row_of=_row)


def _row(record: Record, people: KnownPeople) -> tuple[Key, Row] | None:
    who, other, rank = people.of(record), people.of(record, "other"), record.get("rank")
    if who is None or other is None or rank is None:
        return None
    if who == other:
        people.finder.error(
            record,
            "other",
            "self",
            _("Orang ini memilih dirinya sendiri."),
            _("Tulis NIP orang lain."),
        )
        return None
    return (who, other), {"employee_id": who, "other_id": other, "rank": rank}
