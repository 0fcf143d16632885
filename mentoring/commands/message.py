"""`pamong message list|show`: what people were told, what failed, and what may not have arrived."""

from uuid import UUID

import click
from sqlmodel import Session

from mentoring import access, clock, messages, people
from mentoring.commands import face
from mentoring.commands.choices import Words
from mentoring.commands.root import LazyGroup
from mentoring.errors import NotFound
from mentoring.messages import Event, Message, MessageState
from mentoring.words import _

STATES = {
    "pending": "menunggu",
    "sending": "sedang_dikirim",
    "sent": "terkirim",
    "failed": "gagal",
    "uncertain": "belum_pasti",
    "obsolete": "tidak_berlaku",
}
EVENTS = {
    "proposal_ready": "usulan_siap",
    "assignment": "penugasan",
    "mentor_found": "mentor_ditetapkan",
    "waiting_list": "daftar_tunggu",
    "reminder_1": "pengingat_1",
    "reminder_2": "pengingat_2",
    "escalation": "belum_menjawab",
    "answer_recorded": "jawaban_tercatat",
    "pair_changed": "mentor_berganti",
    "pair_ended": "pendampingan_berakhir",
    "session_reminder": "pengingat_pertemuan",
    "run_failed": "pemadanan_gagal",
    "weekly_digest": "ringkasan_mingguan",
    "correction": "ralat",
    "own_page": "halaman_pribadi",
    "case_opened": "perkara_baru",
    "case_late": "perkara_terlambat",
    "case_answered": "jawaban_perkara",
    "erasure_due": "perlu_dihapus",
}


def _commands() -> dict[str, tuple[str, str]]:
    return {
        "list": ("message:list_", _("Pesan: yang terkirim, gagal, atau belum pasti")),
        "show": ("message:show", _("Satu pesan, beserta bunyinya")),
        "resend": ("message_send:resend", _("Kirim ulang yang gagal atau belum pasti")),
        "preview": ("message_send:preview", _("Contoh bunyi sebuah pesan")),
        "test": ("message_send:test", _("Kirim satu contoh ke alamat Anda sendiri")),
        "settings": ("message_send:settings_", _("Saluran, bahasa, dan ringkasan bagi seseorang")),
        "hold": ("message_send:hold", _("Tahan semua pesan keluar")),
        "release": ("message_send:release", _("Lepaskan pesan yang ditahan")),
    }


@click.group(cls=LazyGroup, listing=_commands, help=_("Pesan kepada mentor, mentee, dan petugas."))
def message() -> None:
    pass


@click.command("list", help=_("Pesan, yang terbaru dahulu; bawaan: semua keadaan."))
@click.option("--state", "states", type=Words(STATES), multiple=True, help=_("Hanya keadaan ini."))
@click.option("--event", "events", type=Words(EVENTS), multiple=True, help=_("Hanya jenis ini."))
@click.option("--last", type=click.IntRange(1, 10_000), default=100, metavar="N",
              help=_("Paling banyak sekian."))  # fmt: skip
@face.as_json
def list_(states: tuple[str, ...], events: tuple[str, ...], last: int, json_out: bool) -> None:
    with face.acting(access.Deed.READ) as (session, account):
        found = messages.messages(
            session,
            states=[MessageState(state) for state in states],
            events=[Event(event) for event in events],
            reader=messages.Reader(account.id, account.unit_id),
            last=last,
        )
        mine = _visible(session, account, found)
        held = messages.held_since(session)
    if json_out:
        face.show_json([_as_json(m, name) for m, name in mine])
        return
    face.show_table(
        _("Pesan"),
        [_("Id"), _("Dibuat"), _("Jenis"), _("Kepada"), _("Keadaan"), _("Sebab")],
        [
            (m.id, clock.spoken(m.made_at), messages.event_word(m.event), name,
             messages.state_word(m.state), messages.why(m.code) or None)
            for m, name in mine
        ],
    )  # fmt: skip
    if held is not None:
        click.echo(
            _("Pesan keluar ditahan sejak {moment}; lepaskan dengan `pamong message release`.",
              moment=clock.spoken(held))
        )  # fmt: skip


@click.command(help=_("Satu pesan: keadaannya, bunyinya, dan tautan WhatsApp yang siap dipakai."))
@click.argument("message_id", type=click.UUID, metavar="ID")
@face.as_json
def show(message_id: UUID, json_out: bool) -> None:
    with face.acting(access.Deed.READ) as (session, account):
        found, name = visible(session, account, message_id)
        letter, whatsapp = messages.shown(session, found)
    if json_out:
        said = {"subject": letter.subject, "text": letter.text, "whatsapp": whatsapp}
        face.show_json(_as_json(found, name) | said)
        return
    face.show_table(
        messages.event_word(found.event),
        [_("Hal"), _("Isi")],
        [
            (_("keadaan"), messages.state_word(found.state)),
            (_("sebab"), messages.why(found.code) or "-"),
            (_("kepada"), name),
            (_("saluran"), found.channel or "-"),
            (_("dibuat"), clock.spoken(found.made_at)),
            (_("berakhir"), "-" if found.ended_at is None else clock.spoken(found.ended_at)),
            (_("percobaan"), found.attempts),
        ],
    )
    click.echo(f"{letter.subject}\n\n{letter.text}")
    if whatsapp:
        click.echo(_("Lewat WhatsApp: {link}", link=whatsapp))


def visible(session: Session, account: access.Account, message_id: UUID) -> tuple[Message, str]:
    """A message that this account may see, and the name of its recipient."""
    found = _visible(session, account, [messages.message(session, message_id)])
    if not found:
        raise NotFound(_("Pesan tidak ditemukan."), remedy=_("Lihat `pamong message list`."))
    return found[0]


def _visible(
    session: Session, account: access.Account, found: list[Message]
) -> list[tuple[Message, str]]:
    """With the recipient's name; a unit officer sees the own OPD and what came to the officer."""
    profiles = face.by_id(session, [m.employee_id for m in found if m.employee_id is not None])
    logins = {a.id: a.login for a in access.accounts(session)}
    return [
        (m, _name(m, profiles, logins))
        for m in found
        if account.unit_id is None
        or m.account_id == account.id
        or (m.employee_id in profiles and face.visible(account, profiles[m.employee_id]))
    ]


def _name(m: Message, profiles: dict[UUID, people.Profile], logins: dict[UUID, str]) -> str:
    if m.account_id is not None:
        return logins.get(m.account_id, "-")
    return profiles[m.employee_id].name if m.employee_id in profiles else "-"


def _as_json(m: Message, name: str) -> dict[str, object]:
    return m.model_dump(exclude={"facts", "token", "version", "go_at", "dedupe"}) | {
        "to": name,
        "sentence": messages.why(m.code),
    }
