"""`pamong programme edit | delete`: what a programme itself needs when it was made wrongly."""

from datetime import date

import click

from mentoring import access, clock, programmes
from mentoring.commands import face
from mentoring.commands.day import DAY
from mentoring.errors import Unusable
from mentoring.words import _, number


@click.command(help=_("Koreksi nama atau masa program; yang sudah disetujui tetap pada masanya."))
@face.programme_option
@click.option("--name", help=_("Nama baru."))
@click.option("--begins", type=DAY, help=_("Tanggal mulai yang benar."))
@click.option("--ends", type=DAY, help=_("Tanggal selesai yang benar."))
def edit(code: str | None, name: str | None, begins: date | None, ends: date | None) -> None:
    if not (name or begins or ends):
        raise Unusable(
            _("Belum disebut apa yang dikoreksi."), remedy=_("Tulis --name, --begins, atau --ends.")
        )
    with face.acting(access.Deed.SHAPE) as (session, account):
        found = programmes.find_programme(session, code=code)
        done = programmes.edit(
            session, programme=found, by=account.id, name=name, begins_on=begins, ends_on=ends
        )
        alive = sum(
            m.state in programmes.LIVE for m in programmes.mentorships(session, programme=found)
        )
    if not done:
        click.echo(_("Sudah seperti itu; tidak ada yang diubah."))
        return
    click.echo(
        _(
            "Program «{code}» - {name}: {begins} sampai {ends}.",
            code=found.code,
            name=found.name,
            begins=clock.spoken_date(found.begins_on),
            ends=clock.spoken_date(found.ends_on),
        )
    )
    if alive and (begins or ends):
        click.echo(
            _(
                "{count} pendampingan yang sudah disetujui tetap pada tanggalnya; "
                "ubah dengan `pamong mentorship extend`.",
                count=number(alive),
            )
        )


@click.command(help=_("Hapus program beserta prosesnya; hanya bila belum pernah ada persetujuan."))
@click.argument("code", metavar=_("KODE"))
@face.reason_option
@face.yes_option
def delete(code: str, reason: str, yes: bool) -> None:
    with face.acting(access.Deed.SHAPE, looking=True) as (session, _account):
        found = programmes.find_programme(session, code=code)
        runs = len(programmes.runs_of(session, programme=found))
        people = sum(programmes.count_participants(session, programme_id=found.id).values())
    face.ask(
        _(
            "Hapus program «{code}» dengan {people} peserta dan {runs} proses?",
            code=code,
            people=number(people),
            runs=number(runs),
        ),
        yes=yes,
    )
    with face.acting(access.Deed.SHAPE) as (session, account):
        found = programmes.find_programme(session, code=code)
        programmes.remove(session, programme=found, reason=reason, by=account.id)
    click.echo(_("Program «{code}» dihapus.", code=code))
