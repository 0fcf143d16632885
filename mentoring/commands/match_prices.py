"""`pamong match prices | frontier`: what the proof of a run tells beyond its pairs."""

from pathlib import Path
from typing import Any

import click

from mentoring import access, programmes
from mentoring.commands import face, output
from mentoring.errors import Unusable
from mentoring.picture import staircase
from mentoring.words import _, number


@click.command(help=_("Di mana satu tempat lagi paling berguna: per mentor, OPD, bidang, jenjang."))
@click.option(
    "--by",
    type=click.Choice(["mentor", "unit", "field", "level"]),
    default="mentor",
    show_default=True,
    help=_("Kelompok: mentor, OPD, bidang, atau jenjang jabatan."),
)
@click.option(
    "--top", "most", type=int, default=20, show_default=True, help=_("Baris per tabel; 0: semua.")
)
@face.programme_option
@face.run_option
@face.as_json
def prices(
    by: programmes.By, most: int, code: str | None, number: int | None, json_out: bool
) -> None:
    with face.acting(access.Deed.READ) as (session, account):
        found = programmes.find_programme(session, code=code)
        run = programmes.find_run(session, programme=found, number=number)
        programmes.require_result(run)
        seen = programmes.worth_of_places(
            session, run=run, by=by, sees=lambda mentor: face.visible(account, mentor)
        )
        who = face.by_id(session, [w.mentor_id for w in seen if w.mentor_id is not None])
    named = [(w, who[w.mentor_id].name if w.mentor_id else w.name) for w in seen]
    if json_out:
        face.show_json([_as_data(worth, name) for worth, name in named])
        return
    face.show_table(
        _("Nilai tertinggi satu tempat lagi (proses nomor {number})", number=run.number),
        [_("Mentor") if by == "mentor" else _("Kelompok"), _("Mentee baru"), _("Poin"),
         _("Mentor"), _("Penuh")],
        [
            (name or _("(tidak diketahui)"), _("ya") if w.covers else _("tidak"),
             programmes.points(w.points), w.mentors, w.full)
            for w, name in named[: most or None]
        ],
    )  # fmt: skip
    if not named:
        click.echo(_("Tidak ada: satu tempat lagi di mana pun tidak menambah apa-apa."))


def _as_data(worth: programmes.Worth, name: str) -> dict[str, Any]:
    return {
        "mentor": worth.mentor_id,
        "name": name,
        "covers_one_more": worth.covers,
        "points": worth.points,
        "mentors": worth.mentors,
        "full": worth.full,
    }


@click.command(help=_("Harga keadilan: jumlah skor terbaik pada setiap lantai yang berarti."))
@face.programme_option
@face.run_option
@click.option(
    "--output", "target", type=click.Path(path_type=Path), help=_("Gambar, berakhiran .svg.")
)
@output.overwrite_option
@face.as_json
def frontier(
    code: str | None, number: int | None, target: Path | None, overwrite: bool, json_out: bool
) -> None:
    if target is not None:
        _require_picture(target, overwrite=overwrite)
    with face.acting(access.Deed.READ) as (session, _account):
        found = programmes.find_programme(session, code=code)
        run = programmes.find_run(session, programme=found, number=number)
        programmes.require_result(run)
        points = programmes.price_of_fairness(session, run=run)
    rows = [(p.floor / 1000, p.total / 1000, p.broken) for p in points]
    if target is not None:
        svg = staircase(
            [(floor, total) for floor, total, _broken in rows],
            across=_("lantai: skor terendah (poin)"),
            up=_("jumlah skor (poin)"),
        )
        target.write_text(svg, encoding="utf-8")
    if json_out:
        face.show_json([{"floor": p.floor, "total": p.total, "broken": p.broken} for p in points])
        return
    face.show_table(
        _("Harga keadilan (proses nomor {number})", number=run.number),
        [_("Lantai"), _("Jumlah skor"), _("Pasangan berjalan yang lepas")],
        [(_tenths(floor), _tenths(total), broken) for floor, total, broken in rows],
    )
    if len(rows) == 1:
        click.echo(_("Lantai setinggi mungkin tidak mengurangi jumlah skor."))


def _tenths(points: float) -> str:
    return number(points, digits=1)


def _require_picture(target: Path, *, overwrite: bool) -> None:
    if target.suffix.lower() != ".svg":
        raise Unusable(
            _("Gambar ditulis sebagai .svg; «{name}» bukan nama .svg.", name=target.name)
        )
    output.require_free(target, overwrite=overwrite)
