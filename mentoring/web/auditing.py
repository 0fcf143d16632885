"""The trail of deeds: who did what, when and why; as a list and as a file."""

from datetime import time, timedelta
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import access, audit, clock
from mentoring.web import export, fact_words
from mentoring.web.deed_words import deed_word, deeds
from mentoring.web.desk import Desk, reading
from mentoring.web.typed import day_or_none
from mentoring.words import _

router = APIRouter()
SHOWN, WRITTEN, FOLDED = 200, 100_000, 1_000


@router.get("/audit")
def trail(request: Request) -> Response:
    with reading(request) as desk:
        logins, entries = _asked(desk, SHOWN)
        known = {
            key: request.query_params.get(key, "") for key in ("actor", "action", "since", "until")
        }
        rows = [(e, _who(e, logins), fact_words.in_words(e), _folded(e)) for e in entries]
        query = f"?{request.url.query}" if request.url.query else ""
        return desk.page(
            "audit", rows=rows, asked=known, logins=sorted(logins.values()), query=query,
            full=len(rows) == SHOWN, deeds=_choices(known["action"]),
            deed_word=deed_word,
        )  # fmt: skip


@router.get("/audit/{shape}")
def export_trail(request: Request, shape: export.Shape) -> Response:
    with reading(request) as desk:
        logins, entries = _asked(desk, WRITTEN)
    headers = [
        _("Waktu"), _("Akun"), _("Tindakan"), _("Kode"), _("Alasan"), _("Rincian"),
    ]  # fmt: skip
    rows = [
        [
            clock.spoken(e.at),
            _who(e, logins),
            deed_word(e.action),
            e.action,
            e.reason,
            audit.facts(e),
        ]
        for e in entries
    ]
    listed = export.Listed("jejak-audit", _("Jejak audit"), headers, rows)
    return export.file(request, shape, listed)


def _choices(asked: str) -> list[tuple[str, str]]:
    """Every deed by its word, for the filter; and whatever else the address asks for."""
    known = deeds()
    other = [(asked, asked)] if asked and asked not in known else []
    return other + sorted(known.items(), key=lambda deed: deed[1])


def _asked(desk: Desk, most: int) -> tuple[dict[UUID, str], list[audit.AuditEntry]]:
    said = desk.request.query_params
    logins = {a.id: a.login for a in access.accounts(desk.session)}
    actor = next((i for i, login in logins.items() if login == said.get("actor")), None)
    until = day_or_none(said.get("until", ""))
    since = day_or_none(said.get("since", ""))
    entries = audit.trail(
        desk.session,
        actor_id=actor,
        action=said.get("action", "").strip() or None,
        since=clock.at(since, time.min) if since else None,
        before=clock.at(until + timedelta(days=1), time.min) if until else None,
        last=most,
    )
    return logins, entries


def _folded(entry: audit.AuditEntry) -> str:
    """What the fold opens: all of it as it is stored, or so much that 200 of them still make one
    page."""
    said = audit.facts(entry)
    return said if len(said) <= FOLDED else f"{said[:FOLDED]}…"


def _who(entry: audit.AuditEntry, logins: dict[UUID, str]) -> str:
    return (
        _("sistem") if entry.actor_id is None else logins.get(entry.actor_id, _("melalui tautan"))
    )
