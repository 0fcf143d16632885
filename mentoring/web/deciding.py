"""What an officer decides about a pair: another mentor with its price, a lock, a ban."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring import programmes
from mentoring.errors import PamongError
from mentoring.web import finding, phrases
from mentoring.web.desk import Desk, deciding, go, reading
from mentoring.web.failures import status_of
from mentoring.web.persons import show
from mentoring.words import _

router = APIRouter()
Text = Annotated[str, Form(max_length=300)]
PERSON = "/programmes/{programme_id}/runs/{run_id}/people/{person_id}"


@router.get(f"{PERSON}/swap/{{other_id}}")
def swap_page(
    request: Request, programme_id: UUID, run_id: UUID, person_id: UUID, other_id: UUID
) -> Response:
    return _swap(request, programme_id, run_id, person_id, other_id)


@router.post(f"{PERSON}/swap/{{other_id}}")
def swap(
    request: Request,
    programme_id: UUID,
    run_id: UUID,
    person_id: UUID,
    other_id: UUID,
    version: Annotated[int, Form()],
    reason: Text = "",
) -> Response:
    try:
        with deciding(request) as desk:
            found, run = finding.result(desk, programme_id, run_id)
            change = _price(desk, found, run, person_id, other_id)
            programmes.apply_swap(
                desk.session,
                programme=found,
                run=run,
                swap=change,
                reason=reason,
                by=desk.by,
                seen_version=version,
            )
    except PamongError as wrong:
        return _swap(request, programme_id, run_id, person_id, other_id, reason, wrong)
    said = _("Ditukar. {change}", change=phrases.cost_sentence(change))
    return go(f"/programmes/{programme_id}/runs/{run_id}/people/{person_id}", said=said)


@router.post(f"{PERSON}/lock/{{other_id}}")
def lock(
    request: Request,
    programme_id: UUID,
    run_id: UUID,
    person_id: UUID,
    other_id: UUID,
    reason: Text = "",
) -> Response:
    def deed(desk: Desk, found: programmes.Programme) -> str:
        programmes.lock(
            desk.session,
            programme=found,
            mentee_id=person_id,
            mentor_id=other_id,
            reason=reason,
            by=desk.by,
        )
        return _("Terkunci.")

    return _decide(request, programme_id, run_id, person_id, reason, deed)


@router.post(f"{PERSON}/ban/{{other_id}}")
def ban(
    request: Request,
    programme_id: UUID,
    run_id: UUID,
    person_id: UUID,
    other_id: UUID,
    reason: Text = "",
) -> Response:
    def deed(desk: Desk, found: programmes.Programme) -> str:
        programmes.rule(
            desk.session,
            programme=found,
            mentee_id=person_id,
            mentor_id=other_id,
            kind="ban",
            reason=reason,
            by=desk.by,
        )
        return _("Tercatat; pasangan ini tidak akan diusulkan.")

    return _decide(request, programme_id, run_id, person_id, reason, deed)


@router.post(f"{PERSON}/unlock")
def unlock(
    request: Request, programme_id: UUID, run_id: UUID, person_id: UUID, reason: Text = ""
) -> Response:
    def deed(desk: Desk, found: programmes.Programme) -> str:
        programmes.lift(
            desk.session, programme=found, mentee_id=person_id, reason=reason, by=desk.by
        )
        return _("Kunci dibuka.")

    return _decide(request, programme_id, run_id, person_id, reason, deed)


def _decide(
    request: Request,
    programme_id: UUID,
    run_id: UUID,
    person_id: UUID,
    typed: str,
    deed: Callable[[Desk, programmes.Programme], str],
) -> Response:
    try:
        with deciding(request) as desk:
            found, _run = finding.result(desk, programme_id, run_id)
            finding.person(desk, person_id)
            said = deed(desk, found)
    except PamongError as wrong:
        return show(request, programme_id, run_id, person_id, wrong=wrong, typed=typed)
    return go(f"/programmes/{programme_id}/runs/{run_id}/people/{person_id}", said=said)


def _price(
    desk: Desk,
    found: programmes.Programme,
    run: programmes.MatchRun,
    mentee_id: UUID,
    other_id: UUID,
) -> programmes.Swap:
    """Another mentor, or (where the other is a mentee too) each other's mentors."""
    finding.person(desk, mentee_id)
    rules = programmes.rules_of(desk.session, programme=found, version=run.policy_version)
    reason = programmes.reason_of(desk.session, run=run, mentee_id=other_id)
    if isinstance(reason, programmes.PairReason):
        return programmes.price_exchange(
            desk.session, run=run, rules=rules, mentee_id=mentee_id, other_id=other_id
        )
    return programmes.price_move(
        desk.session, run=run, rules=rules, mentee_id=mentee_id, mentor_id=other_id
    )


def _swap(
    request: Request,
    programme_id: UUID,
    run_id: UUID,
    person_id: UUID,
    other_id: UUID,
    typed: str = "",
    wrong: PamongError | None = None,
) -> Response:
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        finding.person(desk, person_id)
        finding.person(desk, other_id)
        change, told = None, wrong
        try:
            change = _price(desk, found, run, person_id, other_id)
        except PamongError as refused:
            told = wrong or refused
        moves = change.moves if change else ()
        who = desk.by_id([person_id, other_id, *(i for move in moves for i in move)])
        return desk.page(
            "swap",
            status=status_of(wrong) if wrong else 200,
            programme=found,
            run=run,
            who=who,
            mentee=who[person_id],
            other=who[other_id],
            change=change,
            price=phrases.cost_sentence(change) if change else "",
            typed=typed,
            wrong=told,
        )
