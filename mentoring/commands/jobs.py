"""`pamong jobs …`: what waits, works, failed; ask again, call off."""

from datetime import timedelta
from uuid import UUID

import click
from sqlmodel import Session

from mentoring import access, audit, clock, presence, programmes, recovery
from mentoring.commands import face
from mentoring.commands.choices import Words
from mentoring.commands.root import LazyGroup
from mentoring.errors import NotFound, NotNow
from mentoring.queue import Job, JobState
from mentoring.words import _

STATES = {
    "queued": "antre",
    "running": "dikerjakan",
    "done": "selesai",
    "dead": "gagal",
    "cancelled": "dibatalkan",
}


def _commands() -> dict[str, tuple[str, str]]:
    return {
        "list": ("jobs:list_", _("Pekerjaan yang antre, dikerjakan, atau gagal")),
        "show": ("jobs:show", _("Satu pekerjaan, selengkapnya")),
        "retry": ("jobs:retry", _("Ulangi pekerjaan yang gagal")),
        "cancel": ("jobs:cancel", _("Batalkan pekerjaan yang antre")),
    }


@click.group(cls=LazyGroup, listing=_commands, help=_("Antrean pekerjaan."))
def jobs() -> None:
    pass


@click.command("list", help=_("Pekerjaan, yang terbaru dahulu; bawaan: yang belum selesai."))
@click.option("--state", "states", type=Words(STATES), multiple=True, help=_("Hanya keadaan ini."))
@click.option("--kind", metavar=_("JENIS"), help=_("Hanya jenis ini, misalnya match."))
@click.option("--last", type=click.IntRange(1, 10_000), default=100, metavar="N",
              help=_("Paling banyak sekian."))  # fmt: skip
@face.as_json
def list_(states: tuple[str, ...], kind: str | None, last: int, json_out: bool) -> None:
    wanted = [JobState(s) for s in states] or [JobState.QUEUED, JobState.RUNNING, JobState.DEAD]
    with face.acting(access.Deed.READ) as (session, _account):
        found = recovery.jobs(session, states=wanted, kind=kind, last=last)
        oldest = recovery.oldest_due(session)
        workers = len(presence.alive(session))
    if json_out:
        face.show_json(
            {
                "jobs": [_as_json(job) for job in found],
                "workers": workers,
                "oldest_due_seconds": {k: age.total_seconds() for k, age in oldest.items()},
            }
        )
        return
    face.show_table(
        _("Antrean"),
        [_("Id"), _("Jenis"), _("Keadaan"), _("Jatuh tempo"), _("Percobaan"), _("Sebab")],
        [
            (
                job.id,
                programmes.job_kind_word(job.kind),
                programmes.job_state_word(job.state),
                clock.spoken(job.due),
                job.attempts,
                job.error_code or None,
            )
            for job in found
        ],
    )
    click.echo(_("{count} worker hidup.", count=workers))
    for kind_late, age in sorted(oldest.items()):
        if age > timedelta(minutes=5) and not workers:
            click.echo(
                _("«{kind}» menunggu; jalankan `pamong serve` atau `pamong worker`.",
                  kind=programmes.job_kind_word(kind_late))
            )  # fmt: skip


@click.command(help=_("Satu pekerjaan, selengkapnya."))
@click.argument("job_id", type=click.UUID, metavar="ID")
@face.as_json
def show(job_id: UUID, json_out: bool) -> None:
    with face.acting(access.Deed.READ) as (session, _account):
        job = _found(session, job_id)
        why = _why(session, job)
    if json_out:
        face.show_json(_as_json(job) | {"sentence": why})
        return
    face.show_table(
        _("Pekerjaan {kind}", kind=programmes.job_kind_word(job.kind)),
        [_("Hal"), _("Isi")],
        [
            (_("keadaan"), programmes.job_state_word(job.state)),
            (_("diminta"), clock.spoken(job.asked_at)),
            (_("jatuh tempo"), clock.spoken(job.due)),
            (_("percobaan"), job.attempts),
            (_("berhenti mendadak"), job.crashes),
            (_("galat"), job.errors),
            (_("kode sebab"), job.error_code or "-"),
            (_("tentang"), job.key),
            (_("dikerjakan oleh"), job.owner or "-"),
            (_("berakhir"), "-" if job.ended_at is None else clock.spoken(job.ended_at)),
        ],
    )
    if why:
        click.echo(why)


@click.command(help=_("Ulangi pekerjaan yang gagal. Pemadanan yang gagal diminta lagi."))
@click.argument("job_id", type=click.UUID, metavar="ID")
def retry(job_id: UUID) -> None:
    with face.acting(access.Deed.RUN) as (session, account):
        job = _found(session, job_id)
        programmes.do_again(session, job=job, by=account.id)
    click.echo(_("Diminta lagi."))


@click.command(help=_("Batalkan pekerjaan yang antre; pemadanan juga selagi dihitung."))
@click.argument("job_id", type=click.UUID, metavar="ID")
@face.yes_option
def cancel(job_id: UUID, yes: bool) -> None:
    with face.acting(access.Deed.READ) as (session, _account):
        _found(session, job_id)
    face.ask(_("Batalkan pekerjaan ini?"), yes=yes)
    with face.acting(access.Deed.RUN) as (session, account):
        job = _found(session, job_id)
        if job.kind == programmes.JOB:
            run = session.get_one(programmes.MatchRun, UUID(job.key))
            programmes.cancel(session, run=run, by=account.id)
        elif not recovery.call_off(session, kind=job.kind, key=job.key):
            raise NotNow(_("Pekerjaan ini tidak sedang antre."))
        _noted(session, job, "job.cancel", account)
    click.echo(_("Dibatalkan."))


def _found(session: Session, job_id: UUID) -> Job:
    job = session.get(Job, job_id)
    if job is None:
        raise NotFound(_("Pekerjaan ini tidak ada."), remedy=_("Lihat `pamong jobs list`."))
    return job


def _why(session: Session, job: Job) -> str:
    if job.kind != programmes.JOB:
        return ""
    run = session.get(programmes.MatchRun, UUID(job.key))
    return "" if run is None else run.error_text or ""


def _noted(session: Session, job: Job, action: str, account: access.Account) -> None:
    audit.record(session, actor_id=account.id, action=action, subject="job", subject_id=job.id)


def _as_json(job: Job) -> dict[str, object]:
    return job.model_dump(exclude={"written_at"})
