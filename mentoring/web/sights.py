"""Who saw whose data: by account, device, person and day; as a list and as a file.

Looking at this log is itself a deed, and stands in the trail.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import time, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring import access, audit, clock, db, people
from mentoring.access import Sight
from mentoring.web import export, lists
from mentoring.web.desk import Desk, go, reading, saw
from mentoring.web.typed import day_or_none, id_or_none
from mentoring.words import _

router = APIRouter()
ROWS, PEOPLE, MOST = 50, 200, 50
KEYS = ("account", "session", "person", "since", "until")


@router.get("/sights")
def list_(request: Request) -> Response:
    with reading(request) as desk:
        asked, logins = _asked(desk)
        known = {key: request.query_params.get(key, "") for key in KEYS}
        cut = lists.part(request, access.sights.how_many(desk.session, asked=asked), rows=ROWS)
        rows = access.sights.found(desk.session, asked=asked, skip=cut.skip, last=ROWS)
        whose = access.sights.whose(desk.session, asked=asked) if _is_narrow(asked) else {}
        shown = desk.by_id([*list(whose)[:PEOPLE], *([asked.person_id] if asked.person_id else [])])
        page = desk.page(
            "sights",
            rows=[(row, _who(row, logins), access.places.said(row.place)) for row in rows],
            devices=_devices(desk, rows),
            whose=[(shown[i], times) for i, times in whose.items() if i in shown],
            total=len(whose),
            person=shown.get(asked.person_id) if asked.person_id else None,
            cut=cut,
            href=lambda page: lists.query_of(known, page=page if page > 1 else ""),
            query=lists.query_of(known),
            only=lambda **more: lists.query_of(known, **more),
            asked=known,
            logins=[(login, login) for login in sorted(logins.values())],
        )
    _record(request, asked)
    return page


@router.get("/sights/{shape}")
def export_sights(request: Request, shape: export.Shape) -> Response:
    """A row for every person on every page: what a notice of a breach is written from."""
    with reading(request) as desk:
        asked, logins = _asked(desk)
        rows = access.sights.for_file(desk.session, asked=asked)
        devices = _devices(desk, rows)
        who = desk.by_id(UUID(one) for row in rows for one in row.people)
        nips = people.nips(desk.session, ids=list(who))
    _record(request, asked, exported=len(rows))
    headers = [_("Waktu"), _("Yang melihat"), _("Perangkat"), _("Sesi"), _("Halaman"),
               _("Data milik"), _("NIP"), _("Unit kerja"), _("Alamat halaman")]  # fmt: skip
    lines = [
        [clock.spoken(row.at), _who(row, logins), devices.get(row.session_id, "-"),
         str(row.session_id or "-"), access.places.said(row.place),
         *_told(UUID(one), who, nips), row.place]
        for row in rows
        for one in row.people
    ]  # fmt: skip
    listed = export.Listed("akses-data", _("Akses data"), headers, lines, text=(6,))
    return export.file(request, shape, listed)


@router.post("/sights/search")
def search(request: Request, text: Annotated[str, Form(max_length=100)] = "") -> Response:
    """By NIP or by a part of the name. Sent as a form, so that no address ever holds either."""
    with reading(request) as desk:
        long_enough = len(text.strip()) > 1
        found = people.find_employees(desk.session, text=text, most=MOST) if long_enough else []
        saw(request, [p.id for p in found])
        if len(found) == 1:
            return go(f"/sights?person={found[0].id}")
        return desk.page("sights_search", found=found, text=text, more=len(found) == MOST)


def _asked(desk: Desk) -> tuple[access.sights.Looked, dict[UUID, str]]:
    said = desk.request.query_params
    logins = {a.id: a.login for a in access.accounts(desk.session)}
    since, until = day_or_none(said.get("since", "")), day_or_none(said.get("until", ""))
    asked = access.sights.Looked(
        account_id=next((i for i, login in logins.items() if login == said.get("account")), None),
        session_id=id_or_none(said.get("session", "")),
        person_id=id_or_none(said.get("person", "")),
        since=clock.at(since, time.min) if since else None,
        before=clock.at(until + timedelta(days=1), time.min) if until else None,
    )
    return asked, logins


def _is_narrow(asked: access.sights.Looked) -> bool:
    """Of one account or device: then it makes sense to add up whose data were shown."""
    return asked.account_id is not None or asked.session_id is not None


def _devices(desk: Desk, rows: Iterable[Sight]) -> dict[UUID | None, str]:
    ids = {row.session_id for row in rows if row.session_id}
    held = access.sights.devices(desk.session, ids=ids)
    return {i: row.device or "-" for i, row in held.items()}


def _who(row: Sight, logins: dict[UUID, str]) -> str:
    if row.client_id is not None:
        return _("sistem lain (API)")
    if row.account_id is None:
        return _("pegawai melalui tautan")
    return logins.get(row.account_id, "-")


def _told(one: UUID, who: dict[UUID, people.Profile], nips: dict[UUID, str]) -> list[str]:
    if one not in who:
        return ["-", "-", "-"]
    return [who[one].name, people.masked(nips[one]), who[one].unit_name]


def _record(request: Request, asked: access.sights.Looked, **more: int) -> None:
    """Who looks at who looked is on record too."""
    facts: dict[str, Any] = {k: str(v) for k, v in asdict(asked).items() if v is not None}
    with db.transaction() as session:
        audit.record(session, actor_id=request.state.account.id, action="access.look",
                     subject="sight", **(facts | more))  # fmt: skip
