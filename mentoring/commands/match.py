"""`pamong match …`: the group, ask for a run, stop one."""

import click
from sqlmodel import Session

from mentoring import access, db, presence, programmes
from mentoring.commands import face, next_step
from mentoring.commands.choices import SCOPES, Words, shown
from mentoring.commands.root import LazyGroup
from mentoring.commands.run_follow import follow
from mentoring.commands.run_told import tell_result
from mentoring.errors import Refused
from mentoring.programmes import RunState, Side
from mentoring.words import _


def _commands() -> dict[str, tuple[str, str]]:
    return {
        "run": ("match:run", _("Hitung usulan pasangan")),
        "show": ("match_look:show", _("Pasangan, yang belum mendapat mentor, beban, cakupan")),
        "explain": ("match_why:explain", _("Mengapa pasangan ini; siapa mentee seorang mentor")),
        "why-not": ("match_why:why_not", _("Mengapa bukan mentor itu, dan berapa harganya")),
        "diff": ("match_look:diff", _("Perbedaan usulan dengan yang berjalan")),
        "verify": ("match_verify:verify", _("Periksa ulang bukti, tanpa penghitung")),
        "prices": ("match_prices:prices", _("Di mana satu tempat lagi paling berguna")),
        "frontier": ("match_prices:frontier", _("Harga keadilan: lantai lawan jumlah skor")),
        "what-if": ("match_what_if:what_if", _("Andaikan ada yang berubah, di samping usulan")),
        "lock": ("match_hand:lock", _("Kunci satu pasangan untuk penghitungan berikut")),
        "unlock": ("match_hand:unlock", _("Buka kunci")),
        "ban": ("match_hand:ban", _("Larang satu pasangan")),
        "unban": ("match_hand:unban", _("Cabut larangan atas satu pasangan")),
        "swap": ("match_hand:swap", _("Ganti mentor, atau tukar mentor dua mentee")),
        "approve": ("match_hand:approve", _("Setujui usulan: pasangan menjadi pendampingan")),
        "undo": ("match_hand:undo", _("Batalkan persetujuan")),
        "beforehand": (
            "match_beforehand:beforehand",
            _("Setujui di muka usulan otomatis yang tidak memindahkan siapa pun"),
        ),
        "accept": ("match_answer:accept", _("Catat: mentor menerima")),
        "decline": ("match_answer:decline", _("Catat: mentor menolak, dengan alasan")),
        "cancel": ("match:cancel", _("Hentikan proses yang antre atau sedang dihitung")),
    }


@click.group(cls=LazyGroup, listing=_commands, help=_("Pemadanan mentor dan mentee."))
def match() -> None:
    pass


@click.command(help=_("Hitung usulan. Yang sedang berjalan tidak disentuh, kecuali --scope semua."))
@face.programme_option
@click.option(
    "--scope",
    type=Words(SCOPES),
    default=shown("waiting", SCOPES),
    show_default=True,
    help=_("menunggu: yang belum punya mentor; semua: pasangan berjalan boleh diusulkan ulang."),
)
@click.option("--reason", default="", help=_("Sebab, dicatat pada proses."))
@click.option(
    "--wait/--no-wait",
    default=True,
    help=_("Ikuti sampai selesai (bawaan), atau antrekan saja untuk worker."),
)
@face.as_json
def run(code: str | None, scope: str, reason: str, wait: bool, json_out: bool) -> None:
    with face.acting(access.Deed.RUN) as (session, account):
        found = programmes.find_programme(session, code=code)
        _require_mentees(session, found)
        asked = programmes.request_run(
            session,
            programme=found,
            scope=scope,
            reason=reason or _("diminta petugas"),
            asked_by=account.id,
        )
    if not wait:
        _tell_queued(asked, json_out=json_out)
        return
    with face.progress(_("Memadankan")) as tell:
        done = follow(asked.id, tell)
    _require_ready(done)
    if json_out:
        face.show_json(
            {"number": done.number, "state": done.state, "error": done.error_text} | done.summary
        )
        return
    tell_result(done)
    next_step.hint(*next_step.of_programme("match", "show", code=code))


def _tell_queued(asked: programmes.MatchRun, *, json_out: bool) -> None:
    with db.transaction(reads=True) as session:
        somebody = bool(presence.alive(session))
    if json_out:
        face.show_json({"number": asked.number, "state": asked.state, "worker_alive": somebody})
        return
    click.echo(_("Proses nomor {number} antre.", number=asked.number))
    if not somebody:
        click.echo(
            _("Belum ada worker; jalankan `pamong serve`, atau `pamong match run` saja."), err=True
        )


def _require_ready(done: programmes.MatchRun) -> None:
    if done.state != RunState.READY:
        raise Refused(
            _(
                "Proses nomor {number} {state}.",
                number=done.number,
                state=programmes.run_word(done.state),
            ),
            details=(done.error_text,) if done.error_text else (),
        )


def _require_mentees(session: Session, found: programmes.Programme) -> None:
    if not programmes.count_participants(session, programme_id=found.id).get(Side.MENTEE):
        raise Refused(
            _("Belum ada mentee yang terdaftar dalam program «{code}».", code=found.code),
            remedy=_("Jalankan `pamong programme enrol`."),
        )


@click.command(help=_("Hentikan proses yang antre atau sedang dihitung."))
@face.programme_option
@click.option("--run", "number", type=int, required=True, metavar="N")
def cancel(code: str | None, number: int) -> None:
    with face.acting(access.Deed.RUN) as (session, account):
        found = programmes.find_programme(session, code=code)
        chosen = programmes.find_run(session, programme=found, number=number)
        programmes.cancel(session, run=chosen, by=account.id)
    click.echo(_("Penghentian diminta."))
