"""Who may open what: the whole route table, walked as every persona."""

from typing import Any

import pytest

from mentoring import access, db
from mentoring.web.roles import WHO_MAY, Door
from tests.web import office, routes

ROLES = ("hr", "petugas", "unit", "lain", "auditor")
DEEDS = [key for key, door in WHO_MAY.items() if isinstance(door, access.Deed)]
ABOUT_SOMEBODY = [
    path
    for method, path in routes.every()
    if ("person_id" in path or "mentorship_id" in path) and WHO_MAY[f"{method} {path}"] != Door.OWN
]


def test_every_route_has_its_place_in_the_table_and_every_place_its_route(app: Any) -> None:
    there = {
        f"{method} {path}"
        for method, path in routes.of_app(app)
        if path not in {"/static", "/api/v1"}
    }
    assert there == set(WHO_MAY)


def test_a_route_outside_the_table_is_shut(app: Any, hr: office.Browser) -> None:
    app.add_api_route("/terlupa", lambda: "isi", methods=["GET"])
    assert "belum dibuka" in office.words(hr.open("/terlupa", 403))


@pytest.mark.parametrize("login", ROLES)
def test_each_role_opens_exactly_its_pages(app: Any, approved: Any, login: str) -> None:
    browser = office.signed_in(app, login)
    role = _role(login)
    bond = str(office.bonds()[0].id)
    for key, door in WHO_MAY.items():
        method, path = key.split(" ", 1)
        if not isinstance(door, access.Deed) or "{upload_id}" in path or method == "POST":
            continue
        filled = routes.filled(path, mentorship_id=bond)
        status = browser.client.get(filled).status_code
        if door in access.ALLOWED[role]:
            assert status in ({200, 404} if login == "lain" else {200, 404, 400, 409}), key
        else:
            assert status == 403, key


@pytest.mark.parametrize("login", ROLES)
def test_no_deed_is_done_by_a_role_that_may_not(app: Any, approved: Any, login: str) -> None:
    browser = office.signed_in(app, login)
    role = _role(login)
    ids = {"mentorship_id": office.bonds()[0].id, "account_id": office.bonds()[0].id,
           "client_id": office.bonds()[0].id, "upload_id": office.bonds()[0].id}  # fmt: skip
    for key in DEEDS:
        method, path = key.split(" ", 1)
        if method == "POST" and WHO_MAY[key] not in access.ALLOWED[role]:
            browser.send(routes.filled(path, **ids), 403)


@pytest.mark.parametrize("path", ABOUT_SOMEBODY)
def test_somebody_of_another_opd_is_not_there(app: Any, approved: Any, path: str) -> None:
    """A unit's officer gets 404 for whoever is not of the own OPD, on every such route."""
    browser = office.signed_in(app, "lain")
    bond = next(b for b in office.bonds() if b.mentee_id == office.pairs()[0].mentee_id)
    filled = routes.filled(path, mentorship_id=bond.id)
    key = f"GET {path}"
    if WHO_MAY.get(key) is access.Deed.READ:
        browser.open(filled, 404)
    for method in ("GET", "POST"):
        if f"{method} {path}" in WHO_MAY and WHO_MAY[f"{method} {path}"] is not access.Deed.READ:
            status = browser.client.request(
                method, filled, data={"csrf": browser.token()} if method == "POST" else None
            ).status_code
            assert status in {403, 404}


def test_lists_hold_only_the_own_opd(app: Any, approved: Any) -> None:
    mine = office.profile(office.pairs()[0].mentee_id)
    unit, other = office.signed_in(app, "unit"), office.signed_in(app, "lain")
    for path in ("pairs", "pairs/csv"):
        address = routes.filled(f"/programmes/{{programme_id}}/runs/{{run_id}}/{path}")
        assert mine.name in unit.open(address).text.replace("&#39;", "'")
        assert mine.name not in other.open(address).text.replace("&#39;", "'")
    following = routes.filled("/programmes/{programme_id}/following")
    assert mine.name in unit.open(following).text
    assert mine.name not in other.open(following).text
    search = routes.filled("/programmes/{programme_id}/runs/{run_id}/search")
    assert mine.name not in office.words(other.send(search, 200, text=mine.name))
    found = unit.client.post(search, data={"text": mine.name, "csrf": unit.token()})
    assert str(mine.id) in found.headers.get("location", "") + found.text  # one, or namesakes


def test_a_stranger_is_shown_the_door(app: Any) -> None:
    stranger = office.Browser(app)
    for key, door in WHO_MAY.items():
        method, path = key.split(" ", 1)
        if door is Door.ANYBODY or method == "POST":
            continue
        answer = stranger.client.get(routes.filled(path))
        assert answer.status_code == 303, key
        door_bell = "/mine/link" if door is Door.OWN else "/sign-in"
        assert answer.headers["location"].startswith(door_bell), key


def test_a_password_alone_opens_nothing(app: Any) -> None:
    office.signed_in(app, "hr")
    half = office.Browser(app)
    half.send("/sign-in", login="hr", password=office.PASSWORD)
    for key, door in WHO_MAY.items():
        method, path = key.split(" ", 1)
        if method == "GET" and door not in {Door.ANYBODY, Door.HALF, Door.OWN}:
            assert half.client.get(routes.filled(path)).headers["location"] == "/sign-in/code"


@pytest.mark.parametrize("token", ["", "0" * 64, "lain"])
def test_a_form_without_the_browser_s_own_token_is_refused(app: Any, token: str) -> None:
    hr, another = office.signed_in(app, "hr"), office.signed_in(app, "petugas")
    said = another.token() if token == "lain" else token
    for method, path in routes.every():
        own = WHO_MAY[f"{method} {path}"] is Door.OWN  # an officer is nobody there
        if method == "POST" and path != "/sign-in/code" and not own:
            some = office.run().id
            filled = routes.filled(
                path,
                token="x",
                mentorship_id=some,
                account_id=some,
                client_id=some,
                upload_id=some,
            )
            hr.send(filled, 403, token=said)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"origin": "https://jahat.example"}, 403),
        ({"origin": office.HOME}, 303),
        ({}, 303),
    ],
)
def test_a_form_from_elsewhere_is_refused_even_with_the_token(
    hr: office.Browser, headers: dict[str, str], status: int
) -> None:
    answer = hr.client.post("/language", data={"csrf": hr.token(), "code": "id"}, headers=headers)
    assert answer.status_code == status


def _role(login: str) -> access.Role:
    with db.transaction(reads=True) as session:
        return access.Role(access.acting(session, login=login).role)
