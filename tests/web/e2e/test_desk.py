"""The officer's desk in a real browser: counts that follow the typing, and what will happen."""

from pathlib import Path
from typing import Any

from tests.web import office, routes
from tests.web.e2e.conftest import token_of, window
from tests.web.e2e.test_every_page import AXE, TAGS


def test_the_count_follows_what_is_typed_and_saving_still_saves(
    chromium: Any, site: str, approved: Path
) -> None:
    context = window(chromium, site, width=1280, language="id", token=token_of("hr"))
    page = context.new_page()
    page.goto(site + routes.filled("/programmes/{programme_id}/policy"))
    page.wait_for_selector("#counted .figure")
    before = page.inner_text("#counted")
    page.fill("[name='mentor.min_service_years']", "40")
    with page.expect_response("**/policy/count"):
        page.press("[name='mentor.min_service_years']", "Tab")
    page.wait_for_function(
        "old => document.querySelector('#counted').innerText !== old", arg=before
    )
    assert office.programme().policy_version == 1
    page.click("button:has-text('Simpan sebagai versi baru')")
    page.wait_for_selector("h1:has-text('versi 2')")
    context.close()


def test_what_will_happen_is_read_before_it_is_done(
    chromium: Any, site: str, approved: Path
) -> None:
    context = window(chromium, site, width=390, language="id", token=token_of("hr"))
    page = context.new_page()
    page.goto(site + routes.filled("/programmes/{programme_id}/following"))
    boxes = page.locator("input[name=mentorship_id]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.click("button:has-text('Carikan mentor lain')")
    page.wait_for_selector("h1:has-text('Carikan mentor lain')")
    page.evaluate(AXE)
    found = page.evaluate(f"axe.run(document, {{runOnly: {TAGS}}})")
    assert [v["id"] for v in found["violations"]] == []
    page.fill("[name=reason]", "keduanya pindah tugas")
    page.click("button:has-text('Lakukan untuk 2 pendampingan')")
    page.wait_for_selector("text=usulan baru dihitung")
    assert sorted(b.state for b in office.bonds()).count("withdrawn") == 2
    context.close()
