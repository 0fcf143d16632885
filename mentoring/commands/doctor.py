"""`pamong doctor`."""

import sys

import click
from sqlalchemy import text
from sqlmodel import Session

from mentoring import access, cases, clock, erasure, guidance, messages, programmes, schema
from mentoring.commands import face
from mentoring.errors import Unusable
from mentoring.guarantee import Broken
from mentoring.words import _


@click.command(help=_("Periksa semua jaminan pada basis data yang sedang dipakai."))
@face.as_json
def doctor(json_out: bool) -> None:
    with face.acting(access.Deed.READ) as (session, _account):
        found = _storage(session)
        if not any(b.code == "storage" for b in found):
            found += [
                *programmes.broken(session),
                *messages.broken(session),
                *guidance.broken(session),
                *cases.broken(session),
                *erasure.broken(session),
            ]
    if json_out:
        face.show_json([{"code": b.code, "text": b.sentence, "id": b.subject_id} for b in found])
    elif found:
        face.show_table(
            _("Tidak sehat"),
            [_("Jaminan"), _("Yang tidak benar"), _("Id")],
            [(b.code, b.sentence, b.subject_id) for b in found],
        )
    else:
        click.echo(_("Sehat: semua jaminan terpenuhi, skema versi {head}.", head=schema.head()))
    if not json_out:
        _note_holidays()
    sys.exit(3 if found else 0)


def _note_holidays() -> None:
    """No invariant, but dates that people are told depend on it."""
    try:
        years = messages.working_days.guessed_years(on=clock.today())
    except Unusable as broken:
        click.echo(f"{broken.sentence} {broken.remedy}", err=True)
        return
    for year in years:
        click.echo(
            _(
                "Catatan: hari libur {year} belum lengkap. Tambahkan pada libur.toml di folder "
                "data: tanggalnya pada [libur], dan tahunnya pada lengkap = [{year}].",
                year=year,
            ),
            err=True,
        )


def _storage(session: Session) -> list[Broken]:
    """SQLite checks its own pages and references; PostgreSQL enforces both by itself."""
    missing = schema.missing_tables(session.connection())
    if missing:
        return [Broken("storage", _("Tabel «{name}» hilang.", name=n)) for n in missing]
    if session.get_bind().dialect.name != "sqlite":
        return []
    found = []
    if session.execute(text("PRAGMA integrity_check")).scalar() != "ok":
        found.append(Broken("storage", _("Berkas basis data rusak.")))
    if session.execute(text("PRAGMA foreign_key_check")).first() is not None:
        found.append(Broken("storage", _("Ada rujukan ke baris yang tidak ada.")))
    return found
