"""`pamong audit …`: who did what, when and why."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import click

from mentoring import access, audit, clock
from mentoring.commands import face
from mentoring.commands.day import DAY
from mentoring.commands.root import LazyGroup
from mentoring.errors import NotFound
from mentoring.words import _


def _commands() -> dict[str, tuple[str, str]]:
    return {"list": ("trail:list_", _("Jejak audit, yang terbaru lebih dahulu"))}


@click.group("audit", cls=LazyGroup, listing=_commands, help=_("Jejak audit."))
def audit_() -> None:
    pass


@click.command("list", help=_("Siapa melakukan apa, kapan, dan mengapa; yang terbaru dahulu."))
@click.option("--actor", metavar=_("AKUN"), help=_("Hanya tindakan akun ini."))
@click.option("--action", metavar=_("TINDAKAN"), help=_("Hanya yang ini, misalnya run.approve."))
@click.option("--since", type=DAY, help=_("Mulai tanggal ini."))
@click.option("--until", type=DAY, help=_("Sampai dengan tanggal ini."))
@click.option(
    "--last",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    metavar="N",
    help=_("Paling banyak sekian."),
)
@face.as_json
def list_(
    actor: str | None,
    action: str | None,
    since: date | None,
    until: date | None,
    last: int,
    json_out: bool,
) -> None:
    with face.acting(access.Deed.AUDIT) as (session, _auditor):
        logins = {a.id: a.login for a in access.accounts(session)}
        entries = audit.trail(
            session,
            actor_id=None if actor is None else _named(actor, logins),
            action=action,
            since=None if since is None else _starts(since),
            before=None if until is None else _starts(until + timedelta(days=1)),
            last=last,
        )
    actors = [_who(e, logins) for e in entries]
    if json_out:
        face.show_json(
            [
                {
                    "at": e.at,
                    "actor": None if e.actor_id is None else who,
                    "action": e.action,
                    "subject": e.subject,
                    "subject_id": e.subject_id,
                    "reason": e.reason,
                    "details": e.details,
                }
                for e, who in zip(entries, actors, strict=True)
            ]
        )
        return
    face.show_table(
        _("Jejak audit"),
        [_("Waktu"), _("Akun"), _("Tindakan"), _("Alasan"), _("Rincian")],
        [
            (clock.spoken(e.at), who, e.action, e.reason or None, audit.brief(e))
            for e, who in zip(entries, actors, strict=True)
        ],
    )
    if any(audit.brief(e) != audit.facts(e) for e in entries):
        click.echo(_("Rincian yang panjang dipersingkat; semuanya dengan --json."))


def _who(entry: audit.AuditEntry, logins: dict[UUID, str]) -> str:
    """Mentors and mentees act by a link, without an account: the trail does not name them."""
    if entry.actor_id is None:
        return _("sistem")
    return logins.get(entry.actor_id, _("melalui tautan"))


def _named(login: str, logins: dict[UUID, str]) -> UUID:
    for id_, known in logins.items():
        if known == login:
            return id_
    raise NotFound(
        _("Akun «{login}» tidak ada.", login=login), remedy=_("Lihat `pamong account list`.")
    )


def _starts(day: date) -> datetime:
    """Midnight of the office, in UTC."""
    return datetime.combine(day, time(), tzinfo=clock.office_zone()).astimezone(UTC)
