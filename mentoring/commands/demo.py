"""`pamong demo`: a whole synthetic city, walked through with the very commands an officer types."""

import os
import shlex
import shutil
import time
from pathlib import Path

import click
from sqlmodel import Session

from mentoring import clock, db, programmes
from mentoring import demo as city
from mentoring.commands import demo_life, face, next_step
from mentoring.commands.choices import SIZES, Words, shown
from mentoring.commands.root import pamong
from mentoring.errors import Refused
from mentoring.settings import fresh, settings
from mentoring.words import _

CODE = "pegawai-baru"
MARK = "demo-pamong"  # a folder without this file is not ours to empty


@click.command(help=_("Satu kota contoh (data sintetis), dari ekspor SIASN sampai persetujuan."))
@click.option("--size", type=Words(SIZES), default=shown("city", SIZES), show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help=_("Benih data contoh."))
@click.option("--files-only", is_flag=True, help=_("Tulis berkasnya saja."))
@click.option("--serve", is_flag=True, help=_("Lalu buka kota itu di peramban."))
@face.yes_option
def demo(size: str, seed: int, files_only: bool, serve: bool, yes: bool) -> None:
    folder = _own_folder(yes=yes)
    os.environ[next_step.GUIDED] = "1"
    started = time.monotonic()
    with face.progress(_("Menulis berkas kota contoh")) as tell:
        files = city.write_city(
            folder / "berkas",
            size=size,
            seed=seed,
            today=clock.today(),
            progress=lambda step, done, whole: tell(step, done / whole),
        )
    click.echo(_("Berkas contoh ditulis ke {folder}", folder=folder / "berkas"))
    if files_only:
        return
    _run("init")
    for kind, path in files.paths.items():
        _run("import", kind, str(path), "--yes")
    _run("import", "employees", str(files.with_mistakes), fails=True)
    _run("programme", "create", CODE, "--preset", "onboarding", "--seed", str(seed))
    _run("programme", "enrol")
    _run("match", "run")
    _run("match", "show", "--top", "5")
    for mentee in _examples():
        _run("match", "explain", mentee)
    _run("match", "verify")
    _run("match", "approve", "--yes")
    _run("mentorship", "list", "--output", str(folder / "lampiran-keputusan.xlsx"))
    _write_head(folder / "kop.toml")
    _run("letter", "head", "--use", str(folder / "kop.toml"))
    _run("letter", "make", "keputusan", "--output", str(folder / "keputusan.pdf"))
    click.echo("\n" + demo_life.live(code=CODE, seed=seed, officer="hr"))
    _run("doctor")
    _tell_where(folder, time.monotonic() - started)
    if serve:
        from mentoring.commands.serving import begin_serving

        begin_serving()


def _own_folder(*, yes: bool) -> Path:
    """A folder and a database of its own: a demo never touches the office's data."""
    if settings().database_url is not None:
        raise Refused(
            _("Demo memakai basis data SQLite miliknya sendiri."),
            remedy=_("Kosongkan PAMONG_DATABASE_URL, lalu ulangi."),
        )
    folder = settings().home / "demo"
    if folder.exists():
        if not (folder / MARK).exists():
            raise Refused(_("Folder {folder} sudah ada dan bukan milik demo.", folder=folder))
        face.ask(_("Kosongkan demo sebelumnya di {folder}?", folder=folder), yes=yes)
        shutil.rmtree(folder)
    folder.mkdir(parents=True, mode=0o700)
    (folder / MARK).touch()
    os.environ["PAMONG_HOME"] = str(folder)
    os.environ["PAMONG_ACTOR"] = "hr"
    fresh()
    db.forget_engine()
    return folder


def _write_head(target: Path) -> None:
    """The letterhead of the example city, and nothing else: the wording is the product's own."""
    target.write_text(city.letterhead(), "utf-8")


def _run(*words: str, fails: bool = False) -> None:
    """Type one command, as an officer would."""
    click.secho(f"\n$ pamong {shlex.join(words)}", bold=True)
    begin = time.monotonic()
    try:
        pamong.main(args=list(words), prog_name="pamong", standalone_mode=False)
    except SystemExit as ended:
        if ended.code and not fails:
            raise
    click.secho(_("({seconds:.1f} detik)", seconds=time.monotonic() - begin), dim=True)


def _examples() -> list[str]:
    """One pair and one mentee who waits, to be explained."""
    with db.transaction() as session:
        return [str(i) for i in _two(session)]


def _two(session: Session) -> list[object]:
    found = programmes.find_programme(session, code=CODE)
    run = programmes.find_run(session, programme=found)
    pairs = [row.mentee_id for row in programmes.proposals(session, run=run)[:1]]
    return [*pairs, *(row.mentee_id for row in programmes.unmatched(session, run=run)[:1])]


def _tell_where(folder: Path, seconds: float) -> None:
    click.echo()
    click.secho(_("Selesai dalam {seconds:.0f} detik.", seconds=seconds), bold=True)
    click.echo(_("Basis data        {path}", path=folder / "pamong.db"))
    click.echo(_("Berkas contoh     {path}", path=folder / "berkas"))
    click.echo(_("Berkas perbaikan  {path}", path=folder / "perbaikan"))
    click.echo(_("Lampiran SK       {path}", path=folder / "lampiran-keputusan.xlsx"))
    click.echo(_("Keputusan         {path}", path=folder / "keputusan.pdf"))
    click.echo(_("Lanjutkan sendiri:"))
    click.echo(f"  export PAMONG_HOME={shlex.quote(str(folder))} PAMONG_ACTOR=hr")
    click.echo("  pamong match show")
    click.echo(_("  pamong serve       # halaman web, pemadanan, dan pesan"))
