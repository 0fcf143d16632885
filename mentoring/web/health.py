"""For the machine that watches: is it alive, can it work, how is the queue."""

from collections.abc import Iterator
from hmac import compare_digest
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from mentoring import db, presence, programmes, schema
from mentoring.errors import NotAllowed, PamongError
from mentoring.programmes import Figure
from mentoring.settings import settings
from mentoring.words import _

router = APIRouter()
OWN = {"127.0.0.1", "::1"}


@router.get("/healthz")
def alive() -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
def ready() -> Response:
    """The database answers at the newest revision; «degraded» when nobody works on the queue."""
    try:
        schema.require_head()
        with db.transaction(reads=True) as session:
            workers = len(presence.alive(session))
    except PamongError as error:
        return JSONResponse({"status": "not ready", "why": type(error).__name__}, status_code=503)
    return JSONResponse({"status": "ready" if workers else "degraded", "workers": workers})


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Figures in Prometheus' text format: for this machine itself, or with the token."""
    token = settings().metrics_token
    given = request.headers.get("authorization", "")
    wanted = "" if token is None else f"Bearer {token.get_secret_value()}"
    by_token = token is not None and compare_digest(given.encode(), wanted.encode())
    here = request.client is not None and request.client.host in OWN
    if not by_token and (token is not None or not here):
        raise NotAllowed(_("Angka ini hanya untuk pemantau."))
    with db.transaction(reads=True) as session:
        found = programmes.figures(session)
    registry = CollectorRegistry()
    registry.register(_Rows(found))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


class _Rows:
    """The figures as prometheus_client wants them: families of gauges."""

    def __init__(self, figures: list[Figure]) -> None:
        self.figures = figures

    def collect(self) -> Iterator[Metric]:
        for name, some in groupby(self.figures, key=lambda figure: figure.name):
            rows = list(some)
            family = GaugeMetricFamily(name, rows[0].help, labels=[n for n, _v in rows[0].labels])
            for row in rows:
                family.add_metric([value for _n, value in row.labels], row.value)
            yield family
