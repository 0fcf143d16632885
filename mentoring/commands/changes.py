"""What an import changes, in words and counts."""

from typing import Any

import click

from mentoring.words import _, number


def tell_changes(plan: Any) -> None:
    """«12.000 baris: 50 baru, …», then how many changes of each kind."""
    counts = plan.counts
    click.echo(
        _(
            "{rows} baris dibaca: {new} baru, {changed} berubah, {same} tetap, "
            "{gone} tidak ada lagi.",
            rows=number(counts["rows"]),
            new=number(counts["new"]),
            changed=number(counts["changed"]),
            same=number(counts["same"]),
            gone=number(counts["gone"]),
        )
    )
    for kind, count in plan.kinds.items():
        if kind in _words():
            click.echo(f"  {number(count):>8}  {_words()[kind]}")


def _words() -> dict[str, str]:
    return {
        "hired": _("pegawai baru"),
        "transfer": _("pindah unit kerja"),
        "promotion": _("naik golongan"),
        "new_job": _("berganti jabatan"),
        "status_change": _("berganti kedudukan hukum"),
        "became_pns": _("CPNS menjadi PNS"),
        "left": _("keluar"),
        "returned": _("kembali"),
        "corrected": _("data diperbaiki"),
    }
