"""`pamong init` and `pamong account`."""

import click

from mentoring import access, competencies, db, schema
from mentoring.access import Deed, Role
from mentoring.commands import face
from mentoring.commands.root import LazyGroup
from mentoring.settings import settings
from mentoring.words import _


@click.command(help=_("Siapkan basis data (migrasi), kamus kompetensi, dan akun HR pertama."))
@click.option("--login", default="hr", show_default=True, help=_("Nama akun pertama."))
@click.option("--name", default="Petugas HR", show_default=True, help=_("Nama petugasnya."))
def init(login: str, name: str) -> None:
    schema.upgrade()
    with db.transaction() as session:
        competencies.seed(session)
        fresh = not access.accounts(session)
        if fresh:
            access.open_account(session, login=login, name=name, role=Role.ADMIN, by=None)
    place = settings().home if settings().database_url is None else "PAMONG_DATABASE_URL"
    click.echo(_("Basis data siap: {place}", place=place))
    if fresh:
        click.echo(_("Akun pertama: {login}. Pakai dengan --as {login}.", login=login))
    else:
        click.echo(_("Akun sudah ada; tidak ada yang diubah."))


def _account_commands() -> dict[str, tuple[str, str]]:
    return {
        "list": ("setup:account_list", _("Daftar akun")),
        "open": ("setup:account_open", _("Buka akun baru")),
    }


@click.group(cls=LazyGroup, listing=_account_commands, help=_("Akun yang boleh bertindak."))
def account() -> None:
    pass


@click.command(help=_("Daftar akun dan perannya."))
@face.as_json
def account_list(json_out: bool) -> None:
    with face.acting(Deed.READ) as (session, _who):
        rows = access.accounts(session)
    if json_out:
        face.show_json([{"login": a.login, "role": a.role, "active": a.active} for a in rows])
        return
    face.show_table(
        _("Akun"),
        [_("Akun"), _("Nama"), _("Peran"), _("Aktif")],
        [(a.login, a.name, a.role, _("ya") if a.active else _("tidak")) for a in rows],
    )


@click.command(help=_("Buka akun baru (hanya admin)."))
@click.argument("login")
@click.option("--name", required=True, help=_("Nama petugasnya."))
@click.option("--role", type=click.Choice([str(r) for r in Role]), required=True)
@click.option("--unit", "unit_code", help=_("Kode unit, untuk peran hr_unit."))
def account_open(login: str, name: str, role: str, unit_code: str | None) -> None:
    from mentoring import people

    with face.acting(Deed.ACCOUNTS) as (session, who):
        unit = None if unit_code is None else people.unit_by_code(session, code=unit_code)
        access.open_account(
            session,
            login=login,
            name=name,
            role=Role(role),
            by=who.id,
            unit_id=None if unit is None else unit.id,
        )
    click.echo(_("Akun «{login}» dibuka.", login=login))
