"""The pages' application: everything that is mounted, on one screen."""

from fastapi import Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from mentoring.settings import settings
from mentoring.web import (
    accounts,
    answering,
    approving,
    auditing,
    by_link,
    cases,
    correcting,
    coverage,
    deciding,
    eligible,
    enrolling,
    erasing,
    failures,
    following,
    health,
    home,
    import_lists,
    imports,
    jobs,
    letter_files,
    lettering,
    many,
    meetings,
    mine,
    mine_cases,
    mine_data,
    mine_goals,
    mine_wishes,
    nudging,
    pairs,
    people_in,
    persons,
    policies,
    programmes,
    proof,
    runs,
    scarcity,
    sights,
    signing,
    supposed,
    supposing,
    taking_part,
    told,
    waiting,
)
from mentoring.web.api import make_api
from mentoring.web.envelope import Envelope
from mentoring.web.guard import guard
from mentoring.web.hosts import own_hosts
from mentoring.web.paper import STATIC

ROUTERS = (
    health.router,
    signing.router,
    by_link.router,
    mine.router,
    meetings.router,
    mine_goals.router,
    mine_wishes.router,
    mine_cases.router,
    mine_data.router,
    home.router,
    import_lists.router,
    imports.router,
    correcting.router,
    programmes.router,
    policies.router,
    eligible.router,
    taking_part.router,
    enrolling.router,
    people_in.router,
    coverage.router,
    runs.router,
    pairs.router,
    many.router,
    waiting.router,
    persons.router,
    deciding.router,
    proof.router,
    scarcity.router,
    supposing.router,
    supposed.router,
    approving.router,
    following.router,
    nudging.router,
    answering.router,
    lettering.router,
    letter_files.router,
    cases.router,
    erasing.router,
    auditing.router,
    sights.router,
    told.router,
    jobs.router,
    accounts.router,
)


def make_app() -> FastAPI:
    """The whole face as one ASGI application; it holds nothing between two requests."""
    app = FastAPI(
        title="Pamong",
        dependencies=[Depends(guard)],  # roles.py: no route without its place in the table
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    for router in ROUTERS:
        app.include_router(router)
    # Only what is the same for everybody is packed: packed pages would tell of their form tokens.
    app.mount("/static", GZipMiddleware(StaticFiles(directory=STATIC)), name="static")
    app.mount("/api/v1", make_api())
    failures.install(app)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=own_hosts(settings()))
    app.add_middleware(Envelope)
    return app
