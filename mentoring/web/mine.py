"""The own pages of a mentor or mentee: no account, opened by a link, closed after half an hour."""

from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from sqlmodel import Session

from mentoring import access, clock, competencies, db, messages, people, programmes
from mentoring.errors import NotFound, OutOfReach, PamongError, Unusable
from mentoring.messages import Event, Recipient
from mentoring.programmes import DeclineReason, Mentorship
from mentoring.settings import settings
from mentoring.web import paper
from mentoring.web.desk import go
from mentoring.web.export import download
from mentoring.web.failures import status_of
from mentoring.web.guard import own_cookie_name
from mentoring.words import _

router = APIRouter()
Text = Annotated[str, Form(max_length=1000)]
LASTS = timedelta(days=7)  # of a link that was asked for: messages.links


@router.get("/mine")
def mine(request: Request) -> Response:
    return _show(request)


@router.post("/mine/answer/{mentorship_id}")
def answer(
    request: Request, mentorship_id: UUID, said: Text = "", reason: Text = "", words: Text = ""
) -> Response:
    """Yes or no to an offer, as the link in the message would take it."""
    try:
        with db.transaction() as session:
            bond = offered_to(session, request, mentorship_id)
            if said == "accept":
                programmes.accept(session, mentorship=bond, by=bond.mentor_id, words=words)
            elif said == "decline" and reason in {str(known) for known in DeclineReason}:
                programmes.decline(
                    session, mentorship=bond, reason=DeclineReason(reason), words=words,
                    by=bond.mentor_id,
                )  # fmt: skip
            else:
                raise Unusable(
                    _("Alasan penolakan belum dipilih."), remedy=_("Pilih salah satu alasan.")
                )
    except NotFound:
        raise
    except PamongError as wrong:
        return _show(request, wrong=wrong, typed={"id": mentorship_id, "words": words})
    return go("/mine", said=_("Terima kasih, Bapak/Ibu. Jawaban Anda sudah dicatat."))


@router.get("/mine/calendar/{mentorship_id}")
def calendar(request: Request, mentorship_id: UUID) -> Response:
    with db.transaction(reads=True) as session:
        return calendar_file(session, own_bond(session, request, mentorship_id))


@router.post("/mine/leave")
def leave(request: Request) -> Response:
    """Closed here and in every other browser."""
    with db.transaction() as session:
        access.own_pages.end_all(session, employee_id=request.state.own.employee_id)
    gone = go("/mine/link", said=_("Halaman pribadi Anda sudah ditutup."))
    gone.delete_cookie(own_cookie_name(), httponly=True)
    return gone


@router.get("/mine/link")
def ask_page(request: Request) -> Response:
    return paper.page(request, "mine_link", wrong=None, typed="", asked=False)


@router.post("/mine/link")
def ask(request: Request, said: Text = "") -> Response:
    """A fresh link to the address on file. The answer never tells whether somebody is known."""
    typed = "".join(said.split())
    address = request.client.host if request.client else "-"
    limits = ((f"own-link:{typed.casefold()}", 3), (f"own-link-from:{address}", 20))
    try:
        if settings().public_url is None:
            raise OutOfReach(
                _("Kantor belum memasang alamat publik Pamong, jadi tautan belum dapat dikirim."),
                remedy=_("Hubungi pengelola kepegawaian."),
            )
        if not typed:
            raise Unusable(_("Kolom ini kosong."), remedy=_("Isi NIP atau alamat surel dinas."))
        with db.transaction() as session:
            access.limits.require_room(session, limits)
            access.limits.failed(session, limits)
            _send_link(session, typed)
    except PamongError as wrong:
        return paper.page(
            request, "mine_link", status=status_of(wrong), wrong=wrong, typed=said, asked=False
        )
    return paper.page(request, "mine_link", wrong=None, typed="", asked=True)


def own_bond(session: Session, request: Request, mentorship_id: UUID) -> Mentorship:
    """A mentorship that this person is one of the two of; anybody else's is not there."""
    found = session.get(Mentorship, mentorship_id)
    me = request.state.own.employee_id
    if found is None or me not in {found.mentor_id, found.mentee_id}:
        raise NotFound(_("Pendampingan ini tidak ada."), remedy=_("Kembali ke halaman Anda."))
    return found


def offered_to(session: Session, request: Request, mentorship_id: UUID) -> Mentorship:
    """A mentorship whose mentor is this very person."""
    found = own_bond(session, request, mentorship_id)
    if found.mentor_id != request.state.own.employee_id:
        raise NotFound(_("Pendampingan ini tidak ada."), remedy=_("Kembali ke halaman Anda."))
    return found


def calendar_file(session: Session, bond: Mentorship) -> Response:
    """The days of a mentorship for a telephone's calendar; it names nobody."""
    name = session.get_one(programmes.Programme, bond.programme_id).name
    until = bond.answer_due if bond.state == "offered" else None
    due = None if until is None else clock.local(until).date()
    days = [
        (
            "answer",
            due if bond.state == "offered" else None,
            _("Batas menjawab: {what}", what=name),
        ),
        ("begin", bond.begins_on, _("Pendampingan mulai: {what}", what=name)),
        ("end", bond.ends_on, _("Pendampingan berakhir: {what}", what=name)),
    ]
    text = messages.calendar(bond.id, days) or ""
    return download(text.encode(), "pendampingan.ics", "text/calendar; charset=utf-8")


def _send_link(session: Session, typed: str) -> None:
    person = people.reached_at(session, said=typed)
    if person is None:
        return
    messages.tell(
        session,
        event=Event.OWN_PAGE,
        to=Recipient(employee_id=person.id),
        facts={"until": clock.now() + LASTS},
        dedupe=f"own_page:{uuid4()}",  # each request is a message of its own; limits hold it down
    )


def _show(
    request: Request, *, wrong: PamongError | None = None, typed: dict[str, Any] | None = None
) -> Response:
    held = request.state.own
    with db.transaction(reads=True) as session:
        own = programmes.own.own_of(session, person_id=held.employee_id)
        bonds = [*own.guides, *own.guided]
        seen = {held.employee_id, *(i for m in bonds for i in (m.mentor_id, m.mentee_id))}
        who = {p.id: p for p in people.profiles(session, ids=sorted(seen))}
        names = programmes.competency_names(competencies.dictionary(session))
        gaps = _gaps(session, who[held.employee_id]) if own.waits else []
    with db.transaction() as session:
        access.sights.note(
            session, place="/mine", people=seen, session_id=held.id, holder_id=held.employee_id
        )
    return paper.page(
        request,
        "mine",
        status=status_of(wrong) if wrong else 200,
        wrong=wrong,
        typed={"id": None, "words": ""} | (typed or {}),
        me=who[held.employee_id],
        own=own,
        who=who,
        names=names,
        gaps=gaps,
        live=programmes.LIVE,
        reasons=[str(known) for known in DeclineReason],
        short=programmes.short_reason,
    )


def _gaps(session: Session, me: people.Profile) -> list[competencies.Gap]:
    """What this person lacks against the job's standard, as it is known today."""
    found = competencies.gaps_of(
        session, worker=me, on=clock.today(), unknown=competencies.Unknown.STANDARD_MINUS_ONE
    )
    return [gap for gap in found if gap.gap > 0]
