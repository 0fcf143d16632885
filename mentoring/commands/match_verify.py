"""`pamong match verify`."""

import sys

import click

from mentoring import access, programmes
from mentoring.commands import face
from mentoring.commands.run_told import tell_by_hand
from mentoring.errors import Refused
from mentoring.words import _, number


@click.command(help=_("Periksa ulang nilai = batas dari sertifikat tersimpan, tanpa penghitung."))
@face.programme_option
@face.run_option
@face.as_json
def verify(code: str | None, number: int | None, json_out: bool) -> None:
    with face.acting(access.Deed.READ) as (session, _account):
        found = programmes.find_programme(session, code=code)
        chosen = programmes.find_run(session, programme=found, number=number)
        programmes.require_result(chosen)
        check = programmes.verify(session, run=chosen)
    if json_out:
        face.show_json(
            {
                "ok": check.ok,
                "goals": check.goals,
                "failures": check.failures,
                "by_hand": check.by_hand,
                "digest": check.digest,
            }
        )
    else:
        _tell_check(chosen, check)
    sys.exit(0 if check.ok else Refused.exit_code)


def _tell_check(chosen: programmes.MatchRun, check: programmes.Check) -> None:
    if check.goals:
        face.show_table(
            _("Proses nomor {number}", number=chosen.number),
            [_("Tujuan, menurut urutan"), _("Nilai"), _("Batas")],
            [
                (goal_word(name), face.Figure(value), face.Figure(bound))
                for name, value, bound in check.goals
            ],
        )
    _note_weights(chosen, check)
    if check.ok:
        click.echo(_("TERBUKTI OPTIMAL: nilai = batas pada setiap tujuan."))
    else:
        click.echo(_("BUKTI DITOLAK:"))
        for code in check.failures:
            click.echo(f"  - {programmes.failure_sentence(code)}")
    if check.by_hand:
        tell_by_hand(check.by_hand)
    click.echo(_("Sidik jari soal: {digest}", digest=check.digest))


def _note_weights(chosen: programmes.MatchRun, check: programmes.Check) -> None:
    """Coverage counts heads only where there is one class."""
    matched = int(chosen.summary["matched"])
    if any(name == "coverage" and value != matched for name, value, _bound in check.goals):
        click.echo(
            _(
                "Cakupan dihitung berbobot: mentee kelas prioritas terakhir bernilai 1, tiap kelas "
                "di atasnya 1 lebih banyak. Yang mendapat mentor: {matched} mentee.",
                matched=number(matched),
            )
        )


def goal_word(name: str) -> str:
    """The goal as people read it."""
    return {
        "coverage": _("cakupan: mentee yang mendapat mentor, menurut prioritas"),
        "floor": _("lantai: skor terendah setinggi mungkin"),
        "benefit": _("jumlah skor"),
        "kept": _("pasangan berjalan yang dipertahankan"),
        "lottery_people": _("undian: siapa yang didahulukan"),
        "lottery_pairs": _("undian: pasangan mana"),
    }.get(name) or _("undian: pasangan mana, ronde {round}", round=name.rpartition("_")[2])
