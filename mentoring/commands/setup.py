"""`pamong init`."""

import click

from mentoring import access, competencies, db, schema
from mentoring.access import Role
from mentoring.commands import face, next_step
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
        lacking = next_step.missing(session)
    place = settings().home if settings().database_url is None else "PAMONG_DATABASE_URL"
    click.echo(_("Basis data siap: {place}", place=place))
    if fresh:
        click.echo(_("Akun pertama: {login}. Pakai dengan --as {login}.", login=login))
    else:
        click.echo(_("Akun sudah ada; tidak ada yang diubah."))
    next_step.hint(*lacking, login=login if fresh else face.login() or login)
