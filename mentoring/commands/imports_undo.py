"""`pamong undo-import`: take the last import back."""

import click

from mentoring import access, clock, people, programmes
from mentoring.commands import face
from mentoring.commands.kinds import LAYOUTS
from mentoring.errors import NotNow
from mentoring.words import _, number


@click.command(
    "undo-import",
    help=_(
        "Batalkan impor terakhir: setiap baris kembali seperti sebelumnya, atau tidak satu pun."
    ),
)
@face.reason_option
@face.yes_option
def undo_import(reason: str, yes: bool) -> None:
    with face.acting(access.Deed.IMPORT, looking=True) as (session, _account):
        batch = people.undoable(session)
        too = programmes.goes_too(session, batch=batch) if batch else None
    if batch is None:
        raise NotNow(
            _("Tidak ada impor yang dapat dibatalkan."),
            remedy=_("Impor berkas yang benar; perbedaannya ditunjukkan dahulu."),
        )
    title, when = LAYOUTS[batch.kind].title, clock.local(batch.at).strftime("%d-%m-%Y %H:%M")
    if too and str(too):
        click.echo(str(too))
    face.ask(_("Batalkan impor «{kind}» dari {when}?", kind=title, when=when), yes=yes)
    with face.acting(access.Deed.IMPORT) as (session, account):
        rows = programmes.undo_import(session, batch_id=batch.id, reason=reason, by=account.id)
    click.echo(_("Impor dibatalkan: {count} baris kembali.", count=number(rows)))
