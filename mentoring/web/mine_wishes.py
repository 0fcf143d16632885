"""What somebody says of the own places, absences and messages, on the own pages."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from sqlmodel import Session

from mentoring import access, clock, db, messages, people, programmes
from mentoring.errors import PamongError, Unusable
from mentoring.web import paper
from mentoring.web.desk import go
from mentoring.web.failures import status_of
from mentoring.web.typed import day_of
from mentoring.words import _

router = APIRouter()
Text = Annotated[str, Form(max_length=40)]
HERE = "/mine/wishes"
# What a person without an account can be reached by; the rest is for tests and officers.
OFFERED = ("", "smtp", "notify")


@router.get(HERE)
def look(request: Request) -> Response:
    return _show(request)


@router.post(HERE + "/places")
def places(request: Request, places: Text = "") -> Response:
    def wanted(session: Session, me: UUID) -> None:
        if not places.isdecimal():
            raise Unusable(_("Jumlah mentee belum diisi."), remedy=_("Isi dengan angka."))
        programmes.own.set_own_places(session, person_id=me, places=int(places))

    return _done(request, wanted, _("Jumlah mentee Anda disimpan."))


@router.post(HERE + "/leave")
def leave(request: Request, begins_on: Text = "", ends_on: Text = "") -> Response:
    def away(session: Session, me: UUID) -> None:
        programmes.own.take_leave(
            session, person_id=me, begins_on=day_of(begins_on), ends_on=day_of(ends_on)
        )

    return _done(request, away, _("Cuti Anda dicatat; selama itu tidak ada mentee baru."))


@router.post(HERE + "/messages")
def told(request: Request, channel: Text = "", language: Text = "") -> Response:
    def preferred(session: Session, me: UUID) -> None:
        if channel not in OFFERED:
            raise Unusable(_("Saluran itu tidak dikenal."), remedy=_("Pilih dari daftar."))
        messages.prefer(session, person_id=me, channel=channel, language=language)

    return _done(request, preferred, _("Pilihan Anda disimpan."))


def _done(request: Request, deed: Callable[[Session, UUID], None], said: str) -> Response:
    try:
        with db.transaction() as session:
            deed(session, request.state.own.employee_id)
    except PamongError as wrong:
        return _show(request, wrong=wrong)
    return go(HERE, said=said)


def _show(request: Request, *, wrong: PamongError | None = None) -> Response:
    held = request.state.own
    with db.transaction(reads=True) as session:
        me = people.profiles(session, ids=[held.employee_id])[0]
        found = programmes.own.places_of(session, person_id=held.employee_id)
        away = people.leaves_of(session, employee_id=held.employee_id, since=clock.today())
        wishes = messages.preference(session, person_id=held.employee_id)
        chosen = {"channel": wishes.channel, "language": wishes.language}
    with db.transaction() as session:
        access.sights.note(
            session,
            place=HERE,
            people=[held.employee_id],
            session_id=held.id,
            holder_id=held.employee_id,
        )
    return paper.page(
        request,
        "mine_wishes",
        status=status_of(wrong) if wrong else 200,
        wrong=wrong,
        me=me,
        places=found,
        away=away,
        chosen=chosen,
        channels=[("", _("cara kantor")), ("smtp", _("surel")), ("notify", _("aplikasi pesan"))],
        languages=[("", _("bahasa kantor")), ("id", "Bahasa Indonesia"), ("en", "English")],
        today=clock.today().isoformat(),
    )
