"""`pamong programme enrol | exclude | capacity`: who takes part, and with how many places."""

import difflib
from collections.abc import Sequence
from typing import Any

import click
from sqlmodel import Session

from mentoring import access, clock, people, programmes
from mentoring.commands import face, next_step, whom
from mentoring.commands.day import DAY
from mentoring.errors import NotFound, Unusable
from mentoring.programmes import Among, Programme, Side
from mentoring.words import _, number

KINDS = [str(kind) for kind in people.Kind]


@click.command(help=_("Daftarkan peserta: semua yang dimaksud kebijakan, atau yang disebut saja."))
@face.programme_option
@click.option("--side", type=click.Choice([str(s) for s in Side]), help=_("Satu sisi saja."))
@click.option("--unit", "units", multiple=True, help=_("Hanya unit atau OPD ini (kode)."))
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True,
              help=_("Hanya jenis pegawai ini."))  # fmt: skip
@click.option("--job-group", "groups", multiple=True,
              help=_("Hanya kelompok jabatan ini, misalnya «JF Ahli Pertama»."))  # fmt: skip
@click.option("--field", "fields", multiple=True, help=_("Hanya rumpun jabatan ini."))
@click.option("--rank-from", help=_("Golongan terendah, misalnya III/a."))
@click.option("--rank-to", help=_("Golongan tertinggi."))
@click.option("--since", type=DAY, help=_("Diangkat sejak tanggal ini."))
@click.option("--until", type=DAY, help=_("Diangkat sampai dengan tanggal ini."))
@click.option("--count", "only_count", is_flag=True, help=_("Hitung saja; jangan daftarkan."))
@click.argument("who", nargs=-1, metavar=_("[NIP…]"))
def enrol(
    code: str | None, side: str | None, who: tuple[str, ...], only_count: bool, **asked: Any
) -> None:
    if who and (only_count or any(asked.values())):
        raise Unusable(_("Sebutkan orangnya, atau saringannya; tidak keduanya."))
    with face.acting(access.Deed.SHAPE, looking=only_count) as (session, account):
        found = programmes.find_programme(session, code=code)
        rules = programmes.rules_of(session, programme=found)
        among = _among(session, **asked)
        for one in [Side(side)] if side else list(Side):
            if only_count:
                _tell_count(session, found, rules, one, among)
                continue
            chosen = (
                [whom.person(session, account, text) for text in who]
                if who
                else programmes.suitable(
                    session, rules=rules, side=one, today=clock.today(), among=among
                )
            )
            count = programmes.enrol(
                session, programme=found, side=one, profiles=chosen, by=account.id
            )
            click.echo(_("{count} {side} baru terdaftar.", count=number(count), side=str(one)))
    next_step.hint(*next_step.of_programme("match", "run", code=code))


def _among(
    session: Session, *, units: Sequence[str], kinds: Sequence[str], groups: Sequence[str],
    fields: Sequence[str], **span: Any,
) -> Among:  # fmt: skip
    _require_known(fields, programmes.enrolment.fields(session), _("Rumpun jabatan"))
    _require_known(groups, [str(group) for group in people.JobGroup], _("Kelompok jabatan"))
    return Among(
        units=[people.unit_by_code(session, code=unit).id for unit in units],
        kinds=[people.Kind(kind) for kind in kinds],
        job_groups=groups,
        fields=fields,
        rank_from=_rank(span["rank_from"]),
        rank_to=_rank(span["rank_to"]),
        since=span["since"],
        until=span["until"],
    )


def _rank(name: str | None) -> int | None:
    return people.rank_named(name) if name else None


def _require_known(said: Sequence[str], known: Sequence[str], what: str) -> None:
    """A mistyped filter would enrol nobody without a word why."""
    for one in said:
        if one not in known:
            near = difflib.get_close_matches(one, known, n=3, cutoff=0.4)
            raise Unusable(
                _("{what} «{name}» tidak dikenal.", what=what, name=one),
                remedy=_("Mungkin maksud Anda: {names}.", names=", ".join(near)) if near else "",
            )


def _tell_count(
    session: Session,
    found: Programme,
    rules: programmes.Rules,
    side: Side,
    among: Among,
) -> None:
    all_, fresh = programmes.enrolment.how_many(
        session, programme_id=found.id, rules=rules, side=side, today=clock.today(), among=among
    )
    click.echo(
        _("{side}: {fresh} baru, {there} sudah terdaftar.", side=str(side), fresh=number(fresh),
          there=number(all_ - fresh))
    )  # fmt: skip


@click.command(help=_("Kecualikan seseorang dari program dengan alasan, atau ikutkan lagi."))
@click.argument("who", metavar=_("NIP"))
@face.programme_option
@face.reason_option
@click.option("--lift", is_flag=True, help=_("Ikutkan lagi."))
def exclude(who: str, code: str | None, reason: str, lift: bool) -> None:
    with face.acting(access.Deed.SHAPE) as (session, account):
        found = programmes.find_programme(session, code=code)
        profile = whom.person(session, account, who, programme=found)
        done = programmes.exclude(
            session,
            programme=found,
            employee_id=profile.id,
            reason=reason,
            by=account.id,
            lift=lift,
        )
    _tell(profile.name, done=bool(done))


@click.command(help=_("Berapa mentee sekaligus boleh didampingi seorang mentor; 0 boleh."))
@click.argument("who", metavar=_("NIP"))
@click.argument("places", type=int, metavar=_("JUMLAH"))
@face.reason_option
def capacity(who: str, places: int, reason: str) -> None:
    with face.acting(access.Deed.SHAPE) as (session, account):
        profile = whom.person(session, account, who)
        if profile.left_on is not None:
            raise NotFound(_("Pegawai ini tidak lagi bekerja di instansi ini."))
        done = programmes.set_capacity(
            session, employee_id=profile.id, places=places, reason=reason, by=account.id
        )
    _tell(profile.name, done=bool(done))


def _tell(name: str, *, done: bool) -> None:
    if done:
        click.echo(_("Tercatat: {name}.", name=name))
    else:
        click.echo(_("{name}: sudah tercatat sebelumnya; tidak ada yang diubah.", name=name))
