"""Who did what, when, and why: written in the same transaction as the deed itself."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column
from sqlmodel import Field, Session, col, select

from mentoring import clock
from mentoring.db import Row
from mentoring.words import _, number

LONGEST, LONGEST_WORD = 160, 40  # letters of a cell, and of one value in it


class AuditEntry(Row, table=True):
    """One deed of one account. Details hold ids, codes and counts, never a name or a NIP."""

    __tablename__ = "audit_entry"

    at: datetime = Field(index=True)
    actor_id: UUID | None = Field(default=None, index=True)  # None: the system itself, at set-up
    action: str = Field(max_length=60, index=True)
    subject: str = Field(max_length=40)
    subject_id: UUID | None = Field(default=None, index=True)
    reason: str = Field(default="", max_length=1000)
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


def record(
    session: Session,
    *,
    actor_id: UUID | None,
    action: str,
    subject: str,
    subject_id: UUID | None = None,
    reason: str = "",
    **details: Any,
) -> AuditEntry:
    """Add one entry to the open transaction."""
    entry = AuditEntry(
        at=clock.now(),
        actor_id=actor_id,
        action=action,
        subject=subject,
        subject_id=subject_id,
        reason=reason,
        details=details,
    )
    session.add(entry)
    return entry


def trail(
    session: Session,
    *,
    subject_id: UUID | None = None,
    actor_id: UUID | None = None,
    action: str | None = None,
    since: datetime | None = None,
    before: datetime | None = None,
    last: int = 100,
) -> list[AuditEntry]:
    """The newest entries first: of one subject, one account, one kind of deed, one span of time.

    Args:
        action: the whole name ("run.approve") or its first part ("run").
        since, before: UTC, the first included, the second not.
        last: no more than so many.
    """
    query = select(AuditEntry).order_by(col(AuditEntry.at).desc(), col(AuditEntry.id)).limit(last)
    if subject_id is not None:
        query = query.where(AuditEntry.subject_id == subject_id)
    if actor_id is not None:
        query = query.where(AuditEntry.actor_id == actor_id)
    if action is not None:
        named, below = col(AuditEntry.action) == action, f"{action}."
        query = query.where(named | col(AuditEntry.action).startswith(below, autoescape=True))
    if since is not None:
        query = query.where(col(AuditEntry.at) >= since)
    if before is not None:
        query = query.where(col(AuditEntry.at) < before)
    return list(session.exec(query))


def facts(entry: AuditEntry) -> str:
    """All details of one deed on one line, as they are stored."""
    return ", ".join(f"{name}={_whole(value)}" for name, value in entry.details.items())


def brief(entry: AuditEntry) -> str:
    """The same where a screen shows many deeds: long lists are counted, long values cut."""
    said = ", ".join(f"{name}={_cut(value)}" for name, value in entry.details.items())
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


def _whole(value: Any) -> str:
    return str(value) if isinstance(value, str | int) else json.dumps(value, default=str)


def _cut(value: Any) -> str:
    said = _whole(value)
    if isinstance(value, list) and len(said) > LONGEST_WORD:
        return _("({count} butir)", count=number(len(value)))
    is_text = isinstance(value, str)
    return f"{said[: LONGEST_WORD - 1]}…" if is_text and len(said) > LONGEST_WORD else said
