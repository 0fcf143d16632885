"""Every form that a page offers, sent with what no honest hand would type: refused in words or
taken as it stands, never an error of the server and never markup that comes back to life."""

from html.parser import HTMLParser
from typing import Any

import pytest

from mentoring.web.roles import WHO_MAY, Door
from tests.web import office, routes
from tests.web.test_mine import opened

CANARY = "<i-canary>"
HOSTILE = {
    "nothing": "",
    "markup": f"\"'>{CANARY}{{{{7*7}}}}",
    "zero byte": "a\x00b",
    "long": "x" * 70_000,
    "number": "1e999",
    "below": "-99999999999999999999",
    "day": "31-02-2026",
    "year": "0001-01-01",
    "far": "9999-12-31",
    "letters": "\u202e\U0001f9ff\ud7ff\u0000é",
    "formula": "=cmd|' /C calc'!A0",
}
LEFT_OUT = ("/sign-out", "/language", "/mine/leave")  # they end what the walk needs
SAFE = frozenset({"csrf", "kind", "letter_kind"})  # of these one value is sent as it stands


class Forms(HTMLParser):
    """Every form of a page: where it goes and what its fields are called and hold."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.fields: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.fields = {} if said.get("method") == "post" else None
            if self.fields is not None:
                self.forms.append((said.get("action", ""), self.fields))
        elif self.fields is not None and said.get("name") and tag in INPUTS:
            self.fields.setdefault(said["name"], said.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.fields = None


INPUTS = frozenset({"input", "select", "textarea", "button"})


def pages(*, own: bool) -> list[str]:
    """The pages behind a door: those of officers, or the own pages."""
    shut = {Door.ANYBODY, Door.HALF}
    return [key.split(" ", 1)[1] for key, who in WHO_MAY.items()
            if key.startswith("GET ") and who not in shut and (who is Door.OWN) == own]  # fmt: skip


def forms_of(browser: office.Browser, *, own: bool = False) -> dict[str, dict[str, str]]:
    """Every form on every page that this browser may open, by its address."""
    found: dict[str, dict[str, str]] = {}
    bond = office.bonds()[0] if office.bonds() else None
    for path in pages(own=own):
        if "{shape}" in path:
            continue
        there = routes.filled(path, mentorship_id=bond.id if bond else "-")
        page = browser.client.get(there)
        if "text/html" not in page.headers.get("content-type", ""):
            continue
        reader = Forms()
        reader.feed(page.text)
        for action, fields in reader.forms:
            found.setdefault(action or there, fields)
    return {action: f for action, f in found.items() if not action.startswith(LEFT_OUT)}


def sent(fields: dict[str, str], bad: str) -> dict[str, str]:
    return {name: value if name in SAFE else bad for name, value in fields.items()}


def trouble(action: str, name: str, answer: Any) -> list[str]:
    found = []
    if answer.status_code >= 500:
        found.append(f"{action} with {name}: {answer.status_code}")
    if CANARY in answer.text:
        found.append(f"{action} with {name}: markup came back alive")
    return found


def all_refused(browser: office.Browser, forms: dict[str, dict[str, str]]) -> list[str]:
    found = []
    for action, fields in forms.items():
        for name, bad in HOSTILE.items():
            data = sent(fields, bad) | {"csrf": browser.token()}
            found += trouble(action, name, browser.client.post(action, data=data))
    return found


@pytest.mark.parametrize("office_is", ["proposed", "approved"])
def test_no_form_breaks_on_what_is_typed(
    request: pytest.FixtureRequest, office_is: str, app: Any
) -> None:
    request.getfixturevalue(office_is)
    browser = office.signed_in(app, "hr")
    forms = forms_of(browser)
    assert len(forms) > 20
    assert all_refused(browser, forms) == []


@pytest.mark.parametrize("side", ["mentor_id", "mentee_id"])
def test_no_form_of_the_own_pages_breaks_either(app: Any, approved: Any, side: str) -> None:
    phone = opened(app, getattr(office.bonds()[0], side))
    forms = forms_of(phone, own=True)
    assert len(forms) > 2
    assert all_refused(phone, forms) == []


def test_no_form_breaks_on_fields_twice_or_missing_or_of_another_kind(
    app: Any, hr: office.Browser
) -> None:
    found = []
    for action, fields in forms_of(hr).items():
        token = hr.token()
        twice = {name: [value, "x"] for name, value in fields.items()} | {"csrf": token}
        found += trouble(action, "fields twice", hr.client.post(action, data=twice))
        found += trouble(action, "no fields", hr.client.post(action, data={"csrf": token}))
        odd = hr.client.post(action, content=b"{", headers={"content-type": "application/json"})
        found += trouble(action, "another kind", odd)
        assert odd.status_code in {400, 403, 413, 415, 422}, (action, odd.status_code)
    assert found == []


def test_no_filter_breaks_on_what_is_asked(hr: office.Browser) -> None:
    found = []
    words = ("page", "side", "opd", "rank", "group", "state", "kind", "sort", "order", "who",
             "since", "until", "actor", "action", "code", "change", "with", "group_by", "late",
             "case", "now", "said", "rank_from", "rank_to", "job", "field")  # fmt: skip
    for path in pages(own=False):
        there = routes.filled(path)
        for name, bad in HOSTILE.items():
            if name != "long":
                found += trouble(
                    there, name, hr.client.get(there, params=dict.fromkeys(words, bad))
                )
    assert found == []
