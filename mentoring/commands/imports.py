"""`pamong import KIND FILE` and `pamong template NAME`."""

import re
import sys
from pathlib import Path
from typing import Any

import click
from sqlmodel import Session

from mentoring import access, clock, competencies, people, programmes, sheets
from mentoring.commands import changes, face, next_step, output
from mentoring.commands.kinds import LAYOUTS, Kind, KindCommand
from mentoring.errors import Refused
from mentoring.settings import settings
from mentoring.words import _, number

MOST_SHOWN = 20
MENDED = re.compile(r"(-perbaikan-\d{8}-\d{6})+$")


@click.command(
    "import",
    cls=KindCommand,
    help=_("Impor satu berkas .xlsx atau .csv; semua atau tidak sama sekali."),
)
@click.argument("kind", type=Kind(), metavar=_("JENIS"))
@click.argument("file", type=click.Path(path_type=Path), metavar=_("BERKAS"))
@click.option("--dry-run", is_flag=True, help=_("Tunjukkan apa yang akan berubah, lalu berhenti."))
@click.option(
    "--partial", is_flag=True, help=_("Berkas tidak lengkap: tidak ada yang dianggap keluar.")
)
@click.option("--accept-gone", is_flag=True, help=_("Setujui banyak pegawai yang tidak ada lagi."))
@face.yes_option
@face.as_json
def import_(
    kind: str,
    file: Path,
    dry_run: bool,
    partial: bool,
    accept_gone: bool,
    yes: bool,
    json_out: bool,
) -> None:
    room = people if kind in people.LAYOUTS else competencies
    with (
        face.progress(_("Membaca {file}", file=file.name)) as tell,
        face.acting(access.Deed.IMPORT, looking=True) as (session, _account),
    ):
        plan = room.plan_import(
            session,
            kind=kind,
            path=file,
            partial=partial,
            # How many rows there are is not known beforehand: nearer and nearer to the end.
            progress=lambda rows: tell("reading", rows / (rows + 5_000)),
            others=LAYOUTS,
        )
    corrections = None if dry_run or plan.ok else _write_corrections(file, plan)
    if not json_out:
        _show(plan, corrections)
    elif not plan.ok:
        face.show_json(_as_json(plan, corrections, applied=False))
    if not plan.ok:
        sys.exit(Refused.exit_code)
    people.require_applicable(plan, accept_gone=accept_gone)
    if dry_run and not json_out:
        click.echo(_("Uji coba: tidak ada yang disimpan."))
    goes_on = _changes(plan) and not dry_run
    moved = _apply_when_told(room, plan, accept_gone=accept_gone, yes=yes) if goes_on else 0
    if json_out:
        face.show_json(_as_json(plan, corrections, applied=goes_on))
    elif goes_on:
        _tell_applied(moved)
        _tell_next(kind)


def _apply_when_told(room: Any, plan: Any, *, accept_gone: bool, yes: bool) -> int:
    face.ask(_("Terapkan perubahan ini?"), yes=yes)
    return _apply(room, plan, accept_gone=accept_gone)


def _apply(room: Any, plan: Any, *, accept_gone: bool) -> int:
    """Write the plan; how many running mentorships it troubles."""
    with (
        face.progress(_("Menyimpan")) as tell,
        face.acting(access.Deed.IMPORT) as (session, account),
    ):
        room.apply_import(
            session,
            plan,
            actor_id=account.id,
            accept_gone=accept_gone,
            progress=lambda written: tell("writing", written / plan.size),
        )
        programmes.imported(
            session,
            kind=plan.kind,
            kinds=dict(plan.kinds),
            rows=len(plan.new) + len(plan.changed) + len(plan.gone),
            by=account.id,
        )
        return _troubles(session) if plan.kind == "employees" else 0


def _tell_next(kind: str) -> None:
    with face.acting(access.Deed.READ) as (session, _account):
        lacking = next_step.missing(session, newcomers=kind == "employees")
    next_step.hint(*lacking)


