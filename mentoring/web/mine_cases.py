"""On the own pages: object, ask for a correction, read the answer, take it back."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from sqlmodel import Session

from mentoring import access, cases, competencies, db, people, programmes
from mentoring.cases import Case, Kind
from mentoring.errors import NotFound, PamongError, Unusable
from mentoring.programmes import LIVE
from mentoring.web import paper
from mentoring.web.desk import go
from mentoring.web.failures import status_of
from mentoring.words import _

router = APIRouter()
Words = Annotated[str, Form(max_length=1000)]


@router.get("/mine/cases")
def list_(request: Request) -> Response:
    return _show(request)


@router.post("/mine/cases")
def open_(request: Request, about: Words = "", words: Words = "", wanted: Words = "") -> Response:
    """What it is about comes as «kind:thing», as the lists on the page offer it."""
    kind, _colon, thing = about.partition(":")
    try:
        if kind not in set(Kind):
            raise Unusable(_("Yang dipersoalkan belum dipilih."), remedy=_("Pilih dari daftar."))
        with db.transaction() as session:
            made = cases.open_case(
                session, person_id=request.state.own.employee_id, kind=Kind(kind), about=thing,
                words=words, wanted=wanted if kind == Kind.CORRECTION else "",
            )  # fmt: skip
    except PamongError as wrong:
        typed = {"about": about, "words": words, "wanted": wanted}
        return _show(request, wrong=wrong, typed=typed)
    said = _("Perkara nomor {number} tercatat. Anda akan diberi tahu jawabannya.",
             number=made.number)  # fmt: skip
    return go("/mine/cases", said=said)


@router.post("/mine/cases/{case_id}/take-back")
def take_back(request: Request, case_id: UUID) -> Response:
    me = request.state.own.employee_id
    try:
        with db.transaction() as session:
            cases.take_back(session, case=_own(session, me, case_id), person_id=me)
    except NotFound:
        raise
    except PamongError as wrong:
        return _show(request, wrong=wrong)
    return go("/mine/cases", said=_("Perkara ditarik kembali."))


def _own(session: Session, me: UUID, case_id: UUID) -> Case:
    """A case of this very person; anybody else's is not there."""
    found = session.get(Case, case_id)
    if found is None or found.person_id != me:
        raise NotFound(_("Perkara tidak ditemukan."), remedy=_("Kembali ke halaman Anda."))
    return found


def _show(
    request: Request, *, wrong: PamongError | None = None, typed: dict[str, str] | None = None
) -> Response:
    me = request.state.own.employee_id
    with db.transaction(reads=True) as session:
        names = programmes.competency_names(competencies.dictionary(session))
        things, seen = _things(session, me, names)
        rows = cases.of_person(session, person_id=me)
        officers = {a.id: a.name for a in access.accounts(session)}
    with db.transaction() as session:
        access.sights.note(session, place="/mine/cases", people=seen | {me},
                           session_id=request.state.own.id, holder_id=me)  # fmt: skip
    return paper.page(
        request,
        "mine_cases",
        status=status_of(wrong) if wrong else 200,
        wrong=wrong,
        typed={"about": "", "words": "", "wanted": ""} | (typed or {}),
        rows=rows,
        things=things,
        fields=[(f"{Kind.CORRECTION}:{code}", word) for code, word in cases.fields().items()],
        names=names,
        officers=officers,
        cases=cases,
    )


def _things(
    session: Session, me: UUID, names: dict[str, str]
) -> tuple[list[tuple[str, str]], set[UUID]]:
    """What this person may object to, and whose names are said there."""
    own = programmes.own.own_of(session, person_id=me)
    bonds = [m for m in own.guided if m.state in LIVE]
    mentors = {m.mentor_id for m in bonds}
    who = {p.id: p.name for p in people.profiles(session, ids=list(mentors))} if mentors else {}
    things = [
        (f"{Kind.PAIR}:{m.id}", _("Mentor yang ditetapkan: {name}", name=who[m.mentor_id]))
        for m in bonds
    ]
    things += [
        (f"{Kind.NOBODY}:{w.programme.id}",
         _("Belum mendapat mentor: {programme}", programme=w.programme.name))
        for w in own.waits
    ]  # fmt: skip
    if own.guided or own.waits:
        things += [
            (f"{Kind.GAP}:{code}", _("Angka kesenjangan: {name}", name=name))
            for code, name in sorted(names.items(), key=lambda both: both[1])
        ]
    return things, mentors
