"""Verbs about accounts: open, change and close one, find who acts."""

import re
from uuid import UUID

from sqlmodel import Session, select

from mentoring import audit, clock, db
from mentoring.access.tables import Account, Role
from mentoring.errors import NotFound, Refused, Unusable
from mentoring.grounds import grounds
from mentoring.settings import MAILBOX
from mentoring.words import _

ACCOUNT_LOCK = 7_274_667  # any fixed number that nobody else takes
LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,59}")


def open_account(
    session: Session,
    *,
    login: str,
    name: str,
    role: Role,
    by: UUID | None,
    unit_id: UUID | None = None,
    email: str = "",
) -> Account:
    """Create an account. Only the very first one may come from nobody (`pamong init`)."""
    if not LOGIN.fullmatch(login):
        raise Unusable(
            _("Nama akun «{login}» tidak dapat dipakai.", login=login),
            remedy=_("Pakai huruf kecil, angka, titik, atau tanda hubung, misalnya «hr»."),
        )
    if session.exec(select(Account).where(Account.login == login)).first():
        raise Refused(
            _("Akun «{login}» sudah ada.", login=login),
            remedy=_(
                "Pilih nama lain, atau ubah yang ada dengan `pamong account change`; "
                "daftarnya: `pamong account list`."
            ),
        )
    _require_fitting_unit(role, unit_id)
    account = Account(
        login=login,
        name=name,
        role=role,
        unit_id=unit_id,
        email=_address(email),
        created_at=clock.now(),
    )
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


def close_account(session: Session, *, login: str, reason: str, by: UUID) -> Account:
    """Nobody acts under this name any more; what it did stays on record.

    Raises:
        Refused: it is closed already, or the last admin that is left.
    """
    reason = grounds(reason)
    account = _held(session, login)
    if not account.active:
        raise Refused(
            _("Akun «{login}» sudah ditutup sebelumnya.", login=login),
            remedy=_("Buka lagi dengan `pamong account change --reopen`."),
        )
    account.active = False
    _changed(session, account, action="access.close_account", by=by, reason=reason)
    return account


def change_account(
    session: Session,
    *,
    login: str,
    by: UUID,
    role: Role | None = None,
    unit_id: UUID | None = None,
    reopen: bool = False,
    email: str | None = None,
) -> Account:
    """Give an account another role, unit or mail address, or open it again.

    Raises:
        Unusable: nothing to change, or the unit does not go with the role.
        Refused: no admin would be left.
    """
    account = _held(session, login)
    after = Role(account.role) if role is None else role
    unit = unit_id or (account.unit_id if after is Role.UNIT_HR else None)
    _require_fitting_unit(after, unit)
    mail = account.email if email is None else _address(email)
    if (after, unit, account.active or reopen, mail) == (
        Role(account.role),
        account.unit_id,
        account.active,
        account.email,
    ):
        raise Unusable(
            _("Tidak ada yang berubah pada akun «{login}».", login=login),
            remedy=_("Tulis peran (--role), unit (--unit), surel (--email), atau --reopen."),
        )
    account.role, account.unit_id, account.active = after, unit, account.active or reopen
    account.email = mail
    _changed(session, account, action="access.change_account", by=by)
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


def _held(session: Session, login: str) -> Account:
    """The account as it is now; of two admins who close each other only one gets through."""
    db.one_at_a_time(session, ACCOUNT_LOCK)
    query = select(Account).where(Account.login == login)
    found = session.exec(query.execution_options(populate_existing=True)).first()
    if found is None:
        raise NotFound(
            _("Akun «{login}» tidak ada.", login=login), remedy=_("Lihat `pamong account list`.")
        )
    return found


def _changed(
    session: Session, account: Account, *, action: str, by: UUID, reason: str = ""
) -> None:
    session.add(account)
    session.flush()
    if not any(a.active and a.role == Role.ADMIN for a in accounts(session)):
        raise Refused(
            _("Harus selalu ada satu admin yang aktif."),
            remedy=_("Jadikan dahulu akun lain admin dengan `pamong account change`."),
        )
    audit.record(
        session,
        actor_id=by,
        action=action,
        subject="account",
        subject_id=account.id,
        reason=reason,
        role=str(account.role),
        unit=None if account.unit_id is None else str(account.unit_id),
        active=account.active,
    )


def _address(email: str) -> str:
    if email and not re.fullmatch(MAILBOX, email.strip()):
        raise Unusable(
            _("Alamat surel itu tidak dapat dipakai."),
            remedy=_("Tulis seperti nama@kota.go.id, tanpa spasi."),
        )
    return email.strip()


def _require_fitting_unit(role: Role, unit_id: UUID | None) -> None:
    if (role is Role.UNIT_HR) != (unit_id is not None):
        raise Unusable(
            _("Petugas unit perlu satu unit; peran lain tidak memakai unit."),
            remedy=_("Untuk petugas unit tulis --unit KODE_UNIT; untuk peran lain, tanpa --unit."),
        )
