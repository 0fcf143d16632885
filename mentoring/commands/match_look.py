"""`pamong match show | diff`."""

from typing import Any

import click

from mentoring import access, programmes
from mentoring.commands import face, proposal_view
from mentoring.commands.run_told import tell_result
from mentoring.words import _, number, percent


@click.command(help=_("Usulan: siapa belum mendapat mentor, pasangan, beban, cakupan."))
@face.programme_option
@face.run_option
@click.option(
    "--top", "most", type=int, default=20, show_default=True, help=_("Baris per tabel; 0: semua.")
)
@face.as_json
def show(code: str | None, number: int | None, most: int, json_out: bool) -> None:
    with face.acting(access.Deed.READ) as (session, account):
        found = programmes.find_programme(session, code=code)
        run = programmes.find_run(session, programme=found, number=number)
        programmes.require_result(run)
        data = proposal_view.collect(session, account, found, run)
    if json_out:
        face.show_json(data)
        return
    if data["outdated"]:
        _warn_outdated()
    tell_result(run)
    _show_barred(data["barred_mentors"])
    _show_waiting(data["unmatched"], most)
    if data["pairs"]:
        _show_proposal(data, most)


def _warn_outdated() -> None:
    said = _(
        "Perhatian: data pegawai, aturan, atau jawaban berubah sejak usulan ini dihitung. "
        "Usulan ini tidak dapat disetujui lagi; jalankan `pamong match run`."
    )
    click.secho(said, fg="yellow")


def _show_proposal(data: dict[str, Any], most: int) -> None:
    _show_pairs(data["pairs"], most)
    face.show_table(
        _("Cakupan per OPD (paling rendah dahulu)"),
        [_("OPD"), _("Mentee"), _("Mendapat mentor"), _("Cakupan")],
        [
            (c["opd"], c["mentees"], c["matched"], percent(c["matched"], c["mentees"]))
            for c in data["coverage"][: most or None]
        ],
    )
    face.show_table(
        _("Beban mentor"),
        [_("Mentee per mentor"), _("Sebelum"), _("Sesudah"), _("Di antaranya penuh")],
        [
            (n, *(data[key].get(n, 0) for key in ("loads_before", "loads", "loads_full")))
            for n in sorted({*data["loads"], *data["loads_before"]})
        ],
    )


@click.command(help=_("Apa yang akan mulai, tetap, dan berganti bila usulan disetujui."))
@face.programme_option
@face.run_option
@face.as_json
def diff(code: str | None, number: int | None, json_out: bool) -> None:
    with face.acting(access.Deed.READ) as (session, account):
        found = programmes.find_programme(session, code=code)
        run = programmes.find_run(session, programme=found, number=number)
        programmes.require_result(run)
        change = programmes.difference(session, programme=found, run=run)
        ids = [i for move in change.moved for i in move]
        who = {k: p for k, p in face.by_id(session, ids).items() if face.visible(account, p)}
    counts = {
        "new": len(change.new),
        "kept": len(change.kept),
        "moved": len(change.moved),
        "untouched": change.untouched,
    }
    if json_out:
        face.show_json(counts | {"moves": [m for m in change.moved if all(i in who for i in m)]})
        return
    face.show_table(
        _("Bila disetujui"),
        [_("Perubahan"), _("Pasangan")],
        [
            (_("mulai baru"), counts["new"]),
            (_("tetap"), counts["kept"]),
            (_("berganti mentor"), counts["moved"]),
            (_("berjalan dan tidak disentuh"), counts["untouched"]),
        ],
    )
    if change.moved:
        face.show_table(
            _("Berganti mentor"),
            [_("Mentee"), _("Mentor lama"), _("Mentor baru")],
            [
                tuple(who[i].name for i in move)
                for move in change.moved
                if all(i in who for i in move)
            ],
        )


def _show_barred(rows: list[dict[str, Any]]) -> None:
    if rows:
        face.show_table(
            _("Calon mentor yang tidak memenuhi syarat (satu orang dapat punya beberapa sebab)"),
            [_("Sebab"), _("Orang")],
            [(r["reason"], face.Figure(r["count"])) for r in rows],
        )


def _show_waiting(rows: list[dict[str, Any]], most: int) -> None:
    if not rows:
        return
    face.show_table(
        _waiting_title(len(rows), sum(r["place"] is not None for r in rows)),
        [_("Antrean"), _("Mentee"), _("Unit kerja"), _("Sebab")],
        [(r["place"], r["mentee"], r["unit"], r["reason"]) for r in rows[: most or None]],
    )
    _tell_rest(rows, most)


def _waiting_title(everybody: int, waiting: int) -> str:
    if waiting == everybody:
        return _("Belum mendapat mentor: {count}", count=number(everybody))
    return _(
        "Belum mendapat mentor: {count} - {waiting} dalam daftar tunggu, {barred} belum dapat "
        "diikutkan",
        count=number(everybody),
        waiting=number(waiting),
        barred=number(everybody - waiting),
    )


def _show_pairs(rows: list[dict[str, Any]], most: int) -> None:
    face.show_table(
        _("Pasangan: {count}", count=number(len(rows))),
        [_("Mentee"), _("Unit kerja"), _("Mentor"), _("Skor"), _("Alasan")],
        [
            (
                r["mentee"],
                r["mentee_unit"],
                r["mentor"],
                programmes.points(r["points"]),
                r["reason"],
            )
            for r in rows[: most or None]
        ],
    )
    _tell_rest(rows, most)


def _tell_rest(rows: list[dict[str, Any]], most: int) -> None:
    if most and len(rows) > most:
        click.echo(
            _("… dan {count} lagi; lihat semuanya dengan --top 0.", count=number(len(rows) - most))
        )
