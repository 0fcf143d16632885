"""Where a place is missing, and what fairness costs: out of the proof, as an officer reads it."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from mentoring import db, matching, programmes
from mentoring.programmes.proving import stored_case
from tests.commands.office import reads, types


def the_problem() -> tuple[matching.Problem, tuple[object, ...]]:
    with db.transaction(reads=True) as session:
        run = programmes.find_run(session, programme=programmes.find_programme(session))
        case = stored_case(session, run=run)
    return case.problem, case.mentor_ids


def test_the_price_of_a_place_is_what_one_more_place_really_brings(
    proposed: list[dict[str, str]],
) -> None:
    problem, mentors = the_problem()
    before = matching.solve(problem)
    told = {row["mentor"]: row for row in reads("match", "prices")}
    assert told
    for column in list(range(len(mentors)))[:12]:
        more = problem.capacity.copy()
        more[column] += 1
        after = matching.solve(replace(problem, capacity=more))
        row = told.get(str(mentors[column]))
        covers = len(after.pairs) - len(before.pairs)
        gained = after.total - before.total
        assert covers == int(row is not None and row["covers_one_more"])
        if not covers:
            assert gained == (row["points"] if row else 0)


@pytest.mark.parametrize("by", ["unit", "field", "level"])
def test_groups_tell_where_to_recruit(proposed: list[dict[str, str]], by: str) -> None:
    rows = reads("match", "prices", "--by", by)
    _problem, mentors = the_problem()
    assert rows
    assert sum(row["mentors"] for row in rows) <= len(mentors)
    assert all(row["full"] <= row["mentors"] for row in rows)
    assert rows == sorted(
        rows, key=lambda r: (not r["covers_one_more"], -r["points"], -r["full"], r["name"])
    )
    shown = types("match", "prices", "--by", by, "--top", "1")
    assert rows[0]["name"] in shown.output


def test_the_frontier_ends_at_the_highest_floor_and_is_drawn(
    proposed: list[dict[str, str]], tmp_path: Path
) -> None:
    points = reads("match", "frontier")
    problem, _mentors = the_problem()
    highest = matching.solve(replace(problem, floor="highest"))
    assert points[-1]["total"] == highest.total
    assert [p["floor"] for p in points] == sorted({p["floor"] for p in points})
    target = tmp_path / "keadilan.svg"
    types("match", "frontier", "--output", target)
    drawn = ElementTree.fromstring(target.read_text(encoding="utf-8"))
    circles = drawn.findall("{http://www.w3.org/2000/svg}circle")
    assert len(circles) == len(points)
    again = types("match", "frontier", "--output", target, code=3)
    assert "sudah ada" in again.output
    assert (
        "bukan nama .svg"
        in types("match", "frontier", "--output", tmp_path / "x.png", code=2).output
    )


def test_a_single_point_is_drawn_too() -> None:
    from mentoring.picture import staircase

    drawn = ElementTree.fromstring(staircase([(1.0, 2.0)], across="a < b", up="c & d"))
    assert np.isfinite(float(drawn.findall("{*}circle")[0].get("cx") or "nan"))


def test_a_unit_officer_sees_the_own_mentors_only(proposed: list[dict[str, str]]) -> None:
    by_unit = reads("match", "prices", "--by", "unit")
    units = reads("match", "show")["coverage"]
    name = by_unit[0]["name"]
    assert any(unit["opd"] == name for unit in units)
    types(
        "account", "open", "dinas", "--name", "Petugas Dinas", "--role", "hr_unit", "--unit", name
    )
    mine = reads("match", "prices", "--by", "unit", actor="dinas")
    assert [row["name"] for row in mine] == [name]
    everybody, few = reads("match", "prices"), reads("match", "prices", actor="dinas")
    assert len(few) < len(everybody)
    assert {row["mentor"] for row in few} < {row["mentor"] for row in everybody}
