"""What concerns one person: whom one guides, by whom one is guided, where one waits and why."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, or_, select

from mentoring.programmes.actions import rules_of
from mentoring.programmes.refusals import why_nobody
from mentoring.programmes.states import LIVE, RunState
from mentoring.programmes.tables import (
    MatchRun,
    Mentorship,
    Participant,
    Programme,
    Side,
    Unmatched,
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One programme in which somebody is enrolled as a mentee and has no mentor."""

    programme: Programme
    place: int | None
    why: str  # empty before the first approval


@dataclass(frozen=True, slots=True)
class Own:
    """Everything that runs, or was offered, or has ended; the live ones first."""

    guides: tuple[Mentorship, ...]
    guided: tuple[Mentorship, ...]
    waits: tuple[Waiting, ...]
    programmes: dict[UUID, Programme]


def own_of(session: Session, *, person_id: UUID) -> Own:
    """What the programmes know of this person's own part."""
    query = select(Mentorship).where(
        or_(Mentorship.mentor_id == person_id, Mentorship.mentee_id == person_id)
    )
    rows = sorted(session.exec(query), key=lambda m: (m.state not in LIVE, -m.ends_on.toordinal()))
    enrolled = session.exec(
        select(Programme)
        .join(Participant, col(Participant.programme_id) == col(Programme.id))
        .where(
            Participant.employee_id == person_id,
            Participant.side == Side.MENTEE,
            col(Participant.excluded_reason).is_(None),
        )
    ).all()
    ids = {m.programme_id for m in rows} | {p.id for p in enrolled}
    known = session.exec(select(Programme).where(col(Programme.id).in_(ids))).all()
    served = {m.programme_id for m in rows if m.mentee_id == person_id and m.state in LIVE}
    waits = [_waiting(session, p, person_id) for p in enrolled if p.id not in served]
    return Own(
        guides=tuple(m for m in rows if m.mentor_id == person_id),
        guided=tuple(m for m in rows if m.mentee_id == person_id),
        waits=tuple(waits),
        programmes={p.id: p for p in known},
    )


def _waiting(session: Session, programme: Programme, person_id: UUID) -> Waiting:
    """By the newest proposal that was approved: what is only proposed is nobody's business yet."""
    query = (
        select(MatchRun, Unmatched)
        .join(Unmatched, col(Unmatched.run_id) == col(MatchRun.id))
        .where(
            MatchRun.programme_id == programme.id,
            MatchRun.state == RunState.APPROVED,
            Unmatched.mentee_id == person_id,
        )
        .order_by(col(MatchRun.number).desc())
    )
    found = session.exec(query).first()
    if found is None:
        return Waiting(programme, None, "")
    run, row = found
    rules = rules_of(session, programme=programme, version=run.policy_version)
    return Waiting(programme, row.place, why_nobody(row, rules))
