"""Passwords (argon2id), and the links with which one is set for the first time or anew."""

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from sqlmodel import Session, col, func, select, update

from mentoring import audit, clock
from mentoring.access import tokens
from mentoring.access.sessions import end_all
from mentoring.access.tables import Account, Credential, Invitation
from mentoring.errors import NotFound, Unusable
from mentoring.words import _, number

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 200
GOOD_FOR = timedelta(days=3)


def set_password(
    session: Session, *, account: Account, password: str, by: UUID | None, anew: bool = False
) -> None:
    """Set a password; every session of the account ends.

    anew: the second factor is forgotten too, and set up again at the next sign-in (a lost phone).
    """
    _require_good(password, account)
    held = credential_of(session, account_id=account.id)
    if held is None:
        held = Credential(account_id=account.id, password_hash="", password_at=clock.now())
    held.password_hash, held.password_at = _hasher().hash(password), clock.now()
    if anew:
        held.totp_secret, held.totp_confirmed_at = None, None
    session.add(held)
    end_all(session, account_id=account.id)
    audit.record(
        session,
        actor_id=by,
        action="access.set_password",
        subject="account",
        subject_id=account.id,
        second_factor_reset=anew,
    )


def is_password(credential: Credential | None, password: str) -> bool:
    """Is it the right one? Takes as long for an account that is not there."""
    from argon2.exceptions import VerificationError

    stored = _nobodys() if credential is None else credential.password_hash
    try:
        _hasher().verify(stored, password[:LONGEST])
    except VerificationError:
        return False
    return credential is not None


def credential_of(session: Session, *, account_id: UUID) -> Credential | None:
    """What this account proves itself with, if anything yet."""
    return session.exec(select(Credential).where(Credential.account_id == account_id)).first()


def anybody_has_one(session: Session) -> bool:
    """Has any account a password? Before that, a first-run link is shown at the start."""
    return bool(session.exec(select(func.count(col(Credential.id)))).one())


def invite(session: Session, *, account: Account, by: UUID | None) -> str:
    """A token for the link that sets the password of this account; earlier links end."""
    now, token = clock.now(), tokens.fresh()
    session.exec(
        update(Invitation)
        .where(col(Invitation.account_id) == account.id, col(Invitation.used_at).is_(None))
        .values(used_at=now)
    )
    made = Invitation(token_hash=tokens.digest(token), account_id=account.id, until=now + GOOD_FOR)
    session.add(made)
    audit.record(
        session, actor_id=by, action="access.invite", subject="account", subject_id=account.id
    )
    return token


def invited(session: Session, *, token: str) -> Account:
    """Whose password this link sets. Raises NotFound when it is used, too old or made up."""
    query = select(Invitation, Account).where(
        Invitation.token_hash == tokens.digest(token),
        col(Invitation.used_at).is_(None),
        col(Invitation.until) > clock.now(),
        col(Account.id) == col(Invitation.account_id),
        col(Account.active),
    )
    found = session.exec(query).first()
    if found is None:
        raise NotFound(
            _("Tautan ini tidak berlaku (lagi)."),
            remedy=_("Minta tautan baru kepada admin, atau jalankan `pamong account password`."),
        )
    return found[1]


def take_invitation(session: Session, *, token: str, password: str) -> Account:
    """Set the password with a link, once."""
    account = invited(session, token=token)
    used = (
        update(Invitation)
        .where(
            col(Invitation.token_hash) == tokens.digest(token), col(Invitation.used_at).is_(None)
        )
        .values(used_at=clock.now())
    )
    if session.execute(used).rowcount != 1:  # type: ignore[attr-defined]
        raise NotFound(_("Tautan ini tidak berlaku (lagi)."))
    set_password(session, account=account, password=password, by=account.id, anew=True)
    return account


def _require_good(password: str, account: Account) -> None:
    if not SHORTEST <= len(password) <= LONGEST:
        raise Unusable(
            _("Kata sandi harus {least} sampai {most} huruf.", least=SHORTEST, most=LONGEST),
            remedy=_("Beberapa kata yang mudah diingat lebih kuat daripada satu kata rumit."),
        )
    if account.login in password.casefold() or len(set(password)) < 5:
        raise Unusable(
            _("Kata sandi terlalu mudah ditebak."),
            remedy=_("Jangan memuat nama akun dan jangan mengulang huruf yang sama."),
        )


def days_of_links() -> str:
    """How long a link is good for, in days, as people read it."""
    return number(GOOD_FOR.days)


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher()  # argon2id with RFC 9106's second choice: 64 MiB, 3 passes


@cache
def _nobodys() -> str:
    return _hasher().hash(tokens.fresh())
