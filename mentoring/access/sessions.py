"""Who is signed in: rows on the server, each ended by hand, by idleness or by age."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select, update

from mentoring import clock
from mentoring.access import tokens
from mentoring.access.tables import Account, WebSession

IDLE = timedelta(hours=1)
LONGEST = timedelta(hours=12)
HALF = timedelta(minutes=10)  # to type the code after the password
SEEN_EVERY = timedelta(minutes=1)  # a page is read more often than a row need be written


def begin(session: Session, *, account: Account, device: str) -> str:
    """The password was right: a session that still lacks its second factor. Gives its token."""
    token, now = tokens.fresh(), clock.now()
    session.add(
        WebSession(
            token_hash=tokens.digest(token),
            account_id=account.id,
            device=device[:60],
            begun_at=now,
            seen_at=now,
        )
    )
    return token


def complete(session: Session, *, before: WebSession) -> str:
    """The code was right too: a new token, so that one seen earlier is worth nothing."""
    token = tokens.fresh()
    before.token_hash, before.second_factor = tokens.digest(token), True
    before.begun_at = before.seen_at = clock.now()
    session.add(before)
    return token


def find(session: Session, *, token: str) -> tuple[WebSession, Account] | None:
    """The live session of a token with its account; None when it has ended or never was."""
    query = select(WebSession, Account).where(
        WebSession.token_hash == tokens.digest(token),
        col(WebSession.ended_at).is_(None),
        col(Account.id) == col(WebSession.account_id),
        col(Account.active),
    )
    found = session.exec(query).first()
    return found if found is not None and _lives(found[0], clock.now()) else None


def see(session: Session, *, held: WebSession) -> None:
    """It is still in use."""
    held.seen_at = clock.now()
    session.add(held)


def is_stale(held: WebSession) -> bool:
    """Is it time to note again that it is in use?"""
    return clock.now() - held.seen_at > SEEN_EVERY


def of_account(session: Session, *, account_id: UUID) -> list[WebSession]:
    """Where an account is signed in now, the latest first."""
    query = select(WebSession).where(
        WebSession.account_id == account_id,
        col(WebSession.ended_at).is_(None),
        col(WebSession.second_factor),
    )
    now = clock.now()
    live = [held for held in session.exec(query) if _lives(held, now)]
    return sorted(live, key=lambda held: held.seen_at, reverse=True)


def end(session: Session, *, session_id: UUID) -> None:
    """This browser is signed out."""
    _end(session, WebSession.id == session_id)


def end_all(session: Session, *, account_id: UUID) -> None:
    """Signed out everywhere."""
    _end(session, WebSession.account_id == account_id)


def _end(session: Session, which: bool) -> None:
    session.execute(
        update(WebSession)
        .where(which, col(WebSession.ended_at).is_(None))  # type: ignore[arg-type]
        .values(ended_at=clock.now())
    )


def _lives(held: WebSession, now: datetime) -> bool:
    if not held.second_factor:
        return now - held.begun_at < HALF
    return now - held.seen_at < IDLE and now - held.begun_at < LONGEST
