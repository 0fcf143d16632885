"""What one more place would be worth, and what a higher floor costs: out of a run's own proof."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlmodel import Session

from mentoring import matching, people
from mentoring.matching import Goal
from mentoring.programmes.proving import stored_case, stored_result
from mentoring.programmes.tables import MatchRun

By = Literal["mentor", "unit", "field", "level"]
MOST_POINTS = 60


@dataclass(frozen=True, slots=True)
class Worth:
    """The most that one more place could bring, at one mentor or at the best of a group.

    Attributes:
        name: the group; empty for a single mentor and where it is unknown.
        mentor_id: the mentor, None for a group.
        covers: one more mentee could be matched.
        points: more points, where nobody more can be matched; thousandths.
        mentors: mentors of the group, and how many of them have no place left.
    """

    name: str
    mentor_id: UUID | None
    covers: bool
    points: int
    mentors: int
    full: int


def worth_of_places(
    session: Session, *, run: MatchRun, by: By, sees: Callable[[people.Profile], bool]
) -> list[Worth]:
    """Where one more place would help most, best first; mentors and groups where none would
    are left out.

    sees: which mentors the asker may know of. Prices are upper bounds for several places at once,
    and exact for one.
    """
    case = stored_case(session, run=run)
    result = stored_result(session, run=run, case=case)
    coverage: list[int] = matching.place_prices(result, goal=Goal.COVERAGE).tolist()
    points: list[int] = matching.place_prices(result, goal=Goal.BENEFIT).tolist()
    load = [0] * len(case.mentor_ids)
    for _mentee, mentor in result.pairs:
        load[mentor] += 1
    profiles = {p.id: p for p in people.profiles(session, ids=list(case.mentor_ids))}
    group_of = _groups()[by]
    columns: dict[str, list[int]] = defaultdict(list)
    for column, mentor_id in enumerate(case.mentor_ids):
        if not sees(profiles[mentor_id]):
            continue
        name = str(mentor_id) if by == "mentor" else group_of(profiles[mentor_id])
        columns[name].append(column)
    found = [
        Worth(
            name="" if by == "mentor" else name,
            mentor_id=case.mentor_ids[at[0]] if by == "mentor" else None,
            covers=any(coverage[j] > 0 for j in at),
            points=max(points[j] for j in at),
            mentors=len(at),
            full=sum(load[j] >= int(case.problem.capacity[j]) for j in at),
        )
        for name, at in columns.items()
    ]
    helpful = [worth for worth in found if worth.covers or worth.points > 0]
    return sorted(helpful, key=lambda w: (not w.covers, -w.points, -w.full, w.name))


def price_of_fairness(session: Session, *, run: MatchRun) -> tuple[matching.Point, ...]:
    """The best total at every floor that makes a difference, for the problem that a run solved."""
    case = stored_case(session, run=run)
    return matching.frontier(case.problem, most=MOST_POINTS)


def _groups() -> dict[By, Callable[[people.Profile], str]]:
    return {
        "mentor": lambda profile: str(profile.id),
        "unit": lambda profile: profile.opd_name,
        "field": lambda profile: profile.field,
        "level": lambda profile: profile.job_group or "",
    }
