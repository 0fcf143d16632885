"""Sign in, set a password, sign out, change the language."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from mentoring import access, db
from mentoring.errors import PamongError, Unusable
from mentoring.web import guard, paper
from mentoring.web.desk import go, reading
from mentoring.web.device import device_of
from mentoring.web.envelope import LANGUAGE, cookie
from mentoring.web.failures import status_of
from mentoring.words import LANGUAGES, _

router = APIRouter()
Text = Annotated[str, Form(max_length=300)]


@router.get("/sign-in")
def sign_in_page(request: Request) -> Response:
    if request.state.held is not None and request.state.held.second_factor:
        return go("/")
    return _sign_in(request)


@router.post("/sign-in")
def sign_in(request: Request, login: Text = "", password: Text = "", next: Text = "") -> Response:
    try:
        with db.transaction() as session:
            token = access.signing_in.password(
                session,
                login=login.strip().casefold(),
                password=password,
                address=request.client.host if request.client else "-",
                device=device_of(request.headers.get("user-agent", "")),
            )
    except PamongError as wrong:
        return _sign_in(request, login=login, wrong=wrong)
    if token is None:
        mismatch = Unusable(
            _("Nama akun atau kata sandi tidak cocok."),
            remedy=_("Periksa keduanya; huruf besar dan kecil pada kata sandi dibedakan."),
        )
        return _sign_in(request, login=login, wrong=mismatch)
    answer = go("/sign-in/code")
    _give(answer, token)
    answer.headers.append("set-cookie", cookie("pamong_next", _safe(next), days=1))
    return answer


@router.get("/sign-in/code")
def code_page(request: Request) -> Response:
    return _code(request)


@router.post("/sign-in/code")
def code(request: Request, code: Text = "") -> Response:
    account, half = request.state.account, request.state.held
    try:
        with db.transaction() as session:
            token = access.signing_in.code(
                session, half=session.merge(half), account=account, code=code
            )
    except PamongError as wrong:
        return _code(request, wrong=wrong)
    if token is None:
        mismatch = Unusable(
            _("Kode itu tidak cocok atau sudah dipakai."),
            remedy=_("Tunggu kode berikutnya pada aplikasi, lalu ketik keenam angkanya."),
        )
        return _code(request, wrong=mismatch)
    answer = go(_safe(request.cookies.get("pamong_next", "/")))
    _give(answer, token)
    return answer


@router.get("/password/{token}")
def password_page(request: Request, token: str) -> Response:
    with db.transaction(reads=True) as session:
        account = access.passwords.invited(session, token=token)
    return _password(request, token, account.login)


@router.post("/password/{token}")
def set_password(request: Request, token: str, password: Text = "", again: Text = "") -> Response:
    try:
        if password != again:
            raise Unusable(
                _("Kedua isian kata sandi tidak sama."), remedy=_("Ketik yang sama dua kali.")
            )
        with db.transaction() as session:
            access.passwords.take_invitation(session, token=token, password=password)
    except PamongError as wrong:
        with db.transaction(reads=True) as session:
            account = access.passwords.invited(session, token=token)
        return _password(request, token, account.login, wrong=wrong)
    return go("/sign-in", said=_("Kata sandi tersimpan. Silakan masuk."))


@router.post("/sign-out")
def sign_out(request: Request, session_id: Annotated[UUID | None, Form()] = None) -> Response:
    """This browser, or one of the other devices of the same account."""
    held, account = request.state.held, request.state.account
    with db.transaction() as session:
        mine = {s.id for s in access.sessions.of_account(session, account_id=account.id)}
        ended = session_id if session_id in mine else held.id
        access.sessions.end(session, session_id=ended)
    if ended != held.id:
        return go("/me", said=_("Perangkat itu sudah dikeluarkan."))
    return _out(go("/sign-in", said=_("Anda sudah keluar.")))


@router.post("/sign-out-everywhere")
def sign_out_everywhere(request: Request) -> Response:
    with db.transaction() as session:
        access.sessions.end_all(session, account_id=request.state.account.id)
    return _out(go("/sign-in", said=_("Anda sudah keluar dari semua perangkat.")))


@router.get("/me")
def me(request: Request) -> Response:
    with reading(request) as desk:
        devices = access.sessions.of_account(desk.session, account_id=desk.by)
        return desk.page("me", devices=devices, here=request.state.held.id)


@router.post("/language")
def language(code: Text, back: Text = "/") -> Response:
    answer = go(_safe(back))
    if code in LANGUAGES:
        answer.headers.append("set-cookie", cookie(LANGUAGE, code))
    return answer


def _sign_in(request: Request, *, login: str = "", wrong: PamongError | None = None) -> Response:
    with db.transaction(reads=True) as session:
        first = not access.passwords.anybody_has_one(session)
    status = status_of(wrong) if wrong else 200
    next_ = _safe(request.query_params.get("next", "/"))
    return paper.page(
        request, "sign_in", status=status, login=login, wrong=wrong, next=next_, first=first
    )


def _code(request: Request, *, wrong: PamongError | None = None) -> Response:
    account = request.state.account
    with db.transaction() as session:
        secret = access.signing_in.secret_to_show(session, account=account)
    picture = None
    if secret is not None:
        import segno

        made = segno.make(access.totp.uri(secret, login=account.login), error="m")
        picture = made.svg_data_uri(scale=5, border=2)
    status = status_of(wrong) if wrong else 200
    return paper.page(request, "code", status=status, wrong=wrong, secret=secret, picture=picture)


def _password(
    request: Request, token: str, login: str, *, wrong: PamongError | None = None
) -> Response:
    return paper.page(
        request,
        "password",
        status=status_of(wrong) if wrong else 200,
        wrong=wrong,
        token=token,
        login=login,
        shortest=access.passwords.SHORTEST,
    )


def _give(answer: Response, token: str) -> None:
    """No max-age: the cookie goes when the browser closes; the row on the server ends anyway."""
    answer.set_cookie(
        guard.cookie_name(), token, httponly=True, samesite="lax", secure=guard.is_https()
    )


def _out(answer: RedirectResponse) -> RedirectResponse:
    answer.delete_cookie(guard.cookie_name(), secure=guard.is_https(), httponly=True)
    return answer


def _safe(path: str) -> str:
    """A path of this site, or the front page: nobody is led elsewhere by a link."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and "\n" not in path
    return path if ours and len(path) < 300 else "/"
