"""Verbs that read: people, units, and what matching needs of everybody at once."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Row, and_, func, or_
from sqlmodel import Session, col, select

from mentoring.errors import NotFound
from mentoring.people.profile import Profile, profile_of, profile_query
from mentoring.people.tables import (
    Conflict,
    Discipline,
    Employee,
    ImportBatch,
    Leave,
    Preference,
    Rating,
    Unit,
)
from mentoring.words import _

# More ids than this: reading the whole table is as quick as naming them (measured with 12,000
# people on SQLite: 2,400 ids 64 ms named, 210 ms read; 6,000 ids 196 and 361; 12,000 the same).
ASKED_AT_ONCE = 6000


def employee(session: Session, employee_id: UUID) -> Employee:
    """One person. Raises errors.NotFound."""
    found = session.get(Employee, employee_id)
    if found is None:
        raise NotFound(_("Pegawai tidak ditemukan."))
    return found


def exists(session: Session, employee_id: UUID) -> bool:
    """Is there a row of this id, of whomever?"""
    return session.get(Employee, employee_id) is not None


def employee_by_nip(session: Session, *, nip: str) -> Employee:
    """One person by the 18 digits. Raises errors.NotFound."""
    digits = "".join(c for c in nip if c.isdigit())
    found = session.exec(select(Employee).where(col(Employee.nip) == digits)).first()
    if found is None:
        raise NotFound(_("Tidak ada pegawai dengan NIP itu."), remedy=_("Periksa 18 angkanya."))
    return found


def reached_at(session: Session, *, said: str) -> Employee | None:
    """The one person in service with this NIP or e-mail address; None when there is none, or when
    several share the address: a link must never reach the wrong one."""
    text = "".join(said.split())
    wanted = (
        col(Employee.nip) == text
        if text.isdigit()
        else func.lower(col(Employee.email)) == text.lower()
    )
    query = select(Employee).where(wanted, col(Employee.left_on).is_(None)).limit(2)
    found = session.exec(query).all() if text else []
    return found[0] if len(found) == 1 else None


def find_employees(session: Session, *, text: str, most: int = 50) -> list[Profile]:
    """People whose NIP is, or whose name holds, this text; those in service first, then by name."""
    said = " ".join(text.split())
    digits = said.replace(" ", "")
    pattern = "%" + said.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
    is_number = digits.isdigit()
    wanted = (
        col(Employee.nip).endswith(digits)
        if is_number
        else col(Employee.name).ilike(pattern, escape="\\")
    )
    query = (
        profile_query()
        .where(wanted, col(Employee.erased_at).is_(None))
        .order_by(col(Employee.left_on).is_not(None), col(Employee.name), col(Employee.id))
        .limit(most)
    )
    return [profile_of(row) for row in session.connection().execute(query)]


def nips(session: Session, *, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The NIP of each of these people: for letters only, never for screens or logs."""
    query = select(Employee.id, Employee.nip)
    if len(ids) <= ASKED_AT_ONCE:
        query = query.where(col(Employee.id).in_(ids))
    wanted = set(ids)
    return {employee_id: nip for employee_id, nip in session.exec(query) if employee_id in wanted}


def units(session: Session) -> list[Unit]:
    """All units by name."""
    return list(session.exec(select(Unit).order_by(col(Unit.name), col(Unit.code))))


def unit_by_code(session: Session, *, code: str) -> Unit:
    """One unit by its code, or by its name when only one has it. Raises errors.NotFound."""
    plain = code.replace("-", "").strip().upper()
    query = select(Unit).where(col(Unit.code).in_([code.strip(), plain, code.strip().casefold()]))
    found = session.exec(query).first()
    if found is None:
        named = session.exec(
            select(Unit).where(func.lower(col(Unit.name)) == code.strip().lower())
        ).all()
        found = named[0] if len(named) == 1 else None
    if found is None:
        raise NotFound(
            _("Unit «{code}» tidak ditemukan.", code=code), remedy=_("Tulis kode UNOR-nya.")
        )
    return found


def count(session: Session) -> dict[str, int]:
    """How many are in service, by kind."""
    query = (
        select(Employee.kind, func.count())
        .where(col(Employee.left_on).is_(None))
        .group_by(col(Employee.kind))
        .order_by(col(Employee.kind))
    )
    return dict(session.exec(query).all())


def profiles(
    session: Session, *, ids: Sequence[UUID] | None = None, on: date | None = None
) -> list[Profile]:
    """What matching may know of these people, or of everybody, by id; one query.

    on: the day for which service is counted where the import gave no masa kerja; default today.
    """
    query = profile_query().order_by(col(Employee.id))
    wanted = None if ids is None else set(ids)
    if ids is not None and len(ids) <= ASKED_AT_ONCE:
        query = query.where(col(Employee.id).in_(ids))
    rows: Sequence[Row[tuple[object, ...]]] = session.connection().execute(query).all()
    return [profile_of(row, on=on) for row in rows if wanted is None or row.id in wanted]


def leaves(session: Session, *, overlapping: tuple[date, date]) -> dict[UUID, list[Leave]]:
    """Absences that touch the period, both ends included, by person."""
    begin, end = overlapping
    query = (
        select(Leave)
        .where(
            col(Leave.begins_on) <= end,
            or_(col(Leave.ends_on).is_(None), col(Leave.ends_on) >= begin),
        )
        .order_by(col(Leave.begins_on), col(Leave.kind))
    )
    found: dict[UUID, list[Leave]] = defaultdict(list)
    for leave in session.exec(query):
        found[leave.employee_id].append(leave)
    return dict(found)


def last_ratings(
    session: Session, *, ids: Collection[UUID] | None = None
) -> dict[UUID, tuple[int, int]]:
    """The newest (year, predicate) of each of these people, or of everybody; predicate 1 Sangat
    Baik … 5 Sangat Kurang."""
    query = select(Rating.employee_id, Rating.year, Rating.predicate).order_by(col(Rating.year))
    if ids is not None:
        query = query.where(col(Rating.employee_id).in_(ids))
    return {who: (year, predicate) for who, year, predicate in session.exec(query)}


def active_discipline(session: Session, *, on: date) -> dict[UUID, str]:
    """The gravest sanction in force that day, by person: B, S or R."""
    query = select(Discipline.employee_id, Discipline.grade).where(
        and_(
            col(Discipline.begins_on) <= on,
            or_(col(Discipline.ends_on).is_(None), col(Discipline.ends_on) >= on),
        )
    )
    gravity = "RSB"
    found: dict[UUID, str] = {}
    for who, grade in session.exec(query):
        found[who] = max(found.get(who, grade), grade, key=gravity.index)
    return found


def conflicts(session: Session) -> set[tuple[UUID, UUID]]:
    """Pairs that must never be made; each once, the smaller id (as text) first."""
    return set(session.exec(select(Conflict.a_id, Conflict.b_id)).all())


def preferences(session: Session) -> dict[tuple[UUID, UUID], int]:
    """(who wishes, whom) -> rank; 1 is the dearest, 0 «rather not»."""
    query = select(Preference.employee_id, Preference.other_id, Preference.rank)
    return {(who, other): rank for who, other, rank in session.exec(query)}


def imports_done(session: Session, *, last: int) -> list[ImportBatch]:
    """The imports that were applied, the newest first."""
    query = select(ImportBatch).order_by(col(ImportBatch.at).desc(), col(ImportBatch.id))
    return list(session.exec(query.limit(last)))
