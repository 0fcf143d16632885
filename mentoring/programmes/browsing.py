"""Pages of long lists: filtered, sorted, counted and cut by the database, within one OPD or all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Select, func, or_
from sqlalchemy.orm import aliased, defer
from sqlmodel import Session, SQLModel, col, select

from mentoring import people
from mentoring.programmes.tables import (
    Capacity,
    MatchRun,
    Mentorship,
    MentorshipEvent,
    Participant,
    Programme,
    Proposal,
    Side,
)
from mentoring.programmes.tables import Unmatched as Left

ROWS = 50
EVERYTHING = 1_000_000
Found = TypeVar("Found", bound=SQLModel)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks of a list.

    Attributes:
        within: the unit or OPD that the asker may see; None: all.
        opd_id, grade, job_group: of the mentee.
        status: origin of a pair, code of who got nobody, state of a mentorship.
        name: a part of the mentee's or the mentor's name.
        sort: one of the list's orders; the first one when it is unknown.
    """

    within: UUID | None = None
    opd_id: UUID | None = None
    grade: int | None = None
    job_group: str = ""
    status: str = ""
    name: str = ""
    sort: str = ""
    page: int = 1
    rows: int = ROWS


@dataclass(frozen=True, slots=True)
class Cut(Generic[Found]):
    """One page of a list, and how long the whole list is."""

    rows: tuple[Found, ...]
    total: int
    page: int
    pages: int


_mentee: Any = aliased(people.Employee)
_mentor: Any = aliased(people.Employee)
_unit: Any = aliased(people.Unit)


def pairs(session: Session, *, run: MatchRun, wanted: Wanted) -> Cut[Proposal]:
    """Proposed pairs of a run. Orders: points, weakest, mentee, mentor."""
    query = (
        select(Proposal)
        .join(_mentee, _mentee.id == col(Proposal.mentee_id))
        .join(_mentor, _mentor.id == col(Proposal.mentor_id))
        .join(_unit, _unit.id == _mentee.unit_id)
        .where(Proposal.run_id == run.id)
    )
    orders = {
        "points": (col(Proposal.points).desc(), _mentee.name),
        "weakest": (col(Proposal.points), _mentee.name),
        "mentee": (_mentee.name,),
        "mentor": (_mentor.name, _mentee.name),
    }
    return _cut(session, query, Proposal, wanted, orders, status=col(Proposal.origin))


def waiting(session: Session, *, run: MatchRun, wanted: Wanted) -> Cut[Left]:
    """Who got nobody. Orders: place (who does not wait comes last), mentee."""
    query = (
        select(Left)
        .join(_mentee, _mentee.id == col(Left.mentee_id))
        .join(_unit, _unit.id == _mentee.unit_id)
        .where(Left.run_id == run.id)
    )
    orders = {
        "place": (col(Left.place).is_(None), col(Left.place), _mentee.name),
        "mentee": (_mentee.name,),
    }
    return _cut(session, query, Left, wanted, orders, status=col(Left.code))


def followed(session: Session, *, programme: Programme, wanted: Wanted) -> Cut[Mentorship]:
    """Mentorships of a programme. Orders: due (who must answer first), mentee, mentor, ends."""
    query = (
        select(Mentorship)
        .join(_mentee, _mentee.id == col(Mentorship.mentee_id))
        .join(_mentor, _mentor.id == col(Mentorship.mentor_id))
        .join(_unit, _unit.id == _mentee.unit_id)
        .where(Mentorship.programme_id == programme.id)
        .options(defer(Mentorship.facts))  # type: ignore[arg-type]  # no list shows the reasons
    )
    orders = {
        "due": (col(Mentorship.state) != "offered", col(Mentorship.answer_due), _mentee.name),
        "mentee": (_mentee.name,),
        "mentor": (_mentor.name, _mentee.name),
        "ends": (col(Mentorship.ends_on), _mentee.name),
    }
    return _cut(session, query, Mentorship, wanted, orders, status=col(Mentorship.state))


