"""The load of mentors before and after: a picture, and the same numbers in a table beside it."""

import re
from xml.etree import ElementTree

from mentoring import db, programmes
from mentoring.picture import bars
from tests.web import office, routes

RUN = "/programmes/{programme_id}/runs/{run_id}"
CELL = re.compile(r'<td class="n"[^>]*>([\d.]+)</td>')


def table(page: str) -> list[list[int]]:
    """The rows of the first table."""
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    rows = (CELL.findall(row) for row in body.split("</tr>"))
    return [[int(cell.replace(".", "")) for cell in row] for row in rows if row]


def drawn(hr: office.Browser) -> list[str]:
    """What the picture says, in its order."""
    answer = hr.open(routes.filled(f"{RUN}/fairness/load.svg"))
    assert answer.headers["content-type"] == "image/svg+xml"
    tree = ElementTree.fromstring(answer.text)
    return [found.text or "" for found in tree.iter("{http://www.w3.org/2000/svg}text")]


def spread() -> list[list[int]]:
    with db.transaction(reads=True) as session:
        found = programmes.find_programme(session)
        run = programmes.find_run(session, programme=found)
        rules = programmes.rules_of(session, programme=found)
        rows = programmes.load.loads(session, run=run, default=rules.mentor.default_capacity)
        return [[s.mentees, s.before, s.after, s.full] for s in programmes.load.spread(rows)]


def test_the_picture_and_the_table_say_the_same(hr: office.Browser) -> None:
    page = hr.open(routes.filled(f"{RUN}/fairness")).text
    rows = table(page)
    assert rows == spread()
    assert sum(row[1] for row in rows) == rows[0][1]  # nobody has anybody yet
    assert sum(row[2] for row in rows) == rows[0][1]
    words = drawn(hr)
    assert {"sekarang", "bila disetujui", "mentee per mentor"} <= set(words)
    for row in rows:
        assert {str(row[0]), str(row[1]), str(row[2])} <= set(words)
    assert "angkanya ada pada tabel" in page


def test_after_the_approval_it_is_compared_with_the_load_without_it(hr: office.Browser) -> None:
    before = table(hr.open(routes.filled(f"{RUN}/fairness")).text)
    hr.send(routes.filled(f"{RUN}/approve"), version=office.run().version)
    page = hr.open(routes.filled(f"{RUN}/fairness")).text
    assert table(page) == before
    assert "tanpa pasangan proses ini" in page
    assert "tanpa pasangan proses ini" in drawn(hr)


def test_bars_of_nobody_are_no_mistake() -> None:
    picture = ElementTree.fromstring(
        bars([("0", [0, 0])], series=["a < b", "c"], across="x & y", up="z")
    )
    assert picture.get("role") == "img"
