"""Who takes part, with which lottery number and how many places."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session, select

from mentoring import audit, clock, people
from mentoring.errors import NotFound, Unusable
from mentoring.grounds import grounds
from mentoring.programmes.actions import changed
from mentoring.programmes.rematch import Trigger, ask_for_rematch
from mentoring.programmes.tables import Capacity, Participant, Programme, Side
from mentoring.words import _

LOTS = 10**12  # twelve digits: readable, and collisions are rare (they are drawn again)


def enrol(
    session: Session,
    *,
    programme: Programme,
    side: Side,
    profiles: Iterable[people.Profile],
    by: UUID,
) -> int:
    """Enrol people on one side; each draws a lottery number now, and keeps it for good.

    Who is enrolled already stays as is. Returns how many are new.
    """
    query = select(Participant.employee_id, Participant.side, Participant.lot).where(
        Participant.programme_id == programme.id
    )
    seats = session.exec(query).all()
    taken = {lot for _who, _side, lot in seats}
    there = {who for who, at, _lot in seats if at == side}
    fresh = sorted((p for p in profiles if p.id not in there), key=lambda p: p.draw_key)
    now = clock.now()
    for profile in fresh:
        lot = draw(seed=programme.seed, key=profile.draw_key, side=side, taken=taken)
        taken.add(lot)
        seat = Participant(programme_id=programme.id, employee_id=profile.id, side=side, lot=lot,
                           enrolled_at=now, enrolled_by=by)  # fmt: skip
        session.add(seat)
    if fresh:
        changed(session, programme_ids=[programme.id])
        audit.record(
            session,
            actor_id=by,
            action="programme.enrol",
            subject="programme",
            subject_id=programme.id,
            side=str(side),
            count=len(fresh),
        )
        ask_for_rematch(
            session, {Trigger.ENROLLED: len(fresh)}, by=by, programme_ids=[programme.id]
        )
    return len(fresh)


def draw(*, seed: str, key: str, side: Side, taken: set[int]) -> int:
    """The lottery number of one participant: anybody can check it from the published seed.

    The key is the agency's meaningless id of the person, so that neither birth date nor sex nor
    the order of rows can move the number.
    """
    for attempt in range(1000):
        text = f"{seed}|{key}|{side}|{attempt}"
        lot = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % LOTS
        if lot not in taken:
            return lot
    raise AssertionError("the lottery is full")  # 10**12 numbers: cannot happen


def exclude(
    session: Session,
    *,
    programme: Programme,
    employee_id: UUID,
    reason: str,
    by: UUID,
    lift: bool = False,
) -> int:
    """Take somebody out of a programme with a reason, or back in.

    Returns on how many sides; 0 when it is so already, for the same reason.
    """
    reason = grounds(reason)
    rows = list(
        session.exec(
            select(Participant).where(
                Participant.programme_id == programme.id, Participant.employee_id == employee_id
            )
        )
    )
    if not rows:
        raise NotFound(_("Pegawai ini tidak terdaftar dalam program."))
    wanted = None if lift else reason
    if all(row.excluded_reason == wanted for row in rows):
        return 0
    for row in rows:
        row.excluded_reason = wanted
    changed(session, programme_ids=[programme.id])
    audit.record(
        session,
        actor_id=by,
        action="programme.include" if lift else "programme.exclude",
        subject="employee",
        subject_id=employee_id,
        reason=reason,
        programme=str(programme.id),
    )
    return len(rows)


def set_capacity(
    session: Session, *, employee_id: UUID, places: int, reason: str, by: UUID
) -> bool:
    """How many mentees this person may have at a time, over all programmes; 0 is allowed.

    False: it is so already, for the same reason.
    """
    if not 0 <= places <= 50:
        raise Unusable(
            _("Kapasitas harus 0 sampai 50."),
            remedy=_("Tulis 0 bila orang itu tidak dapat menjadi mentor untuk sementara."),
        )
    row = session.exec(select(Capacity).where(Capacity.employee_id == employee_id)).first()
    if row is None:
        row = Capacity(employee_id=employee_id, places=places)
    elif (row.places, row.reason) == (places, reason):
        return False
    row.places, row.reason = places, reason
    session.add(row)
    changed(session)
    audit.record(
        session,
        actor_id=by,
        action="mentor.capacity",
        subject="employee",
        subject_id=employee_id,
        reason=reason,
        places=places,
    )
    ask_for_rematch(session, {Trigger.CAPACITY: 1}, by=by)
    return True
