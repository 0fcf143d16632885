"""The enrolment page: counted before it is done, narrowed as an office calls people, kept typed."""

from typing import Any

import pytest

from mentoring import db, people, programmes
from mentoring.programmes import Side
from tests.commands.office import types
from tests.web import office


@pytest.fixture
def page(hr: office.Browser) -> str:
    """A second programme in which nobody is enrolled."""
    types("programme", "create", "kedua", "--preset", "onboarding", "--seed", "lain")
    with db.transaction(reads=True) as session:
        found = programmes.find_programme(session, code="kedua")
        assert programmes.participants(session, programme=found) == []
    return f"/programmes/{found.id}/enrol"


def seats(side: Side) -> list[people.Profile]:
    with db.transaction(reads=True) as session:
        found = programmes.find_programme(session, code="kedua")
        rows = programmes.participants(session, programme=found)
        ids = [row.employee_id for row in rows if row.side == side]
        return people.profiles(session, ids=ids) if ids else []


def test_what_was_counted_is_what_is_enrolled(hr: office.Browser, page: str) -> None:
    everybody = counted(hr, page + "?side=mentee")
    narrow = page + "?side=mentee&kind=cpns&rank_from=III/a&rank_to=III/a"
    some = counted(hr, narrow)
    assert 0 < some < everybody
    assert 'value="III/a" selected' in hr.open(narrow).text  # what was chosen is still chosen
    hr.send(page, side="mentee", kind="cpns", rank_from="III/a", rank_to="III/a")
    enrolled = seats(Side.MENTEE)
    assert len(enrolled) == some
    assert {p.kind for p in enrolled} == {people.Kind.CPNS}
    assert seats(Side.MENTOR) == []
    assert "Tidak ada orang baru yang cocok." in hr.open(narrow).text
    hr.send(page, side="mentee")
    assert len(seats(Side.MENTEE)) == everybody


def test_the_count_follows_as_a_part_of_the_page(hr: office.Browser, page: str) -> None:
    answer = hr.client.get(page + "?side=mentor", headers={"hx-request": "true"})
    assert "calon mentor baru akan terdaftar" in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"opd": "bukan-id"},
        {"kind": "honorer"},
        {"side": "tamu"},
        {"rank_from": "V/z"},
        {"since": "kemarin"},
    ],
)
def test_what_is_no_choice_enrols_nobody(
    hr: office.Browser, page: str, wrong: dict[str, str]
) -> None:
    assert hr.client.get(page, params=wrong).status_code == 400
    hr.send(page, 400, **wrong)
    assert seats(Side.MENTEE) == seats(Side.MENTOR) == []


def test_the_command_counts_and_narrows_alike(hr: office.Browser, page: str) -> None:
    with_browser = counted(hr, page + "?side=mentee&kind=cpns")
    words = ["programme", "enrol", "--programme", "kedua", "--side", "mentee", "--kind", "cpns"]
    assert f"{with_browser} baru" in types(*words, "--count").output
    assert seats(Side.MENTEE) == []
    types(*words, "--rank-from", "V/z", code=2)
    said = types(*words, "--job-group", "JF Ahli Pertma", code=2)
    assert "JF Ahli Pertama" in said.output
    types(*words, "198503152010012001", code=2)
    types(*words, "--since", "2000-01-01")
    assert len(seats(Side.MENTEE)) == with_browser


def counted(hr: Any, path: str) -> int:
    """The first figure of the page: how many are new."""
    text = hr.open(path).text
    return int(text.split("<strong>", 1)[1].split("</strong>", 1)[0].replace(".", ""))
