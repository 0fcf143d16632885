"""Who takes part in a programme: look at each with the reasons, exclude, set places."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring import people, programmes
from mentoring.errors import PamongError
from mentoring.programmes import Side
from mentoring.web import admissions, finding, lists
from mentoring.web.desk import Desk, deciding, go, reading
from mentoring.web.failures import status_of
from mentoring.words import _

router = APIRouter()
Text = Annotated[str, Form(max_length=300)]
ONE = "/programmes/{programme_id}"


@router.get(f"{ONE}/people")
def participants(request: Request, programme_id: UUID) -> Response:
    side = Side.MENTOR if request.query_params.get("side") == "mentor" else Side.MENTEE
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        wanted = lists.wanted_of(desk)
        cut = programmes.browsing.enrolled(desk.session, programme=found, side=side, wanted=wanted)
        asked = lists.asked(request) | {"side": str(side)}
        return desk.page(
            "participants",
            programme=found,
            side=side,
            cut=cut,
            who=desk.by_id(row.employee_id for row in cut.rows),
            asked=asked,
            query=lists.query_of(asked),
            href=lambda page: lists.query_of(asked, page=page if page > 1 else ""),
            **lists.choices(desk),
        )


@router.get(f"{ONE}/people/{{person_id}}")
def participant(request: Request, programme_id: UUID, person_id: UUID) -> Response:
    return _show(request, programme_id, person_id)


@router.post(f"{ONE}/people/{{person_id}}/exclude")
def exclude(
    request: Request, programme_id: UUID, person_id: UUID, reason: Text = "", lift: Text = ""
) -> Response:
    try:
        with deciding(request) as desk:
            about = finding.person(desk, person_id)
            programmes.exclude(
                desk.session,
                programme=finding.programme(desk, programme_id),
                employee_id=about.id,
                reason=reason,
                by=desk.by,
                lift=bool(lift),
            )
    except PamongError as wrong:
        return _show(request, programme_id, person_id, {"reason": reason}, wrong)
    said = _("Tercatat: {name}.", name=about.name)
    return go(f"/programmes/{programme_id}/people/{person_id}", said=said)


@router.post(f"{ONE}/people/{{person_id}}/capacity")
def capacity(
    request: Request,
    programme_id: UUID,
    person_id: UUID,
    places: Annotated[int, Form()],
    why: Text = "",
) -> Response:
    try:
        with deciding(request) as desk:
            finding.programme(desk, programme_id)
            about = finding.person(desk, person_id)
            programmes.set_capacity(
                desk.session, employee_id=about.id, places=places, reason=why, by=desk.by
            )
    except PamongError as wrong:
        return _show(request, programme_id, person_id, {"places": places, "why": why}, wrong)
    said = _("Tercatat: {name}.", name=about.name)
    return go(f"/programmes/{programme_id}/people/{person_id}", said=said)


def _show(
    request: Request,
    programme_id: UUID,
    person_id: UUID,
    typed: dict[str, Any] | None = None,
    wrong: PamongError | None = None,
) -> Response:
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        about = finding.person(desk, person_id)
        seats = programmes.browsing.seats_of(desk.session, programme=found, employee_id=person_id)
        places = programmes.browsing.places_of(desk.session, employee_id=person_id)
        rules = programmes.rules_of(desk.session, programme=found)
        default = rules.mentor.default_capacity
        known = {"reason": "", "why": "", "places": default if places is None else places}
        return desk.page(
            "participant",
            status=status_of(wrong) if wrong else 200,
            programme=found,
            about=about,
            nip=people.masked(people.nips(desk.session, ids=[person_id])[person_id]),
            grade=people.grade_name(about.grade),
            seats=seats,
            own_places=places,
            default=default,
            why=_why(desk, found, rules, seats, person_id),
            typed=known | (typed or {}),
            wrong=wrong,
        )


def _why(
    desk: Desk,
    found: programmes.Programme,
    rules: programmes.Rules,
    seats: list[programmes.Participant],
    person_id: UUID,
) -> list[str]:
    """Why somebody who is enrolled may not take part now."""
    if not seats:
        return []
    both = admissions.admitted(desk, found)
    return [
        programmes.person_sentence(code, rules, side=Side(seat.side))
        for seat in seats
        for code in both[Side(seat.side)].barred.get(person_id, ())
    ]
