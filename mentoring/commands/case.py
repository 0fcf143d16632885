"""`pamong case …`: objections and requests for correction, and the answer of a named officer."""

from uuid import UUID

import click
from sqlmodel import Session

from mentoring import access, cases, clock, people
from mentoring.cases import Answer, Asked, Case, Decision, FollowUp
from mentoring.commands import face, whom
from mentoring.commands.choices import Words, shown
from mentoring.commands.root import LazyGroup
from mentoring.errors import NotFound
from mentoring.words import _, number

KINDS = {
    "pair": "atas_mentor",
    "nobody": "tanpa_mentor",
    "gap": "kesenjangan",
    "correction": "koreksi",
}
STATES = {"open": "belum_ditangani", "taken": "ditangani", "answered": "dijawab",
          "taken_back": "ditarik_kembali"}  # fmt: skip
DECISIONS = {"upheld": "dikabulkan", "rejected": "ditolak"}
FOLLOW = {"replace": "ganti_mentor", "run_again": "hitung_lagi", "reassess": "nilai_ulang",
          "imported": "impor", "nothing": "tidak_ada"}  # fmt: skip


def _commands() -> dict[str, tuple[str, str]]:
    return {
        "list": ("case:list_", _("Perkara; yang terbuka dan paling dekat batas waktunya dahulu")),
        "show": ("case:show", _("Satu perkara beserta riwayatnya")),
        "record": ("case:record", _("Catat perkara atas nama seorang pegawai")),
        "take": ("case:take", _("Tangani perkara")),
        "hand-over": ("case:hand_over", _("Serahkan kepada petugas lain")),
        "answer": ("case:answer", _("Jawab: dikabulkan atau ditolak, dengan alasan")),
    }


@click.group(cls=LazyGroup, listing=_commands, help=_("Keberatan dan permintaan koreksi data."))
def case() -> None:
    pass


@click.command("list", help=_("Perkara; yang terbuka dan paling dekat batas waktunya dahulu."))
@click.option("--state", "states", type=Words(STATES), multiple=True, help=_("Hanya keadaan ini."))
@click.option("--kind", "kinds", type=Words(KINDS), multiple=True, help=_("Hanya jenis ini."))
@click.option("--late", is_flag=True, help=_("Hanya yang terlambat."))
@face.as_json
def list_(states: tuple[str, ...], kinds: tuple[str, ...], late: bool, json_out: bool) -> None:
    with face.acting(access.Deed.READ) as (session, account):
        asked = Asked(within=account.unit_id, states=states, kinds=kinds, late=late)
        rows = cases.cases(session, asked=asked, last=10_000)
        who = face.by_id(session, [row.person_id for row in rows])
        logins = {a.id: a.login for a in access.accounts(session)}
    if json_out:
        face.show_json([_as_json(row, who[row.person_id], logins) for row in rows])
        return
    face.show_table(
        _("Perkara: {count}", count=number(len(rows))),
        [_("Nomor"), _("Pegawai"), _("Jenis"), _("Keadaan"), _("Batas waktu"), _("Petugas")],
        [
            (
                row.number,
                who[row.person_id].name,
                cases.kind_word(row.kind),
                _("terlambat") if cases.is_late(row) else cases.state_word(row.state),
                clock.spoken(row.due_at),
                _login(row, logins),
            )
            for row in rows
        ],
    )


@click.command(help=_("Satu perkara beserta riwayatnya."))
@click.argument("nomor", type=int)
@face.as_json
def show(nomor: int, json_out: bool) -> None:
    with face.acting(access.Deed.READ) as (session, account):
        found, person = _find(session, account, nomor)
        life = cases.history(session, case_id=found.id)
        logins = {a.id: a.login for a in access.accounts(session)}
    if json_out:
        told = [e.model_dump(exclude={"id", "case_id"}) for e in life]
        face.show_json(_as_json(found, person, logins) | {"history": told})
        return
    decided = cases.decision_word(found.decision) if found.decision else None
    face.show_table(
        _("Perkara nomor {number}", number=nomor),
        [_("Hal"), _("Isi")],
        [
            (_("pegawai"), person.name),
            (_("jenis"), cases.kind_word(found.kind)),
            (_("keadaan"), cases.state_word(found.state)),
            (_("batas waktu"), clock.spoken(found.due_at)),
            (_("petugas"), _login(found, logins)),
            (_("seharusnya"), found.wanted or None),
            (_("kata-kata"), found.words),
            (_("putusan"), decided),
            (_("alasan"), found.answer or None),
            (_("tindak lanjut"), cases.follow_word(found.follow_up) if found.follow_up else None),
            (_("dijawab oleh yang menyetujui"), _("ya") if found.own_deed else None),
        ],
    )
    face.show_table(
        _("Riwayat"),
        [_("Waktu"), _("Kejadian"), _("Oleh")],
        [
            (
                clock.spoken(e.at),
                cases.step_word(e.code),
                logins.get(e.actor_id, _("pegawai")) if e.actor_id else _("pegawai"),
            )
            for e in life
        ],
    )


