"""`pamong match beforehand`: approve beforehand what moves nobody, or take that back."""

from datetime import date

import click

from mentoring import access, clock, programmes
from mentoring.commands import face
from mentoring.commands.day import DAY
from mentoring.errors import Unusable
from mentoring.words import _


@click.command(
    help=_(
        "Setujui di muka: pemadanan ulang otomatis yang tidak memindahkan siapa pun berlaku "
        "tanpa tombol, sampai tanggal tertentu, atas nama Anda."
    )
)
@face.programme_option
@click.option("--until", type=DAY, help=_("Sampai tanggal ini."))
@click.option("--revoke", is_flag=True, help=_("Cabut persetujuan di muka."))
@face.reason_option
@face.yes_option
def beforehand(code: str | None, until: date | None, revoke: bool, reason: str, yes: bool) -> None:
    if revoke == (until is not None):
        raise Unusable(_("Tulis --until TANGGAL, atau --revoke."))
    if until is not None:
        question = _(
            "Usulan otomatis yang tidak memindahkan siapa pun akan berlaku atas nama Anda. Setuju?"
        )
        face.ask(question, yes=yes)
    with face.acting(access.Deed.APPROVE) as (session, account):
        found = programmes.find_programme(session, code=code)
        if until is None:
            programmes.standing.revoke(session, programme=found, reason=reason, by=account.id)
        else:
            programmes.standing.approve_beforehand(
                session, programme=found, until=until, reason=reason, by=account.id
            )
    if until is None:
        click.echo(_("Dicabut: setiap usulan kembali menunggu persetujuan."))
    else:
        click.echo(_("Disetujui di muka sampai {day}.", day=clock.spoken_date(until)))
