"""Every page, in both languages and two widths: axe finds nothing, nothing is cut off, no link is
dead, and an old phone does not wait long."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from mentoring.web.roles import WHO_MAY, Door
from tests.web import office, routes
from tests.web.e2e.conftest import token_of, window
from tests.web.test_mine import link_for

AXE = (Path(__file__).parent / "vendor/axe-4.14.1.min.js").read_text("utf-8")
TAGS = "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']"
AN_ID = re.compile(r"[0-9a-f-]{36}|page=[0-9]+")
# A desk, a phone, and 400 % on a desk (WCAG 1.4.10).
SCREENS = [("id", 1280), ("en", 1280), ("id", 390), ("en", 320)]
OF_A_KIND = 3  # pages that differ only in whom they are about
NO_PAGES = ("/healthz", "/readyz", "/metrics", "/state", "{shape}", "/template/", ".svg", "{token}",
            "{letter_id}", "{what_if_id}", "{verify_id}", "{upload_id}", "/frontier",
            "/sign-in")  # fmt: skip


def addresses() -> list[str]:
    """Every page there is, with things of the office in its places."""
    bond, other = office.bonds()[0].id, str(office.pairs()[-1].mentor_id)
    found = []
    for key, who in WHO_MAY.items():
        method, path = key.split(" ", 1)
        if method != "GET" or who is Door.OWN or any(part in path for part in NO_PAGES):
            continue
        filled = routes.filled(path, mentorship_id=bond, other_id=other)
        filled += f"?with={other}" if path.endswith("/compare") else ""
        found.append(filled + ("?now=1" if path.endswith("/proof") else ""))
    return found


@pytest.mark.parametrize(("language", "width"), SCREENS)
def test_axe_finds_nothing_and_nothing_is_cut_off(
    chromium: Any, site: str, approved: Path, artefacts: Path, language: str, width: int
) -> None:
    token = token_of("hr")
    context = window(chromium, site, width=width, language=language, token=token)
    page = context.new_page()
    found: list[str] = []
    for number, address in enumerate([*addresses(), "/sign-in", "/tidak-ada"]):
        if address == "/sign-in":
            context.clear_cookies(name="pamong")
        page.goto(site + address)
        assert page.url == site + address, f"{address} is not what is looked at"
        page.screenshot(path=artefacts / f"{number:02}.png", full_page=True)
        assert page.get_attribute("html", "lang") == language
        found += troubles_of(page, address)
    context.close()
    assert found == []


def troubles_of(page: Any, address: str) -> list[str]:
    """What axe finds on the page that is open, and whether it is wider than the screen."""
    found = []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    if page.evaluate(wide) > 0:
        found.append(f"{address}: wider than the screen")
    page.evaluate(AXE)
    result = page.evaluate(f"axe.run(document, {{runOnly: {TAGS}}})")
    return found + [
        f"{address}: {v['id']} {[n['html'][:100] for n in v['nodes']]}"
        for v in result["violations"]
    ]


@pytest.mark.parametrize(("language", "width"), SCREENS)
def test_axe_finds_nothing_on_the_own_pages(
    chromium: Any, site: str, approved: Path, artefacts: Path, language: str, width: int
) -> None:
    """A mentor who is asked, a mentee with a mentor, one who waits: each by the own link."""
    bond, found = office.bonds()[0], []
    people = {"mentor": bond.mentor_id, "mentee": bond.mentee_id}
    people["waiting"] = office.waiting()[0].mentee_id
    for name, person_id in people.items():
        context = window(chromium, site, width=width, language=language)
        page = context.new_page()
        page.goto(site + link_for(person_id))
        found += troubles_of(page, f"link of {name}")
        page.click("main form button")
        page.wait_for_url("**/mine")
        page.screenshot(path=artefacts / f"{name}.png", full_page=True)
        found += troubles_of(page, f"page of {name}")
        if name == "mentor":
            page.click("button:has-text('Terima'), button:has-text('Accept')")
            page.goto(f"{site}/mine/mentorship/{bond.id}")
            page.screenshot(path=artefacts / "meetings.png", full_page=True)
            found += troubles_of(page, "meetings")
            page.goto(f"{site}/mine/wishes")
            page.screenshot(path=artefacts / "wishes.png", full_page=True)
            found += troubles_of(page, "wishes")
        context.close()
    assert found == []


@pytest.mark.parametrize("login", ["hr", "unit", "auditor"])
def test_no_link_is_dead(chromium: Any, site: str, approved: Path, login: str) -> None:
    """Whatever a page offers to somebody opens for this somebody."""
    context = window(chromium, site, width=1280, language="id", token=token_of(login))
    page = context.new_page()
    waiting, seen, dead = ["/"], {"/"}, []
    kinds: Counter[str] = Counter()
    while waiting:
        address = waiting.pop(0)
        answer = context.request.get(site + address)
        if answer.status >= 400:
            dead.append(f"{address}: {answer.status}")
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        page.goto(site + address)
        for link in page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)"):
            path = str(link).removeprefix(site).split("#")[0]
            if path.startswith("https://wa.me/62"):
                continue  # the one way out: an officer's own telephone
            assert path.startswith("/"), f"{address} leads away to {link}"
            kind = AN_ID.sub("*", path)
            if path not in seen and kinds[kind] < OF_A_KIND:
                kinds[kind] += 1
                seen.add(path)
                waiting.append(path)
    context.close()
    assert dead == []
    assert len(seen) > 20


def test_the_first_page_is_light(chromium: Any, site: str) -> None:
    """Under 100 kB with everything it loads: an old phone on 3G opens it in a few seconds."""
    context = window(chromium, site, width=390, language="id")
    page = context.new_page()
    sizes: list[int] = []
    page.on("requestfinished", lambda r: sizes.append(sum(r.sizes()[k] for k in
            ("responseBodySize", "responseHeadersSize"))))  # fmt: skip
    page.goto(f"{site}/sign-in", wait_until="networkidle")
    context.close()
    assert len(sizes) >= 4
    assert sum(sizes) < 100_000
