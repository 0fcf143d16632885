"""`pamong programme enrol | exclude | capacity`: who takes part, and with how many places."""

import click

from mentoring import access, clock, people, programmes
from mentoring.commands import face, next_step, whom
from mentoring.errors import NotFound
from mentoring.programmes import Side
from mentoring.words import _, number


@click.command(help=_("Daftarkan peserta: semua yang dimaksud kebijakan, atau yang disebut saja."))
@face.programme_option
@click.option("--side", type=click.Choice([str(s) for s in Side]), help=_("Satu sisi saja."))
@click.option("--unit", "units", multiple=True, help=_("Hanya unit atau OPD ini (kode)."))
@click.argument("who", nargs=-1, metavar=_("[NIP…]"))
def enrol(code: str | None, side: str | None, units: tuple[str, ...], who: tuple[str, ...]) -> None:
    with face.acting(access.Deed.SHAPE) as (session, account):
        found = programmes.find_programme(session, code=code)
        rules = programmes.rules_of(session, programme=found)
        wanted = {people.unit_by_code(session, code=u).id for u in units}
        for one in [Side(side)] if side else list(Side):
            if who:
                chosen = [whom.person(session, account, text) for text in who]
            else:
                chosen = programmes.suitable(session, rules=rules, side=one, today=clock.today())
            if wanted:
                chosen = programmes.of_units(chosen, wanted)
            count = programmes.enrol(
                session, programme=found, side=one, profiles=chosen, by=account.id
            )
            click.echo(_("{count} {side} baru terdaftar.", count=number(count), side=str(one)))
    next_step.hint(*next_step.of_programme("match", "run", code=code))


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
