"""Passwords, codes, sessions: what lets somebody in, and what throws them out again."""

from datetime import timedelta
from typing import Any

import pytest

from mentoring import access, audit, clock, db
from mentoring.web import first_link
from tests.web import office


def test_the_code_is_that_of_the_standard() -> None:
    """RFC 6238, appendix B, the SHA-1 column, last six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (20000000000, "353130")):
        assert access.totp.code_at(secret, access.totp.step_at(seconds)) == code


def test_a_code_is_taken_once(app: Any) -> None:
    office.signed_in(app, "hr")
    second = office.Browser(app)
    second.send("/sign-in", login="hr", password=office.PASSWORD)
    code = office.code_of("hr")
    second.send("/sign-in/code", code=code)
    third = office.Browser(app)
    third.send("/sign-in", login="hr", password=office.PASSWORD)
    third.send("/sign-in/code", 400, code=code)


def test_five_wrong_passwords_shut_the_door_and_time_opens_it(
    app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.signed_in(app, "hr")
    browser = office.Browser(app)
    for _try in range(5):
        wrong = browser.send("/sign-in", 400, login="hr", password="salah sekali lagi")
        assert "tidak cocok" in office.words(wrong)
    shut = browser.send("/sign-in", 429, login="hr", password=office.PASSWORD)
    assert "Terlalu banyak" in office.words(shut)
    later = clock.now() + access.limits.WITHIN + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    browser.send("/sign-in", login="hr", password=office.PASSWORD)


def test_an_unknown_account_is_told_the_same_as_a_wrong_password(app: Any) -> None:
    office.signed_in(app, "hr")
    one = office.Browser(app).send("/sign-in", 400, login="hr", password="salah")
    two = office.Browser(app).send("/sign-in", 400, login="tiada", password="salah")
    assert office.words(one) == office.words(two)


def test_what_was_typed_stays_except_the_password(app: Any) -> None:
    answer = office.Browser(app).send("/sign-in", 400, login="pegawai", password="rahasia sekali")
    assert 'value="pegawai"' in answer.text
    assert "rahasia" not in answer.text


@pytest.mark.parametrize("by", [access.sessions.IDLE, access.sessions.LONGEST])
def test_a_session_ends_by_itself(hr: office.Browser, by: timedelta) -> None:
    hr.open("/")
    office.age_sessions(by + timedelta(minutes=1))
    assert hr.open("/", 303).headers["location"] == "/sign-in"


def test_signing_out_everywhere_ends_every_browser(app: Any, hr: office.Browser) -> None:
    other = office.signed_in(app, "hr")
    hr.send("/sign-out-everywhere")
    assert other.open("/", 303).headers["location"] == "/sign-in"


def test_a_cookie_kept_after_signing_out_opens_nothing(hr: office.Browser) -> None:
    cookie = dict(hr.client.cookies)
    hr.send("/sign-out")
    hr.client.cookies.update(cookie)
    assert hr.open("/", 303).headers["location"] == "/sign-in"


def test_a_closed_account_is_out_at_once(app: Any, hr: office.Browser) -> None:
    other = office.signed_in(app, "petugas")
    with db.transaction() as session:
        account = access.acting(session, login="petugas")
    hr.send(f"/accounts/{account.id}/close", reason="pindah tugas")
    assert other.open("/", 303).headers["location"] == "/sign-in"


def test_the_first_link_sets_the_first_password_once(app: Any) -> None:
    link = first_link()
    assert link is not None
    path = link.removeprefix(office.HOME)
    browser = office.Browser(app)
    browser.open(path)
    assert "Paling sedikit" in browser.open(path).text  # looking uses nothing up
    browser.send(path, 400, password="pendek", again="pendek")
    browser.send(path, 400, password=office.PASSWORD, again="yang lain sama sekali")
    browser.send(path, password=office.PASSWORD, again=office.PASSWORD)
    browser.open(path, 404)
    assert first_link() is None
    browser.send("/sign-in", login="hr", password=office.PASSWORD)


def test_only_hashes_are_stored(hr: office.Browser) -> None:
    token = hr.client.cookies["pamong"]
    from sqlmodel import select

    from mentoring.access.tables import Credential, WebSession

    with db.transaction(reads=True) as session:
        held = session.exec(select(WebSession)).all()
        credential = session.exec(select(Credential)).all()
        deeds = audit.trail(session, action="access", last=50)
    assert token not in repr(held)
    assert all(c.password_hash.startswith("$argon2id$") for c in credential)
    assert office.PASSWORD not in repr(credential) + repr([d.details for d in deeds])


def test_the_headers_of_every_page(hr: office.Browser) -> None:
    for path in ("/", "/sign-in", "/tidak-ada", "/static/pamong.css"):
        headers = hr.client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    cookie = hr.client.get("/me").headers.get("set-cookie", "")
    assert "Secure" not in cookie
    session = office.Browser(hr.client.app)
    answer = session.send("/sign-in", login="hr", password=office.PASSWORD)
    assert all("HttpOnly" in c and "SameSite" in c.replace("samesite", "SameSite")
               for c in answer.headers.get_list("set-cookie"))  # fmt: skip


def test_another_host_s_name_is_not_served(hr: office.Browser) -> None:
    assert hr.client.get("/", headers={"host": "jahat.example"}).status_code == 400


def test_nobody_is_led_elsewhere_after_signing_in(app: Any) -> None:
    office.signed_in(app, "hr")
    for bad in ("//jahat.example", "https://jahat.example", "/\\jahat.example"):
        browser = office.Browser(app)
        browser.send("/sign-in", login="hr", password=office.PASSWORD, next=bad)
        code = office.code_of("hr")
        assert browser.send("/sign-in/code", code=code).headers["location"] == "/"
