"""Whose data was shown to whom: the answer, should a session or a client ever be stolen."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import String, cast
from sqlmodel import Session, col, delete, func, select

from mentoring import clock
from mentoring.access.tables import Sight, WebSession
from mentoring.errors import Unusable
from mentoring.words import _

KEPT = timedelta(days=365)
MOST_VIEWS, MOST_LINES = 20_000, 1_000_000  # a worksheet ends at 1,048,576 lines


def note(
    session: Session,
    *,
    place: str,
    people: Iterable[UUID],
    account_id: UUID | None = None,
    session_id: UUID | None = None,
    client_id: UUID | None = None,
    holder_id: UUID | None = None,
) -> None:
    """One page or answer with people's data went out."""
    shown = sorted(str(who) for who in people)
    session.add(
        Sight(
            at=clock.now(),
            account_id=account_id,
            session_id=session_id,
            client_id=client_id,
            holder_id=holder_id,
            place=place[:100],
            people=shown,
        )
    )


@dataclass(frozen=True, slots=True)
class Looked:
    """Which of them: by who looked, by whose data, by when (UTC, since with, before without)."""

    account_id: UUID | None = None
    client_id: UUID | None = None
    session_id: UUID | None = None
    holder_id: UUID | None = None
    person_id: UUID | None = None
    since: datetime | None = None
    before: datetime | None = None


def found(session: Session, *, asked: Looked, skip: int = 0, last: int = 200) -> list[Sight]:
    """What was shown, the newest first."""
    query = _where(select(Sight), asked).order_by(col(Sight.at).desc(), col(Sight.id))
    return list(session.exec(query.offset(skip).limit(last)))


def for_file(session: Session, *, asked: Looked) -> list[Sight]:
    """All of it, for a file with a line for every person on every page.

    Raises errors.Unusable when that is more than a file holds: a notice of a breach is written
    from it, and nobody may be missing there without a word.
    """
    rows = found(session, asked=asked, last=MOST_VIEWS + 1)
    if len(rows) > MOST_VIEWS or sum(len(row.people) for row in rows) > MOST_LINES:
        raise Unusable(
            _("Terlalu banyak untuk satu berkas."),
            remedy=_("Saring dahulu menurut akun, perangkat, pegawai, atau hari."),
        )
    return rows


def how_many(session: Session, *, asked: Looked) -> int:
    """How long that list is."""
    count: int = session.exec(_where(select(func.count()).select_from(Sight), asked)).one()
    return count


def whose(session: Session, *, asked: Looked) -> dict[UUID, int]:
    """Whose data were shown, and how often: the answer to «whose rows did this session read?»."""
    seen: Counter[str] = Counter()
    for shown in session.exec(_where(select(Sight.people), asked)):
        seen.update(shown)
    return {UUID(who): times for who, times in seen.most_common()}


def devices(session: Session, *, ids: Iterable[UUID]) -> dict[UUID, WebSession]:
    """The sessions that looked, ended ones too."""
    query = select(WebSession).where(col(WebSession.id).in_(list(ids)))
    return {held.id: held for held in session.exec(query)}


def _where(query: Any, asked: Looked) -> Any:
    for column, wanted in (
        (Sight.account_id, asked.account_id),
        (Sight.client_id, asked.client_id),
        (Sight.session_id, asked.session_id),
        (Sight.holder_id, asked.holder_id),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    if asked.person_id is not None:  # ids are all of one length: none is a part of another
        query = query.where(cast(col(Sight.people), String).contains(str(asked.person_id)))
    if asked.since is not None:
        query = query.where(col(Sight.at) >= asked.since)
    if asked.before is not None:
        query = query.where(col(Sight.at) < asked.before)
    return query


def forget_old(session: Session) -> None:
    """Kept for a year, then gone."""
    session.exec(delete(Sight).where(col(Sight.at) < clock.now() - KEPT))
