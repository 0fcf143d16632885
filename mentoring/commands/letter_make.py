"""`pamong letter make` and `write`: letters come to be, and go out as files."""

from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

import click
from sqlmodel import Session

from mentoring import access, letters, programmes
from mentoring.commands import face, letter_files, letter_seen, next_step, output, whom
from mentoring.commands.choices import LETTERS, Words, shown
from mentoring.errors import Unusable
from mentoring.letters import Outcome
from mentoring.settings import settings
from mentoring.words import _, number


@click.command(
    help=_(
        "Buat keputusan (satu, berlampiran semua pasangan) atau surat tugas (satu tiap mentor). "
        "Surat baru berupa konsep tanpa nomor; membuatnya lagi memberi surat yang sama."
    )
)
@click.argument("kind", type=Words(LETTERS))
@face.programme_option
@face.run_option
@click.option("--mentor", "mentors", multiple=True, help=_("Surat tugas mentor ini saja."))
@click.option("--together", is_flag=True, help=_("Satu surat tugas untuk semua, dengan lampiran."))
@click.option(
    "--replace", default="", help=_("Alasan mengganti surat bernomor yang isinya berubah.")
)
@letter_files.options
@face.as_json
def make(
    kind: str,
    code: str | None,
    number: int | None,
    mentors: tuple[str, ...],
    together: bool,
    replace: str,
    json_out: bool,
    **files: Any,
) -> None:
    _require_sense(kind, mentors, together)
    if files["target"] is not None:
        letter_files.form_of(files["target"], files["form"])
        letter_files.require_target(files["target"], overwrite=files["overwrite"])
    with face.acting(access.Deed.LETTERS) as (session, account):
        found = programmes.find_programme(session, code=code)
        run = programmes.approved_run(session, programme=found, number=number)
        matter = programmes.letter_matter(session, programme=found, run=run)
        order = letters.Order(
            kind=letters.Kind(kind),
            mentors=_addressees(session, account, found, matter, kind, mentors, together),
            whole=kind == letters.Kind.ASSIGNMENT and not mentors and not together,
            address=settings().public_url or "",
            replace=replace,
        )
        made = letters.make(session, matter=matter, order=order, by=account.id)
        who = letter_seen.mine(session, account, [m.letter for m in made])[1]
    _tell(made, who, json_out=json_out)
    if files["target"] is not None:
        alive = [m.letter.id for m in made if m.outcome is not Outcome.REVOKED]
        _write(alive, quiet=json_out, **files)
    elif not json_out:
        next_step.hint("letter", "number", _("NOMOR"), "--kind", shown(kind, LETTERS))
    _remark_on_address()


@click.command(
    help=_("Tulis surat yang sudah ada sebagai PDF atau Word; --signed: yang bertanda tangan.")
)
@click.argument("which", metavar=_("[SURAT]..."), nargs=-1)
@face.programme_option
@click.option("--kind", type=Words(LETTERS), help=_("Semua surat jenis ini yang berlaku."))
@click.option("--signed", is_flag=True, help=_("PDF bertanda tangan, seperti yang disimpan."))
@letter_files.options
def write(
    which: tuple[str, ...], code: str | None, kind: str | None, signed: bool, **files: Any
) -> None:
    if files["target"] is None or bool(which) == bool(kind):
        raise Unusable(
            _("Sebut suratnya atau --kind, dan --output."),
            remedy=_("Misalnya: pamong letter write 1 --output keputusan.pdf"),
        )
    letter_files.require_target(files["target"], overwrite=files["overwrite"])
    with face.acting(access.Deed.READ) as (session, account):
        found = programmes.find_programme(session, code=code)
        rows = (
            letter_seen.chosen(session, account, found, which)
            if which
            else _all_of(session, account, found, letters.Kind(str(kind)))
        )
    if signed:
        _write_signed([x.id for x in rows], target=files["target"], overwrite=files["overwrite"])
    else:
        _write([x.id for x in rows], **files)


