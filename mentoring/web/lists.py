"""What an address asks of a list, and the addresses of its other pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import Request

from mentoring import people
from mentoring.programmes import Wanted
from mentoring.web.desk import Desk
from mentoring.web.typed import id_or_none

KEYS = ("opd", "grade", "job", "status", "sort")  # never a name or a NIP: addresses are logged


def wanted_of(desk: Desk, **more: Any) -> Wanted:
    """The filters of an address; what makes no sense is passed over."""
    said = desk.request.query_params
    return Wanted(
        within=desk.within,
        opd_id=id_or_none(said.get("opd", "")),
        grade=_number(said.get("grade", "")),
        job_group=said.get("job", ""),
        status=said.get("status", ""),
        sort=said.get("sort", ""),
        page=_number(said.get("page", "")) or 1,
        **more,
    )


def asked(request: Request) -> dict[str, str]:
    """The filters as they stand in the address, for the form that shows them."""
    return {key: request.query_params.get(key, "") for key in KEYS}


@dataclass(frozen=True, slots=True)
class Part:
    """One numbered page of a list: what the pager shows."""

    page: int
    pages: int
    total: int
    skip: int


def part(request: Request, total: int, *, rows: int) -> Part:
    """The page that an address asks for; beyond the end, the last one."""
    pages = max(1, -(-total // rows))
    page = min(max(1, _number(request.query_params.get("page", "")) or 1), pages)
    return Part(page, pages, total, (page - 1) * rows)


def query_of(chosen: Mapping[str, str], **more: object) -> str:
    """«?opd=…&page=2», or nothing."""
    parts = {k: v for k, v in (dict(chosen) | more).items() if v not in {"", None}}
    return f"?{urlencode(parts)}" if parts else ""


def href_of(request: Request) -> Callable[[int], str]:
    """The address of another page of the same list."""
    chosen = asked(request)
    return lambda page: query_of(chosen, page=page if page > 1 else "")


def opds(desk: Desk) -> list[people.Unit]:
    """The OPD that this officer may choose from, by name."""
    return [
        unit
        for unit in people.units(desk.session)
        if (unit.opd_id is None or unit.opd_id == unit.id) and desk.within in {None, unit.id}
    ]


def choices(desk: Desk) -> dict[str, list[tuple[object, str]]]:
    """What the filters of a list of people offer."""
    return {
        "opds": [(unit.id, unit.name) for unit in opds(desk)],
        "grades": [(grade, people.grade_name(grade)) for grade in people.GRADES],
        "jobs": [(str(group), str(group)) for group in people.JobGroup],
    }


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
