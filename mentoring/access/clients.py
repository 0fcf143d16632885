"""Other systems (SIMPEG) that may read through the API: each with a token of its own."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from mentoring import audit, clock
from mentoring.access import tokens
from mentoring.access.tables import ApiClient
from mentoring.errors import NotFound
from mentoring.words import _

SEEN_EVERY = timedelta(minutes=1)


def open_client(session: Session, *, name: str, by: UUID) -> str:
    """A new client; its token is shown once and only its hash is kept."""
    token = tokens.fresh()
    made = ApiClient(
        name=name[:100], token_hash=tokens.digest(token), made_by=by, made_at=clock.now()
    )
    session.add(made)
    session.flush()
    _note(session, "access.open_client", made, by)
    return token


def end_client(session: Session, *, client_id: UUID, by: UUID) -> None:
    """Its token opens nothing any more."""
    found = session.get(ApiClient, client_id)
    if found is None or found.ended_at is not None:
        raise NotFound(_("Token ini tidak ada atau sudah diakhiri."))
    found.ended_at = clock.now()
    session.add(found)
    _note(session, "access.end_client", found, by)


def every(session: Session) -> list[ApiClient]:
    """All clients, the newest first."""
    return list(session.exec(select(ApiClient).order_by(col(ApiClient.made_at).desc())))


def client_of(session: Session, *, token: str) -> ApiClient | None:
    """The client whose token this is, if it still is one."""
    query = select(ApiClient).where(
        ApiClient.token_hash == tokens.digest(token), col(ApiClient.ended_at).is_(None)
    )
    return session.exec(query).first()


def see(session: Session, *, client: ApiClient) -> None:
    """It asked just now; noted at most once a minute."""
    now = clock.now()
    if client.seen_at is None or now - client.seen_at > SEEN_EVERY:
        client.seen_at = now
        session.add(client)


def _note(session: Session, action: str, client: ApiClient, by: UUID) -> None:
    audit.record(session, actor_id=by, action=action, subject="api_client", subject_id=client.id)