def _require_sense(kind: str, mentors: tuple[str, ...], together: bool) -> None:
    if kind == letters.Kind.DECREE and (mentors or together):
        raise Unusable(_("Keputusan selalu memuat semua pasangan."))
    if mentors and together:
        raise Unusable(_("Pilih salah satu: --mentor atau --together."))


def _addressees(
    session: Session,
    account: access.Account,
    found: programmes.Programme,
    matter: letters.Matter,
    kind: str,
    mentors: tuple[str, ...],
    together: bool,
) -> tuple[UUID | None, ...]:
    if kind == letters.Kind.DECREE or together:
        return (None,)
    if not mentors:
        return tuple(matter.mentors())
    side = programmes.Side.MENTOR
    return tuple(
        whom.person(session, account, text, programme=found, side=side).id for text in mentors
    )


def _all_of(
    session: Session, account: access.Account, found: programmes.Programme, kind: letters.Kind
) -> list[letters.Letter]:
    rows = letters.letters(session, programme_id=found.id, kind=kind, states=letters.ALIVE)
    return letter_seen.mine(session, account, rows)[0]


def _write(
    ids: list[UUID],
    *,
    target: Path,
    form: str | None,
    template: Path | None,
    overwrite: bool,
    quiet: bool = False,
) -> None:
    if not ids:
        raise Unusable(_("Tidak ada surat untuk ditulis."))
    with face.acting(access.Deed.READ, noting=True) as (session, account):
        rows, who = letter_seen.mine(session, account, letters.by_ids(session, ids=ids))
        files = letter_files.write(
            session,
            rows,
            who,
            target=target,
            form=form,
            template=template,
            overwrite=overwrite,
        )
        used = letter_files.form_of(target, form)
        letters.note_written(session, chosen=rows, form=used, by=account.id)
    if not quiet:
        click.echo(
            _(
                "{count} surat ditulis ke {path} ({files} berkas).",
                count=number(len(rows)),
                path=target,
                files=number(files),
            )
        )


def _write_signed(ids: list[UUID], *, target: Path, overwrite: bool) -> None:
    output.require_named(target, endings=(".pdf",), overwrite=overwrite)
    if len(ids) != 1:
        raise Unusable(_("Sebut satu surat."))
    with face.acting(access.Deed.READ, noting=True) as (session, account):
        rows, _who = letter_seen.mine(session, account, letters.by_ids(session, ids=ids))
        output.write(target, letters.signed_file(session, letter=rows[0]))
        letters.note_written(session, chosen=rows, form="signed", by=account.id)
    click.echo(_("Berkas bertanda tangan ditulis ke {path}.", path=target))


def _tell(made: list[letters.Made], who: letter_seen.Who, *, json_out: bool) -> None:
    if json_out:
        face.show_json([letter_seen.told(m.letter, who) | {"outcome": m.outcome} for m in made])
        return
    said = {
        Outcome.NEW: _("baru"),
        Outcome.SAME: _("sudah ada, isinya sama"),
        Outcome.REFRESHED: _("konsep diperbarui"),
        Outcome.REPLACED: _("mengganti surat bernomor"),
        Outcome.REVOKED: _("dicabut karena mentornya tidak lagi mempunyai pasangan"),
    }
    counts = Counter(m.outcome for m in made)
    parts = [f"{number(counts[o])} {word}" for o, word in said.items() if counts[o]]
    kind = letters.kind_word(made[0].letter.kind)
    serials = sorted(m.letter.serial for m in made)
    span = str(serials[0]) if len(serials) == 1 else f"{serials[0]}-{serials[-1]}"
    click.echo(_("{kind}, surat {span}: {parts}.", kind=kind, span=span, parts=", ".join(parts)))


def _remark_on_address() -> None:
    if settings().public_url is None:
        click.secho(
            _(
                "Surat ini memuat kode pemeriksaan tanpa kode QR. Agar QR ikut tercetak, isi "
                "PAMONG_PUBLIC_URL dengan alamat Pamong, lalu buat suratnya lagi."
            ),
            dim=True,
            err=True,
        )
