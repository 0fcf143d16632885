"""A whole season on screen: from an export to a mentor's answer, typed and clicked."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from mentoring import access, db, demo
from mentoring.access import Purpose
from tests.web import office
from tests.web.e2e.conftest import window


def test_the_walk_of_an_officer_and_a_mentor(
    chromium: Any, site: str, artefacts: Path, web_city: demo.DemoFiles
) -> None:
    context = window(chromium, site, width=1280, language="id")
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    _sign_in(page, site)
    _import(page, site, web_city, artefacts)
    _programme(page, site)
    _run(page)
    _swap(page, site, artefacts)
    _approve(page, artefacts)
    context.close()
    _answer_on_a_phone(chromium, site, artefacts)
    assert problems == [], "the content security policy or a script complained"


def _sign_in(page: Any, site: str) -> None:
    with db.transaction() as session:
        account = access.acting(session, login="hr")
        token = access.passwords.invite(session, account=account, by=None)
    page.goto(f"{site}/password/{token}")
    page.fill("#password", office.PASSWORD)
    page.fill("#again", office.PASSWORD)
    page.click("main button")
    page.fill("#login", "hr")
    page.fill("#password", office.PASSWORD)
    page.click("main button")
    page.wait_for_selector("img.qr")
    page.fill("#code", office.code_of("hr"))
    page.click("main button")
    page.wait_for_selector("h1:has-text('Selamat bekerja')")


def _import(page: Any, site: str, city: demo.DemoFiles, artefacts: Path) -> None:
    page.goto(f"{site}/imports")
    page.select_option("#f-kind", "employees")
    page.set_input_files("#file", str(city.with_mistakes))
    page.click("text=Periksa berkas")
    page.wait_for_selector("text=Tidak ada yang disimpan")
    page.screenshot(path=artefacts / "import-problems.png", full_page=True)
    with page.expect_download() as waiting:
        page.click("text=Unduh berkas perbaikan")
    assert waiting.value.suggested_filename.endswith(".xlsx")
    page.goto(f"{site}/imports")
    page.set_input_files("#file", str(city.next_year))
    page.click("text=Periksa berkas")
    page.wait_for_selector("text=Terapkan perubahan ini")
    for box in page.query_selector_all("input[name=accept_gone]"):
        box.check()
    page.click("text=Terapkan perubahan ini")
    page.wait_for_selector("text=Tersimpan")


def _programme(page: Any, site: str) -> None:
    page.goto(f"{site}/programmes/new")
    page.fill("#code", "angkatan-2")
    page.fill("#name", "Angkatan kedua")
    page.click("main button:has-text('Buat program')")
    page.wait_for_selector("h1:has-text('Angkatan kedua')")
    page.click("text=Kebijakan >> nth=0")
    page.wait_for_selector("text=mentor memenuhi syarat")  # fetched by htmx
    page.go_back()
    page.click("main a[role=button]:has-text('Daftarkan peserta')")
    page.click("main button:has-text('Daftarkan')")
    page.wait_for_selector("text=baru terdaftar")


def _run(page: Any) -> None:
    page.click("main button:has-text('Hitung usulan')")
    page.wait_for_selector("h1:has-text('Usulan nomor 1')", timeout=60_000)  # polled by htmx
    assert page.is_visible("text=terbukti optimal")


def _swap(page: Any, site: str, artefacts: Path) -> None:
    """Another mentor for somebody, where the rules and the places allow one."""
    page.click("nav.tabs >> text=Pasangan")
    page.screenshot(path=artefacts / "pairs.png", full_page=True)
    people = [a.get_attribute("href") for a in page.query_selector_all("tbody a[href*='/people/']")]
    for address in people:
        page.goto(site + address)
        for link in page.query_selector_all("a[href*='/swap/']"):
            page.goto(site + link.get_attribute("href"))
            if page.query_selector("main form button"):
                page.fill("#reason", "permintaan kepala dinas")
                page.click("main form button")
                page.wait_for_selector("text=Ditukar.")
                page.screenshot(path=artefacts / "person.png", full_page=True)
                return
            break
    raise AssertionError("nobody could be given another mentor")


def _approve(page: Any, artefacts: Path) -> None:
    page.click("nav.trail >> text=Usulan nomor 1")
    page.click("text=Ke persetujuan")
    page.screenshot(path=artefacts / "approve.png", full_page=True)
    page.click("main button:has-text('Setujui')")
    page.wait_for_selector("text=pendampingan dimulai")
    page.screenshot(path=artefacts / "following.png", full_page=True)


def _answer_on_a_phone(chromium: Any, site: str, artefacts: Path) -> None:
    bond = office.bonds()[0]
    with db.transaction() as session:
        token = access.issue_link(
            session,
            purpose=Purpose.ANSWER,
            subject_id=bond.id,
            holder_id=bond.mentor_id,
            lasts=timedelta(days=1),
        )
    context = window(chromium, site, width=390, language="id")
    phone = context.new_page()
    phone.goto(f"{site}/t/{token}")
    phone.screenshot(path=artefacts / "answer-phone.png", full_page=True)
    phone.click("button:has-text('Terima')")
    phone.wait_for_selector("text=Kesediaan Anda sudah dicatat")
    context.close()
    assert office.bonds()[0].state in {"accepted", "active"}


def test_the_pages_work_without_javascript(chromium: Any, site: str) -> None:
    from tests.web.e2e.conftest import token_of

    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "pamong", "value": token_of("hr"), "url": site}])
    page = context.new_page()
    page.goto(f"{site}/programmes/{office.programme().id}")
    page.click("main button:has-text('Hitung usulan')")
    for _reload in range(60):
        if "Usulan nomor" in page.inner_text("h1"):
            break
        page.wait_for_timeout(500)
        page.reload()
    assert "Usulan nomor 2" in page.inner_text("h1")
    context.close()
