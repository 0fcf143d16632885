"""Verbs that shape a programme: create it, change its policy, note that its input changed."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select, update

from mentoring import audit, clock, db
from mentoring.errors import NotFound, Refused, Unusable
from mentoring.programmes import policy
from mentoring.programmes.tables import Policy, Programme
from mentoring.words import _


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
        raise Refused(
            _("Program «{code}» sudah ada.", code=code),
            remedy=_(
                "Pilih kode lain, atau koreksi yang ada dengan `pamong programme edit`; "
                "daftarnya: `pamong programme list`."
            ),
        )
    until = ends_on or _months_later(begins_on, rules.months)
    require_period(begins_on, until)
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
    noted(session, by, "programme.create", programme, seed=programme.seed)
    return programme


def set_policy(session: Session, *, programme: Programme, toml: str, by: UUID) -> Policy:
    """A new version of the policy; the old versions stay readable."""
    policy.parse(toml)
    session.refresh(programme, with_for_update=db.HELD)  # two officers at once make two versions
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
    noted(session, by, "programme.set_policy", programme, version=version.version)
    return version


def policy_of(session: Session, *, programme: Programme, version: int | None = None) -> Policy:
    """One version of the policy, the one in force by default."""
    wanted = version or programme.policy_version
    found = session.exec(
        select(Policy).where(Policy.programme_id == programme.id, Policy.version == wanted)
    ).first()
    if found is None:
        raise NotFound(
            _("Kebijakan versi {version} tidak ada.", version=wanted),
            remedy=_("Versi yang ada: 1 sampai {last}.", last=programme.policy_version),
        )
    return found


def rules_of(session: Session, *, programme: Programme, version: int | None = None) -> policy.Rules:
    """The rules of one policy version."""
    return policy.parse(policy_of(session, programme=programme, version=version).toml)


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


def require_period(begins_on: date, ends_on: date) -> None:
    """The end comes after the beginning, or Unusable is raised."""
    if ends_on <= begins_on:
        raise Unusable(
            _("Tanggal selesai harus sesudah tanggal mulai."),
            remedy=_("Tulis --ends sesudah {day}.", day=clock.spoken_date(begins_on)),
        )


def noted(
    session: Session,
    by: UUID,
    action: str,
    programme: Programme,
    *,
    reason: str = "",
    **details: Any,
) -> None:
    """One deed about this programme in the audit trail."""
    audit.record(
        session,
        actor_id=by,
        action=action,
        subject="programme",
        subject_id=programme.id,
        reason=reason,
        **details,
    )
