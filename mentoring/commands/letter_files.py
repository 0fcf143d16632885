"""Where letters go as files: one PDF for all, one Word file, or a folder with a file each."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from sqlmodel import Session

from mentoring import letters
from mentoring.commands import output
from mentoring.commands.letter_seen import Who
from mentoring.errors import Refused, Unusable
from mentoring.words import _

FORMS = ("pdf", "docx")
TABLES = ("xlsx", "csv")  # the annex alone
NAMED = {"decree": "keputusan", "assignment": "surat-tugas"}


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--output, --format, --template, --overwrite: the same for every command that writes."""
    for option in (
        output.overwrite_option,
        click.option(
            "--template",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help=_("Templat Word untuk kali ini saja."),
        ),
        click.option(
            "--format", "form", type=click.Choice(FORMS), help=_("Bentuk berkas dalam folder.")
        ),
        click.option(
            "--output",
            "target",
            type=click.Path(path_type=Path),
            help=_(
                "Berkas .pdf (semua surat), .docx (satu surat), .xlsx atau .csv (daftarnya saja), "
                "atau folder (berkas tiap surat)."
            ),
        ),
    ):
        command = option(command)
    return command


def form_of(target: Path, form: str | None) -> str:
    """Which kind of file is meant, by its ending or by --format.

    Raises:
        Unusable: an ending that no letter has, or one that contradicts --format.
    """
    ending = target.suffix.lower().lstrip(".")
    if ending and not target.is_dir():
        if ending not in (*FORMS, *TABLES) or form not in {None, ending}:
            raise Unusable(
                _(
                    "Surat ditulis sebagai .pdf, .docx, .xlsx, atau .csv; «{name}» bukan itu.",
                    name=target.name,
                )
            )
        return ending
    return form or "pdf"


def require_target(target: Path, *, overwrite: bool) -> None:
    """Raise before any work is done when nothing could be written there."""
    if target.suffix and not target.is_dir():
        output.require_free(target, overwrite=overwrite)
    elif not target.absolute().parent.is_dir():
        raise Unusable(_("Folder {folder} tidak ada.", folder=target.absolute().parent))


def write(
    session: Session,
    rows: Sequence[letters.Letter],
    who: Who,
    *,
    target: Path,
    form: str | None,
    template: Path | None,
    overwrite: bool,
) -> int:
    """Write the letters. Returns how many files there are."""
    wanted = form_of(target, form)
    if wanted in TABLES:
        letters.write_table(session, letter=_only(rows), target=target)
        return 1
    if target.suffix and not target.is_dir():
        output.write(target, _one_file(session, rows, wanted, template))
        return 1
    target.mkdir(mode=0o700, exist_ok=True)
    paths = [target / f"{name_of(x, who)}.{wanted}" for x in rows]
    there = [p for p in paths if p.exists()]
    if there and not overwrite:
        raise Refused(
            _("Berkas {path} sudah ada.", path=there[0]),
            remedy=_("Pilih nama lain, atau ulangi dengan --overwrite."),
        )
    made = _many(session, rows, wanted, template)
    for path, content in zip(paths, made, strict=True):
        output.write(path, content)
    return len(paths)


def name_of(letter: letters.Letter, who: Who) -> str:
    """«surat-tugas-0012-SITI-CONTOH»: the officer's own disk, so a name may stand there."""
    mentor = who.get(letter.mentor_id) if letter.mentor_id else None
    plain = re.sub(r"[^A-Za-z0-9]+", "-", mentor.name).strip("-")[:60] if mentor else ""
    return "-".join(filter(None, (NAMED[letter.kind], f"{letter.serial:04d}", plain)))


def _one_file(
    session: Session, rows: Sequence[letters.Letter], form: str, template: Path | None
) -> bytes:
    if form == "pdf":
        return letters.as_pdf(session, chosen=rows)
    return next(iter(_many(session, [_only(rows)], form, template)))


def _only(rows: Sequence[letters.Letter]) -> letters.Letter:
    if len(rows) > 1:
        raise Unusable(
            _("Berkas seperti itu memuat satu surat."),
            remedy=_("Sebut satu surat, atau sebuah folder pada --output."),
        )
    return rows[0]


def _many(
    session: Session, rows: Sequence[letters.Letter], form: str, template: Path | None
) -> list[bytes]:
    if form == "pdf":
        return [letters.as_pdf(session, chosen=[x]) for x in rows]
    made: dict[Any, bytes] = {}
    for kind in letters.Kind:
        of_kind = [x for x in rows if x.kind == kind]
        if of_kind:
            own = letters.template_in_force(session, kind=kind)
            used = template.read_bytes() if template else own
            files = letters.as_docx(session, chosen=of_kind, template=used)
            made |= {x.id: content for x, content in zip(of_kind, files, strict=True)}
    return [made[x.id] for x in rows]
