"""Many pairs at once: ticked or all of a filter; what will happen is said first; taken back."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring import audit, programmes
from mentoring.errors import PamongError, Unusable
from mentoring.programmes import bulk
from mentoring.web import finding, lists, phrases
from mentoring.web.desk import Desk, deciding, go, reading
from mentoring.web.failures import status_of
from mentoring.web.naming import WhichOne, one_named
from mentoring.words import _, number

router = APIRouter()
Text = Annotated[str, Form(max_length=300)]
HERE = "/programmes/{programme_id}/runs/{run_id}/pairs"
SHOWN = 30


@router.post(HERE + "/plan")
async def plan(request: Request, programme_id: UUID, run_id: UUID) -> Response:
    """What would happen; nothing does. The filters stand in the address, the ticks in the form."""
    from starlette.concurrency import run_in_threadpool

    form = await request.form()
    typed = {key: str(value).strip()[:300] for key, value in form.items() if key != "picks"}
    ticked = [str(value) for value in form.getlist("pick")]
    ticked += str(form.get("picks", "")).split()
    return await run_in_threadpool(_plan, request, programme_id, run_id, typed, ticked)


@router.post(HERE + "/do")
def do(
    request: Request,
    programme_id: UUID,
    run_id: UUID,
    deed: Text,
    picks: Annotated[str, Form(max_length=40_000)],
    version: Annotated[int, Form()],
    mentor: Text = "",
    reason: Text = "",
) -> Response:
    ticked, typed = picks.split(), {"deed": deed, "mentor": mentor, "reason": reason}
    try:
        with deciding(request) as desk:
            found, run = finding.result(desk, programme_id, run_id)
            planned = _planned(desk, found, run, typed, _ids(ticked))
            bulk.carry_out(
                desk.session, programme=found, run=run, plan=planned, reason=reason, by=desk.by,
                seen_version=version,
            )  # fmt: skip
    except PamongError as wrong:
        return _plan(request, programme_id, run_id, typed, ticked, wrong)
    said = _("{deed}: {count} pasangan.", deed=deed_word(deed), count=number(len(planned.pairs)))
    return go(f"/programmes/{programme_id}/runs/{run_id}/pairs", said=said)


@router.post(HERE + "/undo")
def undo(
    request: Request, programme_id: UUID, run_id: UUID, entry: Annotated[UUID, Form()]
) -> Response:
    with deciding(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        count = bulk.undo_many(desk.session, programme=found, run=run, entry_id=entry, by=desk.by)
    said = _("Diurungkan: {count} pasangan.", count=number(count))
    return go(f"/programmes/{programme_id}/runs/{run_id}/pairs", said=said)


def deeds() -> list[tuple[str, str]]:
    """What can be done to many, with its word."""
    return [(str(deed), deed_word(deed)) for deed in bulk.Many]


def deed_word(deed: str) -> str:
    """A deed upon many pairs as people read it."""
    return {
        bulk.Many.LOCK: _("Kunci"),
        bulk.Many.UNLOCK: _("Buka kunci"),
        bulk.Many.BAN: _("Larang"),
        bulk.Many.UNBAN: _("Cabut larangan"),
        bulk.Many.HAND_OVER: _("Serahkan ke mentor lain"),
    }[bulk.Many(deed)]


def recent(desk: Desk, run: programmes.MatchRun) -> list[tuple[audit.AuditEntry, str]]:
    """Deeds upon many pairs that can be taken back."""
    return [(e, deed_word(e.details["deed"])) for e in bulk.done_in(desk.session, run=run)]


def _plan(
    request: Request,
    programme_id: UUID,
    run_id: UUID,
    typed: dict[str, str],
    ticked: list[str],
    wrong: PamongError | None = None,
) -> Response:
    planned, several, mentees = None, None, list[UUID]()
    with reading(request) as desk:
        found, run = finding.result(desk, programme_id, run_id)
        try:
            mentees = _all_of(desk, run) if typed.get("all") else _ids(ticked)
            typed = typed | {"mentor": _receiver(desk, found, typed)}
            planned = _planned(desk, found, run, typed, mentees)
        except WhichOne as which:
            several = which
        except PamongError as refused:
            wrong = wrong or refused
        moves = planned.swap.moves if planned and planned.swap else ()
        lines = (moves or (planned.pairs if planned else ()))[:SHOWN]
        return desk.page(
            "pairs_plan",
            status=status_of(wrong) if wrong else 200,
            programme=found,
            run=run,
            plan=planned,
            price=phrases.cost_sentence(planned.swap) if planned and planned.swap else "",
            lines=lines,
            who=desk.by_id(person for line in lines for person in line),
            word=deed_word(typed["deed"]) if typed.get("deed") in set(bulk.Many) else "",
            several=several,
            picks=" ".join(map(str, mentees)),
            typed={"deed": "", "mentor": "", "reason": ""} | typed,
            back=lists.query_of(lists.asked(request)),
            wrong=wrong,
        )


def _planned(
    desk: Desk,
    found: programmes.Programme,
    run: programmes.MatchRun,
    typed: dict[str, str],
    mentees: list[UUID],
) -> Any:
    if typed.get("deed") not in set(bulk.Many):
        raise Unusable(_("Tindakan belum dipilih."), remedy=_("Pilih satu tindakan."))
    mentor = _ids([typed["mentor"]])[0] if typed.get("mentor") else None
    return bulk.plan(
        desk.session, programme=found, run=run, deed=bulk.Many(typed["deed"]), mentees=mentees,
        mentor_id=mentor,
    )  # fmt: skip


def _receiver(desk: Desk, found: programmes.Programme, typed: dict[str, str]) -> str:
    """The id of the mentor that was named; nothing where no mentor is needed."""
    if typed.get("deed") != bulk.Many.HAND_OVER or not typed.get("mentor"):
        return ""
    return str(one_named(desk, found, typed["mentor"], field="mentor"))


def _all_of(desk: Desk, run: programmes.MatchRun) -> list[UUID]:
    """Everybody whom the filters in the address leave, on all pages."""
    wanted = lists.wanted_of(desk, rows=programmes.browsing.EVERYTHING)
    cut = programmes.browsing.pairs(desk.session, run=run, wanted=wanted)
    return [row.mentee_id for row in cut.rows]


def _ids(texts: list[str]) -> list[UUID]:
    try:
        return [UUID(text) for text in texts]
    except ValueError:
        raise Unusable(_("Pilihan tidak dapat dibaca."), remedy=_("Centang sekali lagi.")) from None
