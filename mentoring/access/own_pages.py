"""Who looks at the own pages without an account: opened by a link, ended by hand or idleness."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select, update

from mentoring import clock
from mentoring.access import tokens
from mentoring.access.links import use_link
from mentoring.access.tables import OwnSession, Purpose

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=4)
SEEN_EVERY = timedelta(minutes=1)


def open_by_link(session: Session, *, link_token: str) -> str:
    """Use a link up and begin; the token of the new session, which is nowhere else.

    Raises:
        NotAllowed: no such link, or one for something else.
        NotNow: used or expired.
    """
    used = use_link(session, token=link_token, purpose=Purpose.OWN_PAGE)
    token, now = tokens.fresh(), clock.now()
    session.add(
        OwnSession(
            token_hash=tokens.digest(token), employee_id=used.holder_id, begun_at=now, seen_at=now
        )
    )
    session.flush()
    return token


def find(session: Session, *, token: str) -> OwnSession | None:
    """The live session of a token; None when it has ended or never was."""
    query = select(OwnSession).where(
        OwnSession.token_hash == tokens.digest(token), col(OwnSession.ended_at).is_(None)
    )
    held = session.exec(query).first()
    now = clock.now()
    if held is None or now - held.seen_at >= IDLE or now - held.begun_at >= LONGEST:
        return None
    return held


def see(session: Session, *, held: OwnSession) -> None:
    """It is still in use."""
    held.seen_at = clock.now()
    session.add(held)


def is_stale(held: OwnSession) -> bool:
    """Is it time to note again that it is in use?"""
    return clock.now() - held.seen_at > SEEN_EVERY


def end_all(session: Session, *, employee_id: UUID) -> None:
    """Closed in every browser."""
    session.execute(
        update(OwnSession)
        .where(col(OwnSession.employee_id) == employee_id, col(OwnSession.ended_at).is_(None))
        .values(ended_at=clock.now())
    )
