"""Signing in: first the password, then the code of the second factor."""

from sqlmodel import Session, col, select, update

from mentoring import audit, clock
from mentoring.access import limits, sessions, totp
from mentoring.access.limits import Limits
from mentoring.access.passwords import credential_of, is_password
from mentoring.access.tables import Account, Credential, WebSession

OF_A_LOGIN, OF_AN_ADDRESS, OF_CODES = 5, 30, 5


def password(
    session: Session, *, login: str, password: str, address: str, device: str
) -> str | None:
    """The token of a half session, or None when login or password is wrong.

    Raises limits.TooOften. The caller commits either way: a failure has to be counted.
    """
    of = _of_password(login, address)
    limits.require_room(session, of)
    account = session.exec(select(Account).where(Account.login == login)).first()
    held = None if account is None else credential_of(session, account_id=account.id)
    right = is_password(held, password)
    if account is None or not right or not account.active:
        limits.failed(session, of)
        return None
    return sessions.begin(session, account=account, device=device)


def secret_to_show(session: Session, *, account: Account) -> str | None:
    """The secret that the account must put into an app now; None when it has done so already."""
    held = _credential(session, account)
    if held.totp_confirmed_at is not None:
        return None
    if held.totp_secret is None:
        held.totp_secret, held.totp_last_step = totp.new_secret(), 0
        session.add(held)
    return held.totp_secret


def code(session: Session, *, half: WebSession, account: Account, code: str) -> str | None:
    """The token of the whole session, or None when the code is wrong or used already.

    Raises limits.TooOften. The caller commits either way.
    """
    of: Limits = ((f"code {account.id}", OF_CODES),)
    limits.require_room(session, of)
    held = _credential(session, account)
    now = totp.step_at(clock.now().timestamp())
    secret = held.totp_secret or ""
    step = totp.step_of(secret, code, now=now, after=held.totp_last_step) if secret else None
    if step is None or not _use(session, held, step):
        limits.failed(session, of)
        return None
    limits.forgiven(session, f"login {account.login}")
    limits.forgiven(session, f"code {account.id}")
    audit.record(
        session,
        actor_id=account.id,
        action="access.sign_in",
        subject="account",
        subject_id=account.id,
    )
    return sessions.complete(session, before=half)


def _use(session: Session, held: Credential, step: int) -> bool:
    """Of two who send the same code at once only one gets in."""
    confirmed = held.totp_confirmed_at or clock.now()
    hit = session.execute(
        update(Credential)
        .where(col(Credential.id) == held.id, col(Credential.totp_last_step) < step)
        .values(totp_last_step=step, totp_confirmed_at=confirmed)
    )
    return bool(hit.rowcount == 1)  # type: ignore[attr-defined]


def _credential(session: Session, account: Account) -> Credential:
    held = credential_of(session, account_id=account.id)
    assert held is not None, "a half session exists only after a right password"
    return held


def _of_password(login: str, address: str) -> Limits:
    return ((f"login {login}", OF_A_LOGIN), (f"address {address}", OF_AN_ADDRESS))
