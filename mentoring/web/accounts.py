"""Who may act: accounts and their roles, links for passwords, tokens of other systems."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring import access, people
from mentoring.errors import NotFound, PamongError, Unusable
from mentoring.settings import settings
from mentoring.web import export, phrases
from mentoring.web.desk import Desk, deciding, go, reading
from mentoring.web.failures import status_of
from mentoring.words import _

router = APIRouter()
Text = Annotated[str, Form(max_length=200)]


@router.get("/accounts")
def accounts(request: Request) -> Response:
    return _show(request)


@router.get("/accounts/list/{shape}")
def export_accounts(request: Request, shape: export.Shape) -> Response:
    with reading(request) as desk:
        units = {unit.id: unit.name for unit in people.units(desk.session)}
        rows = [
            [
                a.login,
                a.name,
                phrases.role(a.role),
                units.get(a.unit_id) if a.unit_id else None,
                _("aktif") if a.active else _("ditutup"),
            ]
            for a in access.accounts(desk.session)
        ]
    headers = [_("Akun"), _("Nama"), _("Peran"), _("Unit kerja"), _("Keadaan")]
    return export.file(request, shape, export.Listed("akun", _("Akun"), headers, rows))


@router.post("/accounts")
def open_account(
    request: Request, login: Text = "", name: Text = "", role: Text = "hr", unit: Text = ""
) -> Response:
    try:
        with deciding(request) as desk:
            made = access.open_account(
                desk.session,
                login=login.strip(),
                name=_named(name),
                role=_role(role),
                by=desk.by,
                unit_id=UUID(unit) if unit and role == access.Role.UNIT_HR else None,
            )
            link = _link(access.passwords.invite(desk.session, account=made, by=desk.by))
    except PamongError as wrong:
        typed = {"login": login, "name": name, "role": role, "unit": unit}
        return _show(request, typed=typed, wrong=wrong)
    return _show(request, link=link, login=made.login)


@router.post("/accounts/{account_id}/link")
def new_link(request: Request, account_id: UUID) -> Response:
    """Shown once, on the very page that answers: it is nowhere stored as text."""
    with deciding(request) as desk:
        account = _account(desk, account_id)
        link = _link(access.passwords.invite(desk.session, account=account, by=desk.by))
    return _show(request, link=link, login=account.login)


@router.post("/accounts/{account_id}/close")
def close(request: Request, account_id: UUID, reason: Text = "") -> Response:
    try:
        with deciding(request) as desk:
            login = _account(desk, account_id).login
            access.close_account(desk.session, login=login, reason=reason, by=desk.by)
            access.sessions.end_all(desk.session, account_id=account_id)
    except PamongError as wrong:
        return _show(request, wrong=wrong)
    return go("/accounts", said=_("Akun «{login}» ditutup.", login=login))


@router.post("/clients")
def open_client(request: Request, name: Text = "") -> Response:
    try:
        with deciding(request) as desk:
            token = access.clients.open_client(desk.session, name=_named(name), by=desk.by)
    except PamongError as wrong:
        return _show(request, wrong=wrong)
    return _show(request, token=token, login=name)


@router.post("/clients/{client_id}/end")
def end_client(request: Request, client_id: UUID) -> Response:
    with deciding(request) as desk:
        access.clients.end_client(desk.session, client_id=client_id, by=desk.by)
    return go("/accounts", said=_("Token itu tidak berlaku lagi."))


def _show(
    request: Request,
    *,
    typed: dict[str, str] | None = None,
    wrong: PamongError | None = None,
    **shown: Any,
) -> Response:
    with reading(request) as desk:
        units = people.units(desk.session)
        known = {"link": "", "token": "", "login": ""} | shown
        return desk.page(
            "accounts",
            status=status_of(wrong) if wrong else 200,
            rows=access.accounts(desk.session),
            units={unit.id: unit.name for unit in units},
            opds=[(u.id, u.name) for u in units if u.opd_id in {None, u.id}],
            clients=access.clients.every(desk.session),
            typed={"login": "", "name": "", "role": "hr", "unit": ""} | (typed or {}),
            wrong=wrong,
            days=access.passwords.days_of_links(),
            **known,
        )


def _account(desk: Desk, account_id: UUID) -> access.Account:
    found = desk.session.get(access.Account, account_id)
    if found is None or not found.active:
        raise NotFound(_("Akun ini tidak ada atau sudah ditutup."))
    return found


def _named(name: str) -> str:
    if not name.strip():
        raise Unusable(_("Nama belum diisi."), remedy=_("Tulis nama petugas atau sistemnya."))
    return name.strip()


def _role(text: str) -> access.Role:
    if text not in set(access.Role):
        raise Unusable(_("Peran itu tidak dikenal."), remedy=_("Pilih peran dari daftarnya."))
    return access.Role(text)


def _link(token: str) -> str:
    return f"{settings().address}/password/{token}"
