"""`pamong person …`: a correction by hand; whose retention period is over, and the erasure."""

import click

from mentoring import access, clock, erasure, people, programmes
from mentoring.commands import face, whom
from mentoring.commands.root import LazyGroup
from mentoring.erasure import Due, Told
from mentoring.errors import Refused, Unusable
from mentoring.settings import settings
from mentoring.words import _, number


def _commands() -> dict[str, tuple[str, str]]:
    return {
        "correct": ("person:correct", _("Koreksi data satu pegawai, tanpa berkas")),
        "due": ("person:due", _("Siapa yang masa retensinya sudah lewat")),
        "erase": ("person:erase", _("Hapus data itu untuk selamanya")),
    }


@click.group(cls=LazyGroup, listing=_commands, help=_("Data pegawai dan masa retensinya."))
def person() -> None:
    pass


@click.command(help=_("Siapa yang masa retensinya sudah lewat, yang paling lama dahulu."))
@face.as_json
def due(json_out: bool) -> None:
    with face.acting(access.Deed.ERASE, looking=True) as (session, _account):
        rows = erasure.due(session)
    if json_out:
        face.show_json([_as_json(one) for one in rows])
        return
    title = _(
        "Masa retensi {years} tahun sudah lewat: {count} pegawai",
        years=number(settings().retention_years),
        count=number(len(rows)),
    )
    face.show_table(
        title,
        [
            _("Pegawai"),
            _("Unit kerja"),
            _("Tanggal keluar"),
            _("Terakhir ikut"),
            _("Disimpan sampai"),
        ],
        [
            (
                one.person.name,
                one.person.unit_name,
                *map(clock.spoken_date, (one.left_on, one.last_on, one.kept_until)),
            )
            for one in rows
        ],
    )


@click.command(help=_("Hapus data yang masa retensinya sudah lewat, untuk selamanya."))
@click.argument("who", nargs=-1, metavar=_("[PEGAWAI]..."))
@click.option("--all-due", is_flag=True, help=_("Semua yang masa retensinya sudah lewat."))
@face.reason_option
@face.yes_option
def erase(who: tuple[str, ...], all_due: bool, reason: str, yes: bool) -> None:
    if bool(who) == all_due:
        raise Unusable(_("Sebutkan pegawainya, atau pakai --all-due."))
    with face.acting(access.Deed.ERASE) as (session, account):
        rows = erasure.due(session)
        if all_due and not rows:
            raise Refused(_("Tidak ada data yang masa retensinya sudah lewat."))
        named = [whom.person(session, account, text).id for text in who]
        ids = named or [one.person.id for one in rows]
        told = erasure.preview(session, ids=ids)
        session.rollback()
    _tell(told)
    face.ask(_("Hapus data {count} pegawai untuk selamanya?", count=number(told.people)), yes=yes)
    with face.acting(access.Deed.ERASE) as (session, account):
        done = erasure.erase(session, ids=ids, reason=reason, actor_id=account.id)
    erasure.tend()
    click.echo(_("Data {count} pegawai dihapus.", count=number(done.people)))
    click.echo(
        _(
            "Surat keputusan dan surat tugas tetap ada sebagai arsip; surel yang sudah diterima "
            "dan cadangan lama tidak dapat ditarik. Cadangan yang dikembalikan dihapus lagi."
        )
    )


@click.command(help=_("Koreksi data satu pegawai dengan aturan impor; perbedaannya dahulu."))
@click.argument("who", metavar=_("PEGAWAI"))
@click.option(
    "--set",
    "cells",
    multiple=True,
    required=True,
    metavar=_("ISIAN=NILAI"),
    help=_("Isian: {fields}.", fields=", ".join(people.FIELDS)),
)
@face.reason_option
@face.yes_option
def correct(who: str, cells: tuple[str, ...], reason: str, yes: bool) -> None:
    wanted = dict(_cell(text) for text in cells)
    with face.acting(access.Deed.IMPORT) as (session, account):
        about = whom.person(session, account, who)
        plan = people.plan_correction(session, person_id=about.id, cells=wanted)
        session.rollback()
    for warning in plan.change.warnings:
        click.echo(f"{warning.reason} {warning.remedy}".rstrip(), err=True)
    face.show_table(
        _("Koreksi data {name}", name=about.name),
        [_("Isian"), _("Sekarang"), _("Menjadi")],
        [(people.word_of(field), old or "-", new or "-") for field, old, new in plan.said],
    )
    face.ask(_("Simpan koreksi ini?"), yes=yes)
    with face.acting(access.Deed.IMPORT) as (session, account):
        programmes.correct(session, plan, reason=reason, by=account.id)
    click.echo(_("Data {name} dikoreksi.", name=about.name))


def _cell(text: str) -> tuple[str, str]:
    """«grade=III/b» in two."""
    key, sign, value = text.partition("=")
    if not sign:
        raise Unusable(
            _("«{text}» bukan ISIAN=NILAI.", text=text),
            remedy=_("Tulis misalnya --set grade=III/b."),
        )
    return key.strip(), value


def _tell(told: Told) -> None:
    face.show_table(
        _("Yang akan dihapus: {count} pegawai", count=number(told.people)),
        [_("Isi"), _("Jumlah")],
        [(erasure.effect_word(name), count) for name, count in told.counts.items() if count],
    )


def _as_json(one: Due) -> dict[str, object]:
    return {
        "id": one.person.id,
        "name": one.person.name,
        "unit": one.person.unit_name,
        "left_on": one.left_on,
        "last_on": one.last_on,
        "kept_until": one.kept_until,
    }
