"""A programme's policy as a form, every rule explained; the whole text for who wants it."""

import tomllib
from typing import Any
from uuid import UUID

import tomlkit
from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import programmes
from mentoring.errors import PamongError, Unusable
from mentoring.web import eligible, finding, policy_form
from mentoring.web.desk import deciding, go, reading
from mentoring.web.failures import status_of
from mentoring.words import _

router = APIRouter()


@router.get("/programmes/{programme_id}/policy")
def policy(request: Request, programme_id: UUID) -> Response:
    return _show(request, programme_id)


@router.post("/programmes/{programme_id}/policy")
async def set_policy(request: Request, programme_id: UUID) -> Response:
    from starlette.concurrency import run_in_threadpool

    form = await request.form()
    typed = {key: str(value) for key, value in form.items() if isinstance(value, str)}
    many = {key: [str(v) for v in form.getlist(key)] for key in form}
    return await run_in_threadpool(_set, request, programme_id, typed, many)


@router.post("/programmes/{programme_id}/policy/count")
async def count(request: Request, programme_id: UUID) -> Response:
    """Who would be eligible under the values as typed; nothing is stored."""
    from starlette.concurrency import run_in_threadpool

    form = await request.form()
    typed = {key: str(value) for key, value in form.items() if isinstance(value, str)}
    many = {key: [str(v) for v in form.getlist(key)] for key in form}
    return await run_in_threadpool(_count, request, programme_id, typed, many)


def _count(
    request: Request, programme_id: UUID, typed: dict[str, str], many: dict[str, list[str]]
) -> Response:
    part = "hx-request" in request.headers
    try:
        with reading(request) as desk:
            found = finding.programme(desk, programme_id)
            before = programmes.policy_of(desk.session, programme=found).toml
            rules = programmes.parse(_merged(before, typed, many))
            both = programmes.admitted(desk.session, programme=found, rules=rules)
            counted = eligible.counted(both, rules)
            if part:
                return desk.page("part_eligible", **counted)
    except PamongError as wrong:
        if part:
            with reading(request) as desk:
                return desk.page("part_trouble", wrong=wrong)
        return _show(request, programme_id, typed | _several(many), wrong)
    return _show(request, programme_id, typed | _several(many), counted=counted)


def _several(many: dict[str, list[str]]) -> dict[str, Any]:
    """The boxes as they were ticked; a box without a tick is not sent at all."""
    boxes = [field for field in policy_form.fields() if field.kind in {"many", "yes"}]
    return {f.path: many.get(f.path, []) if f.kind == "many" else (f.path in many) for f in boxes}


def _set(
    request: Request, programme_id: UUID, typed: dict[str, str], many: dict[str, list[str]]
) -> Response:
    try:
        with deciding(request) as desk:
            found = finding.programme(desk, programme_id)
            before = programmes.policy_of(desk.session, programme=found).toml
            toml = typed["toml"] if "toml" in typed else _merged(before, typed, many)
            if programmes.parse(toml) == programmes.parse(before):
                return go(request.url.path, said=_("Sudah seperti itu; tidak ada yang diubah."))
            made = programmes.set_policy(desk.session, programme=found, toml=toml, by=desk.by)
    except PamongError as wrong:
        return _show(request, programme_id, typed, wrong)
    said = _("Kebijakan versi {version} berlaku.", version=made.version)
    return go(f"/programmes/{programme_id}/policy", said=said)


def _merged(before: str, typed: dict[str, str], many: dict[str, list[str]]) -> str:
    """The stored policy with the values of the form; comments and everything else stay."""
    document: Any = tomlkit.parse(before)
    for field in policy_form.fields():
        if field.path not in typed and field.kind not in {"many", "yes"}:
            continue
        value = policy_form.value_of(field, typed.get(field.path, ""), many.get(field.path, []))
        if value is None:
            raise Unusable(
                _("«{label}»: isi dengan bilangan bulat.", label=field.label),
                remedy=_("Tulis angka saja, misalnya 5."),
            )
        section, _dot, key = field.path.rpartition(".")
        if section and section not in document:
            document[section] = tomlkit.table()
        (document[section] if section else document)[key] = value
    return tomlkit.dumps(document)


def _show(
    request: Request,
    programme_id: UUID,
    typed: dict[str, Any] | None = None,
    wrong: PamongError | None = None,
    counted: dict[str, Any] | None = None,
) -> Response:
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        stored = programmes.policy_of(desk.session, programme=found)
        rules = tomllib.loads(programmes.spelled_out(programmes.parse(stored.toml)))
        return desk.page(
            "policy",
            status=status_of(wrong) if wrong else 200,
            programme=found,
            stored=stored,
            groups=policy_form.filled(rules, typed or {}),
            counted=counted is not None,
            **(counted or {}),
            toml=(typed or {}).get("toml", stored.toml),
            wrong=wrong,
        )
