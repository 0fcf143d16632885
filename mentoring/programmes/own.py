"""What concerns one person: whom one guides, by whom one is guided, where one waits and why; and
what a mentor says of the own places and absences."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session, col, or_, select

from mentoring import clock, people
from mentoring.errors import Unusable
from mentoring.programmes.actions import changed, rules_of
from mentoring.programmes.living import places_taken
from mentoring.programmes.refusals import why_nobody
from mentoring.programmes.rematch import Trigger, ask_for_rematch
from mentoring.programmes.seats import set_capacity
from mentoring.programmes.states import LIVE, RunState
from mentoring.programmes.tables import (
    Capacity,
    MatchRun,
    Mentorship,
    Participant,
    Programme,
    Side,
    Unmatched,
)
from mentoring.words import _

LONGEST_LEAVE = timedelta(days=731)


@dataclass(frozen=True, slots=True)
class Places:
    """How many mentees a mentor has, may have, and could ask for at most without an officer."""

    taken: int
    places: int
    most: int


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


def places_of(session: Session, *, person_id: UUID) -> Places | None:
    """The places of somebody enrolled as a mentor; None for anybody else."""
    enrolled = session.exec(
        select(Programme)
        .join(Participant, col(Participant.programme_id) == col(Programme.id))
        .where(Participant.employee_id == person_id, Participant.side == Side.MENTOR)
    ).all()
    if not enrolled:
        return None
    usual = max(rules_of(session, programme=p).mentor.default_capacity for p in enrolled)
    kept = session.exec(select(Capacity.places).where(Capacity.employee_id == person_id)).first()
    taken = places_taken(session)[person_id]
    now = usual if kept is None else kept
    return Places(taken=taken, places=now, most=max(usual, now, taken))


def set_own_places(session: Session, *, person_id: UUID, places: int) -> None:
    """A mentor takes fewer mentees, or as many as the policy gives; more is an officer's to give.

    Raises:
        Unusable: below what runs now, or above the policy.
    """
    found = places_of(session, person_id=person_id)
    if found is None:
        raise Unusable(_("Anda tidak terdaftar sebagai mentor."))
    if not found.taken <= places <= found.most:
        raise Unusable(
            _("Jumlah mentee harus {least} sampai {most}.", least=found.taken, most=found.most),
            remedy=_(
                "Yang sudah berjalan tidak dilepas di sini; untuk lebih banyak, hubungi pengelola "
                "kepegawaian."
            ),
        )
    reason = _("diminta mentor sendiri")
    set_capacity(session, employee_id=person_id, places=places, reason=reason, by=person_id)


def take_leave(session: Session, *, person_id: UUID, begins_on: date, ends_on: date) -> None:
    """A mentor is away: no new mentee in a programme that this touches.

    Raises:
        Unusable: in the past, backwards, or longer than two years.
    """
    if begins_on < clock.today() or ends_on < begins_on or ends_on - begins_on > LONGEST_LEAVE:
        raise Unusable(
            _("Tanggal cuti tidak dapat dipakai."),
            remedy=_("Mulai hari ini atau nanti, selesai sesudahnya, paling lama dua tahun."),
        )
    people.note_leave(
        session, employee_id=person_id, begins_on=begins_on, ends_on=ends_on, by=person_id
    )
    changed(session)
    ask_for_rematch(session, {Trigger.DATA: 1}, by=person_id)
