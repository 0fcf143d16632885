"""`pamong message resend|preview|test|settings|hold|release`: what a person decides of messages."""

from uuid import UUID

import click
from sqlmodel import Session

from mentoring import access, audit, messages, people
from mentoring.access import Deed
from mentoring.commands import face, whom
from mentoring.commands.choices import Words
from mentoring.commands.message import EVENTS, visible
from mentoring.errors import Unusable
from mentoring.messages import CHANNELS, Event
from mentoring.words import LANGUAGES, _, language, number

event_option = click.option(
    "--event", type=Words(EVENTS), default="assignment", help=_("Jenis pesan.")
)


@click.command(help=_("Kirim ulang pesan yang gagal atau belum pasti, atas nama Anda."))
@click.argument("message_ids", type=click.UUID, metavar="ID...", nargs=-1, required=True)
@face.reason_option
def resend(message_ids: tuple[UUID, ...], reason: str) -> None:
    with face.acting(Deed.FOLLOW) as (session, account):
        for message_id in message_ids:
            found, _name = visible(session, account, message_id)
            messages.resend(session, found, by=account.id, reason=reason)
    click.echo(_("{count} pesan antre untuk dikirim ulang.", count=number(len(message_ids))))


@click.command(help=_("Contoh bunyi sebuah pesan, dengan orang yang tidak ada."))
@event_option
@click.option("--html", is_flag=True, help=_("Bagian HTML-nya."))
@face.as_json
def preview(event: str, html: bool, json_out: bool) -> None:
    with face.acting(Deed.READ):
        letter = messages.preview(Event(event), language=language())
    if json_out:
        face.show_json({"subject": letter.subject, "text": letter.text, "html": letter.html})
    else:
        click.echo(letter.html if html else f"{letter.subject}\n\n{letter.text}")


@click.command(help=_("Kirim satu contoh ke alamat surel akun Anda sendiri, sekarang juga."))
@event_option
def test(event: str) -> None:
    with face.acting(Deed.FOLLOW) as (session, account):
        address = account.email
        audit.record(
            session, actor_id=account.id, action="message.test", subject="account",
            subject_id=account.id, event=event,
        )  # fmt: skip
    if not address:
        raise Unusable(
            _("Akun Anda belum punya alamat surel."),
            remedy=_("Minta admin mengisinya: `pamong account change AKUN --email ALAMAT`."),
        )
    channel = messages.send_sample(Event(event), language=language(), address=address)
    click.echo(_("Contoh diserahkan lewat «{channel}».", channel=channel))


@click.command("settings", help=_("Lihat atau ubah cara seseorang diberi tahu."))
@click.argument("person", metavar=_("ORANG_ATAU_AKUN"))
@click.option("--channel", type=click.Choice(CHANNELS), help=_("Saluran yang dipilih."))
@click.option("--speaks", type=click.Choice(LANGUAGES), help=_("Bahasa pesan baginya."))
@click.option("--digests/--no-digests", default=None, help=_("Terima ringkasan atau tidak."))
@face.as_json
def settings_(
    person: str, channel: str | None, speaks: str | None, digests: bool | None, json_out: bool
) -> None:
    changing = channel is not None or speaks is not None or digests is not None
    with face.acting(Deed.FOLLOW if changing else Deed.READ) as (session, account):
        who = _who(session, account, person)
        if changing:
            messages.prefer(
                session, person_id=who.id, channel=channel, language=speaks, digests=digests
            )
            audit.record(
                session, actor_id=account.id, action="message.prefer", subject="person",
                subject_id=who.id,
            )  # fmt: skip
        kept = messages.preference(session, person_id=who.id)
    if json_out:
        face.show_json(kept.model_dump(include={"channel", "language", "digests"}))
        return
    office = _("menurut kantor")
    face.show_table(
        who.name,
        [_("Hal"), _("Isi")],
        [
            (_("saluran"), kept.channel or office),
            (_("bahasa"), kept.language or office),
            (_("ringkasan"), _("ya") if kept.digests else _("tidak")),
        ],
    )


@click.command(help=_("Tahan semua pesan keluar, misalnya setelah memulihkan cadangan."))
@face.reason_option
def hold(reason: str) -> None:
    with face.acting(Deed.APPROVE) as (session, account):
        messages.hold(session, by=account.id, reason=reason)
    click.echo(_("Semua pesan keluar ditahan."))


@click.command(help=_("Lepaskan pesan yang ditahan; semuanya berangkat menurut gilirannya."))
@face.reason_option
def release(reason: str) -> None:
    with face.acting(Deed.APPROVE) as (session, account):
        messages.release(session, by=account.id, reason=reason)
    click.echo(_("Pesan keluar dilepaskan."))


def _who(session: Session, account: access.Account, text: str) -> people.Profile | access.Account:
    """An account by its login, else an employee."""
    logins = {a.login: a for a in access.accounts(session)}
    return logins.get(text) or whom.person(session, account, text)
