"""`pamong letter number` and `sign`: what the office adds to a concept."""

from datetime import date
from pathlib import Path

import click

from mentoring import access, clock, letters, programmes
from mentoring.commands import face, letter_seen
from mentoring.commands.choices import LETTERS, Words
from mentoring.commands.day import DAY
from mentoring.errors import Unusable
from mentoring.words import _, number


@click.command(
    "number",
    help=_(
        "Isi nomor dan tanggal surat. Untuk banyak surat tulis {n} di dalam nomor, "
        'misalnya "800/{n}/BKPSDM/2026" --from 412.'
    ),
)
@click.argument("text", metavar=_("NOMOR"))
@click.argument("which", metavar=_("[SURAT]..."), nargs=-1)
@face.programme_option
@click.option("--kind", type=Words(LETTERS), help=_("Semua konsep jenis ini, menurut urutannya."))
@click.option("--from", "first", type=click.IntRange(min=1), default=1, metavar="N",
              help=_("Angka pertama untuk {n}."))  # fmt: skip
@click.option("--dated", type=DAY, help=_("Tanggal surat; bawaan: hari ini."))
@face.as_json
def number_(
    text: str,
    which: tuple[str, ...],
    code: str | None,
    kind: str | None,
    first: int,
    dated: date | None,
    json_out: bool,
) -> None:
    if bool(which) == bool(kind):
        raise Unusable(
            _("Sebut suratnya, atau --kind untuk semua konsep."),
            remedy=_("Lihat `pamong letter list`."),
        )
    with face.acting(access.Deed.LETTERS) as (session, account):
        found = programmes.find_programme(session, code=code)
        rows = (
            letter_seen.chosen(session, account, found, which)
            if which
            else letters.concepts(session, programme_id=found.id, kind=letters.Kind(str(kind)))
        )
        day = dated or clock.today()
        letters.give_numbers(
            session, chosen=rows, pattern=text, first=first, dated=day, by=account.id
        )
        who = letter_seen.mine(session, account, rows)[1]
    if json_out:
        face.show_json([letter_seen.told(x, who) for x in rows])
        return
    _tell(rows)


@click.command(help=_("Simpan PDF yang sudah ditandatangani, beserta sidiknya (SHA-256)."))
@click.argument("which", metavar=_("SURAT"))
@click.argument(
    "file", metavar=_("BERKAS"), type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@face.programme_option
@click.option(
    "--checked", is_flag=True, help=_("Sudah diperiksa sendiri: berkas tanpa kode (pindaian).")
)
def sign(which: str, file: Path, code: str | None, checked: bool) -> None:
    content = file.read_bytes()
    with face.acting(access.Deed.READ) as (session, account):
        found = programmes.find_programme(session, code=code)
        letter = letter_seen.chosen(session, account, found, [which])[0]
    bears = letters.bears_code(content, verify_id=letter.verify_id)
    with face.acting(access.Deed.LETTERS) as (session, account):
        found = programmes.find_programme(session, code=code)
        letter = letter_seen.chosen(session, account, found, [which])[0]
        letters.file_signed(
            session, letter=letter, content=content, by=account.id, bears_code=bears,
            confirmed=checked,
        )  # fmt: skip
    click.echo(_("Tersimpan sebagai surat {serial} yang bertanda tangan.", serial=letter.serial))
    if not letters.holds_signature(content):
        click.echo(
            _("Berkas ini tidak memuat tanda tangan elektronik; disimpan sebagai hasil pindaian.")
        )


def _tell(rows: list[letters.Letter]) -> None:
    first, last, day = rows[0], rows[-1], clock.spoken_date(rows[0].dated)
    if len(rows) > 1:
        click.echo(
            _(
                "{count} surat bernomor {first} sampai {last}, tanggal {day}.",
                count=number(len(rows)),
                first=first.number,
                last=last.number,
                day=day,
            )
        )
        return
    click.echo(
        _(
            "Surat {serial} bernomor {number}, tanggal {day}.",
            serial=first.serial,
            number=first.number,
            day=day,
        )
    )
