"""What if: changes that nobody has made, solved beside a proposal and shown next to it."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from mentoring import programmes
from mentoring.errors import PamongError
from mentoring.programmes import whatif
from mentoring.web import finding
from mentoring.web.desk import Desk, deciding, go, reading
from mentoring.web.failures import status_of
from mentoring.web.naming import WhichOne, one_named
from mentoring.web.rule_words import enumerable, numbers
from mentoring.web.supposed import HERE, is_open, said_of, sentences
from mentoring.web.working import hand_over_what_if
from mentoring.words import _

router = APIRouter()
WHO = ("mentor", "mentee", "partner", "person")  # the fields that name somebody


@router.get(HERE)
def form(request: Request, programme_id: UUID, run_id: UUID) -> Response:
    """The changes come in the address as ids only, so that other pages can link here."""
    changes = request.query_params.getlist("change")
    return _form(request, programme_id, run_id, changes, {})


@router.post(HERE)
async def change(request: Request, programme_id: UUID, run_id: UUID) -> Response:
    from starlette.concurrency import run_in_threadpool

    sent = await request.form()
    typed = {key: str(value).strip()[:300] for key, value in sent.items()}
    changes = [str(text) for text in sent.getlist("change")]
    return await run_in_threadpool(_change, request, programme_id, run_id, changes, typed)


def _change(
    request: Request, programme_id: UUID, run_id: UUID, changes: list[str], typed: dict[str, str]
) -> Response:
    """Add one, drop one, or have them solved."""
    left = [text for text in changes if text != typed.get("drop")]
    try:
        if "drop" in typed:
            return _form(request, programme_id, run_id, left, {})
        if "add" in typed:
            with reading(request) as desk:
                found, _run = finding.result(desk, programme_id, run_id)
                added = _added(desk, found, typed)
            left = list(dict.fromkeys([*left, str(added)]))
            return _form(request, programme_id, run_id, left, {})
        return _ask(request, programme_id, run_id, left)
    except WhichOne as several:
        return _form(request, programme_id, run_id, left, typed, several=several)
    except PamongError as wrong:
        return _form(request, programme_id, run_id, left, typed, wrong=wrong)


def _ask(request: Request, programme_id: UUID, run_id: UUID, texts: list[str]) -> Response:
    changes = [whatif.read_change(text) for text in texts]
    by = request.state.account.id
    whatif.require_possible(
        programme_id=programme_id, changes=changes, reason=_("pengandaian"), by=by
    )
    with deciding(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        row = whatif.ask(desk.session, programme=found, run=run, changes=changes, by=desk.by)
    hand_over_what_if(row.id)
    return go(f"/programmes/{programme_id}/runs/{run_id}/what-if/{row.id}")


def _added(desk: Desk, found: programmes.Programme, typed: dict[str, str]) -> Any:
    """One change out of the small form that was sent."""
    kind = typed["add"]
    if kind == "rule":
        said = typed.get("rule") or f"{typed.get('number', '')}:{typed.get('value', '')}"
        return whatif.read_change(f"rule:{said}")
    if kind == "pair":
        mentee, mentor = (_who(desk, found, typed, name) for name in ("mentee", "partner"))
        return whatif.read_change(f"{typed.get('deed', 'lock')}:{mentee}:{mentor}")
    if kind == "places":
        return whatif.read_change(
            f"places:{_who(desk, found, typed, 'mentor')}:{typed.get('more', '1')}"
        )
    who = _who(desk, found, typed, "person")
    side = typed.get("side", "leave")
    return whatif.read_change(f"leave:{who}" if side == "leave" else f"join:{who}:{side}")


def _who(desk: Desk, found: programmes.Programme, typed: dict[str, str], field: str) -> UUID:
    return one_named(desk, found, typed.get(field, ""), field=field)


def _form(
    request: Request,
    programme_id: UUID,
    run_id: UUID,
    texts: list[str],
    typed: dict[str, str],
    *,
    several: WhichOne | None = None,
    wrong: PamongError | None = None,
) -> Response:
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        changes = [whatif.read_change(text) for text in dict.fromkeys(texts)]
        earlier = whatif.what_ifs(desk.session, run=run)
        every = [*changes, *(whatif.read_change(t) for row in earlier for t in row.changes)]
        names = {i: p.name for i, p in desk.by_id(i for c in every for i in c.people).items()}
        return desk.page(
            "what_if",
            status=status_of(wrong) if wrong else 200,
            programme=found,
            run=run,
            changes=[(str(c), said_of(c, names)) for c in changes],
            earlier=[(row, sentences(row, names), is_open(desk, row)) for row in earlier],
            typed={name: typed.get(name, "") for name in (*WHO, "value")}
            | {"more": typed.get("more") or "1"},
            several=several,
            again=_again(typed, several),
            rules=enumerable(),
            numbers=numbers(),
            wrong=wrong,
        )


def _again(typed: dict[str, str], several: WhichOne | None) -> list[tuple[str, str]]:
    """What was typed beside the name that several people have: sent again with the choice."""
    if several is None:
        return []
    return [(k, v) for k, v in typed.items() if k not in {several.field, "csrf", "change"}]