@click.command(help=_("Catat perkara atas nama seorang pegawai, misalnya dari surat."))
@click.argument("pegawai", metavar=_("PEGAWAI"))
@click.option("--kind", type=Words(KINDS), required=True, help=_("Jenis perkara."))
@click.option("--about", required=True,
              help=_("Id pendampingan atau program, kode kompetensi, atau nama data."))  # fmt: skip
@click.option("--words", required=True, help=_("Kata-kata pegawai itu."))
@click.option("--wanted", default="", help=_("Koreksi: isi yang benar."))
def record(pegawai: str, kind: str, about: str, words: str, wanted: str) -> None:
    with face.acting(access.Deed.FOLLOW) as (session, account):
        person = whom.person(session, account, pegawai)
        made = cases.open_case(
            session, person_id=person.id, kind=cases.Kind(kind), about=about, words=words,
            wanted=wanted, by=account.id,
        )  # fmt: skip
        due = clock.spoken(made.due_at)
    click.echo(
        _("Perkara nomor {number}; jawaban paling lambat {due}.", number=made.number, due=due)
    )


@click.command(help=_("Tangani perkara: Anda yang akan menjawabnya."))
@click.argument("nomor", type=int)
def take(nomor: int) -> None:
    with face.acting(access.Deed.FOLLOW) as (session, account):
        cases.take(session, case=_find(session, account, nomor)[0], by=account)
    click.echo(_("Perkara ini sekarang Anda tangani."))


@click.command("hand-over", help=_("Serahkan perkara kepada petugas lain."))
@click.argument("nomor", type=int)
@click.option("--to", "login", required=True, metavar=_("AKUN"), help=_("Petugas penerima."))
@face.reason_option
def hand_over(nomor: int, login: str, reason: str) -> None:
    with face.acting(access.Deed.FOLLOW) as (session, account):
        to = access.acting(session, login=login)
        found = _find(session, account, nomor)[0]
        cases.hand_over(session, case=found, to=to, reason=reason, by=account)
    click.echo(_("Perkara diserahkan kepada {name}.", name=to.name))


@click.command(help=_("Jawab perkara; pegawai diberi tahu putusan dan alasannya."))
@click.argument("nomor", type=int)
@click.option("--decision", type=Words(DECISIONS), required=True, help=_("Putusan."))
@click.option("--follow", "follow", type=Words(FOLLOW), help=_("Bila dikabulkan: tindak lanjut."))
@click.option("--import", "batch_id", type=click.UUID, metavar="ID",
              help=_("Impor yang memperbaiki datanya."))  # fmt: skip
@face.reason_option
def answer(
    nomor: int, decision: str, follow: str | None, batch_id: UUID | None, reason: str
) -> None:
    given = Answer(Decision(decision), reason, FollowUp(follow) if follow else None, batch_id)
    with face.acting(access.Deed.FOLLOW) as (session, account):
        cases.answer(session, case=_find(session, account, nomor)[0], given=given, by=account)
    click.echo(_("Jawaban dicatat dan diberitahukan kepada pegawai."))


def _find(session: Session, account: access.Account, nomor: int) -> tuple[Case, people.Profile]:
    """A case of somebody whom this account may see."""
    found = cases.case(session, number=nomor)
    person = face.by_id(session, [found.person_id])[found.person_id]
    if not face.visible(account, person):
        raise NotFound(_("Perkara tidak ditemukan."), remedy=_("Lihat `pamong case list`."))
    return found, person


def _login(row: Case, logins: dict[UUID, str]) -> str | None:
    return logins.get(row.officer_id) if row.officer_id else None


def _as_json(row: Case, person: people.Profile, logins: dict[UUID, str]) -> dict[str, object]:
    return row.model_dump() | {
        "person": person.name,
        "officer": _login(row, logins),
        "late": cases.is_late(row),
        "kind_word": shown(row.kind, KINDS),
    }
