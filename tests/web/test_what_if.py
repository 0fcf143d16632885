"""Changes are supposed on a page, answered beside the proposal, and taken over."""

import re
import time
from typing import Any

import pytest

from tests.web import office, routes

HERE = "/programmes/{programme_id}/runs/{run_id}/what-if"


def answered(hr: office.Browser, path: str) -> office.Answer:
    """The page once the background has done its work."""
    for _look in range(300):
        page = hr.open(path)
        if 'id="state"' not in page.text or "hx-get" not in page.text:
            return page
        time.sleep(0.1)
    raise AssertionError("it was never answered")


def test_one_supposes_looks_and_takes_over(hr: office.Browser) -> None:
    here, pair = routes.filled(HERE), office.pairs()[0]
    mentor, mentee = office.profile(pair.mentor_id), office.profile(pair.mentee_id)
    picked = f"ban:{mentee.id}:{mentor.id}"
    page = hr.send(here, 200, add="pair", mentee=mentee.id, partner=mentor.id, deed="ban")
    assert picked in page.text
    assert "tidak dipasangkan" in office.words(page)
    sent = hr.send(here, 303, change=picked, solve="yes")
    path = sent.headers["location"]
    page = answered(hr, path)
    assert "Berdampingan" in page.text
    assert office.run().number == 1  # nothing has happened yet
    refused = hr.send(f"{path}/take-over", 400, reason="")
    assert "Alasan" in office.words(refused)
    taken = hr.send(f"{path}/take-over", 303, reason="diputuskan rapat")
    for _look in range(300):
        done = hr.open(taken.headers["location"])
        if "Usulan nomor 2" in done.text:
            break
        time.sleep(0.1)
    assert office.run().number == 2
    assert all((p.mentee_id, p.mentor_id) != (mentee.id, mentor.id) for p in office.pairs())
    assert "Sudah diambil alih" in hr.open(path).text
    assert "diambil alih" in hr.open(path.rsplit("/", 1)[0]).text


def test_namesakes_are_asked_about_and_the_rest_is_kept(hr: office.Browser) -> None:
    here = routes.filled(HERE)
    part = office.profile(office.pairs()[0].mentee_id).name[:3]
    page = hr.send(here, 200, add="places", mentor=part, more="2", change="rule:pair.level:none")
    assert "Siapa yang dimaksud?" in page.text
    assert 'name="more" value="2"' in page.text
    assert 'value="rule:pair.level:none"' in page.text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"add": "places", "mentor": "zzzzzz", "more": "1"}, "Tidak ada yang cocok"),
        ({"add": "rule", "number": "mentor.nothing", "value": "1", "solve": ""}, "nothing"),
        ({"solve": "yes"}, "Isi 1 sampai 20 perubahan"),
        ({"solve": "yes", "change": "rule:mentor.default_capacity:999"}, "Kebijakan berisi"),
    ],
)
def test_what_cannot_be_supposed_is_said_on_the_page(
    hr: office.Browser, form: dict[str, Any], said: str
) -> None:
    answer = hr.client.post(routes.filled(HERE), data={"csrf": hr.token(), **form})
    assert answer.status_code in {200, 400}
    assert said in answer.text


def test_a_change_is_dropped_again(hr: office.Browser) -> None:
    page = hr.send(
        routes.filled(HERE), 200, change="rule:pair.level:none", drop="rule:pair.level:none"
    )
    assert "Belum ada" in office.words(page)


def test_another_page_links_here_with_ids_only(hr: office.Browser) -> None:
    pair = office.pairs()[0]
    page = hr.open(routes.filled(HERE) + f"?change=leave:{pair.mentee_id}")
    assert office.profile(pair.mentee_id).name in page.text.replace("&#39;", "'")
    hr.open(routes.filled(HERE) + "?change=leave:nobody", 400)


def test_where_a_place_is_missing_one_supposes_it(hr: office.Browser) -> None:
    prices = routes.filled("/programmes/{programme_id}/runs/{run_id}/prices")
    page = hr.open(f"{prices}?by=mentor").text
    link = re.search(r'href="([^"]*what-if[?]change=places:[^"]*)"', page)
    assert link
    assert "tempat ditambah 1" in hr.open(link[1]).text
