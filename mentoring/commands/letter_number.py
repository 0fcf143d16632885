"""`pamong letter number` and `sign`: what the office adds to a concept."""

from datetime import date
from pathlib import Path

import click
from sqlmodel import Session

from mentoring import access, clock, letters, programmes
from mentoring.commands import face, letter_seen
from mentoring.commands.choices import LETTERS, Words
from mentoring.commands.day import DAY
from mentoring.errors import NotFound, Unusable
from mentoring.words import _, number

COUNTER = "{n}"


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
            else _concepts(session, found, letters.Kind(str(kind)))
        )
        _require_counter(text, len(rows))
        for place, letter in enumerate(rows, start=first):
            letters.give_number(
                session,
                letter=letter,
                said=text.replace(COUNTER, str(place)),
                dated=dated or clock.today(),
                by=account.id,
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
def sign(which: str, file: Path, code: str | None) -> None:
    content = file.read_bytes()
    with face.acting(access.Deed.LETTERS) as (session, account):
        found = programmes.find_programme(session, code=code)
        letter = letter_seen.chosen(session, account, found, [which])[0]
        letters.file_signed(session, letter=letter, content=content, by=account.id)
    click.echo(_("Tersimpan sebagai surat {serial} yang bertanda tangan.", serial=letter.serial))
    if not letters.holds_signature(content):
        click.echo(
            _("Berkas ini tidak memuat tanda tangan elektronik; disimpan sebagai hasil pindaian.")
        )


def _concepts(
    session: Session, found: programmes.Programme, kind: letters.Kind
) -> list[letters.Letter]:
    concepts = letters.letters(
        session, programme_id=found.id, kind=kind, states=[letters.State.CONCEPT]
    )
    if not concepts:
        raise NotFound(
            _("Tidak ada konsep surat jenis itu."), remedy=_("Buat dengan `pamong letter make`.")
        )
    return concepts


def _require_counter(text: str, count: int) -> None:
    if count > 1 and COUNTER not in text:
        raise Unusable(
            _("{count} surat tidak dapat bernomor sama.", count=number(count)),
            remedy=_("Tulis {n} di dalam nomor."),
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
