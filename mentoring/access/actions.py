"""Verbs about accounts: open one, find who acts."""

import re
from uuid import UUID

from sqlmodel import Session, select

from mentoring import audit, clock
from mentoring.access.tables import Account, Role
from mentoring.errors import Refused, Unusable
from mentoring.words import _

LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,59}")


def open_account(
    session: Session,
    *,
    login: str,
    name: str,
    role: Role,
    by: UUID | None,
    unit_id: UUID | None = None,
) -> Account:
    """Create an account. Only the very first one may come from nobody (`pamong init`)."""
    if not LOGIN.fullmatch(login):
        raise Unusable(
            _("Nama akun «{login}» tidak dapat dipakai.", login=login),
            remedy=_("Pakai huruf kecil, angka, titik, atau tanda hubung, misalnya «hr»."),
        )
    if session.exec(select(Account).where(Account.login == login)).first():
        raise Refused(_("Akun «{login}» sudah ada.", login=login))
    if (role is Role.UNIT_HR) != (unit_id is not None):
        raise Unusable(_("Petugas unit perlu satu unit; peran lain tidak memakai unit."))
    account = Account(login=login, name=name, role=role, unit_id=unit_id, created_at=clock.now())
    session.add(account)
    session.flush()
    audit.record(
        session,
        actor_id=by,
        action="access.open_account",
        subject="account",
        subject_id=account.id,
        role=str(role),
    )
    return account


def acting(session: Session, *, login: str | None) -> Account:
    """The active account that acts under this name; nobody acts anonymously."""
    if not login:
        raise Unusable(
            _("Siapa yang bertindak belum disebut."),
            remedy=_("Tulis --as NAMA_AKUN atau isi PAMONG_ACTOR."),
        )
    account = session.exec(select(Account).where(Account.login == login)).first()
    if account is None or not account.active:
        raise Unusable(
            _("Akun «{login}» tidak ada atau tidak aktif.", login=login),
            remedy=_("Buat akun pertama dengan `pamong init`, atau periksa ejaannya."),
        )
    return account


def accounts(session: Session) -> list[Account]:
    """All accounts, by login."""
    return list(session.exec(select(Account).order_by(Account.login)))
