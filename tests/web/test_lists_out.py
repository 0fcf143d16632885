"""Every list on a page can be taken home: XLSX, CSV and PDF, each with the same rows."""

import csv
import io
import re
from typing import Any

import pypdf
import pytest
from openpyxl import load_workbook

from mentoring import demo, letters
from mentoring.web.roles import WHO_MAY
from tests.web import office, routes

# Pages about one thing, or forms: what stands in their small tables is no list.
NO_LISTS = {
    "GET /me", "GET /programmes", "GET /programmes/{programme_id}",
    "GET /programmes/{programme_id}/policy", "GET /programmes/{programme_id}/runs/{run_id}",
    "GET /programmes/{programme_id}/runs/{run_id}/proof",
    "GET /programmes/{programme_id}/runs/{run_id}/fairness",
    "GET /programmes/{programme_id}/runs/{run_id}/fairness/frontier",
    "GET /programmes/{programme_id}/runs/{run_id}/approve",
    "GET /programmes/{programme_id}/runs/{run_id}/people/{person_id}",
    "GET /programmes/{programme_id}/runs/{run_id}/people/{person_id}/compare",
    "GET /programmes/{programme_id}/people/{person_id}",
    "GET /mentorships/{mentorship_id}", "GET /messages/{message_id}", "GET /cases/{case_id}",
    "GET /sights",  # looking at it adds to it: no two files are alike
}  # fmt: skip
LISTS = [
    key.removeprefix("GET ")
    for key in WHO_MAY
    if key.startswith("GET ") and key not in NO_LISTS and "{shape}" not in key
]
DOWNLOADS = re.compile(r'<p class="downloads">.*?</p>', re.DOTALL)
LINK = re.compile(r'href="([^"]+/(?:xlsx|csv|pdf)(?:\?[^"]*)?)"')


def test_every_page_with_a_table_gives_it_out_in_three_shapes(
    app: Any, approved: Any, web_city: demo.DemoFiles
) -> None:
    hr = office.signed_in(app, "hr")
    with web_city.with_mistakes.open("rb") as file:
        sent = hr.send("/imports", kind="employees", files={"file": ("pegawai.xlsx", file)})
    upload = sent.headers["location"].rpartition("/")[2]
    hr.send(routes.filled("/programmes/{programme_id}/letters"), kind="assignment")
    given = 0
    for path in LISTS:
        address = routes.filled(path, upload_id=upload, mentorship_id=office.bonds()[0].id)
        answer = hr.client.get(address)
        if answer.status_code != 200 or "<table" not in answer.text:
            continue
        downloads = DOWNLOADS.search(answer.text)
        assert downloads is not None, path
        links = [link.replace("&amp;", "&") for link in LINK.findall(downloads[0])]
        assert len(links) == 3, path
        said = [_rows(hr.open(link)) for link in links]
        assert said[0] == said[1], path
        assert said[2] >= 1, path
        given += 1
    assert given >= 11


@pytest.mark.parametrize("login", ["unit", "lain"])
def test_a_unit_s_files_hold_only_the_own_opd(app: Any, approved: Any, login: str) -> None:
    mine = office.profile(office.pairs()[0].mentee_id)
    browser = office.signed_in(app, login)
    for path in ("following/csv", "people/list/csv"):
        text = browser.open(routes.filled(f"/programmes/{{programme_id}}/{path}")).text
        assert (mine.name in text) is (login == "unit")


def test_a_long_list_is_set_in_parts_with_running_page_numbers() -> None:
    rows = [[str(n), f"Nama #{n} *dan* $tanda$", "1,5"] for n in range(2_100)]
    made = letters.listing(
        "Daftar panjang", ["No", "Nama", "Skor"], rows,
        numbers=[True, False, True], printed="Dicetak oleh hr",
    )  # fmt: skip
    book = pypdf.PdfReader(io.BytesIO(made))
    last = book.pages[-1].extract_text()
    assert "Nama #2099 *dan* $tanda$" in " ".join(last.split())
    assert f"halaman {len(book.pages)}" in " ".join(last.split())
    assert "Dicetak oleh hr" in last
    box = book.pages[0].mediabox
    assert box.width > box.height


def _rows(answer: office.Answer) -> int:
    """How many lines a file has, its head among them; of a PDF how many pages."""
    kind = answer.headers["content-type"]
    if "spreadsheet" in kind:
        return int(load_workbook(io.BytesIO(answer.content)).worksheets[0].max_row)
    if "csv" in kind:
        return len(list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")))
    assert answer.content.startswith(b"%PDF")
    return len(pypdf.PdfReader(io.BytesIO(answer.content)).pages)
