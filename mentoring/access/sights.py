"""Whose data was shown to whom: the answer, should a session or a client ever be stolen."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, delete, select

from mentoring import clock
from mentoring.access.tables import Sight

KEPT = timedelta(days=365)


def note(
    session: Session,
    *,
    place: str,
    people: Iterable[UUID],
    account_id: UUID | None = None,
    session_id: UUID | None = None,
    client_id: UUID | None = None,
) -> None:
    """One page or answer with people's data went out."""
    shown = sorted(str(who) for who in people)
    session.add(
        Sight(
            at=clock.now(),
            account_id=account_id,
            session_id=session_id,
            client_id=client_id,
            place=place[:100],
            people=shown,
        )
    )


def of(
    session: Session,
    *,
    account_id: UUID | None = None,
    client_id: UUID | None = None,
    since: datetime | None = None,
    last: int = 200,
) -> list[Sight]:
    """What was shown, the newest first."""
    query = select(Sight).order_by(col(Sight.at).desc(), col(Sight.id)).limit(last)
    if account_id is not None:
        query = query.where(Sight.account_id == account_id)
    if client_id is not None:
        query = query.where(Sight.client_id == client_id)
    if since is not None:
        query = query.where(col(Sight.at) >= since)
    return list(session.exec(query))


def forget_old(session: Session) -> None:
    """Kept for a year, then gone."""
    session.exec(delete(Sight).where(col(Sight.at) < clock.now() - KEPT))
