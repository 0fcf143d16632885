"""Gathers what is known of many people at once: no query in a loop."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import competencies, people
from mentoring.programmes.eligibility import Candidate
from mentoring.programmes.policy import Rules
from mentoring.programmes.tables import Capacity, Participant, Programme, Side

M6 = "M.6"


@dataclass(frozen=True, slots=True)
class Seat:
    """What a run needs to know of a participant."""

    lot: int
    excluded: str | None


class Reader:
    """Reads what is known of many people at once: no query in a loop."""

    def __init__(
        self,
        session: Session,
        *,
        programme: Programme,
        rules: Rules,
        today: date,
        only: Collection[UUID] | None,
    ) -> None:
        self.session, self.programme, self.rules, self.today = session, programme, rules, today
        self.ratings = people.last_ratings(session, ids=only)
        self.sanctions = people.active_discipline(session, on=today)
        begin = max(programme.begins_on, today)
        self.absences = people.leaves(session, overlapping=(begin, programme.ends_on))
        self.places = dict(session.exec(select(Capacity.employee_id, Capacity.places)).all())

    def candidates(
        self,
        enrolled: dict[UUID, Seat],
        *,
        unknown: competencies.Unknown,
        taken: Counter[UUID],
    ) -> tuple[list[Candidate], competencies.Levels]:
        found = {p.id: p for p in people.profiles(self.session, ids=list(enrolled))}
        profiles = [found[i] for i in enrolled]
        levels = competencies.levels(self.session, people=profiles, on=self.today, unknown=unknown)
        m6 = levels.codes.index(M6) if M6 in levels.codes else None
        default = self.rules.mentor.default_capacity
        return [
            Candidate(
                profile=profile,
                begins_on=self.programme.begins_on,
                ends_on=self.programme.ends_on,
                today=self.today,
                predicate=self.ratings.get(profile.id, (0, None))[1],
                sanction=self.sanctions.get(profile.id),
                absent=bool(self.absences.get(profile.id)),
                m6_level=_level(levels, row, m6),
                m6_assumed=m6 is not None and bool(levels.assumed[row, m6]),
                places=self.places.get(profile.id, default),
                taken=taken[profile.id],
                excluded=enrolled[profile.id].excluded,
            )
            for row, profile in enumerate(profiles)
        ], levels


def seats(
    session: Session, programme: Programme, side: Side, only: Collection[UUID] | None
) -> dict[UUID, Seat]:
    query = (
        select(Participant.employee_id, Participant.lot, Participant.excluded_reason)
        .where(Participant.programme_id == programme.id, Participant.side == side)
        .order_by(col(Participant.lot))
    )
    if only is not None:
        query = query.where(col(Participant.employee_id).in_(only))
    return {who: Seat(lot, excluded) for who, lot, excluded in session.exec(query)}


def _level(levels: competencies.Levels, row: int, column: int | None) -> int | None:
    if column is None or levels.achieved[row, column] < 0:
        return None
    return int(levels.achieved[row, column])
