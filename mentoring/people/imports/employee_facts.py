"""One row of an employee file -> what is stored about the person, unit and key apart."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from mentoring.people.imports.employee_number import read_number
from mentoring.people.imports.employee_words import kind_words, status_code
from mentoring.people.imports.plan import Finder, Row
from mentoring.people.jobs import job_of, retires_on
from mentoring.people.nip import Nip, months_between
from mentoring.people.reference import ACTIVE, ENDED, plain_id
from mentoring.people.tables import Kind
from mentoring.sheets import Record
from mentoring.words import _

FIRST_YEAR_MONTHS = 24  # a PNS without TMT PNS this soon after TMT CPNS is still a candidate
COPIED = {  # field: the value of a blank cell
    "front_title": "",
    "back_title": "",
    "email": "",
    "phone": "",
    "education": "",
    "job_code": "",
    "job_name": "",
    "job_since": None,
    "grade_since": None,
    "permanent_on": None,
}


@dataclass(frozen=True, slots=True)
class Reader:
    """What all rows of one file share."""

    found: frozenset[str]  # keys of the columns that the file has
    finder: Finder
    today: date

    def facts(self, record: Record, old: Row | None) -> Row | None:
        """The stored fields, or None when the row cannot be used. Columns that the file does not
        have keep what is stored already."""
        number = read_number(record, self.finder, self.today)
        if number is None or not record.get("name"):
            return None
        before = old or {}
        facts: Row = {"nip": record.values["nip"], "name": record.values["name"]}
        facts["siasn_id"] = plain_id(record.get("siasn_id") or "") or before.get("siasn_id")
        for key, blank in COPIED.items():
            given = record.get(key) if key in self.found else before.get(key)
            facts[key] = blank if given is None else given
        facts["birth_date"] = number[0]
        facts["appointed_on"] = self._appointed(record, before, number[1])
        facts["grade"] = self._grade(record, before)
        facts["status_code"] = self._status(record, before)
        facts["kind"] = self._kind(record, before, facts, number[1])
        facts["grade"] = _pppk_grade(facts["grade"], facts["kind"])
        facts["service_months"] = self._service(record, before)
        self._job(record, before, facts)
        facts["left_on"] = self._left(before, facts["status_code"])
        return facts

    def _appointed(self, record: Record, before: Row, number: Nip | None) -> date | None:
        if given := record.get("appointed_on"):
            return given  # type: ignore[no-any-return]
        if before.get("appointed_on") and "appointed_on" not in self.found:
            return before["appointed_on"]  # type: ignore[no-any-return]
        return number.appointed if number else None

    def _grade(self, record: Record, before: Row) -> int | None:
        if not {"grade", "grade_id"} & self.found:
            return before.get("grade")
        given: int | None = record.get("grade")
        return record.get("grade_id") if given is None else given

    def _status(self, record: Record, before: Row) -> str:
        if not {"status_id", "status_name"} & self.found:
            return str(before.get("status_code", ACTIVE))
        code, name = record.get("status_id"), record.get("status_name")
        if not code and not name:
            return ACTIVE
        found = status_code(code, name)
        if found is None:
            key = "status_name" if name else "status_id"
            self.finder.error(
                record,
                key,
                "status",
                _("Kedudukan hukum tidak dikenal."),
                _("Tulis seperti pada SIASN, misalnya Aktif atau CLTN."),
            )
            return ACTIVE
        return found

    def _kind(self, record: Record, before: Row, facts: Row, number: Nip | None) -> Kind:
        said = kind_words(
            record.get("employment"),
            record.get("status_name"),
            record.raw.get("candidate"),
            record.raw.get("job_type"),
        )
        if said is Kind.PPPK_PART_TIME:
            self.finder.warn(
                record,
                "employment",
                "part_time",
                _("PPPK paruh waktu diterima; periksa apakah ikut mentoring."),
            )
            return said
        form = number.kind_hint if number else Kind.PPPK
        if said is Kind.PPPK or form is Kind.PPPK:
            told = said is not None or record.get("candidate") is not None
            if number and told and said is not form:
                self.finder.warn(
                    record,
                    "nip",
                    "kind_differs",
                    _("Susunan NIP dan jenis pegawai tidak sejalan (PNS dan PPPK)."),
                )
            return Kind.PPPK
        candidate = record.get("candidate")
        if candidate is None:
            candidate = self._still_candidate(before, facts)
        return Kind.CPNS if candidate else Kind.PNS

    def _still_candidate(self, before: Row, facts: Row) -> bool:
        if facts["status_code"] == "51":
            return True
        if "permanent_on" not in self.found:
            return before.get("kind") == Kind.CPNS
        start = facts["appointed_on"]
        return bool(
            facts["permanent_on"] is None
            and start
            and months_between(start, self.today) < FIRST_YEAR_MONTHS
        )

    def _service(self, record: Record, before: Row) -> int | None:
        if not {"years", "months"} & self.found:
            return before.get("service_months")
        years, months = record.get("years"), record.get("months")
        return None if years is None and months is None else (years or 0) * 12 + (months or 0)

    def _job(self, record: Record, before: Row, facts: Row) -> None:
        facts["job_type"] = self._either(record, before, "job_type", "job_type_id", "job_type")
        coded, top = record.get("echelon_id") or ("", False)
        echelon = coded or self._either(record, before, "echelon", "echelon")
        facts["echelon"] = echelon if facts["job_type"] in ("", "1", "3") else ""
        job = job_of(
            job_type=facts["job_type"],
            echelon=facts["echelon"],
            code=facts["job_code"],
            name=facts["job_name"],
            top=top,
        )
        if not facts["job_name"]:
            self.finder.warn(
                record,
                "job_name",
                "no_job",
                _("Jabatan kosong: pegawai ini tidak dapat dipadankan."),
                _("Isi nama jabatan."),
            )
        elif job.group is None:
            self.finder.warn(
                record,
                "job_name",
                "unknown_job",
                _("Jenjang jabatan tidak dikenali dari namanya."),
                _("Tulis dengan jenjangnya, misalnya Perawat Ahli Pertama."),
            )
        facts["job_group"] = job.group.value if job.group else None
        facts["field"] = job.field[:200]
        facts["retires_on"] = retires_on(facts["birth_date"], job.bup)

    def _either(self, record: Record, before: Row, field: str, *keys: str) -> str:
        if not set(keys) & self.found:
            return str(before.get(field, ""))
        return next((str(record.get(k)) for k in keys if record.get(k)), "")

    def _left(self, before: Row, status: str) -> date | None:
        if status not in ENDED:
            return None
        return before.get("left_on") or self.today


def _pppk_grade(grade: Any, kind: Kind) -> int | None:
    """A PPPK's golongan written as a number, 11 to 17, looks like the code of a PNS."""
    if grade is not None and kind in (Kind.PPPK, Kind.PPPK_PART_TIME) and 11 <= grade <= 14:
        return int(grade) + 100
    return grade if grade is None else int(grade)
