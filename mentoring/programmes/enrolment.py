"""Whom to enrol: the people whom the policy means, out of all employees, or some of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, or_, select

from mentoring import people
from mentoring.people import Employee, Kind, Unit
from mentoring.programmes.policy import Rules
from mentoring.programmes.tables import Participant, Side

ENROLLED_STATUS = frozenset({"01", "51"})


@dataclass(frozen=True, slots=True)
class Among:
    """Which of those whom the policy means; what is left empty asks nothing.

    Attributes:
        units: of these units, or of units of these OPD.
        kinds: of these kinds of civil servant.
        job_groups: of these, such as «JF Ahli Pertama».
        fields: of these (rumpun), as they stand with the people.
        rank_from, rank_to: steps of people.rank_of, both included.
        since, until: appointed (TMT) between these days, both included.
    """

    units: Collection[UUID] = ()
    kinds: Collection[Kind] = ()
    job_groups: Collection[str] = ()
    fields: Collection[str] = ()
    rank_from: int | None = None
    rank_to: int | None = None
    since: date | None = None
    until: date | None = None


EVERYBODY = Among()


def suitable(
    session: Session, *, rules: Rules, side: Side, today: date, among: Among = EVERYBODY
) -> list[people.Profile]:
    """Whom `enrol` takes on this side when nobody is named."""
    query = select(Employee.id).where(*_meant(rules, side, today), *_asked(among))
    ids = list(session.exec(query))
    return people.profiles(session, ids=ids) if ids else []


def how_many(
    session: Session,
    *,
    programme_id: UUID,
    rules: Rules,
    side: Side,
    today: date,
    among: Among = EVERYBODY,
) -> tuple[int, int]:
    """How many that would be, and how many of them are not enrolled yet."""
    seat = select(Participant.employee_id).where(
        Participant.programme_id == programme_id, Participant.side == side
    )
    fits = (*_meant(rules, side, today), *_asked(among))
    all_ = session.exec(select(func.count(col(Employee.id))).where(*fits)).one()
    fresh = select(func.count(col(Employee.id))).where(*fits, col(Employee.id).not_in(seat))
    return all_, session.exec(fresh).one()


def fields(session: Session) -> list[str]:
    """Every rumpun that somebody in service has, by name."""
    query = select(Employee.field).where(col(Employee.left_on).is_(None), Employee.field != "")
    return sorted(session.exec(query.distinct()))


def _meant(rules: Rules, side: Side, today: date) -> list[ColumnElement[bool]]:
    """Mentees: of the kinds of the policy, and appointed recently enough.

    Mentors: permanent staff who are no mentees here. Whether they are eligible is decided at each
    run, with its reason; enrolling widely keeps those reasons visible and lets a rating or an
    assessment of tomorrow count. Where the policy takes mentees of any age of service, one may
    guide in one field and learn in another.
    """
    here = col(Employee.left_on).is_(None)
    if side is Side.MENTEE:
        return [here, _newcomer(rules, today)]
    kinds = {Kind.PNS} | ({Kind.PPPK} if rules.mentor.pppk else set())
    senior: list[ColumnElement[bool]] = [here, col(Employee.kind).in_(kinds)]
    return [*senior, ~_newcomer(rules, today)] if rules.mentee.newcomer_months else senior


def _newcomer(rules: Rules, today: date) -> ColumnElement[bool]:
    known = and_(
        col(Employee.kind).in_(rules.mentee.kinds),
        col(Employee.status_code).in_(ENROLLED_STATUS),
    )
    if not rules.mentee.newcomer_months:
        return known
    months = today.year * 12 + today.month - 1 - rules.mentee.newcomer_months
    first = date(months // 12, months % 12 + 1, 1)
    appointed = col(Employee.appointed_on)
    return and_(known, appointed.is_not(None), func.coalesce(appointed, date.min) >= first)


def _asked(among: Among) -> list[ColumnElement[bool]]:
    found: list[Any] = []
    if among.units:
        of_opd = select(Unit.id).where(col(Unit.opd_id).in_(among.units))
        unit = col(Employee.unit_id)
        found.append(or_(unit.in_(among.units), unit.in_(of_opd)))
    for column, wanted in (
        (Employee.kind, among.kinds),
        (Employee.job_group, among.job_groups),
        (Employee.field, among.fields),
    ):
        if wanted:
            found.append(col(column).in_(wanted))
    if among.rank_from is not None or among.rank_to is not None:
        least, most = among.rank_from or 0, among.rank_to or 99
        grades = [g for g in people.GRADES if least <= people.rank_of(g) <= most]
        found.append(col(Employee.grade).in_(grades))
    if among.since is not None:
        found.append(col(Employee.appointed_on) >= among.since)
    if among.until is not None:
        found.append(col(Employee.appointed_on) <= among.until)
    return found
