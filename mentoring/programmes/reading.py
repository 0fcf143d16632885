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
from mentoring.programmes.gathering import Reader, Seat, seats
from mentoring.programmes.living import forsaken, live_mentorships, places_taken
from mentoring.programmes.policy import Rules
from mentoring.programmes.scene import Scene
from mentoring.programmes.tables import (
    Mentorship,
    Participant,
    Programme,
    Ruling,
    Side,
)


@dataclass(frozen=True, slots=True)
class Barred:
    """Somebody enrolled whom the rules do not let take part, with every reason."""

    employee_id: UUID
    codes: tuple[str, ...]


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
    enrolled = {side: seats(session, programme, side, only) for side in Side}
    reader = Reader(session, programme=programme, rules=rules, today=today, only=only)
    waiting = {who: seat for who, seat in enrolled[Side.MENTEE].items() if who not in stay}
    mentees = _sift(reader, waiting, Side.MENTEE, taken=Counter())
    # Whoever may not take part now keeps what runs, and its place.
    movable = {who: running[who] for who in mentees.levels.employee_ids if who in running}
    taken = places_taken(session, without={m.id for m in movable.values()})
    mentors = _sift(reader, enrolled[Side.MENTOR], Side.MENTOR, taken=taken)
    rulings = rulings_in_force(session, programme_id=programme.id)
    scene = Scene(
        rules=rules,
        mentees=mentees.fit,
        mentors=mentors.fit,
        mentee_levels=mentees.levels,
        mentor_levels=mentors.levels,
        marks=_marks(session, rulings),
        wishes=people.preferences(session),
    )
    return View(
        scene=scene,
        participants=enrolled,
        barred={Side.MENTEE: mentees.barred, Side.MENTOR: mentors.barred},
        movable=movable,
        locks=tuple((r.mentee_id, r.mentor_id) for r in rulings if r.kind == "lock"),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Sifted:
    """One side: who may take part, with their levels, and who may not."""

    fit: tuple[Candidate, ...]
    levels: competencies.Levels
    barred: tuple[Barred, ...]


def _sift(
    reader: Reader, enrolled: dict[UUID, Seat], side: Side, *, taken: Counter[UUID]
) -> _Sifted:
    unknown = reader.rules.unknown
    candidates, levels = reader.candidates(
        enrolled, unknown=unknown.mentee if side is Side.MENTEE else unknown.mentor, taken=taken
    )
    fit, barred = [], []
    for index, who in enumerate(candidates):
        codes = tuple(rule.code for rule in objections(who, reader.rules, side=side))
        if codes:
            barred.append(Barred(who.profile.id, codes))
        else:
            fit.append(index)
    return _Sifted(tuple(candidates[i] for i in fit), _rows(levels, fit), tuple(barred))


def _marks(session: Session, rulings: list[Ruling]) -> dict[str, set[tuple[UUID, UUID]]]:
    said = {
        kind: {(r.mentee_id, r.mentor_id) for r in rulings if r.kind == kind}
        for kind in ("declined", "ban")
    }
    return said | {"conflict": _both_ways(people.conflicts(session))}


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
