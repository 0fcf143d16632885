"""`pamong backup` and `pamong restore`: a copy of the database while it is in use, and back."""

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

import click

from mentoring import access, audit, clock, db, erasure, messages, presence, schema
from mentoring.commands import face, output
from mentoring.errors import NotNow, PamongError, Unusable
from mentoring.settings import settings
from mentoring.words import _, number


@click.command(help=_("Salin basis data ke satu berkas; boleh selagi dipakai."))
@click.argument("file", type=click.Path(path_type=Path), metavar=_("BERKAS"))
@output.overwrite_option
def backup(file: Path, overwrite: bool) -> None:
    """SQLite's own backup: a copy of the file alone would miss what is only in its log."""
    with face.acting(access.Deed.ACCOUNTS) as (_session, _account):
        source = _store()
    output.require_named(file, endings=(".db",), overwrite=overwrite)
    half = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with contextlib.closing(sqlite3.connect(source)) as live:
            with contextlib.closing(sqlite3.connect(half)) as copy:
                live.backup(copy)
            half.chmod(0o600)
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)
    click.echo(_("Cadangan ditulis ke {file}", file=file))


@click.command(
    help=_(
        "Kembalikan basis data dari cadangan. Pesan ditahan sampai petugas melepasnya, supaya "
        "tidak seorang pun diberi tahu dua kali."
    )
)
@click.argument("file", type=click.Path(path_type=Path), required=False, metavar=_("[BERKAS]"))
@click.option(
    "--already",
    is_flag=True,
    help=_("PostgreSQL: basis data sudah dikembalikan dengan pg_restore; catat dan tahan pesan."),
)
@face.reason_option
@face.yes_option
def restore(file: Path | None, already: bool, reason: str, yes: bool) -> None:
    if (file is None) != already:
        raise Unusable(_("Tulis satu BERKAS cadangan, atau --already."))
    face.ask(_("Ganti basis data yang sekarang dengan cadangan?"), yes=yes)
    if file is not None:
        _note_who_was_erased()
        _put_back(file)
    with face.acting(access.Deed.ACCOUNTS) as (session, account):
        held = messages.after_restore(session)
        back = erasure.erase_again(session, actor_id=account.id)
        audit.record(
            session, actor_id=account.id, action="system.restore", subject="system", reason=reason
        )
    click.echo(
        _("Dikembalikan. {count} pesan tidak pasti; semua pesan ditahan.", count=number(held))
    )
    if back:
        click.echo(_("Data {count} pegawai dihapus kembali.", count=number(back)))
    click.echo(_("Periksa `pamong message list`, lalu lepaskan: `pamong message release`."))


def _note_who_was_erased() -> None:
    """The backup does not know who was erased after it; what is replaced now does."""
    erasure.remembered()  # a damaged list is mended before anything is replaced
    try:
        schema.require_head()
        with db.transaction(reads=True) as session:
            erasure.remember(session)
    except PamongError:
        return  # no database, a broken one, or an older one: then the file beside it must tell


def _put_back(file: Path) -> None:
    """The backup in the place of the live file, all or nothing; the old one is kept beside it."""
    target = _store()
    _require_whole(file)
    _require_nobody_at_work()
    db.forget_engine()
    new = target.with_name(f".restore-{os.getpid()}.db")
    shutil.copyfile(file, new)
    new.chmod(0o600)
    stamp = clock.local(clock.now()).strftime("%Y%m%d-%H%M%S")
    if target.exists():
        # Folded into one file first: what is only in its log must not be left behind.
        with contextlib.closing(sqlite3.connect(target)) as live:
            live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        target.rename(target.with_name(f"{target.stem}-sebelum-{stamp}.db"))
    for log in ("-wal", "-shm"):
        target.with_name(target.name + log).unlink(missing_ok=True)
    new.rename(target)
    schema.upgrade()


def _require_nobody_at_work() -> None:
    try:
        with db.transaction(reads=True) as session:
            workers = presence.alive(session)
    except PamongError:
        return  # no database yet, or a broken one: nobody can be at work on it
    if workers:
        raise NotNow(
            _("Masih ada worker yang hidup."),
            remedy=_("Hentikan dahulu `pamong serve` atau `pamong worker`."),
        )


def _require_whole(file: Path) -> None:
    """A database of ours, with every page in order, or Unusable is raised."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
            whole = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            ours = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except (sqlite3.DatabaseError, OSError):
        whole, ours = False, None
    if not whole or ours is None:
        raise Unusable(
            _("{file} bukan cadangan Pamong yang utuh.", file=file.name),
            remedy=_("Pakai berkas yang ditulis `pamong backup`."),
        )


def _store() -> Path:
    """The file of the embedded database."""
    if db.engine().dialect.name != "sqlite":
        raise Unusable(
            _("Basis data ini di PostgreSQL."),
            remedy=_("Pakai pg_dump dan pg_restore, lalu `pamong restore --already`."),
        )
    found = db.engine().url.database
    return Path(found) if found else settings().home / "pamong.db"
