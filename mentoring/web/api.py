"""/api/v1: what the city's own systems (SIMPEG) may read, each with a token of its own.

Read only. People are named by NIP in the answers, which these systems know them by, and by our
random ids in the addresses, because addresses end up in logs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated
from uuid import UUID

from fastapi import Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlmodel import Session
from starlette.exceptions import HTTPException

from mentoring import access, db, people, programmes
from mentoring.errors import NotAllowed, NotFound, PamongError
from mentoring.programmes import MentorshipState, Wanted
from mentoring.web.api_shapes import (
    MentorshipOut,
    Mentorships,
    PersonOut,
    Problem,
    ProgrammeOut,
    Programmes,
)
from mentoring.web.failures import status_of
from mentoring.words import _

ROWS = 100


PROBLEMS = {code: {"model": Problem} for code in (401, 404, 422, 503)}
bearer = HTTPBearer(auto_error=False, description="Token dari halaman Akun.")
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]


def client(request: Request, said: Bearer) -> access.ApiClient:
    """Whose token came with the request."""
    found = None
    if said is not None:
        with db.transaction() as session:
            found = access.clients.client_of(session, token=said.credentials)
            if found is not None:
                access.clients.see(session, client=found)
    if found is None:
        raise HTTPException(401)
    request.state.client_row = found
    return found


Client = Annotated[access.ApiClient, Depends(client)]


def make_api() -> FastAPI:
    """The API as an application of its own, with its description at /api/v1/openapi.json."""
    api = FastAPI(
        title="Pamong",
        version="1",
        description=_("Program dan pendampingan, untuk dibaca sistem kepegawaian lain."),
        docs_url=None,
        redoc_url=None,
        responses=PROBLEMS,  # type: ignore[arg-type]
    )
    api.get("/programmes")(list_programmes)
    api.get("/programmes/{programme_id}")(show_programme)
    api.get("/programmes/{programme_id}/mentorships")(list_mentorships)
    api.get("/mentorships/{mentorship_id}")(show_mentorship)
    api.add_exception_handler(PamongError, _expected)
    api.add_exception_handler(HTTPException, _http)
    api.add_exception_handler(RequestValidationError, _unreadable)
    return api


def list_programmes(_client: Client) -> Programmes:
    """All programmes."""
    with db.transaction(reads=True) as session:
        rows = programmes.programmes(session)
    return Programmes(programmes=[_programme(row) for row in rows])


def show_programme(_client: Client, programme_id: UUID) -> ProgrammeOut:
    """One programme."""
    with db.transaction(reads=True) as session:
        return _programme(_found(session, programme_id))


def list_mentorships(
    request: Request,
    client: Client,
    programme_id: UUID,
    state: MentorshipState | None = None,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Mentorships:
    """The mentorships of a programme, a hundred at a time."""
    with _seen(request, client) as (session, seen):
        wanted = Wanted(status=state or "", page=page, rows=ROWS, sort="mentee")
        cut = programmes.browsing.followed(
            session, programme=_found(session, programme_id), wanted=wanted
        )
        rows = _mentorships(session, list(cut.rows), seen)
    return Mentorships(total=cut.total, page=cut.page, pages=cut.pages, mentorships=rows)


def show_mentorship(request: Request, client: Client, mentorship_id: UUID) -> MentorshipOut:
    """One mentorship."""
    with _seen(request, client) as (session, seen):
        row = session.get(programmes.Mentorship, mentorship_id)
        if row is None:
            raise NotFound(_("Pendampingan ini tidak ada."))
        return _mentorships(session, [row], seen)[0]


@contextmanager
def _seen(request: Request, client: access.ApiClient) -> Iterator[tuple[Session, set[UUID]]]:
    """A look at people's data, which is written down: who asked, and about whom."""
    seen: set[UUID] = set()
    with db.transaction(reads=True) as session:
        yield session, seen
    with db.transaction() as session:
        place = f"/api/v1{request.scope['route'].path_format}"
        access.sights.note(session, place=place, people=seen, client_id=client.id)


def _found(session: Session, programme_id: UUID) -> programmes.Programme:
    found = session.get(programmes.Programme, programme_id)
    if found is None:
        raise NotFound(_("Program ini tidak ada."))
    return found


def _programme(row: programmes.Programme) -> ProgrammeOut:
    return ProgrammeOut.model_validate(row, from_attributes=True)


def _mentorships(
    session: Session, rows: list[programmes.Mentorship], seen: set[UUID]
) -> list[MentorshipOut]:
    seen |= {i for row in rows for i in (row.mentor_id, row.mentee_id)}
    nips = people.nips(session, ids=sorted(seen))
    who = {
        p.id: PersonOut(id=p.id, nip=nips[p.id], name=p.name, job=p.job, unit=p.unit_name)
        for p in people.profiles(session, ids=sorted(seen))
    }
    return [
        MentorshipOut(
            id=row.id,
            programme_id=row.programme_id,
            state=MentorshipState(row.state),
            begins_on=row.begins_on,
            ends_on=row.ends_on,
            mentor=who[row.mentor_id],
            mentee=who[row.mentee_id],
        )
        for row in rows
    ]


def _expected(_request: Request, error: Exception) -> Response:
    assert isinstance(error, PamongError)
    return _problem(status_of(error), error)


def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 401:
        refused = NotAllowed(_("Token tidak dikenal."), remedy=_("Minta token kepada admin."))
        answer = _problem(401, refused)
        answer.headers["www-authenticate"] = "Bearer"
        return answer
    answer = _problem(error.status_code, NotFound(_("Alamat ini tidak ada.")))
    answer.headers.update(error.headers or {})
    return answer


def _unreadable(_request: Request, _error: Exception) -> Response:
    wrong = NotFound(_("Permintaan tidak dapat dibaca."), remedy=_("Lihat openapi.json."))
    return _problem(422, wrong)


def _problem(status: int, error: PamongError) -> Response:
    return JSONResponse(
        Problem(message=error.sentence, remedy=error.remedy).model_dump(), status_code=status
    )
