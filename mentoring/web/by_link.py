"""What a link in a message opens, without an account: a mentor's answer, a mentee's own pair.

GET shows and changes nothing, however often a mail scanner or a chat program fetches it; only the
button's POST acts, once.
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from sqlmodel import Session

from mentoring import access, competencies, db, messages, people, programmes
from mentoring.access import Purpose
from mentoring.errors import NotFound, PamongError, Unusable
from mentoring.programmes import DeclineReason
from mentoring.web import paper
from mentoring.web.desk import go
from mentoring.web.failures import status_of
from mentoring.web.guard import foreign, is_https, own_cookie_name
from mentoring.web.mine import calendar_file
from mentoring.words import _

router = APIRouter()
Text = Annotated[str, Form(max_length=1000)]
ROUTE = "/t/{token}"


@router.get(ROUTE)
def look(request: Request, token: str) -> Response:
    return _show(request, token)


@router.post(ROUTE)
def act(
    request: Request, token: str, said: Text = "", reason: Text = "", words: Text = ""
) -> Response:
    try:
        with db.transaction(reads=True) as session:
            link = access.look_at_link(session, token=token)
        if link.purpose == Purpose.OWN_PAGE and not request.state.one_click:
            return _open_own(token)
        with db.transaction() as session:
            link = access.look_at_link(session, token=token)
            if request.state.one_click and link.purpose != Purpose.DIGEST_STOP:
                raise foreign()
            thanks = _act(session, link, token, said=said, reason=reason, words=words)
    except PamongError as wrong:
        return _show(request, token, wrong=wrong, typed={"reason": reason, "words": words})
    return paper.page(request, "link_done", thanks=thanks)


def _open_own(token: str) -> Response:
    """The own pages, in this browser alone and for half an hour."""
    with db.transaction() as session:
        own = access.own_pages.open_by_link(session, link_token=token)
    answer = go("/mine")
    answer.set_cookie(own_cookie_name(), own, httponly=True, samesite="lax", secure=is_https())
    return answer


@router.get(ROUTE + "/calendar")
def calendar(token: str) -> Response:
    """The days of the mentorship that a link is about."""
    with db.transaction(reads=True) as session:
        link = access.look_at_link(session, token=token)
        if link.purpose not in {Purpose.ANSWER, Purpose.MENTEE_VIEW}:
            raise NotFound(_("Tautan ini tidak punya kalender."))
        return calendar_file(session, session.get_one(programmes.Mentorship, link.subject_id))


def _act(
    session: Session, link: access.Link, token: str, *, said: str, reason: str, words: str
) -> str:
    """Use the link up and do what it is for, in one transaction."""
    if link.purpose == Purpose.DIGEST_STOP:
        access.use_link(session, token=token, purpose=Purpose.DIGEST_STOP)
        messages.prefer(session, person_id=link.holder_id, digests=False)
        return _("Ringkasan tidak akan dikirim lagi. Pesan penting tetap sampai kepada Anda.")
    if link.purpose != Purpose.ANSWER or said not in {"accept", "decline"}:
        raise Unusable(_("Pilihan itu tidak ada."), remedy=_("Pilih Terima atau Tolak."))
    if said == "decline" and reason not in {str(known) for known in DeclineReason}:
        raise Unusable(_("Alasan penolakan belum dipilih."), remedy=_("Pilih salah satu alasan."))
    bond = session.get_one(programmes.Mentorship, link.subject_id)
    access.use_link(
        session, token=token, purpose=Purpose.ANSWER, subject_id=bond.id, holder_id=bond.mentor_id
    )
    if said == "accept":
        programmes.accept(session, mentorship=bond, by=bond.mentor_id, words=words)
        return _("Terima kasih, Bapak/Ibu. Kesediaan Anda sudah dicatat.")
    programmes.decline(
        session, mentorship=bond, reason=DeclineReason(reason), words=words, by=bond.mentor_id
    )
    return _("Terima kasih atas jawabannya. Petugas akan mencarikan mentor lain.")


def _show(
    request: Request,
    token: str,
    *,
    wrong: PamongError | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    status = status_of(wrong) if wrong else 200
    with db.transaction(reads=True) as session:
        link = access.look_at_link(session, token=token)
        if link.purpose == Purpose.DIGEST_STOP:
            return paper.page(request, "link_stop", status=status, token=token, wrong=wrong)
        if link.purpose == Purpose.OWN_PAGE:
            name = people.profiles(session, ids=[link.holder_id])[0].name
            return paper.page(
                request, "link_own", status=status, token=token, wrong=wrong, name=name
            )
        told, holder = _told(session, link), link.holder_id
    name = "link_answer" if link.purpose == Purpose.ANSWER else "link_pair"
    with db.transaction() as session:
        access.sights.note(session, place=ROUTE, people=told.pop("seen"), holder_id=holder)
    return paper.page(
        request,
        name,
        status=status,
        token=token,
        wrong=wrong,
        typed={"reason": "", "words": ""} | (typed or {}),
        reasons=[str(known) for known in DeclineReason],
        **told,
    )


def _told(session: Session, link: access.Link) -> dict[str, Any]:
    """Who, why, until when, and how many the mentor guides already."""
    bond = session.get_one(programmes.Mentorship, link.subject_id)
    seen: list[UUID] = [bond.mentee_id, bond.mentor_id]
    who = {p.id: p for p in people.profiles(session, ids=seen)}
    names = programmes.competency_names(competencies.dictionary(session))
    gaps = bond.facts.get("gaps", [])
    return {
        "bond": bond,
        "programme": session.get_one(programmes.Programme, bond.programme_id),
        "mentee": who[bond.mentee_id],
        "mentor": who[bond.mentor_id],
        "short": programmes.short_reason(bond.facts, names) if "gaps" in bond.facts else "",
        "covered": [g for g in gaps if g["mentor"] >= g["required"]],
        "open": [g for g in gaps if g["mentor"] < g["required"]],
        "names": names,
        "load": programmes.places_taken(session)[bond.mentor_id],
        "seen": seen,
    }
