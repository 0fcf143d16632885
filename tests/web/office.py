"""An officer at a browser without a window: signs in, follows addresses, sends forms."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx2
from fastapi.testclient import TestClient
from sqlmodel import select

from mentoring import access, clock, db, messages, people, programmes
from mentoring.access.tables import Credential, WebSession
from mentoring.programmes import MatchRun, Mentorship, Programme
from mentoring.web import guard

HOME = "http://127.0.0.1:8000"
PASSWORD = "kopi pahit di teras kantor"
Answer = httpx2.Response


class Browser:
    """One browser of one account (or of a stranger)."""

    def __init__(self, app: Any) -> None:
        self.client = TestClient(
            app, base_url=HOME, follow_redirects=False, raise_server_exceptions=False
        )

    def open(self, path: str, status: int = 200) -> Answer:
        """Look at a page."""
        answer = self.client.get(path)
        assert answer.status_code == status, (path, answer.status_code, words(answer))
        return answer

    def send(
        self, path: str, status: Any = 303, files: Any = None, token: Any = None, **form: Any
    ) -> Answer:
        """Send a form with this browser's token (or another one, or «» for none)."""
        csrf = self.token() if token is None else token
        data = {k: str(v) for k, v in form.items()} | ({"csrf": csrf} if csrf else {})
        answer = self.client.post(path, data=data, files=files)
        assert answer.status_code == status, (path, answer.status_code, words(answer))
        return answer

    def token(self) -> str:
        cookies = self.client.cookies
        cookie = cookies.get(guard.cookie_name()) or cookies.get(guard.own_cookie_name())
        if not cookie:
            self.client.get("/sign-in")
            cookie = self.client.cookies.get("pamong_visit")
        return access.tokens.derived(cookie or "", "form")


def signed_in(app: Any, login: str) -> Browser:
    """Both factors, as a person would; an account without a password gets one first."""
    browser = Browser(app)
    with db.transaction() as session:
        account = access.acting(session, login=login)
        if access.passwords.credential_of(session, account_id=account.id) is None:
            access.passwords.set_password(
                session, account=account, password=PASSWORD, by=account.id
            )
    browser.send("/sign-in", login=login, password=PASSWORD)
    browser.open("/sign-in/code")
    browser.send("/sign-in/code", code=code_of(login))
    return browser


def code_of(login: str) -> str:
    """What this account's authenticator app shows now; as if no code had been used yet."""
    with db.transaction() as session:
        account = access.acting(session, login=login)
        held = session.exec(select(Credential).where(Credential.account_id == account.id)).one()
        held.totp_last_step = 0
        assert held.totp_secret is not None
        return access.totp.code_at(held.totp_secret, access.totp.step_at(clock.now().timestamp()))


def words(answer: Answer) -> str:
    """The text of a page, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())[:1500]


def age_sessions(by: timedelta) -> None:
    """As if so much time had passed since every browser was last used."""
    with db.transaction() as session:
        for held in session.exec(select(WebSession)):
            held.begun_at -= by
            held.seen_at -= by


def programme() -> Programme:
    with db.transaction(reads=True) as session:
        return programmes.find_programme(session)


def run() -> MatchRun:
    with db.transaction(reads=True) as session:
        found = programmes.find_programme(session)
        return programmes.find_run(session, programme=found)


def pairs() -> list[programmes.Proposal]:
    with db.transaction(reads=True) as session:
        return programmes.proposals(session, run=run())


def bonds() -> list[Mentorship]:
    with db.transaction(reads=True) as session:
        return programmes.mentorships(session, programme=programmes.find_programme(session))


def profile(person_id: UUID) -> people.Profile:
    with db.transaction(reads=True) as session:
        return people.profiles(session, ids=[person_id])[0]


def told_to(person_id: UUID) -> UUID:
    """The newest message to somebody; an id of nothing before there is one."""
    with db.transaction(reads=True) as session:
        found = messages.inbox(session, person_id=person_id, last=1)
        return found[0].id if found else UUID(int=0)


def waiting() -> list[programmes.Unmatched]:
    """Who got nobody in the latest run and waits, in their order."""
    with db.transaction(reads=True) as session:
        rows = programmes.unmatched(session, run=run())
        return [row for row in rows if row.place is not None]


def last_import() -> UUID:
    """The import that can be taken back."""
    with db.transaction(reads=True) as session:
        found = people.undoable(session)
        return found.id if found else UUID(int=0)
