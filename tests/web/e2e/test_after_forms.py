"""Pages that only a sent form shows: what a file would change, a correction, a case, a refusal."""

from pathlib import Path
from typing import Any

import pytest

from mentoring import cases, db
from mentoring.cases import Kind
from tests.people.files import AYU, BUDI, siasn
from tests.web import office, routes
from tests.web.e2e.conftest import token_of, window
from tests.web.e2e.test_proposal_pages import Look

SCREENS = [(1280, "id"), (390, "id"), (320, "en")]


def asked_for_a_correction() -> Any:
    person_id = office.pairs()[0].mentee_id
    with db.transaction() as session:
        return cases.open_case(
            session, person_id=person_id, kind=Kind.CORRECTION, about="education",
            wanted="S-2/Magister", words="Ijazah S-2 terbit bulan lalu.",
        ).id  # fmt: skip


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_from_a_request_for_correction_to_its_answer(
    chromium: Any, site: str, approved: Path, artefacts: Path, width: int, language: str
) -> None:
    case_id = asked_for_a_correction()
    context = window(chromium, site, width=width, language=language, token=token_of("hr"))
    page = context.new_page()
    look = Look(page, artefacts)
    page.goto(f"{site}/cases/{case_id}")
    look("case")
    page.locator("a[href*='/correct?case=']").press("Enter")
    page.wait_for_selector("#f-education")
    page.fill("#f-email", "bukan@surel")
    page.locator("main form button").press("Enter")
    page.wait_for_selector("[role=alert]")
    look("refused")
    assert page.input_value("#f-email") == "bukan@surel"
    page.fill("#f-email", "pegawai@kota.example")
    page.fill("#f-education", "S-2/Magister")
    page.locator("main form button").press("Enter")
    page.wait_for_selector("input[name=sure]", state="attached")
    look("difference")
    page.fill("input[name=reason]", "Ijazah diperlihatkan")
    page.locator("main form button").press("Enter")
    page.wait_for_url(f"**/cases/{case_id}")
    look("answer at hand")
    page.fill("#words", "Sudah kami perbaiki. Terima kasih.")
    page.locator("form[action$='/answer'] button").press("Enter")
    page.wait_for_selector("#words", state="detached")
    look("answered")
    context.close()
    assert look.found == []


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_file_with_mistakes_then_one_that_is_taken_over(
    chromium: Any, site: str, tmp_path: Path, artefacts: Path, width: int, language: str
) -> None:
    wrong = AYU | {"NIP BARU": "123", "KEDUDUKAN HUKUM NAMA": "Entah", "KEDUDUKAN HUKUM ID": ""}
    bad = siasn(tmp_path / "salah.csv", [wrong, BUDI | {"EMAIL GOV": "x"}])
    good = siasn(tmp_path / "benar.csv", [AYU, BUDI | {"EMAIL GOV": "x"}])
    context = window(chromium, site, width=width, language=language, token=token_of("hr"))
    page = context.new_page()
    look = Look(page, artefacts)
    for name, file in (("mistakes", bad), ("difference", good)):
        page.goto(f"{site}/imports")
        page.set_input_files("#file", file)
        page.locator("input[name=partial]").check()
        page.locator("main form button").first.press("Enter")
        page.wait_for_selector(".figures", timeout=60_000)
        look(name)
    page.locator("main form button").first.press("Enter")
    page.wait_for_url("**/imports")
    look("saved")
    context.close()
    assert look.found == []


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_an_exchange_shows_its_price_and_wants_a_reason(
    chromium: Any, site: str, artefacts: Path, width: int, language: str
) -> None:
    context = window(chromium, site, width=width, language=language, token=token_of("hr"))
    page = context.new_page()
    look = Look(page, artefacts)
    for pair in office.pairs():
        here = "/programmes/{programme_id}/runs/{run_id}/people/" + str(pair.mentee_id)
        page.goto(site + routes.filled(here))
        swaps = page.locator("a[href*='/swap/']")
        if swaps.count():
            swaps.first.press("Enter")
            page.wait_for_selector("h1")
            if page.locator("input[name=reason]").count():
                break
    look("price")
    page.fill("input[name=reason]", "permintaan kepala unit")
    page.locator("main form button").first.press("Enter")
    page.wait_for_load_state()
    look("swapped")
    page.goto(site + routes.filled("/programmes/{programme_id}/runs/{run_id}/approve"))
    look("approve")
    context.close()
    assert look.found == []
