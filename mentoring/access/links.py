"""Links that open one thing for one purpose, once: 32 random bytes, of which only a hash is kept.

A link is looked at with GET as often as anybody likes, because mail scanners and chat programs
fetch every link; only the button's POST uses it.
"""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, delete, select, update

from mentoring import clock
from mentoring.access.tables import Link, Purpose
from mentoring.errors import NotAllowed, NotNow
from mentoring.words import _

LENGTH = 43  # 32 bytes as URL-safe base64
KEPT = timedelta(days=30)  # after the end, so that an old link can still be told apart


def new_token() -> str:
    """A new secret; nothing is stored yet."""
    return secrets.token_urlsafe(32)


def issue_link(
    session: Session,
    *,
    purpose: Purpose,
    subject_id: UUID,
    holder_id: UUID,
    lasts: timedelta,
    token: str | None = None,
) -> str:
    """Store a new link and return its secret, which is nowhere else.

    Args:
        subject_id: what it is about, such as a mentorship.
        holder_id: whom it is made for: an employee or an account.
        token: one from `new_token`, when it had to be known before.
    """
    secret = token or new_token()
    now = clock.now()
    session.add(
        Link(
            digest=_digest(secret),
            purpose=purpose,
            subject_id=subject_id,
            holder_id=holder_id,
            made_at=now,
            expires_at=now + lasts,
        )
    )
    session.flush()
    return secret


def look_at_link(session: Session, *, token: str, purpose: Purpose | None = None) -> Link:
    """What a link is about; uses nothing up.

    Raises:
        NotAllowed: no such link, or one for another purpose.
        NotNow: used or expired.
    """
    found = session.exec(
        select(Link).where(Link.digest == _digest(token)).execution_options(populate_existing=True)
    ).first()
    if found is None or (purpose is not None and found.purpose != purpose):
        raise NotAllowed(
            _("Tautan ini tidak berlaku."),
            remedy=_("Salin tautannya utuh dari pesan, atau hubungi pengelola kepegawaian."),
        )
    if found.used_at is not None:
        raise NotNow(
            _("Tautan ini sudah dipakai atau tidak diperlukan lagi."),
            remedy=_("Bila ada yang keliru, hubungi pengelola kepegawaian."),
        )
    if found.expires_at <= clock.now():
        raise NotNow(
            _("Masa berlaku tautan ini sudah habis."),
            remedy=_("Pakai tautan pada pesan terbaru, atau hubungi pengelola kepegawaian."),
        )
    return found


def use_link(
    session: Session,
    *,
    token: str,
    purpose: Purpose,
    subject_id: UUID | None = None,
    holder_id: UUID | None = None,
) -> Link:
    """Use a link up in the transaction that does what it is for: of many at once exactly one does.

    All other links for the same purpose, thing and person are used up with it, so that an older
    mail cannot answer again.

    Raises:
        NotAllowed: no such link, or one for another purpose, thing or person.
        NotNow: used or expired.
    """
    _lock_sisters(session, digest=_digest(token))
    now = clock.now()
    fits = [
        col(Link.digest) == _digest(token),
        col(Link.purpose) == purpose,
        col(Link.used_at).is_(None),
        col(Link.expires_at) > now,
    ]
    if subject_id is not None:
        fits.append(col(Link.subject_id) == subject_id)
    if holder_id is not None:
        fits.append(col(Link.holder_id) == holder_id)
    hit = session.execute(
        update(Link).where(*fits).values(used_at=now).execution_options(synchronize_session=False)
    )
    if hit.rowcount != 1:  # type: ignore[attr-defined]
        look_at_link(session, token=token, purpose=purpose)
        raise NotAllowed(
            _("Tautan ini bukan untuk hal atau orang itu."),
            remedy=_("Buka tautan yang ada pada pesan Anda sendiri."),
        )
    used = session.exec(
        select(Link).where(Link.digest == _digest(token)).execution_options(populate_existing=True)
    ).one()
    _use_up(session, like=used)
    return used


def revoke_links(session: Session, *, subject_id: UUID, holder_id: UUID | None = None) -> int:
    """No open link about this thing (for this person) works any more. Returns how many."""
    about = [col(Link.subject_id) == subject_id, col(Link.used_at).is_(None)]
    if holder_id is not None:
        about.append(col(Link.holder_id) == holder_id)
    hit = session.execute(update(Link).where(*about).values(used_at=clock.now()))
    return int(hit.rowcount)  # type: ignore[attr-defined]


def forget_old_links(session: Session) -> int:
    """Delete links that ended a month ago. Returns how many."""
    old = delete(Link).where(col(Link.expires_at) < clock.now() - KEPT)
    return int(session.execute(old).rowcount)  # type: ignore[attr-defined]


def _lock_sisters(session: Session, *, digest: str) -> None:
    """Always in the same order, so that two who use two links for one thing never deadlock."""
    mine = select(Link.purpose, Link.subject_id, Link.holder_id).where(Link.digest == digest)
    for purpose, subject_id, holder_id in session.exec(mine).all():
        session.exec(
            select(Link.id)
            .where(
                Link.purpose == purpose,
                Link.subject_id == subject_id,
                Link.holder_id == holder_id,
            )
            .order_by(col(Link.id))
            .with_for_update(key_share=True)
        ).all()


def _use_up(session: Session, *, like: Link) -> None:
    session.execute(
        update(Link)
        .where(
            col(Link.purpose) == like.purpose,
            col(Link.subject_id) == like.subject_id,
            col(Link.holder_id) == like.holder_id,
            col(Link.used_at).is_(None),
        )
        .values(used_at=like.used_at)
        .execution_options(synchronize_session=False)
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
