"""Objections and requests for correction: the list, one of them, and the officer's answer."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from mentoring import access, cases, clock, people, programmes
from mentoring.access import Deed
from mentoring.cases import Answer, Asked, Case, CaseState, Decision, FollowUp, Kind
from mentoring.errors import NotFound, PamongError, Unusable
from mentoring.web import export, finding, lists
from mentoring.web.desk import Desk, deciding, go, reading
from mentoring.web.failures import status_of
from mentoring.web.pairs import competency_names
from mentoring.words import _

router = APIRouter()
ROWS = 50
MOST = 100_000
IMPORTS = 20
Words = Annotated[str, Form(max_length=1000)]
ONE = "/cases/{case_id}"
# What an officer puts right on a page; the rest comes with a file of its own.
CORRECTABLE = frozenset({"name", "email", "phone", "grade", "job", "unit", "education", "dates"})


@router.get("/cases")
def list_(request: Request) -> Response:
    with reading(request) as desk:
        asked, wanted = _asked(desk)
        cut = lists.part(request, cases.how_many(desk.session, asked=wanted), rows=ROWS)
        rows = cases.cases(desk.session, asked=wanted, skip=cut.skip, last=ROWS)
        return desk.page(
            "cases",
            rows=rows,
            who=desk.by_id(row.person_id for row in rows),
            officers={a.id: a.name for a in access.accounts(desk.session)},
            cut=cut,
            href=lambda page: lists.query_of(asked, page=page if page > 1 else ""),
            asked=asked,
            query=lists.query_of(asked),
            states=[(str(s), cases.state_word(s)) for s in CaseState],
            kinds=[(str(k), cases.kind_word(k)) for k in Kind],
            cases=cases,
        )


@router.get("/cases/list/{shape}")
def export_cases(request: Request, shape: export.Shape) -> Response:
    with reading(request) as desk:
        rows = cases.cases(desk.session, asked=_asked(desk)[1], last=MOST)
        who = desk.by_id(row.person_id for row in rows)
        officers = {a.id: a.name for a in access.accounts(desk.session)}
    headers = [_("Nomor"), _("Pegawai"), _("Jenis"), _("Keadaan"), _("Batas waktu"), _("Petugas")]
    lines = [
        [
            row.number,
            who[row.person_id].name,
            cases.kind_word(row.kind),
            cases.state_word(row.state),
            clock.local(row.due_at).date(),
            officers.get(row.officer_id, "-") if row.officer_id else "-",
        ]
        for row in rows
    ]
    return export.file(request, shape, export.Listed("perkara", _("Perkara"), headers, lines))


def _asked(desk: Desk) -> tuple[dict[str, str], Asked]:
    """The filters as they stand in the address, and what they mean."""
    said = {key: desk.request.query_params.get(key, "") for key in ("state", "kind", "late")}
    return said, Asked(
        within=desk.within,
        states=[s for s in CaseState if s == said["state"]],
        kinds=[k for k in Kind if k == said["kind"]],
        late=said["late"] == "1",
    )


@router.get(ONE)
def one(request: Request, case_id: UUID) -> Response:
    return _show(request, case_id)


@router.post(f"{ONE}/take")
def take(request: Request, case_id: UUID) -> Response:
    def deed(desk: Desk, case: Case) -> str:
        cases.take(desk.session, case=case, by=desk.account)
        return _("Perkara ini sekarang Anda tangani.")

    return _do(request, case_id, deed, {})


@router.post(f"{ONE}/hand-over")
def hand_over(request: Request, case_id: UUID, to: Words = "", reason: Words = "") -> Response:
    def deed(desk: Desk, case: Case) -> str:
        other = next((a for a in access.accounts(desk.session) if a.login == to), None)
        if other is None:
            raise Unusable(_("Petugas belum dipilih."), remedy=_("Pilih dari daftar."))
        cases.hand_over(desk.session, case=case, to=other, reason=reason, by=desk.account)
        return _("Perkara diserahkan kepada {name}.", name=other.name)

    return _do(request, case_id, deed, {"to": to, "reason": reason})


@router.post(f"{ONE}/answer")
def answer(
    request: Request,
    case_id: UUID,
    decision: Words = "",
    follow_up: Words = "",
    batch_id: Words = "",
    words: Words = "",
) -> Response:
    def deed(desk: Desk, case: Case) -> str:
        given = _given(decision, follow_up, batch_id, words)
        cases.answer(desk.session, case=case, given=given, by=desk.account)
        return _("Jawaban dicatat dan diberitahukan kepada pegawai.")

    typed = {"decision": decision, "follow_up": follow_up, "batch_id": batch_id, "words": words}
    return _do(request, case_id, deed, typed)


def _given(decision: str, follow_up: str, batch_id: str, words: str) -> Answer:
    """What the form says; a follow-up that was left chosen beside «rejected» means nothing."""
    if decision not in set(Decision):
        raise Unusable(_("Putusan belum dipilih."), remedy=_("Pilih dikabulkan atau ditolak."))
    if decision == Decision.REJECTED:
        return Answer(Decision.REJECTED, words)
    follow = next((f for f in FollowUp if f == follow_up), None)
    named = batch_id if follow is FollowUp.IMPORTED else ""
    try:
        return Answer(Decision.UPHELD, words, follow, UUID(named) if named else None)
    except ValueError:
        raise Unusable(_("Sebutkan impor yang memperbaiki datanya.")) from None


def _do(
    request: Request, case_id: UUID, deed: Callable[[Desk, Case], str], typed: dict[str, str]
) -> Response:
    try:
        with deciding(request) as desk:
            said = deed(desk, _find(desk, case_id)[0])
    except NotFound:
        raise
    except PamongError as wrong:
        return _show(request, case_id, typed, wrong)
    return go(f"/cases/{case_id}", said=said)


def _show(
    request: Request,
    case_id: UUID,
    typed: dict[str, str] | None = None,
    wrong: PamongError | None = None,
) -> Response:
    with reading(request) as desk:
        case, person = _find(desk, case_id)
        everybody = access.accounts(desk.session)
        empty = dict.fromkeys(("to", "reason", "decision", "follow_up", "batch_id", "words"), "")
        since = [
            b for b in people.imports_done(desk.session, last=IMPORTS)
            if b.at >= case.opened_at and b.undone_at is None
        ]  # fmt: skip
        if since and since[0].kind == people.CORRECTION and case.kind == Kind.CORRECTION:
            done = {"decision": Decision.UPHELD, "follow_up": FollowUp.IMPORTED}
            empty |= done | {"batch_id": str(since[0].id)}  # most likely that is the answer
        return desk.page(
            "case",
            status=status_of(wrong) if wrong else 200,
            case=case,
            person=person,
            about=_about(desk, case),
            life=cases.history(desk.session, case_id=case.id),
            names={a.id: a.name for a in everybody},
            officers=[(a.login, a.name) for a in everybody
                      if a.active and Deed.FOLLOW in access.ALLOWED[access.Role(a.role)]],
            own=cases.took_part(desk.session, case, account_id=desk.by),
            follow=[(str(f), cases.follow_word(f)) for f in cases.may_follow(case.kind)],
            imports=since,
            correctable=CORRECTABLE,
            typed=empty | (typed or {}),
            wrong=wrong,
            cases=cases,
        )  # fmt: skip


def _find(desk: Desk, case_id: UUID) -> tuple[Case, people.Profile]:
    """A case of somebody whom this officer may see; another one is not there."""
    found = cases.case(desk.session, case_id=case_id)
    return found, finding.person(desk, found.person_id)


def _about(desk: Desk, case: Case) -> dict[str, Any]:
    """What it is about, for people: a text, and a page where there is one."""
    if case.kind == Kind.CORRECTION:
        return {"text": cases.field_word(case.about), "href": ""}
    if case.kind == Kind.GAP:
        return {"text": competency_names(desk).get(case.about, case.about), "href": ""}
    if case.kind == Kind.NOBODY:
        programme = finding.programme(desk, UUID(case.about))
        return {"text": programme.name, "href": f"/programmes/{programme.id}"}
    bond = desk.session.get_one(programmes.Mentorship, UUID(case.about))
    mentor = desk.by_id([bond.mentor_id])[bond.mentor_id]
    return {"text": mentor.name, "href": f"/mentorships/{bond.id}"}
