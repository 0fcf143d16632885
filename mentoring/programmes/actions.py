"""Verbs that shape a programme: create it, change its policy, enrol, exclude, set capacities."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select, update

from mentoring import audit, clock, people
from mentoring.errors import NotFound, Refused, Unusable
from mentoring.programmes import policy
from mentoring.programmes.tables import Capacity, Participant, Policy, Programme, Side
from mentoring.words import _

LOTS = 10**12  # twelve digits: readable, and collisions are rare (they are drawn again)


def create(
    session: Session,
    *,
    code: str,
    name: str,
    begins_on: date,
    toml: str,
    by: UUID,
    ends_on: date | None = None,
    seed: str | None = None,
) -> Programme:
    """A new programme under a policy. The seed of its lottery is published from the first day."""
    rules = policy.parse(toml)
    if session.exec(select(Programme).where(Programme.code == code)).first():
        raise Refused(_("Program «{code}» sudah ada.", code=code))
    until = ends_on or _months_later(begins_on, rules.months)
    if until <= begins_on:
        raise Unusable(_("Tanggal selesai harus sesudah tanggal mulai."))
    programme = Programme(
        code=code,
        name=name,
        begins_on=begins_on,
        ends_on=until,
        seed=seed or secrets.token_hex(16),
        created_by=by,
        created_at=clock.now(),
    )
    session.add(programme)
    session.flush()
    session.add(
        Policy(programme_id=programme.id, version=1, toml=toml, actor_id=by, at=clock.now())
    )
    _noted(session, by, "programme.create", programme, seed=programme.seed)
    return programme


def set_policy(session: Session, *, programme: Programme, toml: str, by: UUID) -> Policy:
    """A new version of the policy; the old versions stay readable."""
    policy.parse(toml)
    programme.policy_version += 1
    version = Policy(
        programme_id=programme.id,
        version=programme.policy_version,
        toml=toml,
        actor_id=by,
        at=clock.now(),
    )
    session.add(version)
    changed(session, programme_ids=[programme.id])
    _noted(session, by, "programme.set_policy", programme, version=version.version)
    return version


def policy_of(session: Session, *, programme: Programme, version: int | None = None) -> Policy:
    """One version of the policy, the one in force by default."""
    wanted = version or programme.policy_version
    found = session.exec(
        select(Policy).where(Policy.programme_id == programme.id, Policy.version == wanted)
    ).first()
    if found is None:
        raise NotFound(_("Kebijakan versi {version} tidak ada.", version=wanted))
    return found


def rules_of(session: Session, *, programme: Programme, version: int | None = None) -> policy.Rules:
    """The rules of one policy version."""
    return policy.parse(policy_of(session, programme=programme, version=version).toml)


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
    taken = set(
        session.exec(select(Participant.lot).where(Participant.programme_id == programme.id))
    )
    there = set(
        session.exec(
            select(Participant.employee_id).where(
                Participant.programme_id == programme.id, Participant.side == side
            )
        )
    )
    fresh = sorted(
        (p for p in profiles if p.id not in there), key=lambda p: (p.draw_key, str(side))
    )
    now = clock.now()
    for profile in fresh:
        lot = draw(seed=programme.seed, key=profile.draw_key, side=side, taken=taken)
        taken.add(lot)
        session.add(
            Participant(
                programme_id=programme.id,
                employee_id=profile.id,
                side=side,
                lot=lot,
                enrolled_at=now,
                enrolled_by=by,
            )
        )
    if fresh:
        changed(session, programme_ids=[programme.id])
        _noted(session, by, "programme.enrol", programme, side=str(side), count=len(fresh))
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
    """Take somebody out of a programme with a reason, or back in. Returns how many sides."""
    if not reason.strip():
        raise Unusable(_("Alasan wajib diisi."))
    rows = list(
        session.exec(
            select(Participant).where(
                Participant.programme_id == programme.id, Participant.employee_id == employee_id
            )
        )
    )
    if not rows:
        raise NotFound(_("Pegawai ini tidak terdaftar dalam program."))
    for row in rows:
        row.excluded_reason = None if lift else reason.strip()
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
) -> None:
    """How many mentees this person may have at a time, over all programmes; 0 is allowed."""
    if not 0 <= places <= 50:
        raise Unusable(_("Kapasitas harus 0 sampai 50."))
    row = session.exec(select(Capacity).where(Capacity.employee_id == employee_id)).first()
    if row is None:
        row = Capacity(employee_id=employee_id, places=places)
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


def changed(session: Session, *, programme_ids: Iterable[UUID] | None = None) -> None:
    """Something that could change a match has changed: what was proposed before is outdated."""
    query = update(Programme).values(input_version=Programme.input_version + 1)
    if programme_ids is not None:
        query = query.where(col(Programme.id).in_(list(programme_ids)))
    session.flush()
    session.execute(query)


def _months_later(day: date, months: int) -> date:
    total = day.month - 1 + months
    year, month = day.year + total // 12, total % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    return date(year, month, min(day.day, last))


def _noted(session: Session, by: UUID, action: str, programme: Programme, **details: Any) -> None:
    audit.record(
        session,
        actor_id=by,
        action=action,
        subject="programme",
        subject_id=programme.id,
        **details,
    )