def enrolled(
    session: Session, *, programme: Programme, side: Side, wanted: Wanted
) -> Cut[Participant]:
    """Who is enrolled on one side; status «excluded» or «in». Orders: name, lot."""
    query = (
        select(Participant)
        .join(_mentee, _mentee.id == col(Participant.employee_id))
        .join(_unit, _unit.id == _mentee.unit_id)
        .where(Participant.programme_id == programme.id, Participant.side == side)
    )
    if wanted.status:
        out = col(Participant.excluded_reason).is_not(None)
        query = query.where(out if wanted.status == "excluded" else ~out)
    orders = {"name": (_mentee.name,), "lot": (col(Participant.lot),)}
    return _cut(session, query, Participant, wanted, orders, status=None)


def counted_states(
    session: Session, *, programme: Programme, within: UUID | None = None
) -> dict[tuple[UUID, str], int]:
    """How many mentorships there are, by OPD of the mentee and state."""
    opd: Any = func.coalesce(_unit.opd_id, _unit.id)
    query = (
        select(opd, col(Mentorship.state), func.count())
        .join(_mentee, _mentee.id == col(Mentorship.mentee_id))
        .join(_unit, _unit.id == _mentee.unit_id)
        .where(Mentorship.programme_id == programme.id)
        .group_by(opd, col(Mentorship.state))
    )
    if within is not None:
        query = query.where(_inside(within))
    return {(opd_id, state): count for opd_id, state, count in session.exec(query)}


def _cut(
    session: Session,
    query: Select[Any],
    table: type[Found],
    wanted: Wanted,
    orders: dict[str, tuple[Any, ...]],
    *,
    status: Any,
) -> Cut[Found]:
    query = _filtered(query, wanted, has_mentor="mentor" in orders)
    if status is not None and wanted.status:
        query = query.where(status == wanted.status)
    count: Callable[..., Any] = session.scalar
    total = int(count(query.with_only_columns(func.count()).order_by(None)) or 0)
    pages = max(1, -(-total // wanted.rows))
    page = min(max(1, wanted.page), pages)
    order = orders.get(wanted.sort) or next(iter(orders.values()))
    asked: Any = query.order_by(*order, table.id)  # type: ignore[attr-defined]
    rows = session.exec(asked.limit(wanted.rows).offset((page - 1) * wanted.rows)).all()
    return Cut(tuple(rows), total, page, pages)


def _filtered(query: Select[Any], wanted: Wanted, *, has_mentor: bool) -> Select[Any]:
    if wanted.within is not None:
        query = query.where(_inside(wanted.within))
    if wanted.opd_id is not None:
        query = query.where(_inside(wanted.opd_id))
    if wanted.grade is not None:
        query = query.where(_mentee.grade == wanted.grade)
    if wanted.job_group:
        query = query.where(_mentee.job_group == wanted.job_group)
    if wanted.name:
        part = wanted.name.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        held = _mentee.name.ilike(f"%{part}%", escape="\\")
        mentor = _mentor.name.ilike(f"%{part}%", escape="\\")
        query = query.where(or_(held, mentor) if has_mentor else held)
    return query


def _inside(unit_id: UUID) -> Any:
    return or_(_unit.id == unit_id, _unit.opd_id == unit_id)


def of_mentor(session: Session, *, run: MatchRun, mentor_id: UUID) -> list[Proposal]:
    """The pairs of one mentor in a run, best first."""
    query = select(Proposal).where(Proposal.run_id == run.id, Proposal.mentor_id == mentor_id)
    return list(session.exec(query.order_by(col(Proposal.points).desc(), col(Proposal.id))))


def life_of(session: Session, *, mentorship_id: UUID) -> list[MentorshipEvent]:
    """Every step of a mentorship, the first one first."""
    query = select(MentorshipEvent).where(MentorshipEvent.mentorship_id == mentorship_id)
    return list(session.exec(query.order_by(col(MentorshipEvent.at), col(MentorshipEvent.id))))


def seats_of(session: Session, *, programme: Programme, employee_id: UUID) -> list[Participant]:
    """The seats of one person in a programme, at most one on each side."""
    query = select(Participant).where(
        Participant.programme_id == programme.id, Participant.employee_id == employee_id
    )
    return list(session.exec(query.order_by(col(Participant.side))))


def places_of(session: Session, *, employee_id: UUID) -> int | None:
    """How many places somebody was given by hand; None: as the policy says."""
    return session.exec(select(Capacity.places).where(Capacity.employee_id == employee_id)).first()
