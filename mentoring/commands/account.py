"""`pamong account …`."""

from uuid import UUID

import click
from sqlmodel import Session

from mentoring import access, people
from mentoring.access import Deed, Role
from mentoring.commands import face
from mentoring.commands.choices import ROLES, Words, shown
from mentoring.commands.root import LazyGroup
from mentoring.words import _


def _commands() -> dict[str, tuple[str, str]]:
    return {
        "list": ("account:list_", _("Daftar akun")),
        "open": ("account:open_", _("Buka akun baru")),
        "change": ("account:change", _("Ganti peran atau unit, atau buka lagi")),
        "close": ("account:close", _("Tutup akun")),
        "password": ("account_password:password", _("Tetapkan kata sandi, atau buat tautannya")),
    }


@click.group(cls=LazyGroup, listing=_commands, help=_("Akun yang boleh bertindak."))
def account() -> None:
    pass


@click.command("list", help=_("Daftar akun dan perannya."))
@face.as_json
def list_(json_out: bool) -> None:
    with face.acting(Deed.READ) as (session, _who):
        rows = access.accounts(session)
        units = {u.id: u for u in people.units(session)} if any(a.unit_id for a in rows) else {}
    unit_of = {a.login: units[a.unit_id] for a in rows if a.unit_id is not None}
    if json_out:
        face.show_json(
            [
                {
                    "login": a.login,
                    "name": a.name,
                    "role": a.role,
                    "unit": unit_of[a.login].code if a.login in unit_of else None,
                    "active": a.active,
                    "email": a.email or None,
                }
                for a in rows
            ]
        )
        return
    face.show_table(
        _("Akun"),
        [_("Akun"), _("Nama"), _("Peran"), _("Unit kerja"), _("Aktif")],
        [
            (
                a.login,
                a.name,
                shown(a.role, ROLES),
                unit_of[a.login].name if a.login in unit_of else None,
                _("ya") if a.active else _("tidak"),
            )
            for a in rows
        ],
    )


@click.command("open", help=_("Buka akun baru (hanya admin)."))
@click.argument("login", metavar=_("AKUN"))
@click.option("--name", required=True, help=_("Nama petugasnya."))
@click.option("--role", type=Words(ROLES), required=True)
@click.option("--unit", "unit_code", help=_("Kode unit, untuk petugas unit."))
@click.option(
    "--email", default="", metavar=_("ALAMAT"), help=_("Alamat surel untuk pemberitahuan.")
)
def open_(login: str, name: str, role: str, unit_code: str | None, email: str) -> None:
    with face.acting(Deed.ACCOUNTS) as (session, who):
        access.open_account(
            session,
            login=login,
            name=name,
            role=Role(role),
            by=who.id,
            unit_id=_unit(session, unit_code),
            email=email,
        )
    click.echo(_("Akun «{login}» dibuka.", login=login))


@click.command(help=_("Ganti peran atau unit sebuah akun, atau buka lagi (hanya admin)."))
@click.argument("login", metavar=_("AKUN"))
@click.option("--role", type=Words(ROLES), help=_("Peran baru."))
@click.option("--unit", "unit_code", help=_("Kode unit, untuk petugas unit."))
@click.option("--reopen", is_flag=True, help=_("Buka lagi akun yang sudah ditutup."))
@click.option("--email", metavar=_("ALAMAT"), help=_("Alamat surel; kosong: dihapus."))
def change(
    login: str, role: str | None, unit_code: str | None, reopen: bool, email: str | None
) -> None:
    with face.acting(Deed.ACCOUNTS) as (session, who):
        access.change_account(
            session,
            login=login,
            by=who.id,
            role=None if role is None else Role(role),
            unit_id=_unit(session, unit_code),
            reopen=reopen,
            email=email,
        )
    click.echo(_("Akun «{login}» diubah.", login=login))


@click.command(help=_("Tutup akun: tidak dapat bertindak lagi, jejaknya tetap (hanya admin)."))
@click.argument("login", metavar=_("AKUN"))
@face.reason_option
def close(login: str, reason: str) -> None:
    with face.acting(Deed.ACCOUNTS) as (session, who):
        access.close_account(session, login=login, reason=reason, by=who.id)
    click.echo(_("Akun «{login}» ditutup.", login=login))


def _unit(session: Session, code: str | None) -> UUID | None:
    return None if code is None else people.unit_by_code(session, code=code).id
