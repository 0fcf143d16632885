"""Every route of the pages, filled with things that exist."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from mentoring.web.roles import WHO_MAY
from tests.web import office


def every() -> list[tuple[str, str]]:
    """(method, path with its places)."""
    return [tuple(key.split(" ", 1)) for key in WHO_MAY]  # type: ignore[misc]


def filled(path: str, **things: UUID | str) -> str:
    """A path with these things in it; the rest by the latest run and its first pair."""
    pair = office.pairs()[0]
    known: dict[str, Any] = {
        "programme_id": office.programme().id,
        "run_id": office.run().id,
        "person_id": pair.mentee_id,
        "other_id": pair.mentor_id,
        "job_id": str(office.run().job_id),
        "shape": "csv",
        "kind": "employees",
        "verify_id": "tiada",
        "batch_id": office.last_import(),
        "what_if_id": office.run().id,
        "letter_id": office.run().id,
        "case_id": office.run().id,
        "message_id": office.told_to(pair.mentor_id),
    }
    for name, value in (known | things).items():
        path = path.replace(f"{{{name}}}", str(value))
    return path


def of_app(app: Any) -> Iterator[tuple[str, str]]:
    """The routes that the application really has."""
    for route in _flat(app.routes):
        for method in sorted(getattr(route, "methods", None) or ()):
            if method != "HEAD":
                yield method, route.path_format


def _flat(routes: Any) -> Iterator[Any]:
    """Routers within routers: FastAPI keeps them as they were included."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is None:
            yield route
        else:
            yield from _flat(inner.routes)
