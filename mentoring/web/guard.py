"""Before every page: who is there, may they, and did their own browser send the form."""

from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from mentoring import access, db
from mentoring.errors import NotAllowed
from mentoring.settings import settings
from mentoring.web.roles import WHO_MAY, Door
from mentoring.words import _

SAFE = {"GET", "HEAD", "OPTIONS"}
FORM_TOKEN = "csrf"  # noqa: S105 - the name of a field


class Elsewhere(Exception):
    """Go to another page first."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


async def guard(request: Request) -> None:
    """The dependency of every route; a route without a place in the table is shut."""
    route = request.scope["route"].path_format
    door = WHO_MAY.get(f"{'GET' if request.method == 'HEAD' else request.method} {route}")
    if door is None:
        raise NotAllowed(_("Halaman ini belum dibuka untuk siapa pun."))
    state = request.state
    state.token = request.cookies.get(cookie_name()) or ""
    state.account, state.held = await run_in_threadpool(_who, state.token)
    state.own = None
    if door is Door.OWN:
        state.own = await run_in_threadpool(_owner, request.cookies.get(own_cookie_name()) or "")
    _pass(request, door)
    if request.method not in SAFE and not await _is_one_click(request, route):
        await _require_own_form(request)


def cookie_name() -> str:
    """On https the browser itself sees to it that only this host sets the cookie."""
    return "__Host-pamong" if is_https() else "pamong"


def own_cookie_name() -> str:
    """Of the own pages of somebody without an account."""
    return "__Host-pamong_own" if is_https() else "pamong_own"


def is_https() -> bool:
    return settings().address.startswith("https://")


def form_token(request: Request) -> str:
    """What every form of this browser carries."""
    own = request.cookies.get(own_cookie_name())
    key = request.state.token or own or request.state.visit
    return access.tokens.derived(key, "form")


def _owner(token: str) -> access.OwnSession | None:
    if not token:
        return None
    with db.transaction(reads=True) as session:
        held = access.own_pages.find(session, token=token)
    if held is not None and access.own_pages.is_stale(held):
        with db.transaction() as session:
            access.own_pages.see(session, held=session.merge(held))
    return held


def _who(token: str) -> tuple[access.Account | None, access.WebSession | None]:
    if not token:
        return None, None
    with db.transaction(reads=True) as session:
        found = access.sessions.find(session, token=token)
    if found is None:
        return None, None
    held, account = found
    if access.sessions.is_stale(held):
        with db.transaction() as session:
            access.sessions.see(session, held=session.merge(held))
    return account, held


def _pass(request: Request, door: Door | access.Deed) -> None:
    account, held = request.state.account, request.state.held
    if door is Door.ANYBODY:
        return
    if door is Door.OWN:
        if request.state.own is None:
            raise Elsewhere("/mine/link")
        return
    if account is None or held is None:
        raise Elsewhere(_sign_in(request))
    if door is Door.HALF:
        if held.second_factor:
            raise Elsewhere("/")
        return
    if not held.second_factor:
        raise Elsewhere("/sign-in/code")
    if isinstance(door, access.Deed):
        try:
            access.require(account, door)
        except NotAllowed:
            raise NotAllowed(
                _("Peran Anda tidak membuka halaman atau tindakan ini."),
                remedy=_("Minta admin mengubah peran akun Anda bila itu tugas Anda."),
            ) from None


def _sign_in(request: Request) -> str:
    """After signing in one goes on where one wanted to be; a deed is not repeated."""
    if request.method != "GET" or request.url.path == "/":
        return "/sign-in"
    return f"/sign-in?next={quote(request.url.path)}"


async def _require_own_form(request: Request) -> None:
    """Two locks: the request comes from our own pages, and carries this browser's form token."""
    if not _is_ours(request):
        raise foreign()
    form: Any = await request.form()
    said = form.get(FORM_TOKEN)
    if not isinstance(said, str) or not access.tokens.same(said, form_token(request)):
        raise foreign()


async def _is_one_click(request: Request, route: str) -> bool:
    """A mail program that unsubscribes for its reader (RFC 8058): it has no page and no cookie,
    only the secret address. `by_link` lets it end digests and nothing else."""
    if route != "/t/{token}":
        return False
    form: Any = await request.form()
    request.state.one_click = form.get("List-Unsubscribe") == "One-Click"
    return bool(request.state.one_click)


def _is_ours(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:  # not sent over plain http on an intranet: then Origin decides
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    if origin is None:
        return True  # the token still has to be right
    own = {_origin(settings().address), _origin(str(request.base_url))}
    return _origin(origin) in own


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".casefold()


def foreign() -> NotAllowed:
    """What is said of a form that is not of this browser's own page."""
    return NotAllowed(
        _("Formulir ini bukan dari halaman Anda yang sekarang."),
        remedy=_("Muat ulang halamannya, lalu kirim sekali lagi."),
    )
