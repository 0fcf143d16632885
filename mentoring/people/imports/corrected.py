"""What officers put right by hand: a file that says otherwise is not taken over unnoticed."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from mentoring import clock
from mentoring.people.imports.plan import Finder, Row, Writes, rows_of
from mentoring.people.tables import Correction
from mentoring.people.wording import word_of
from mentoring.sheets import Record
from mentoring.words import _

# Columns that tell a stored field, where they are called otherwise.
TOLD_BY = {
    "unit_id": frozenset({"unit_code", "unit_name", "opd_code", "opd_name"}),
    "grade": frozenset({"grade", "grade_id"}),
    "status_code": frozenset({"status_id", "status_name"}),
    "job_type": frozenset({"job_type", "job_type_id"}),
    "echelon": frozenset({"echelon", "echelon_id"}),
}


def columns_of(field: str) -> frozenset[str]:
    """The columns of a file that say something about this field."""
    return TOLD_BY.get(field, frozenset({field}))


class Corrected:
    """The corrections that stand, and those that this file settles."""

    def __init__(self, session: Session, found: frozenset[str]) -> None:
        self.standing: dict[UUID, list[Row]] = defaultdict(list)
        self.settled: list[Row] = []
        for row in rows_of(session, Correction):
            if row["ended_at"] is None and columns_of(row["field"]) & found:
                self.standing[row["employee_id"]].append(row)

    def look(self, record: Record, old: Row, facts: Row, finder: Finder) -> None:
        """Warn where this row takes back what an officer put right; either way it is settled."""
        for row in self.standing.get(old["id"], ()):
            field = row["field"]
            self.settled.append(row)
            if facts[field] == old[field]:
                continue
            told = next((c for c in columns_of(field) if c in finder.sheet.headers), field)
            finder.warn(
                record,
                told,
                "undoes_correction",
                _(
                    "Isian {field} pernah dikoreksi petugas pada {day}; "
                    "berkas ini mengubahnya lagi.",
                    field=word_of(field),
                    day=clock.spoken_date(clock.local(row["at"]).date()),
                ),
                _("Perbaiki di SIASN juga, atau hapus baris ini dari berkas."),
            )

    def writes(self, now: datetime) -> list[Writes]:
        """The settled ones end."""
        ended = [{**row, "ended_at": now} for row in self.settled]
        return [Writes(Correction, update=ended)] if ended else []
