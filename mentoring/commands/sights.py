"""`pamong access list`: who saw whose data, through the pages, a link or the API."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import click
from sqlmodel import Session

from mentoring import access, audit, clock, people, sheets
from mentoring.access import Sight
from mentoring.commands import face, output, whom
from mentoring.commands.day import DAY
from mentoring.commands.root import LazyGroup
from mentoring.words import _

SHOWN = 200


def _commands() -> dict[str, tuple[str, str]]:
    return {"list": ("sights:list_", _("Data siapa dilihat siapa, yang terbaru dahulu"))}


@click.group("access", cls=LazyGroup, listing=_commands, help=_("Siapa melihat data siapa."))
def access_() -> None:
    pass


@click.command("list", help=_("Data siapa dilihat siapa; pemakaian perintah ini juga dicatat."))
@click.option("--account", "login", metavar=_("AKUN"), help=_("Hanya yang dilihat akun ini."))
@click.option("--session", "held", type=click.UUID, metavar="ID", help=_("Hanya perangkat ini."))
@click.option("--person", metavar=_("PEGAWAI"), help=_("Hanya data pegawai ini."))
@click.option("--since", type=DAY, help=_("Mulai tanggal ini."))
@click.option("--until", type=DAY, help=_("Sampai dengan tanggal ini."))
@click.option("--output", "target", type=click.Path(path_type=Path), help=_("Berkas XLSX."))
@output.overwrite_option
@face.as_json
def list_(
    login: str | None,
    held: UUID | None,
    person: str | None,
    since: date | None,
    until: date | None,
    target: Path | None,
    overwrite: bool,
    json_out: bool,
) -> None:
    if target is not None:
        output.require_target(target, overwrite=overwrite)
    with face.acting(access.Deed.AUDIT, noting=True) as (session, account):
        logins = {a.id: a.login for a in access.accounts(session)}
        asked = access.sights.Looked(
            account_id=access.acting(session, login=login).id if login else None,
            session_id=held,
            person_id=whom.person(session, account, person).id if person else None,
            since=_starts(since) if since else None,
            before=_starts(until + timedelta(days=1)) if until else None,
        )
        rows = _found(session, asked, whole=target is not None)
        who = face.by_id(session, [UUID(one) for row in rows for one in row.people])
        audit.record(session, actor_id=account.id, action="access.look", subject="sight",
                     found=len(rows))  # fmt: skip
    if target is not None:
        _write(target, rows, logins, who)
    elif json_out:
        face.show_json(
            [
                row.model_dump() | {"who": _who(row, logins), "page": access.places.said(row.place)}
                for row in rows
            ]
        )
    else:
        face.show_table(
            _("Akses data"),
            [_("Waktu"), _("Yang melihat"), _("Sesi"), _("Halaman"), _("Pegawai")],
            [
                (clock.spoken(row.at), _who(row, logins), row.session_id,
                 access.places.said(row.place), len(row.people))
                for row in rows
            ],
        )  # fmt: skip


def _found(session: Session, asked: access.sights.Looked, *, whole: bool) -> list[Sight]:
    if whole:
        return access.sights.for_file(session, asked=asked)
    return access.sights.found(session, asked=asked, last=SHOWN)


def _write(
    target: Path, rows: list[Sight], logins: dict[UUID, str], who: dict[UUID, people.Profile]
) -> None:
    """A row for every person on every page."""
    headers = [_("Waktu"), _("Yang melihat"), _("Sesi"), _("Halaman"), _("Data milik"),
               _("Unit kerja"), _("Alamat halaman")]  # fmt: skip
    lines = [
        [clock.spoken(row.at), _who(row, logins), str(row.session_id or "-"),
         access.places.said(row.place), who[UUID(one)].name, who[UUID(one)].unit_name, row.place]
        for row in rows
        for one in row.people
        if UUID(one) in who
    ]  # fmt: skip
    sheets.write_table(target, headers, lines)
    click.echo(_("Ditulis ke {file}", file=target))


def _who(row: Sight, logins: dict[UUID, str]) -> str:
    if row.client_id is not None:
        return _("sistem lain (API)")
    if row.account_id is None:
        return _("pegawai melalui tautan")
    return logins.get(row.account_id, "-")


def _starts(day: date) -> datetime:
    """Midnight of the office, in UTC."""
    return datetime.combine(day, time(), tzinfo=clock.office_zone()).astimezone(UTC)
