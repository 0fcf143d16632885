"""How one person wants to be told: by which channel, in which language, with or without digests."""

from uuid import UUID, uuid4

from sqlmodel import Session, select

from mentoring import access, queue
from mentoring.errors import Unusable
from mentoring.messages.tables import MessagePreference
from mentoring.words import LANGUAGES, _

CHANNELS = ("smtp", "eml", "console", "inbox", "notify")


def preference(session: Session, *, person_id: UUID) -> MessagePreference:
    """What this person prefers, or the office's way."""
    query = select(MessagePreference).where(MessagePreference.person_id == person_id)
    return session.exec(query).first() or MessagePreference(person_id=person_id)


def prefer(
    session: Session,
    *,
    person_id: UUID,
    channel: str | None = None,
    language: str | None = None,
    digests: bool | None = None,
) -> MessagePreference:
    """Keep what a person prefers; None leaves it as it is, an empty text is the office's way."""
    if channel not in {None, "", *CHANNELS}:
        raise Unusable(
            _("Saluran itu tidak dikenal."),
            remedy=_("Pilih salah satu: {words}.", words=", ".join(CHANNELS)),
        )
    if language not in {None, "", *LANGUAGES}:
        raise Unusable(
            _("Bahasa itu tidak dikenal."),
            remedy=_("Pilih salah satu: {words}.", words=", ".join(LANGUAGES)),
        )
    queue.insert_once(session, MessagePreference(id=uuid4(), person_id=person_id))
    query = select(MessagePreference).where(MessagePreference.person_id == person_id)
    kept = session.exec(query.with_for_update(key_share=True)).one()
    kept.channel = kept.channel if channel is None else channel
    kept.language = kept.language if language is None else language
    kept.digests = kept.digests if digests is None else digests
    session.flush()
    return kept


def stop_digests(session: Session, *, token: str) -> None:
    """What the link in a digest is for: this person gets no more of them.

    Raises:
        NotAllowed, NotNow: the link is not good for this, or no longer.
    """
    link = access.use_link(session, token=token, purpose=access.Purpose.DIGEST_STOP)
    prefer(session, person_id=link.holder_id, digests=False)
