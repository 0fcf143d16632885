"""The proposed pairs of a run: filtered, sorted, in pages, searched, exported."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring import competencies, people, programmes
from mentoring.programmes import Wanted
from mentoring.web import export, finding, lists, many, phrases
from mentoring.web.desk import Desk, go, reading
from mentoring.words import _

router = APIRouter()
Text = Annotated[str, Form(max_length=100)]
MOST = 50


@router.get("/programmes/{programme_id}/runs/{run_id}/pairs")
def pairs(request: Request, programme_id: UUID, run_id: UUID) -> Response:
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        cut = programmes.browsing.pairs(desk.session, run=run, wanted=lists.wanted_of(desk))
        names = competency_names(desk)
        return desk.page(
            "pairs",
            programme=found,
            run=run,
            cut=cut,
            who=desk.by_id(i for row in cut.rows for i in (row.mentee_id, row.mentor_id)),
            why={row.id: programmes.short_reason(row.facts, names) for row in cut.rows},
            asked=lists.asked(request),
            query=lists.query_of(lists.asked(request)),
            href=lists.href_of(request),
            deeds=many.deeds(),
            recent=many.recent(desk, run) if run.state == programmes.RunState.READY else [],
            most=programmes.bulk.MOST,
            **lists.choices(desk),
        )


@router.get("/programmes/{programme_id}/runs/{run_id}/pairs/{shape}")
def export_pairs(
    request: Request, programme_id: UUID, run_id: UUID, shape: export.Shape
) -> Response:
    with reading(request) as desk:
        _found, run = finding.result(desk, programme_id, run_id)
        wanted = lists.wanted_of(desk, rows=programmes.browsing.EVERYTHING)
        cut = programmes.browsing.pairs(desk.session, run=run, wanted=wanted)
        who = desk.by_id(i for row in cut.rows for i in (row.mentee_id, row.mentor_id))
        nips, names = people.nips(desk.session, ids=list(who)), competency_names(desk)
    headers = [
        _("NIP mentee"), _("Nama mentee"), _("Jabatan mentee"), _("Unit kerja mentee"),
        _("NIP mentor"), _("Nama mentor"), _("Jabatan mentor"), _("Unit kerja mentor"),
        _("Skor"), _("Asal"), _("Alasan"),
    ]  # fmt: skip
    rows = [
        [
            *_person(who[row.mentee_id], nips),
            *_person(who[row.mentor_id], nips),
            row.points / 1000,
            phrases.origin(row.origin),
            programmes.short_reason(row.facts, names),
        ]
        for row in cut.rows
    ]
    title = _("Usulan pasangan")
    listed = export.Listed("usulan-pasangan", title, headers, rows, text=(0, 4))
    return export.file(request, shape, listed)


@router.post("/programmes/{programme_id}/runs/{run_id}/search")
def search(request: Request, programme_id: UUID, run_id: UUID, text: Text = "") -> Response:
    """By NIP or by a part of the name. Sent as a form, so that no address ever holds either."""
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        known = _named(desk, run, text)
        if len(known) == 1:
            return go(f"/programmes/{found.id}/runs/{run.id}/people/{known[0].id}")
        return desk.page(
            "search",
            programme=found,
            run=run,
            text=text,
            known=known[:MOST],
            more=len(known) > MOST,
        )


def competency_names(desk: Desk) -> dict[str, str]:
    """Competency names by code."""
    return programmes.competency_names(competencies.dictionary(desk.session))


def _named(desk: Desk, run: programmes.MatchRun, text: str) -> list[people.Profile]:
    """Who is meant and may be seen: somebody of the own OPD, or a mentor of one of them."""
    bare = _without_titles(text)
    if len(bare) < 2:
        return []
    matches = people.find_employees(desk.session, text=bare, most=2_000)
    if desk.within is None:
        return matches[: MOST + 1]
    mine = programmes.browsing.pairs(
        desk.session,
        run=run,
        wanted=Wanted(within=desk.within, rows=programmes.browsing.EVERYTHING),
    )
    mentors = {row.mentor_id for row in mine.rows}
    return [p for p in matches if desk.sees(p) or p.id in mentors][: MOST + 1]


def _person(profile: people.Profile, nips: dict[UUID, str]) -> list[Any]:
    return [nips[profile.id], profile.name, profile.job, profile.unit_name]


def _without_titles(text: str) -> str:
    """«dr. SURYA BESTARI, Sp.PD.» is kept as «SURYA BESTARI»: titles are apart from names."""
    parts = text.split(",", maxsplit=1)[0].split()
    while len(parts) > 1 and parts[0].endswith("."):
        parts.pop(0)
    return " ".join(parts)
