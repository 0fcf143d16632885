"""`pamong letter head` and `template`: the agency's own letterhead, wording and Word templates."""

from pathlib import Path

import click

from mentoring import access, letters
from mentoring.commands import face, output
from mentoring.commands.choices import LETTERS, Words
from mentoring.errors import Unusable
from mentoring.words import _

THERE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    help=_(
        "Lihat kop surat, penanda tangan, dan naskah. --output menulis berkasnya untuk diubah; "
        "--use memasangnya untuk surat berikutnya."
    )
)
@click.option("--output", "target", type=click.Path(path_type=Path), help=_("Berkas .toml."))
@click.option("--use", "source", type=THERE, help=_("Pasang berkas .toml ini."))
@output.overwrite_option
def head(target: Path | None, source: Path | None, overwrite: bool) -> None:
    if source is not None:
        _use_head(source)
        return
    if target is not None:
        output.require_named(target, endings=(".toml",), overwrite=overwrite)
    with face.acting(access.Deed.READ) as (session, _account):
        text = letters.head_text(session)
    if target is None:
        click.echo(text)
        return
    output.write(target, text.encode())
    click.echo(_("Ditulis ke {path}. Ubah isinya, lalu pasang dengan --use {path}.", path=target))


@click.command(
    help=_(
        "Tulis templat Word yang berlaku ke BERKAS untuk diubah; --use memasang BERKAS itu. "
        "--default menulis templat bawaan."
    )
)
@click.argument("kind", type=Words(LETTERS))
@click.argument("file", metavar=_("BERKAS"), type=click.Path(path_type=Path))
@click.option("--use", is_flag=True, help=_("Pasang berkas ini sebagai templat."))
@click.option("--default", "default_", is_flag=True, help=_("Templat bawaan, bukan milik kantor."))
@output.overwrite_option
def template(kind: str, file: Path, use: bool, default_: bool, overwrite: bool) -> None:
    wanted = letters.Kind(kind)
    if use:
        if not file.is_file():
            raise Unusable(_("Berkas {path} tidak ada.", path=file))
        with face.acting(access.Deed.LETTERS) as (session, account):
            letters.put_template(session, kind=wanted, content=file.read_bytes(), by=account.id)
        click.echo(_("Templat {kind} terpasang.", kind=letters.kind_word(kind)))
        return
    output.require_named(file, endings=(".docx",), overwrite=overwrite)
    with face.acting(access.Deed.READ) as (session, _account):
        content = (
            letters.default_template(wanted)
            if default_
            else letters.template_in_force(session, kind=wanted)
        )
    output.write(file, content)
    click.echo(_("Templat ditulis ke {path}; ubah di Word, lalu pasang dengan --use.", path=file))


def _use_head(source: Path) -> None:
    try:
        text = source.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable(
            _("Berkas ini bukan teks UTF-8."), remedy=_("Simpan lagi sebagai UTF-8.")
        ) from None
    named = letters.emblem_named(text)
    emblem = b""
    if named:
        beside = source.absolute().parent / named
        if not beside.is_file() or beside.parent != source.absolute().parent:
            raise Unusable(
                _("Berkas lambang «{name}» tidak ada di folder kop surat.", name=named),
                remedy=_("Taruh gambarnya di folder yang sama, atau kosongkan «lambang»."),
            )
        emblem = beside.read_bytes()
    with face.acting(access.Deed.LETTERS) as (session, account):
        found = letters.put_head(session, text=text, emblem=emblem, by=account.id)
    click.echo(_("Kop surat terpasang; surat yang dibuat mulai sekarang memakainya."))
    if found.blanks():
        click.echo(_("Masih kosong: {names}.", names=", ".join(found.blanks())))
