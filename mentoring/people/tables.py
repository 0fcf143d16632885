"""What is stored about people. Only what matching needs: no NIK, religion, marital status, NPWP,
BPJS, address or birthplace, and no sex (merit law; data minimisation, UU 27/2022)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from mentoring.db import Row

ERASED = "(data dihapus)"  # stands where a name or somebody's words were
IMPORT_LOCK = 7_274_666  # any fixed number that nobody else takes: one import at a time


class Kind(StrEnum):
    """Which sort of civil servant."""

    PNS = "pns"
    CPNS = "cpns"  # candidate, first year
    PPPK = "pppk"
    PPPK_PART_TIME = "pppk_paruh_waktu"


class Unit(Row, table=True):
    """A work unit (unit organisasi); the tree hangs on parent_id."""

    __tablename__ = "unit"

    code: str = Field(max_length=64, unique=True)  # UNOR ID, or the name where the file has no id
    name: str = Field(max_length=300)
    parent_id: UUID | None = Field(default=None, foreign_key="unit.id", index=True)
    opd_id: UUID | None = Field(default=None, foreign_key="unit.id", index=True)  # top ancestor
    location: str = Field(default="", max_length=200)  # lokasi kerja (kecamatan / kota)


class Employee(Row, table=True):
    """One civil servant, as the last import knew them."""

    __tablename__ = "employee"

    nip: str = Field(max_length=18, unique=True)
    siasn_id: str | None = Field(default=None, max_length=64, index=True)  # PNS ID, meaningless
    draw_key: str = Field(
        max_length=64, unique=True
    )  # stable key of the lottery: nothing protected
    kind: str = Field(max_length=20, index=True)
    name: str = Field(max_length=300)
    front_title: str = Field(default="", max_length=60)
    back_title: str = Field(default="", max_length=120)
    birth_date: date | None = None  # only for the retirement date, which the law sets
    status_code: str = Field(max_length=4)  # kedudukan hukum, SIASN code; 01 = active
    appointed_on: date | None = None  # TMT CPNS, or year of appointment of a PPPK
    permanent_on: date | None = None  # TMT PNS
    grade: int | None = None  # PNS: SIASN code 11..45; PPPK: 101..117 (golongan I..XVII)
    grade_since: date | None = None
    service_months: int | None = None  # masa kerja on the day of the import
    job_type: str = Field(default="", max_length=2)  # jenis jabatan: 1 structural 2 JF 4 pelaksana
    job_code: str = Field(default="", max_length=64)  # JABATAN ID
    job_name: str = Field(default="", max_length=300)
    job_since: date | None = None
    job_group: str | None = Field(
        default=None, max_length=40
    )  # «JF Ahli Pertama», key of the matrix
    field: str = Field(
        default="", max_length=200
    )  # rumpun: kelompok jabatan of the JF, else the job
    echelon: str = Field(default="", max_length=6)  # «II.b», empty for none
    education: str = Field(default="", max_length=100)
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    superior_id: UUID | None = Field(default=None, foreign_key="employee.id", index=True)
    email: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=30)
    retires_on: date | None = None  # TMT pensiun: first day of the month after BUP
    left_on: date | None = None  # set when an import says that the person is gone
    erased_at: datetime | None = None  # all that was known is gone; the row holds figures together
    updated_at: datetime


class Leave(Row, table=True):
    """An absence: CLTN, tugas belajar, cuti melahirkan, MPP. The kind is coarse on purpose."""

    __tablename__ = "leave"
    __table_args__ = (
        UniqueConstraint("employee_id", "kind", "begins_on"),
        CheckConstraint("ends_on IS NULL OR ends_on >= begins_on", name="order"),
    )

    employee_id: UUID = Field(foreign_key="employee.id", index=True)
    kind: str = Field(max_length=40)
    begins_on: date
    ends_on: date | None = None  # open end


class Rating(Row, table=True):
    """Predikat kinerja of one year: 1 Sangat Baik .. 5 Sangat Kurang (SIASN kuadran)."""

    __tablename__ = "rating"
    __table_args__ = (UniqueConstraint("employee_id", "year"),)

    employee_id: UUID = Field(foreign_key="employee.id", index=True)
    year: int
    predicate: int  # 1..5


class Discipline(Row, table=True):
    """A sanction: only its grade and its active time, never the offence."""

    __tablename__ = "discipline"
    __table_args__ = (UniqueConstraint("employee_id", "grade", "begins_on"),)

    employee_id: UUID = Field(foreign_key="employee.id", index=True)
    grade: str = Field(max_length=1)  # R ringan, S sedang, B berat
    begins_on: date
    ends_on: date | None = None


class Conflict(Row, table=True):
    """Two people who must not be paired: benturan kepentingan. a_id < b_id as text."""

    __tablename__ = "conflict"
    __table_args__ = (UniqueConstraint("a_id", "b_id"),)

    a_id: UUID = Field(foreign_key="employee.id", index=True)
    b_id: UUID = Field(foreign_key="employee.id", index=True)
    note: str = Field(default="", max_length=300)


class Preference(Row, table=True):
    """What somebody wishes: rank 1 is the dearest; 0 means «rather not» (never a ban)."""

    __tablename__ = "preference"
    __table_args__ = (UniqueConstraint("employee_id", "other_id"),)

    employee_id: UUID = Field(foreign_key="employee.id", index=True)
    other_id: UUID = Field(foreign_key="employee.id", index=True)
    rank: int


class Erasure(Row, table=True):
    """Somebody whose data were erased: by the meaningless id of the row that stays.

    A backup of an earlier day brings people back; this list says who must go again. An export may
    still hold them; the trace of the PNS ID, which nobody can guess, keeps them out.
    """

    __tablename__ = "erasure"

    employee_id: UUID = Field(foreign_key="employee.id", unique=True)
    trace: str = Field(default="", max_length=64, index=True)  # SHA-256; empty: had no PNS ID
    at: datetime
    by: UUID | None = None  # None: by the list, after a restore that no command made


class ImportBatch(Row, table=True):
    """One applied import: what, when, by whom, and what it changed, in counts."""

    __tablename__ = "import_batch"

    kind: str = Field(max_length=20, index=True)
    sha256: str = Field(max_length=64, index=True)
    actor_id: UUID | None = None
    at: datetime = Field(index=True)
    rows: int
    counts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    undone_at: datetime | None = None
    undone_by: UUID | None = None


class Correction(Row, table=True):
    """One field of one person that an officer put right by hand.

    It stands until a file tells the field again; no value is kept here, the person's row has it.
    """

    __tablename__ = "correction"

    employee_id: UUID = Field(foreign_key="employee.id", index=True)
    field: str = Field(max_length=40)  # a stored field of Employee
    at: datetime
    by: UUID | None = None
    reason: str = Field(max_length=300)
    ended_at: datetime | None = None


class ImportBefore(Row, table=True):
    """What one row was before the last import and a fingerprint of it after; or the keys of rows
    that the import added, with one fingerprint of all of them."""

    __tablename__ = "import_before"

    batch_id: UUID = Field(foreign_key="import_batch.id", index=True)
    place: int  # in the order of writing
    table_name: str = Field(max_length=60)
    row_id: UUID
    before: dict[str, Any] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True), nullable=True)
    )
    keys: list[str] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True), nullable=True)
    )  # added rows; `row_id` is the first of them, `before` is None
    after: str | None = Field(default=None, max_length=64)  # None: the import removed the row
