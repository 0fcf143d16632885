"""The trail of deeds: who did what, when and why; as a list and as a file."""

import json
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import access, audit, clock
from mentoring.web import export
from mentoring.web.desk import Desk, reading
from mentoring.words import _

router = APIRouter()
SHOWN, WRITTEN = 200, 100_000


@router.get("/audit")
def trail(request: Request) -> Response:
    with reading(request) as desk:
        logins, entries = _asked(desk, SHOWN)
        known = {
            key: request.query_params.get(key, "") for key in ("actor", "action", "since", "until")
        }
        rows = [(e, _who(e, logins), _facts(e)) for e in entries]
        query = f"?{request.url.query}" if request.url.query else ""
        return desk.page(
            "audit", rows=rows, asked=known, logins=sorted(logins.values()), query=query,
            full=len(rows) == SHOWN,
        )  # fmt: skip


@router.get("/audit/{shape}")
def export_trail(request: Request, shape: export.Shape) -> Response:
    with reading(request) as desk:
        logins, entries = _asked(desk, WRITTEN)
    headers = [_("Waktu"), _("Akun"), _("Tindakan"), _("Alasan"), _("Rincian")]
    rows = [[clock.spoken(e.at), _who(e, logins), e.action, e.reason, _facts(e)] for e in entries]
    listed = export.Listed("jejak-audit", _("Jejak audit"), headers, rows)
    return export.file(request, shape, listed)


def _asked(desk: Desk, most: int) -> tuple[dict[UUID, str], list[audit.AuditEntry]]:
    said = desk.request.query_params
    logins = {a.id: a.login for a in access.accounts(desk.session)}
    actor = next((i for i, login in logins.items() if login == said.get("actor")), None)
    until = _day(said.get("until", ""))
    since = _day(said.get("since", ""))
    entries = audit.trail(
        desk.session,
        actor_id=actor,
        action=said.get("action", "").strip() or None,
        since=_starts(since) if since else None,
        before=_starts(until + timedelta(days=1)) if until else None,
        last=most,
    )
    return logins, entries


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _starts(day: date) -> datetime:
    """Midnight of the office, in UTC."""
    return datetime.combine(day, time(), tzinfo=clock.office_zone()).astimezone(UTC)


def _who(entry: audit.AuditEntry, logins: dict[UUID, str]) -> str:
    return (
        _("sistem") if entry.actor_id is None else logins.get(entry.actor_id, _("melalui tautan"))
    )


def _facts(entry: audit.AuditEntry) -> str:
    return ", ".join(
        f"{name}={value if isinstance(value, str | int) else json.dumps(value, default=str)}"
        for name, value in entry.details.items()
    )
