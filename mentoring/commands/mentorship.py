"""`pamong mentorship …`."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from mentoring import access, clock, people, programmes
from mentoring.commands import decree, face, output, whom
from mentoring.commands.choices import STATES, Words
from mentoring.commands.day import DAY
from mentoring.commands.root import LazyGroup
from mentoring.programmes import Side
from mentoring.words import _, number


def _commands() -> dict[str, tuple[str, str]]:
    return {
        "list": ("mentorship:list_", _("Daftar pendampingan; --output untuk lampiran keputusan")),
        "meetings": ("mentorship_meetings:meetings", _("Pertemuan mentor dan mentee")),
        "extend": ("mentorship:extend", _("Perpanjang")),
        "withdraw": ("mentorship:withdraw", _("Hentikan lebih awal, dengan alasan")),
        "complete": ("mentorship:complete", _("Nyatakan selesai")),
        "repair": ("mentorship:repair", _("Pendampingan yang perlu tindakan")),
    }


@click.group(cls=LazyGroup, listing=_commands, help=_("Pendampingan yang berjalan."))
def mentorship() -> None:
    pass


@click.command("list", help=_("Daftar pendampingan; --output menulis lampiran keputusan (XLSX)."))
@face.programme_option
@click.option("--state", type=Words(STATES), multiple=True, help=_("Hanya dalam keadaan ini."))
@click.option("--output", "target", type=click.Path(path_type=Path), help=_("Berkas XLSX."))
@output.overwrite_option
@face.as_json
def list_(
    code: str | None,
    state: tuple[str, ...],
    target: Path | None,
    overwrite: bool,
    json_out: bool,
) -> None:
    if target is not None:
        output.require_target(target, overwrite=overwrite)
    with face.acting(access.Deed.READ) as (session, account):
        found = programmes.find_programme(session, code=code)
        rows = programmes.mentorships(session, programme=found, states=list(state) or None)
        who = face.by_id(session, [i for m in rows for i in (m.mentee_id, m.mentor_id)])
        rows = [m for m in rows if face.visible(account, who[m.mentee_id])]
        if target is not None:
            # A decree names those who are paired, not those who declined or ended.
            alive = [m for m in rows if m.state in programmes.LIVE]
            decree.write(session, target, mentorships=alive, who=who)
            left_out = len(rows) - len(alive)
            _tell_written(len(alive), left_out=left_out, file=target, json_out=json_out)
            return
    if json_out:
        face.show_json([_row(m, who) for m in rows])
        return
    face.show_table(
        _("Pendampingan: {count}", count=number(len(rows))),
        [_("Mentee"), _("Mentor"), _("Keadaan"), _("Sampai"), _("Skor")],
        [
            (
                who[m.mentee_id].name,
                who[m.mentor_id].name,
                programmes.mentorship_word(m.state),
                clock.spoken_date(m.ends_on),
                programmes.points(m.points),
            )
            for m in rows
        ],
    )


@click.command(help=_("Perpanjang sampai tanggal lain."))
@click.argument("mentee", metavar=_("MENTEE"))
@click.option("--until", type=DAY, required=True)
@face.programme_option
@face.reason_option
def extend(mentee: str, until: date, code: str | None, reason: str) -> None:
    with face.acting(access.Deed.FOLLOW) as (session, account):
        chosen = _chosen(session, account, code, mentee)
        programmes.extend(session, mentorship=chosen, until=until, reason=reason, by=account.id)
    click.echo(_("Diperpanjang sampai {day}.", day=clock.spoken_date(until)))


@click.command(help=_("Hentikan lebih awal; keduanya bebas untuk pemadanan berikut."))
@click.argument("mentee", metavar=_("MENTEE"))
@face.programme_option
@face.reason_option
def withdraw(mentee: str, code: str | None, reason: str) -> None:
    with face.acting(access.Deed.FOLLOW) as (session, account):
        chosen = _chosen(session, account, code, mentee)
        programmes.withdraw(session, mentorship=chosen, reason=reason, by=account.id)
    click.echo(_("Dihentikan."))


@click.command(help=_("Nyatakan selesai."))
@click.argument("mentee", metavar=_("MENTEE"))
@face.programme_option
@click.option("--words", default="", help=_("Catatan penutup."))
@face.yes_option
def complete(mentee: str, code: str | None, words: str, yes: bool) -> None:
    with face.acting(access.Deed.FOLLOW, looking=True) as (session, account):
        chosen = _chosen(session, account, code, mentee)
        who = face.by_id(session, [chosen.mentee_id, chosen.mentor_id])
    names = {"mentor": who[chosen.mentor_id].name, "mentee": who[chosen.mentee_id].name}
    face.ask(
        _(
            "Nyatakan selesai pendampingan {mentee} oleh {mentor}? Ini tidak dapat dibatalkan.",
            **names,
        ),
        yes=yes,
    )
    with face.acting(access.Deed.FOLLOW) as (session, account):
        chosen = _chosen(session, account, code, str(chosen.mentee_id))
        programmes.complete(session, mentorship=chosen, by=account.id, words=words)
    click.echo(_("Selesai: {mentor} mendampingi {mentee}.", **names))


@click.command(help=_("Pendampingan yang perlu tindakan, dan --apply untuk melakukannya."))
@face.programme_option
@click.option(
    "--apply",
    "apply_",
    is_flag=True,
    help=_("Lakukan semuanya: akhiri, atau mulai, dengan alasannya."),
)
@face.yes_option
@face.as_json
def repair(code: str | None, apply_: bool, yes: bool, json_out: bool) -> None:
    deed = access.Deed.FOLLOW if apply_ else access.Deed.READ
    with face.acting(deed) as (session, account):
        found = programmes.find_programme(session, code=code)
        rows = programmes.troubles(session, programme=found)
        ids = [i for t in rows for i in (t.mentorship.mentee_id, t.mentorship.mentor_id)]
        who = face.by_id(session, ids)
        rows = [t for t in rows if face.visible(account, who[t.mentorship.mentee_id])]
    told = [_row(t.mentorship, who) | {"trouble": t.code} for t in rows]
    if not json_out:
        _show_troubles(rows, who)
    if apply_ and rows:
        face.ask(_("Lakukan tindakan itu pada semuanya?"), yes=yes)
        _repair(code, {t.mentorship.id for t in rows})
    if json_out:
        face.show_json(told)
    elif apply_ and rows:
        click.echo(_("Selesai; cari pengganti dengan `pamong match run`."))


def _repair(code: str | None, wanted: set[UUID]) -> None:
    with face.acting(access.Deed.FOLLOW) as (session, account):
        found = programmes.find_programme(session, code=code)
        for trouble in programmes.troubles(session, programme=found):
            if trouble.mentorship.id in wanted:
                programmes.repair(session, trouble=trouble, by=account.id)


def _show_troubles(rows: list[programmes.Trouble], who: dict[UUID, people.Profile]) -> None:
    if not rows:
        click.echo(_("Tidak ada yang perlu diperbaiki."))
        return
    face.show_table(
        _("Perlu diperbaiki: {count}", count=number(len(rows))),
        [_("Mentee"), _("Mentor"), _("Sebab")],
        [
            (who[t.mentorship.mentee_id].name, who[t.mentorship.mentor_id].name, t.sentence)
            for t in rows
        ],
    )


def _tell_written(count: int, *, left_out: int, file: Path, json_out: bool) -> None:
    if json_out:
        face.show_json({"file": str(file), "written": count, "left_out": left_out})
        return
    click.echo(_("{count} baris ditulis ke {file}", count=number(count), file=file))
    if left_out:
        click.echo(
            _(
                "{count} yang ditolak, dihentikan, atau selesai tidak dimuat.",
                count=number(left_out),
            )
        )


def _chosen(session: Any, account: access.Account, code: str | None, text: str) -> Any:
    found = programmes.find_programme(session, code=code)
    who = whom.person(session, account, text, programme=found, side=Side.MENTEE)
    return programmes.mentorship_of(session, programme=found, mentee_id=who.id)


def _row(m: programmes.Mentorship, who: dict[Any, Any]) -> dict[str, Any]:
    return {
        "id": m.id,
        "mentee": who[m.mentee_id].name,
        "mentor": who[m.mentor_id].name,
        "state": m.state,
        "begins": m.begins_on,
        "ends": m.ends_on,
        "points": m.points,
    }
