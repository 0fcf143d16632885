"""One person in a run: why this mentor, or why none; whom a mentor guides; two mentors compared."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring import people, programmes
from mentoring.errors import PamongError, Unusable
from mentoring.web import finding
from mentoring.web.desk import Desk, go, reading
from mentoring.web.failures import status_of
from mentoring.web.pairs import competency_names
from mentoring.words import _

router = APIRouter()
ALTERNATIVES = 8
Reason = programmes.PairReason | programmes.Unmatched | None


@router.get("/programmes/{programme_id}/runs/{run_id}/people/{person_id}")
def person(request: Request, programme_id: UUID, run_id: UUID, person_id: UUID) -> Response:
    return show(request, programme_id, run_id, person_id)


@router.get("/programmes/{programme_id}/runs/{run_id}/people/{person_id}/compare")
def compare(request: Request, programme_id: UUID, run_id: UUID, person_id: UUID) -> Response:
    wanted = request.query_params.get("with", "")
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        mentee = finding.person(desk, person_id)
        reason = programmes.reason_of(desk.session, run=run, mentee_id=mentee.id)
        other = _other(desk, reason, wanted)
        rules = programmes.rules_of(desk.session, programme=found, version=run.policy_version)
        said = programmes.why_not_this_pair(
            programmes.why_not(
                desk.session, programme=found, run=run, mentee_id=mentee.id, mentor_id=other.id
            ),
            rules,
        )
        sides = [_side(desk, found, run, rules, mentee, other.id, reason)]
        if isinstance(reason, programmes.PairReason) and reason.mentor_id != other.id:
            sides.insert(0, _side(desk, found, run, rules, mentee, reason.mentor_id, reason))
        return desk.page(
            "compare",
            programme=found,
            run=run,
            mentee=mentee,
            other=other,
            said=said,
            sides=sides,
            names=competency_names(desk),
        )


@router.post("/programmes/{programme_id}/runs/{run_id}/people/{person_id}/compare")
def ask_to_compare(
    request: Request,
    programme_id: UUID,
    run_id: UUID,
    person_id: UUID,
    mentor: Annotated[UUID, Form()],
) -> Response:
    path = f"/programmes/{programme_id}/runs/{run_id}/people/{person_id}/compare"
    return go(f"{path}?with={mentor}")


def show(
    request: Request,
    programme_id: UUID,
    run_id: UUID,
    person_id: UUID,
    *,
    wrong: PamongError | None = None,
    typed: str = "",
) -> Response:
    """The page of a person, also after a deed that was refused."""
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        guides = programmes.browsing.of_mentor(desk.session, run=run, mentor_id=person_id)
        who = desk.by_id([person_id, *(row.mentee_id for row in guides)])
        about = who.get(person_id)
        guides = [row for row in guides if desk.sees(who[row.mentee_id])]
        if about is None or not (desk.sees(about) or guides):
            finding.person(desk, person_id)  # raises: not to be seen by this officer
        assert about is not None
        return desk.page(
            "person",
            status=status_of(wrong) if wrong else 200,
            programme=found,
            run=run,
            about=about,
            guides=guides,
            who=who,
            wrong=wrong,
            typed=typed,
            **_of_mentee(desk, found, run, about),
            **_of_mentor(desk, found, run, about, guides),
        )


def _of_mentee(
    desk: Desk,
    found: programmes.Programme,
    run: programmes.MatchRun,
    about: people.Profile,
) -> dict[str, Any]:
    """Why this mentor, or why none, and whom else the rules allow."""
    none: dict[str, Any] = {
        "pair": None,
        "left": None,
        "sentences": [],
        "gaps": [],
        "terms": [],
        "mentor": None,
    }
    reason = programmes.reason_of(desk.session, run=run, mentee_id=about.id)
    names = competency_names(desk)
    if reason is None or not desk.sees(about):
        return none | {"choices": [], "others": {}, "locked": None, "names": names}
    rules = programmes.rules_of(desk.session, programme=found, version=run.policy_version)
    choices = programmes.choices_of(desk.session, run=run, mentee_id=about.id, most=ALTERNATIVES)
    others = desk.by_id(choice.mentor_id for choice in choices)
    more = {
        "choices": [c for c in choices if desk.within is None or desk.sees(others[c.mentor_id])],
        "others": others,
        "locked": programmes.locked_pair(desk.session, programme=found, mentee_id=about.id),
        "names": names,
    }
    if isinstance(reason, programmes.Unmatched):
        return none | {"left": reason, "sentences": [programmes.why_nobody(reason, rules)]} | more
    mentor = desk.by_id([reason.mentor_id])[reason.mentor_id]
    sentences = programmes.why_this_pair(
        reason, mentee=about, mentor=mentor, rules=rules, names=names
    )
    told = {"pair": reason, "mentor": mentor, "sentences": sentences}
    gaps = reason.facts.get("gaps", [])  # erased with one of the two: none are known
    return none | told | {"gaps": gaps, "terms": _terms(reason.facts, rules)} | more


def _of_mentor(
    desk: Desk,
    found: programmes.Programme,
    run: programmes.MatchRun,
    about: people.Profile,
    guides: list[programmes.Proposal],
) -> dict[str, Any]:
    """Whom somebody guides, or why nobody."""
    seats = programmes.browsing.seats_of(desk.session, programme=found, employee_id=about.id)
    is_mentor = any(seat.side == programmes.Side.MENTOR for seat in seats)
    kept: list[str] = []
    if is_mentor and not guides:
        rules = programmes.rules_of(desk.session, programme=found, version=run.policy_version)
        codes = programmes.kept_out(desk.session, programme=found, run=run, mentor_id=about.id)
        kept = programmes.why_not_this_pair(programmes.WhyNot(mentor_codes=codes), rules)
    return {"is_mentor": is_mentor, "kept": kept}


def _terms(facts: dict[str, Any], rules: programmes.Rules) -> list[dict[str, Any]]:
    """The parts of a score: points had, points possible. None where they were erased."""
    if "terms" not in facts:
        return []
    return [
        {"code": code, "had": weight * facts["terms"].get(code, 0), "of": weight}
        for code, weight in rules.weights.model_dump().items()
        if weight
    ]


def _side(
    desk: Desk,
    found: programmes.Programme,
    run: programmes.MatchRun,
    rules: programmes.Rules,
    mentee: people.Profile,
    mentor_id: UUID,
    reason: Reason,
) -> dict[str, Any]:
    """One mentor beside the other: what each would cover, and the points."""
    mentor = desk.by_id([mentor_id])[mentor_id]
    if isinstance(reason, programmes.PairReason) and reason.mentor_id == mentor_id:
        facts, proposed = reason.facts, True
    else:
        pair, proposed = [(mentee.id, mentor_id)], False
        try:
            facts = programmes.facts_now(desk.session, programme=found, run=run, pairs=pair)[0]
        except PamongError:  # one of them may not take part now: the sentence above says why
            facts = {}
    if "terms" not in facts:  # erased with one of the two
        facts = {}
    terms = _terms(facts, rules)
    return {"mentor": mentor, "facts": facts, "terms": terms, "proposed": proposed,
            "points": sum(t["had"] for t in terms)}  # fmt: skip


def _other(desk: Desk, reason: Reason, wanted: str) -> people.Profile:
    """The mentor to compare with: somebody this officer may see, or one proposed for an own one."""
    try:
        mentor_id = UUID(wanted)
    except ValueError:
        raise Unusable(
            _("Mentor yang dibandingkan belum dipilih."), remedy=_("Pilih dari halaman mentee.")
        ) from None
    if isinstance(reason, programmes.PairReason) and reason.mentor_id == mentor_id:
        return desk.by_id([mentor_id])[mentor_id]
    return finding.person(desk, mentor_id)
