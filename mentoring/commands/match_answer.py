"""`pamong match accept | decline`: what a mentor answers, recorded by a named account."""

import click

from mentoring import access, programmes
from mentoring.commands import face, whom
from mentoring.programmes import DeclineReason, Side
from mentoring.words import _


@click.command(help=_("Catat bahwa mentor menerima mentee ini."))
@click.argument("mentee", metavar=_("MENTEE"))
@face.programme_option
@click.option("--words", default="", help=_("Kata-kata mentor."))
def accept(mentee: str, code: str | None, words: str) -> None:
    with face.acting(access.Deed.FOLLOW) as (session, account):
        found = programmes.find_programme(session, code=code)
        who = whom.person(session, account, mentee, programme=found, side=Side.MENTEE)
        offered = programmes.mentorship_of(session, programme=found, mentee_id=who.id)
        programmes.accept(session, mentorship=offered, by=account.id, words=words)
        mentor = face.by_id(session, [offered.mentor_id])[offered.mentor_id]
    click.echo(_("Diterima: {mentor} mendampingi {mentee}.", mentor=mentor.name, mentee=who.name))


@click.command(
    help=_("Catat bahwa mentor menolak: tempatnya bebas, pasangan tidak diusulkan lagi.")
)
@click.argument("mentee", metavar=_("MENTEE"))
@face.programme_option
@click.option("--reason", type=click.Choice([str(r) for r in DeclineReason]), required=True)
@click.option("--words", default="", help=_("Penjelasan mentor."))
def decline(mentee: str, code: str | None, reason: str, words: str) -> None:
    with face.acting(access.Deed.FOLLOW) as (session, account):
        found = programmes.find_programme(session, code=code)
        who = whom.person(session, account, mentee, programme=found, side=Side.MENTEE)
        offered = programmes.mentorship_of(session, programme=found, mentee_id=who.id)
        programmes.decline(
            session,
            mentorship=offered,
            reason=DeclineReason(reason),
            words=words,
            by=account.id,
        )
        mentor = face.by_id(session, [offered.mentor_id])[offered.mentor_id]
    click.echo(
        _(
            "Ditolak dan dicatat: {mentor} tidak mendampingi {mentee}. "
            "Cari pengganti dengan `pamong match run`.",
            mentor=mentor.name,
            mentee=who.name,
        )
    )