def _tell_applied(moved: int) -> None:
    click.echo(_("Tersimpan."))
    if moved:
        click.echo(
            _(
                "{count} pendampingan terdampak; lihat `pamong mentorship repair`.",
                count=number(moved),
            )
        )


@click.command(
    cls=KindCommand,
    help=_("Tulis contoh berkas impor yang sudah terisi, dengan penjelasan kolom."),
)
@click.argument("name", type=Kind(), metavar=_("JENIS"))
@click.argument("file", type=click.Path(path_type=Path), required=False, metavar=_("[BERKAS]"))
@output.overwrite_option
def template(name: str, file: Path | None, overwrite: bool) -> None:
    target = file or Path(f"pamong-{name}.xlsx")
    output.require_target(target, overwrite=overwrite)
    sheets.write_template(target, layout=LAYOUTS[name])
    click.echo(_("Contoh ditulis ke {file}", file=target))


def _write_corrections(file: Path, plan: Any) -> Path:
    """The officer's own rows with what is wrong beside them, to mend and import again."""
    stamp = clock.local(clock.now()).strftime("%Y%m%d-%H%M%S")
    folder = settings().home / "perbaikan"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    # A mended file that is not yet right comes back under the name of the first one.
    target = folder / f"{MENDED.sub('', file.stem)}-perbaikan-{stamp}.xlsx"
    sheets.write_corrections(target, layout=plan.layout, sheet=plan.sheet, problems=plan.problems)
    return target


def _show(plan: Any, corrections: Path | None) -> None:
    errors = [p for p in plan.problems if p.severity is sheets.Severity.ERROR]
    warnings = [p for p in plan.problems if p.severity is sheets.Severity.WARNING]
    where = (
        _("semuanya dengan --json") if corrections is None else _("semuanya di berkas perbaikan")
    )
    _show_problems(_("Kesalahan"), errors, where)
    _show_problems(_("Peringatan"), warnings, where)
    if corrections is not None:
        click.echo(_("Berkas perbaikan: {file}", file=corrections))
    if errors:
        click.echo(
            _(
                "Tidak ada yang disimpan. Perbaiki {count} kesalahan, lalu impor lagi.",
                count=number(len(errors)),
            )
        )
        return
    changes.tell_changes(plan)
    if not _changes(plan):
        click.echo(_("Tidak ada yang berubah."))


def _show_problems(title: str, problems: list[Any], where: str) -> None:
    if not problems:
        return
    face.show_table(
        _("{title}: {count}", title=title, count=number(len(problems))),
        [_("Baris"), _("Kolom"), _("Nilai"), _("Sebab"), _("Yang perlu dilakukan")],
        [(p.row, p.column, p.value, p.reason, p.remedy) for p in problems[:MOST_SHOWN]],
    )
    if len(problems) > MOST_SHOWN:
        click.echo(
            _(
                "… dan {count} lagi; {where}.",
                count=number(len(problems) - MOST_SHOWN),
                where=where,
            )
        )


def _changes(plan: Any) -> bool:
    return bool(plan.new or plan.changed or plan.gone)


def _troubles(session: Session) -> int:
    return sum(
        len(programmes.troubles(session, programme=p)) for p in programmes.programmes(session)
    )


def _as_json(plan: Any, corrections: Path | None, *, applied: bool) -> dict[str, Any]:
    return {
        "ok": plan.ok,
        "applied": applied,
        "counts": plan.counts,
        "changes": changes.as_json(plan),
        "problems": [
            {
                "row": p.row,
                "column": p.column,
                "value": p.value,
                "code": p.code,
                "reason": p.reason,
                "remedy": p.remedy,
                "severity": str(p.severity),
            }
            for p in plan.problems
        ],
        "corrections": None if corrections is None else str(corrections),
    }
