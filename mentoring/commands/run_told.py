"""A run's result in a few lines, whose numbers add up."""

from typing import Any

import click

from mentoring import programmes
from mentoring.words import _, number, percent


def tell_result(done: programmes.MatchRun) -> None:
    """The run in five lines."""
    s = done.summary
    click.echo(
        _(
            "Proses nomor {number}: {matched} dari {mentees} mentee mendapat mentor ({share}).",
            number=done.number,
            matched=number(s["matched"]),
            mentees=number(s["mentees"]),
            share=percent(s["matched"], s["mentees"]),
        )
    )
    _tell_enrolled(s)
    click.echo(
        _(
            "{mentors} mentor memenuhi syarat, {places} tempat, {pairs} pasangan diperbolehkan.",
            mentors=number(s["mentors"]),
            places=number(s["places"]),
            pairs=number(s["allowed_pairs"]),
        )
    )
    if s["matched"]:
        click.echo(
            _(
                "Rata-rata skor {mean} dari 100.",
                mean=programmes.points(s.get("total_now", s["total"]) // s["matched"]),
            )
        )
    if s.get("locked"):
        click.echo(_("Termasuk {count} pasangan terkunci.", count=number(s["locked"])))
    waiting = sum(count for code, count in s["unmatched"].items() if code != "not_eligible")
    if waiting:
        click.echo(_("Daftar tunggu: {count} mentee.", count=number(waiting)))
    if s["by_hand"]:
        tell_by_hand(s["by_hand"])
    elif all(goal["value"] == goal["bound"] for goal in s["goals"]):
        click.echo(_("Terbukti optimal; periksa kapan saja dengan `pamong match verify`."))


def _tell_enrolled(s: dict[str, Any]) -> None:
    """Where the enrolled went who are not among the mentees of the run."""
    apart = s.get("enrolled", s["mentees"]) - s["mentees"]
    if not apart:
        return
    excluded = s["excluded"]
    barred = s["unmatched"].get("not_eligible", 0) - excluded
    counts = (
        (s["mentees"], _("dihitung")),
        (apart - barred - excluded, _("sudah didampingi")),
        (excluded, _("dikecualikan petugas")),
        (barred, _("belum memenuhi syarat")),
    )
    click.echo(
        _(
            "{enrolled} mentee terdaftar: {parts}.",
            enrolled=number(s["enrolled"]),
            parts=", ".join(f"{number(count)} {what}" for count, what in counts if count),
        )
    )


def tell_by_hand(count: int) -> None:
    """That the proof is of the run before the officers changed pairs."""
    click.echo(
        _("{count} pasangan diubah petugas; bukti berlaku untuk hasil sebelum itu.", count=count)
    )
