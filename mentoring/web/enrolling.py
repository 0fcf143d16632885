"""Enrol those whom the policy means, or some of them: counted before it is done."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from mentoring import clock, people, programmes
from mentoring.errors import PamongError, Unusable
from mentoring.programmes import Among, Side
from mentoring.web import finding, lists
from mentoring.web.desk import Desk, deciding, go, reading
from mentoring.web.failures import status_of
from mentoring.web.typed import day_of, id_or_none
from mentoring.words import _, number

router = APIRouter()
ENROL = "/programmes/{programme_id}/enrol"
PNS_GRADES = tuple(grade for grade in people.GRADES if grade < 100)
Word = Annotated[str, Field(max_length=200)]


class Asked(BaseModel):
    """The filters as they stand in the address or the form; empty asks nothing."""

    model_config = ConfigDict(extra="ignore")

    side: Word = ""
    opd: Word = ""
    kind: Word = ""
    job: Word = ""
    field: Word = ""
    rank_from: Word = ""
    rank_to: Word = ""
    since: Word = ""
    until: Word = ""


@router.get(ENROL)
def enrol_page(request: Request, programme_id: UUID, asked: Annotated[Asked, Query()]) -> Response:
    """The filters stand in the address; whoever has scripts sees the count follow them."""
    return _show(request, programme_id, asked)


@router.post(ENROL)
def enrol(request: Request, programme_id: UUID, asked: Annotated[Asked, Form()]) -> Response:
    done = {}
    try:
        with deciding(request) as desk:
            found = finding.programme(desk, programme_id)
            rules = programmes.rules_of(desk.session, programme=found)
            among = _among(asked)
            for side in _sides(asked):
                chosen = programmes.suitable(
                    desk.session, rules=rules, side=side, today=clock.today(), among=among
                )
                done[side] = programmes.enrol(
                    desk.session, programme=found, side=side, profiles=chosen, by=desk.by
                )
    except PamongError as wrong:
        return _show(request, programme_id, asked, wrong)
    said = _(
        "{mentees} mentee dan {mentors} calon mentor baru terdaftar.",
        mentees=number(done.get(Side.MENTEE, 0)),
        mentors=number(done.get(Side.MENTOR, 0)),
    )
    return go(f"/programmes/{programme_id}", said=said)


def _show(
    request: Request, programme_id: UUID, asked: Asked, wrong: PamongError | None = None
) -> Response:
    with reading(request) as desk:
        found = finding.programme(desk, programme_id)
        try:
            counts = _counted(desk, found, asked)
        except Unusable as unclear:
            counts, wrong = {}, wrong or unclear
        is_part = request.headers.get("hx-request") == "true"
        return desk.page(
            "part_enrol" if is_part else "enrol",
            # htmx shows no answer that is an error: there the sentence alone must do.
            status=status_of(wrong) if wrong and not is_part else 200,
            programme=found,
            asked=asked,
            counts=counts,
            wrong=wrong,
            **_choices(desk),
        )


def _counted(desk: Desk, found: programmes.Programme, asked: Asked) -> dict[str, tuple[int, int]]:
    """By side: how many the policy means among these, and how many of them are new."""
    among, rules = _among(asked), programmes.rules_of(desk.session, programme=found)
    return {
        str(side): programmes.enrolment.how_many(
            desk.session,
            programme_id=found.id,
            rules=rules,
            side=side,
            today=clock.today(),
            among=among,
        )
        for side in _sides(asked)
    }


def _sides(asked: Asked) -> list[Side]:
    return [side for side in (Side.MENTEE, Side.MENTOR) if asked.side in {"", side}]


def _among(asked: Asked) -> Among:
    """What was chosen. Raises Unusable for what is no choice of these: it would enrol others."""
    opd = id_or_none(asked.opd)
    kinds = [kind for kind in people.Kind if kind == asked.kind]
    if (asked.opd and opd is None) or (asked.kind and not kinds) or not _sides(asked):
        raise Unusable(_("Pilihan tidak dikenal."), remedy=_("Pilih dari daftarnya."))
    return Among(
        units=[opd] if opd else [],
        kinds=kinds,
        job_groups=[asked.job] if asked.job else [],
        fields=[asked.field] if asked.field else [],
        rank_from=people.rank_named(asked.rank_from) if asked.rank_from else None,
        rank_to=people.rank_named(asked.rank_to) if asked.rank_to else None,
        since=day_of(asked.since) if asked.since else None,
        until=day_of(asked.until) if asked.until else None,
    )


def _choices(desk: Desk) -> dict[str, Any]:
    offered = lists.choices(desk)
    return {
        "opds": offered["opds"],
        "jobs": offered["jobs"],
        "kinds": [(str(kind), people.kind_word(kind)) for kind in people.Kind],
        "fields": [(name, name) for name in programmes.enrolment.fields(desk.session)],
        "grades": [(people.grade_name(g), people.grade_name(g)) for g in PNS_GRADES],
    }
