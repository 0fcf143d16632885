"""`pamong match lock | unlock | ban | unban | swap | approve | undo`: what a person decides."""

from uuid import UUID

import click
from sqlmodel import Session

from mentoring import access, programmes
from mentoring.commands import face, next_step, whom
from mentoring.commands.choices import LETTERS, shown
from mentoring.errors import Unusable
from mentoring.programmes import Side
from mentoring.words import _, number


@click.command(help=_("Kunci satu pasangan: penghitungan berikut harus memuatnya."))
@click.argument("mentee", metavar=_("MENTEE"))
@click.argument("mentor", metavar=_("MENTOR"))
@face.programme_option
@face.reason_option
def lock(mentee: str, mentor: str, code: str | None, reason: str) -> None:
    with face.acting(access.Deed.RUN) as (session, account):
        found = programmes.find_programme(session, code=code)
        pair = _pair(session, account, found, mentee, mentor)
        programmes.lock(session, programme=found, reason=reason, by=account.id, **pair)
    click.echo(_("Terkunci."))


@click.command(help=_("Larang satu pasangan: tidak akan diusulkan."))
@click.argument("mentee", metavar=_("MENTEE"))
@click.argument("mentor", metavar=_("MENTOR"))
@face.programme_option
@face.reason_option
def ban(mentee: str, mentor: str, code: str | None, reason: str) -> None:
    with face.acting(access.Deed.RUN) as (session, account):
        found = programmes.find_programme(session, code=code)
        pair = _pair(session, account, found, mentee, mentor)
        programmes.rule(session, programme=found, kind="ban", reason=reason, by=account.id, **pair)
    click.echo(_("Tercatat; pasangan ini tidak akan diusulkan."))


@click.command(help=_("Cabut larangan petugas atas satu pasangan."))
@click.argument("mentee", metavar=_("MENTEE"))
@click.argument("mentor", metavar=_("MENTOR"))
@face.programme_option
@face.reason_option
def unban(mentee: str, mentor: str, code: str | None, reason: str) -> None:
    with face.acting(access.Deed.RUN) as (session, account):
        found = programmes.find_programme(session, code=code)
        pair = _pair(session, account, found, mentee, mentor)
        programmes.unban(session, programme=found, reason=reason, by=account.id, **pair)
    click.echo(_("Larangan dicabut; pasangan ini boleh diusulkan lagi."))


@click.command(help=_("Buka kunci pasangan seorang mentee."))
@click.argument("mentee", metavar=_("MENTEE"))
@face.programme_option
@face.reason_option
def unlock(mentee: str, code: str | None, reason: str) -> None:
    with face.acting(access.Deed.RUN) as (session, account):
        found = programmes.find_programme(session, code=code)
        who = whom.person(session, account, mentee, programme=found, side=Side.MENTEE)
        programmes.lift(session, programme=found, mentee_id=who.id, reason=reason, by=account.id)
    click.echo(_("Kunci dibuka."))


@click.command(help=_("Ganti mentor (--to MENTOR) atau tukar dengan mentee lain (--with MENTEE)."))
@click.argument("mentee", metavar=_("MENTEE"))
@click.option("--to", "mentor", metavar=_("MENTOR"), help=_("Mentor pengganti."))
@click.option("--with", "other", metavar=_("MENTEE"), help=_("Mentee yang mentornya ditukar."))
@face.programme_option
@face.reason_option
@face.yes_option
def swap(
    mentee: str, mentor: str | None, other: str | None, code: str | None, reason: str, yes: bool
) -> None:
    if (mentor is None) == (other is None):
        raise Unusable(_("Sebutkan salah satu: --to MENTOR atau --with MENTEE."))
    with face.acting(access.Deed.RUN) as (session, account):
        found = programmes.find_programme(session, code=code)
        run = programmes.find_run(session, programme=found)
        rules = programmes.rules_of(session, programme=found, version=run.policy_version)
        who = whom.person(session, account, mentee, programme=found, side=Side.MENTEE)
        if mentor is not None:
            new = whom.person(session, account, mentor, programme=found, side=Side.MENTOR)
            change = programmes.price_move(
                session, run=run, rules=rules, mentee_id=who.id, mentor_id=new.id
            )
        else:
            twin = whom.person(session, account, other or "", programme=found, side=Side.MENTEE)
            change = programmes.price_exchange(
                session, run=run, rules=rules, mentee_id=who.id, other_id=twin.id
            )
    face.ask(_("{change} Lanjutkan?", change=_price(change)), yes=yes)
    with face.acting(access.Deed.RUN) as (session, account):
        programmes.apply_swap(
            session,
            programme=programmes.find_programme(session, code=found.code),
            run=programmes.find_run(session, programme=found, number=run.number),
            swap=change,
            reason=reason,
            by=account.id,
            seen_version=run.version,
        )
    click.echo(_("Ditukar. {change}", change=_price(change)))


