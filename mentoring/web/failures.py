"""What went wrong, as a page: a sentence and what to do. Never a trace, never anybody's data."""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from mentoring import access, db
from mentoring.errors import (
    NotAllowed,
    NotFound,
    NotNow,
    OutOfReach,
    PamongError,
    Refused,
    Unusable,
)
from mentoring.web import paper
from mentoring.web.guard import Elsewhere
from mentoring.words import _

STATUS: tuple[tuple[type[PamongError], int], ...] = (
    (NotFound, 404),
    (NotAllowed, 403),
    (access.limits.TooOften, 429),
    (NotNow, 409),
    (Refused, 409),
    (Unusable, 400),
    (OutOfReach, 503),
    (PamongError, 500),
)
_log = logging.getLogger("mentoring.web")


def install(app: FastAPI) -> None:
    """All handlers of this app."""
    app.add_exception_handler(Elsewhere, _elsewhere)
    app.add_exception_handler(PamongError, _expected)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _defect)


def status_of(error: PamongError) -> int:
    """The HTTP status of an expected error."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def _elsewhere(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Elsewhere)
    return RedirectResponse(error.path, status_code=303)


def _expected(request: Request, error: Exception) -> Response:
    assert isinstance(error, PamongError)
    return _tell(request, error, status_of(error))


def _unreadable(request: Request, _error: Exception) -> Response:
    """An address or a form that no page of ours makes; what it held is not repeated."""
    if request.method == "GET":
        return _tell(request, _nothing_here(), 404)
    wrong = Unusable(
        _("Isian formulir tidak lengkap atau tidak dapat dibaca."),
        remedy=_("Kembali, periksa isiannya, lalu kirim lagi."),
    )
    return _tell(request, wrong, 400)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code in {404, 405}:
        return _tell(request, _nothing_here(), error.status_code)
    wrong = Unusable(
        _("Permintaan ini tidak dapat dilayani."), remedy=_("Kembali, lalu coba lagi.")
    )
    return _tell(request, wrong, error.status_code)


def _defect(request: Request, error: Exception) -> Response:
    if type(error).__module__.startswith("sqlalchemy"):
        return _expected(request, db.told(error))
    _log.error("web.defect kind=%s", type(error).__name__)
    sorry = PamongError(
        _("Ada kesalahan pada program ini; tidak ada yang diubah."),
        remedy=_("Ulangi sebentar lagi. Bila tetap terjadi, beri tahu admin jam kejadiannya."),
    )
    return _tell(request, sorry, 500)


def _nothing_here() -> NotFound:
    return NotFound(
        _("Halaman ini tidak ada, atau bukan untuk akun Anda."),
        remedy=_("Periksa alamatnya, atau mulai lagi dari beranda."),
    )


def _tell(request: Request, error: PamongError, status: int) -> HTMLResponse:
    return paper.page(request, "failure", status=status, wrong=error, code=status)
