"""Ticks on the pairs page: what will happen is said first, then done, then undone."""

import re
from typing import Any

import pytest

from tests.web import office, routes

PAIRS = "/programmes/{programme_id}/runs/{run_id}/pairs"


def test_ticked_pairs_are_locked_and_undone(hr: office.Browser) -> None:
    pairs, two = routes.filled(PAIRS), office.pairs()[:2]
    page = hr.client.post(
        f"{pairs}/plan",
        data={"csrf": hr.token(), "pick": [str(p.mentee_id) for p in two], "deed": "lock"},
    )
    assert page.status_code == 200
    assert "2 pasangan" in office.words(page)
    assert "tetap dapat disetujui" in page.text
    picks = " ".join(str(p.mentee_id) for p in two)
    form = {"deed": "lock", "picks": picks, "version": office.run().version}
    assert "Alasan" in office.words(hr.send(f"{pairs}/do", 400, **form, reason=""))
    hr.send(f"{pairs}/do", 303, **form, reason="rapat")
    page = hr.open(pairs)
    assert "Kunci: 2 pasangan" in office.words(page)
    entry = re.search(r'name="entry" value="([0-9a-f-]+)"', page.text)
    assert entry
    hr.send(f"{pairs}/undo", 303, entry=entry[1])
    assert 'name="entry"' not in hr.open(pairs).text


def test_all_of_a_filter_is_meant_when_it_is_ticked(hr: office.Browser) -> None:
    opd = office.profile(office.pairs()[0].mentee_id).opd_id
    some = sum(office.profile(p.mentee_id).opd_id == opd for p in office.pairs())
    page = hr.send(routes.filled(PAIRS) + f"/plan?opd={opd}", 200, all="yes", deed="ban")
    assert f"{some} pasangan" in office.words(page)
    assert "menjadi usang" in page.text


def test_a_hand_over_names_the_mentor_and_shows_the_price(hr: office.Browser) -> None:
    pair = office.pairs()[0]
    free = re.findall(
        r"people/[0-9a-f-]+/swap/([0-9a-f-]+)",
        hr.open(routes.filled("/programmes/{programme_id}/runs/{run_id}/people/{person_id}")).text,
    )
    assert free
    for other in free:
        page = hr.client.post(
            routes.filled(PAIRS) + "/plan",
            data={"csrf": hr.token(), "pick": str(pair.mentee_id), "deed": "hand_over",
                  "mentor": other},
        )  # fmt: skip
        if page.status_code == 200:
            break
    assert "Jumlah skor" in page.text
    hr.send(routes.filled(PAIRS) + "/do", 303, deed="hand_over", picks=pair.mentee_id,
            mentor=other, version=office.run().version, reason="rapat")  # fmt: skip
    assert next(p.mentor_id for p in office.pairs() if p.mentee_id == pair.mentee_id) is not None


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"deed": "lock"}, "Pilih 1 sampai"),
        ({"deed": "", "all": "yes"}, "Tindakan belum dipilih"),
        ({"deed": "hand_over", "all": "yes"}, "Mentor penerima belum dipilih"),
        ({"deed": "lock", "pick": "bukan-id"}, "tidak dapat dibaca"),
    ],
)
def test_what_is_missing_is_said(hr: office.Browser, form: dict[str, Any], said: str) -> None:
    page = hr.send(routes.filled(PAIRS) + "/plan", 400, **form)
    assert said in page.text
