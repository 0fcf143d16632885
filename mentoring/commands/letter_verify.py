"""`pamong letter verify`: does a letter still say what it said, and is this file that letter?"""

import hashlib
import sys
from pathlib import Path

import click

from mentoring import access, clock, letters, programmes
from mentoring.commands import face, letter_seen
from mentoring.errors import Refused
from mentoring.words import _


@click.command(
    help=_("Periksa surat: sidik isi, sertifikat pemadanan, berkas bertanda tangan, dan --file.")
)
@click.argument("which", metavar=_("SURAT"))
@face.programme_option
@click.option(
    "--file",
    "paper",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("Sebuah PDF: apakah ini surat itu?"),
)
@face.as_json
def verify(which: str, code: str | None, paper: Path | None, json_out: bool) -> None:
    with face.acting(access.Deed.READ) as (session, account):
        found = programmes.find_programme(session, code=code)
        letter = letter_seen.chosen(session, account, found, [which])[0]
        certificate = programmes.certificate_of(session, run_id=letter.run_id)
        check = letters.check(session, letter=letter, certificate=certificate)
        who = letter_seen.mine(session, account, [letter])[1]
    same = None if paper is None else _compare(paper, check)
    ok = check.ok and same != "other"
    if json_out:
        face.show_json(
            letter_seen.told(letter, who)
            | {
                "ok": ok,
                "failures": check.failures,
                "certificate": certificate,
                "pdf_sha256": check.pdf,
                "signed_sha256": check.signed,
                "file": same,
            }
        )
    else:
        _tell(letter, check, certificate, same)
    sys.exit(0 if ok else Refused.exit_code)


def _compare(paper: Path, check: letters.Check) -> str:
    """«signed», «unsigned» or «other»."""
    mark = hashlib.sha256(paper.read_bytes()).hexdigest()
    if check.signed and mark == check.signed:
        return "signed"
    return "unsigned" if mark == check.pdf else "other"


def _tell(letter: letters.Letter, check: letters.Check, certificate: str, same: str | None) -> None:
    click.echo(
        _(
            "Surat {serial}, {kind} nomor {number} tanggal {day}: {state}.",
            serial=letter.serial,
            kind=letters.kind_word(letter.kind),
            number=letter.number or "-",
            day=clock.spoken_date(letter.dated),
            state=letters.state_word(letter.state),
        )
    )
    failures = {
        "content": _("isi tersimpan tidak sesuai dengan sidiknya"),
        "certificate": _("sertifikat pemadanan bukan lagi yang dikutip surat"),
        "signed": _("berkas bertanda tangan berubah sejak disimpan"),
    }
    for failure in check.failures:
        click.secho(_("TIDAK SESUAI: {what}.", what=failures[failure]), fg="red")
    if check.ok:
        click.echo(_("Isi, sertifikat, dan berkas sesuai dengan simpanan."))
    click.echo(_("Isi (SHA-256)        {mark}", mark=letter.sha256))
    click.echo(_("Sertifikat (SHA-256) {mark}", mark=certificate))
    click.echo(_("PDF tanpa tanda tangan (SHA-256) {mark}", mark=check.pdf))
    if check.signed:
        click.echo(_("PDF bertanda tangan (SHA-256)    {mark}", mark=check.signed))
    said = {
        "signed": _("Berkas itu adalah surat ini, bertanda tangan."),
        "unsigned": _("Berkas itu adalah surat ini, tanpa tanda tangan."),
        "other": _("Berkas itu BUKAN surat ini, atau telah diubah."),
    }
    if same is not None:
        click.secho(said[same], fg="red" if same == "other" else None)
