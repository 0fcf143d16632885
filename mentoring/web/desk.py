"""What every handler works with: one transaction, who asks, and ways to answer."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlmodel import Session

from mentoring import access, db, people
from mentoring.web import guard, paper


@dataclass(frozen=True, slots=True)
class Desk:
    """One request of a signed-in officer, with the database open."""

    request: Request
    session: Session
    account: access.Account

    @property
    def by(self) -> UUID:
        return self.account.id

    @property
    def within(self) -> UUID | None:
        """The OPD or unit that this officer sees; None: all of them."""
        return self.account.unit_id

    def sees(self, profile: people.Profile) -> bool:
        """A unit officer sees the own OPD only; everybody else with READ sees all."""
        return self.within is None or self.within in {profile.unit_id, profile.opd_id}

    def by_id(self, ids: Iterable[UUID]) -> dict[UUID, people.Profile]:
        """Profiles of these people, noted as seen."""
        wanted = list(dict.fromkeys(ids))
        saw(self.request, wanted)
        return {p.id: p for p in people.profiles(self.session, ids=wanted)}

    def page(self, name: str, /, **values: Any) -> HTMLResponse:
        return paper.page(self.request, name, **values)


@contextmanager
def reading(request: Request) -> Iterator[Desk]:
    """Look, and change nothing."""
    with db.transaction(reads=True) as session:
        yield Desk(request, session, request.state.account)
    _note_sight(request)


@contextmanager
def deciding(request: Request) -> Iterator[Desk]:
    """Change something: all of it, or nothing when it raises."""
    with db.transaction() as session:
        yield Desk(request, session, request.state.account)


def saw(request: Request, ids: Iterable[UUID]) -> None:
    """These people's data go onto this page."""
    seen: set[UUID] = getattr(request.state, "seen", set())
    request.state.seen = seen | set(ids)


def go(path: str, *, said: str = "") -> RedirectResponse:
    """On to another page after a deed, so that a reload does not do it again."""
    answer = RedirectResponse(path, status_code=303)
    if said:
        answer.set_cookie(
            paper.SAID, paper.say(said), max_age=60, httponly=True, samesite="lax",
            secure=guard.is_https(),
        )  # fmt: skip
    return answer


def _note_sight(request: Request) -> None:
    seen: set[UUID] = getattr(request.state, "seen", set())
    if not seen:
        return
    with db.transaction() as session:
        access.sights.note(
            session,
            place=request.scope["route"].path_format,
            people=seen,
            account_id=request.state.account.id,
            session_id=request.state.held.id,
        )
    request.state.seen = set()