@click.command(help=_("Setujui usulan. Sekali saja; usulan yang usang ditolak."))
@face.programme_option
@face.run_option
@face.yes_option
def approve(code: str | None, number: int | None, yes: bool) -> None:
    with face.acting(access.Deed.APPROVE) as (session, _who):
        found = programmes.find_programme(session, code=code)
        run = programmes.find_run(session, programme=found, number=number)
        programmes.require_result(run)
        change = programmes.difference(session, programme=found, run=run)
    face.ask(_summary_question(change), yes=yes)
    with face.acting(access.Deed.APPROVE) as (session, account):
        done = programmes.approve(
            session,
            programme=programmes.find_programme(session, code=found.code),
            run=programmes.find_run(session, programme=found, number=run.number),
            by=account.id,
            seen_version=run.version,
        )
    _tell_approval(done)
    if not done.begun:
        return  # nothing that a letter could be about
    decree = ("letter", "make", shown("decree", LETTERS), "--output", _("keputusan.pdf"))
    next_step.hint(*next_step.of_programme(*decree, code=code))


@click.command(help=_("Batalkan persetujuan dengan alasan; semua yang dimulainya dihentikan."))
@face.programme_option
@face.run_option
@face.reason_option
@face.yes_option
def undo(code: str | None, number: int | None, reason: str, yes: bool) -> None:
    face.ask(_("Batalkan persetujuan ini?"), yes=yes)
    with face.acting(access.Deed.APPROVE) as (session, account):
        found = programmes.find_programme(session, code=code)
        run = programmes.find_run(session, programme=found, number=number)
        count = programmes.undo(session, programme=found, run=run, reason=reason, by=account.id)
    _tell_undo(count)


def _price(change: programmes.Swap) -> str:
    """What a swap does to the sum of all points, and in which direction."""
    if not change.cost:
        return _("Jumlah skor tetap.")
    points = programmes.points(abs(change.cost))
    if change.cost > 0:
        return _("Jumlah skor turun {points} poin.", points=points)
    return _("Jumlah skor naik {points} poin.", points=points)


def _pair(
    session: Session,
    account: access.Account,
    found: programmes.Programme,
    mentee: str,
    mentor: str,
) -> dict[str, UUID]:
    one = whom.person(session, account, mentee, programme=found, side=Side.MENTEE)
    two = whom.person(session, account, mentor, programme=found, side=Side.MENTOR)
    return {"mentee_id": one.id, "mentor_id": two.id}


def _summary_question(change: programmes.Difference) -> str:
    return _(
        "{new} pasangan mulai, {kept} tetap, {moved} berganti mentor. Setujui?",
        new=number(len(change.new)),
        kept=number(len(change.kept)),
        moved=number(len(change.moved)),
    )


def _tell_approval(done: programmes.Approval) -> None:
    click.echo(
        _(
            "Disetujui: {begun} pendampingan dimulai, {kept} tetap, {replaced} dialihkan.",
            begun=number(done.begun),
            kept=number(done.kept),
            replaced=number(done.replaced),
        )
    )


def _tell_undo(count: int) -> None:
    click.echo(_("Persetujuan dibatalkan; {count} pendampingan dihentikan.", count=number(count)))
