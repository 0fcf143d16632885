"""What only a waiting proposal shows, by keyboard: suppose, tick, plan, do, undo; and letters."""

from pathlib import Path
from typing import Any

import pytest

from tests.web import office, routes
from tests.web.e2e.conftest import token_of, window
from tests.web.e2e.test_every_page import AXE, TAGS

RUN = "/programmes/{programme_id}/runs/{run_id}"
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Look:
    """Screenshots of a page on its way, with whatever is wrong with it."""

    def __init__(self, page: Any, folder: Path) -> None:
        self.page, self.folder, self.found = page, folder, list[str]()

    def __call__(self, name: str) -> None:
        self.page.screenshot(path=self.folder / f"{name}.png", full_page=True)
        if self.page.evaluate(WIDE) > 0:
            self.found.append(f"{name}: wider than the screen")
        self.page.evaluate(AXE)
        result = self.page.evaluate(f"axe.run(document, {{runOnly: {TAGS}}})")
        self.found += [
            f"{name}: {v['id']} {[n['html'][:100] for n in v['nodes']]}"
            for v in result["violations"]
        ]


@pytest.mark.parametrize(("width", "language"), [(1280, "id"), (390, "en")])
def test_an_officer_supposes_and_decides_upon_many_by_keyboard(
    chromium: Any, site: str, artefacts: Path, width: int, language: str
) -> None:
    context = window(chromium, site, width=width, language=language, token=token_of("hr"))
    page = context.new_page()
    look, base, pair = Look(page, artefacts), site + routes.filled(RUN), office.pairs()[0]
    page.goto(f"{base}/what-if?change=ban:{pair.mentee_id}:{pair.mentor_id}")
    look("suppose")
    page.locator("button[name=solve]").press("Enter")
    page.wait_for_selector("#beside", timeout=60_000)
    look("beside")
    page.goto(f"{base}/pairs")
    for place in range(3):
        page.locator("input[name=pick]").nth(place).press("Space")
    look("ticked")
    page.locator("#banyak button").press("Enter")
    look("planned")
    page.fill("input[name=reason]", "rapat")
    page.locator("form[action$='/pairs/do'] button").press("Enter")
    look("done")
    page.locator("button[name=entry]").press("Enter")
    page.wait_for_load_state()
    look("undone")
    assert page.locator("button[name=entry]").count() == 0
    context.close()
    assert look.found == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_letters_of_an_approved_run(
    chromium: Any, site: str, approved: Path, artefacts: Path, width: int
) -> None:
    context = window(chromium, site, width=width, language="id", token=token_of("hr"))
    page = context.new_page()
    look = Look(page, artefacts)
    page.goto(site + routes.filled("/programmes/{programme_id}/letters"))
    page.select_option("#f-kind", "assignment")
    page.locator("form[action$='/letters'] button").first.press("Enter")
    page.wait_for_load_state()
    page.locator("main details summary").first.press("Enter")
    look("letters")
    context.close()
    assert look.found == []
