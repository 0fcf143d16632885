"""Around every answer: language, security headers, a visitor's cookie, one line in the log."""

import logging
import secrets
import time
from collections.abc import MutableMapping
from http.cookies import SimpleCookie
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mentoring.settings import settings
from mentoring.web.guard import is_https
from mentoring.words import LANGUAGES, speaking

VISIT, LANGUAGE = "pamong_visit", "pamong_language"
HEADERS = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
}
_log = logging.getLogger("mentoring.web")


class Envelope:
    """ASGI middleware; no thread hops, so that the language holds inside the handlers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request, begun = Request(scope), time.monotonic()
        known = request.cookies.get(VISIT, "")
        visit = known if len(known) == 43 else secrets.token_urlsafe(32)
        scope.setdefault("state", {})["visit"] = visit
        status = 500

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _dress(MutableHeaders(scope=message), request, None if visit == known else visit)
            await send(message)

        try:
            with speaking(_language(request)):
                await self.app(scope, receive, sent)
        finally:
            _note(scope, status, time.monotonic() - begun)


def _language(request: Request) -> str:
    chosen = request.cookies.get(LANGUAGE, "")
    return chosen if chosen in LANGUAGES else settings().language


def _dress(headers: MutableHeaders, request: Request, visit: str | None) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if is_https():
        headers.setdefault("strict-transport-security", "max-age=31536000")
    static = request.url.path.startswith("/static/")
    if static:
        headers["cache-control"] = "public, max-age=31536000, immutable"
        return
    headers.setdefault("cache-control", "no-store")
    if visit is not None and not request.url.path.startswith("/api/"):
        headers.append("set-cookie", cookie(VISIT, visit, days=1))


def cookie(name: str, value: str, *, days: int = 365) -> str:
    """A Set-Cookie header: for this site only, out of reach of scripts."""
    made: SimpleCookie = SimpleCookie({name: value})
    made[name].update({"path": "/", "samesite": "Lax", "max-age": str(days * 86_400)})
    made[name]["httponly"] = True
    made[name]["secure"] = is_https()
    return made[name].OutputString()


def _note(scope: MutableMapping[str, Any], status: int, seconds: float) -> None:
    """The route, never what stood in it: no name, NIP or id of a person reaches the log."""
    route = getattr(scope.get("route"), "path_format", "-")
    _log.info(
        "web.answered method=%s route=%s status=%s ms=%d",
        scope["method"],
        route,
        status,
        round(seconds * 1000),
    )
