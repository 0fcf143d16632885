"""`pamong account password`: with what an account signs in to the pages."""

import sys

import click

from mentoring import access, db, schema
from mentoring.commands import face
from mentoring.errors import Unusable
from mentoring.settings import settings
from mentoring.words import _


@click.command(help=_("Tetapkan kata sandi sebuah akun untuk halaman web, atau buat tautannya."))
@click.argument("login", metavar=_("AKUN"))
@click.option(
    "--link", is_flag=True, help=_("Buat tautan sekali pakai; pemilik akun yang mengisi.")
)
@click.option(
    "--new-phone", "anew", is_flag=True, help=_("Lupakan kode kedua: dipasang lagi saat masuk.")
)
def password(login: str, link: bool, anew: bool) -> None:
    said = None if link else _typed()
    schema.require_head()
    with db.transaction() as session:
        by = access.acting(session, login=face.login() or login)
        account = access.acting(session, login=login)
        if by.id != account.id:
            access.require(by, access.Deed.ACCOUNTS)
        if said is not None:
            access.passwords.set_password(
                session, account=account, password=said, by=by.id, anew=anew
            )
        else:
            token = access.passwords.invite(session, account=account, by=by.id)
    if said is None:
        click.echo(f"{settings().address}/password/{token}")
    else:
        click.echo(
            _("Kata sandi «{login}» tersimpan; semua perangkatnya dikeluarkan.", login=login)
        )


def _typed() -> str:
    """Twice and unseen at a terminal; otherwise the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    said = str(click.prompt(_("Kata sandi"), hide_input=True, err=True))
    if click.prompt(_("Ketik sekali lagi"), hide_input=True, err=True) != said:
        raise Unusable(
            _("Kedua isian kata sandi tidak sama."), remedy=_("Ketik yang sama dua kali.")
        )
    return said
