"""For the machine that watches: is it alive, can it work."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from mentoring import schema
from mentoring.errors import PamongError

router = APIRouter()


@router.get("/healthz")
def alive() -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
def ready() -> Response:
    """The database answers and is at the newest revision."""
    try:
        schema.require_head()
    except PamongError as error:
        return JSONResponse({"status": "not ready", "why": type(error).__name__}, status_code=503)
    return JSONResponse({"status": "ready"})
