"""One person's record put right by hand: an import of one row, with its rules, difference, undo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session

from mentoring import audit, clock
from mentoring.errors import NotFound, Refused, Unusable
from mentoring.grounds import grounds
from mentoring.people.actions import apply_import
from mentoring.people.grades import grade_name
from mentoring.people.imports import employees
from mentoring.people.imports.plan import ImportPlan, Writes
from mentoring.people.queries import unit_by_code
from mentoring.people.reference import statuses
from mentoring.people.tables import Correction, Employee, ImportBatch, Kind, Unit
from mentoring.people.wording import word_of
from mentoring.sheets import typed
from mentoring.words import _

CORRECTION = "correction"  # of the batch in the history of imports
# Column of an employee file -> the stored field that it tells; in the order of a form.
FIELDS = {
    "name": "name",
    "front_title": "front_title",
    "back_title": "back_title",
    "email": "email",
    "phone": "phone",
    "status_name": "status_code",
    "appointed_on": "appointed_on",
    "permanent_on": "permanent_on",
    "grade": "grade",
    "grade_since": "grade_since",
    "job_name": "job_name",
    "job_type_id": "job_type",
    "echelon": "echelon",
    "job_since": "job_since",
    "education": "education",
    "unit_code": "unit_id",
}


@dataclass(frozen=True, slots=True)
class CorrectionPlan:
    """What a correction would do. `said` holds (field, before, after) as the officer reads it."""

    employee_id: UUID
    fields: tuple[str, ...]
    said: tuple[tuple[str, str, str], ...]
    change: ImportPlan


def recorded(session: Session, *, person_id: UUID) -> dict[str, str]:
    """What may be put right, as one would type it, by column. Raises errors.NotFound for somebody
    not on record, Refused for somebody who has left: only a file brings people back."""
    person = _of_staff(session, person_id)
    unit = session.get_one(Unit, person.unit_id)
    shown = {
        "status_name": statuses().get(person.status_code, ""),
        "grade": grade_name(person.grade),
        "unit_code": unit.code,
    }
    return {
        column: shown[column] if column in shown else _plain(getattr(person, field))
        for column, field in FIELDS.items()
    }


def plan_correction(
    session: Session, *, person_id: UUID, cells: Mapping[str, str]
) -> CorrectionPlan:
    """Check what was typed, by column, and compare it with the record; nothing is written.

    Cells that say what is recorded already are left alone.

    Raises:
        Unusable: an unknown column, cells that the rules of imports refuse, or nothing differs.
        NotFound: no such person or unit. Refused: as `recorded`.
    """
    person, known = _of_staff(session, person_id), recorded(session, person_id=person_id)
    if unknown := next((key for key in cells if key not in FIELDS), None):
        raise Unusable(
            _("Isian «{field}» tidak dikenal.", field=unknown),
            remedy=_("Pilih salah satu: {fields}.", fields=", ".join(FIELDS)),
        )
    wanted = {key: text.strip() for key, text in cells.items() if text.strip() != known[key]}
    plan = _compared(session, person, wanted) if wanted else None
    if plan is None or not plan.changed:
        raise Unusable(_("Belum ada isian yang diubah."), remedy=_("Ubah isian yang keliru."))
    fields = tuple(FIELDS[key] for key in wanted)
    plan.writes.append(_noted(person.id, fields))
    said = tuple((FIELDS[key], known[key], text) for key, text in wanted.items())
    return CorrectionPlan(person.id, fields, said + _follows(plan, fields), plan)


def correct(session: Session, plan: CorrectionPlan, *, reason: str, actor_id: UUID) -> ImportBatch:
    """Do what the plan says. The batch can be undone like any import.

    Raises errors.NotNow when the record changed meanwhile, Unusable without a reason.
    """
    reason = grounds(reason)
    for writes in plan.change.writes:
        if writes.table is Correction:
            for row in writes.insert:
                row |= {"by": actor_id, "reason": reason}
    batch = apply_import(session, plan.change, actor_id=actor_id, kind=CORRECTION)
    audit.record(
        session,
        actor_id=actor_id,
        action="people.correct",
        subject="employee",
        subject_id=plan.employee_id,
        reason=reason,
        fields=list(plan.fields),
    )
    return batch


def _of_staff(session: Session, person_id: UUID) -> Employee:
    person = session.get(Employee, person_id)
    if person is None or person.erased_at is not None:
        raise NotFound(_("Pegawai tidak ditemukan."))
    if person.left_on is not None:
        raise Refused(
            _("Pegawai ini sudah keluar; datanya tidak dikoreksi di sini."),
            remedy=_("Bila ia bekerja kembali, impor berkas yang memuatnya."),
        )
    return person


def _compared(session: Session, person: Employee, wanted: Mapping[str, str]) -> ImportPlan:
    """The import of one row that says this and nothing else."""
    if code := wanted.get("unit_code"):
        unit_by_code(session, code=code)
    row = {"nip": person.nip, "name": person.name, **wanted}
    if "job_name" in wanted:
        row["job_code"] = ""  # that of the job before says nothing about this one
    if person.kind == Kind.PPPK_PART_TIME:
        row["employment"] = "PPPK Paruh Waktu"  # their numbers are not built like the others
    layout = employees.layout()
    plan = employees.plan(session, typed(layout, row), layout=layout, partial=True)
    if plan.errors:
        called = {layout.column(key).header: word_of(field) for key, field in FIELDS.items()}
        raise Unusable(
            _("Koreksi belum dapat disimpan."),
            remedy=_("Perbaiki isian itu, lalu periksa lagi."),
            details=tuple(
                f"{called.get(p.column, p.column)}: {p.reason} {p.remedy}".rstrip()
                for p in plan.errors
            ),
        )
    return plan


def _noted(person_id: UUID, fields: tuple[str, ...]) -> Writes:
    """That these were put right by hand; who and why is known when it is done."""
    blank: dict[str, Any] = {"by": None, "reason": "", "ended_at": None, "at": clock.now()}
    rows = [{**blank, "id": uuid4(), "employee_id": person_id, "field": f} for f in fields]
    return Writes(Correction, insert=rows)


def _follows(plan: ImportPlan, fields: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """What changes besides, because it is worked out from what was typed."""
    what = [change.what for change in plan.changed if change.row]
    return tuple(one for each in what for one in each if one[0] not in fields)


def _plain(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
