"""Reads people and rulings once and makes the Scene that a run looks at."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import numpy as np
from sqlalchemy import func
from sqlmodel import Session, col, select

from mentoring import competencies, people
from mentoring.programmes.eligibility import Candidate, objections
from mentoring.programmes.living import forsaken, live_mentorships, places_taken
from mentoring.programmes.policy import Rules
from mentoring.programmes.scene import Scene
from mentoring.programmes.tables import (
    Capacity,
    Mentorship,
    Participant,
    Programme,
    Ruling,
    Side,
)

M6 = "M.6"


@dataclass(frozen=True, slots=True)
class Barred:
    """Somebody enrolled whom the rules do not let take part, with every reason."""

    employee_id: UUID
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """What a run needs to know of a participant."""

    lot: int
    excluded: str | None


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What a run sees: the eligible, the barred, and what stands already."""

    scene: Scene
    participants: dict[Side, dict[UUID, Seat]]
    barred: dict[Side, tuple[Barred, ...]]
    movable: dict[UUID, Mentorship]  # mentee -> running mentorship this run may propose to change
    locks: tuple[tuple[UUID, UUID], ...]


def look(
    session: Session,
    *,
    programme: Programme,
    rules: Rules,
    today: date,
    everyone: bool,
    only: Collection[UUID] | None = None,
) -> View:
    """Read the programme as it stands.

    Those who wait are looked at, and those whose mentor has left or retires before the end; with
    `everyone`, any running pair may be proposed anew.

    only: these people alone, and the mentees of the mentors among them (their places may be free
    to a run that moves them); what is told of a pair is the same, and no city is read for it.
    """
    running = live_mentorships(session, programme_id=programme.id, only=only)
    only = None if only is None else {*only, *running}
    stay = set() if everyone else running.keys() - forsaken(session, running)
    enrolled = {side: _seats(session, programme, side, only) for side in Side}
    reader = _Reader(session, programme=programme, rules=rules, today=today, only=only)
    mentees, mentee_levels = reader.candidates(
        {who: seat for who, seat in enrolled[Side.MENTEE].items() if who not in stay},
        unknown=rules.unknown.mentee,
        taken=Counter(),
    )
    fit_mentees, barred_mentees = _sift(mentees, rules, Side.MENTEE)
    # Whoever may not take part now keeps what runs, and its place.
    eligible = (mentees[i].profile.id for i in fit_mentees)
    movable = {who: running[who] for who in eligible if who in running}
    mentors, mentor_levels = reader.candidates(
        enrolled[Side.MENTOR],
        unknown=rules.unknown.mentor,
        taken=places_taken(session, without={m.id for m in movable.values()}),
    )
    fit_mentors, barred_mentors = _sift(mentors, rules, Side.MENTOR)
    rulings = rulings_in_force(session, programme_id=programme.id)
    scene = Scene(
        rules=rules,
        mentees=tuple(mentees[i] for i in fit_mentees),
        mentors=tuple(mentors[j] for j in fit_mentors),
        mentee_levels=_rows(mentee_levels, fit_mentees),
        mentor_levels=_rows(mentor_levels, fit_mentors),
        marks=_marks(session, rulings),
        wishes=people.preferences(session),
    )
    return View(
        scene=scene,
        participants=enrolled,
        barred={Side.MENTEE: barred_mentees, Side.MENTOR: barred_mentors},
        movable=movable,
        locks=tuple((r.mentee_id, r.mentor_id) for r in rulings if r.kind == "lock"),
    )


def _marks(session: Session, rulings: list[Ruling]) -> dict[str, set[tuple[UUID, UUID]]]:
    said = {
        kind: {(r.mentee_id, r.mentor_id) for r in rulings if r.kind == kind}
        for kind in ("declined", "ban")
    }
    return said | {"conflict": _both_ways(people.conflicts(session))}


class _Reader:
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


def _seats(
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


def rulings_in_force(session: Session, *, programme_id: UUID) -> list[Ruling]:
    """Locks, bans and declines that still hold."""
    query = select(Ruling).where(
        Ruling.programme_id == programme_id, col(Ruling.lifted_at).is_(None)
    )
    return list(session.exec(query))


def count_participants(session: Session, *, programme_id: UUID) -> dict[str, int]:
    """How many are enrolled on each side."""
    query = (
        select(Participant.side, func.count())
        .where(Participant.programme_id == programme_id)
        .group_by(col(Participant.side))
    )
    return dict(session.exec(query).all())


def _level(levels: competencies.Levels, row: int, column: int | None) -> int | None:
    if column is None or levels.achieved[row, column] < 0:
        return None
    return int(levels.achieved[row, column])


def _sift(
    candidates: list[Candidate], rules: Rules, side: Side
) -> tuple[list[int], tuple[Barred, ...]]:
    fit, barred = [], []
    for index, who in enumerate(candidates):
        codes = tuple(rule.code for rule in objections(who, rules, side=side))
        if codes:
            barred.append(Barred(who.profile.id, codes))
        else:
            fit.append(index)
    return fit, tuple(barred)


def _rows(levels: competencies.Levels, rows: list[int]) -> competencies.Levels:
    index = np.array(rows, dtype=np.int64)
    return replace(
        levels,
        employee_ids=tuple(levels.employee_ids[i] for i in rows),
        required=levels.required[index],
        achieved=levels.achieved[index],
        assumed=levels.assumed[index],
    )


def _both_ways(pairs: Iterable[tuple[UUID, UUID]]) -> set[tuple[UUID, UUID]]:
    return {pair for a, b in pairs for pair in ((a, b), (b, a))}
