"""What the usual rules will find in the files: who may guide, and how many must wait."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from mentoring.demo.career import one_year_later
from mentoring.demo.circumstances import Absence, Sanction
from mentoring.demo.competence import GUIDING, Assessment
from mentoring.demo.person import ACTIVE, Person, Sort

MONTHS, PLACES, SENIOR_YEARS, GUIDING_LEVEL = 6, 3, 5, 2
SENIOR_LEVELS = {"MU", "MA", "UT", "PY"}
GOOD = {"Sangat Baik", "Baik"}


def may_guide(
    people: Iterable[Person],
    *,
    today: date,
    assessments: list[Assessment],
    ratings: list[tuple[Person, str]],
    sanctions: list[Sanction],
    absences: list[Absence],
) -> set[str]:
    """NIPs of those whom the default rules let guide somebody from today for six months."""
    ends = one_year_later(today, MONTHS + 1)
    proven = {a.person.nip for a in assessments if a.levels[GUIDING] >= GUIDING_LEVEL}
    poor = {person.nip for person, word in ratings if word not in GOOD}
    punished = {s.person.nip for s in sanctions if s.grade in "SB" and s.begins <= today <= s.ends}
    away = {a.person.nip for a in absences if a.begins < ends and (a.ends or ends) >= today}
    barred = poor | punished | away
    return {
        p.nip
        for p in people
        if p.sort is Sort.PNS and p.status == ACTIVE and p.retires > ends and _senior(p, today)
        and p.nip in proven and p.nip not in barred
    }  # fmt: skip


def _senior(person: Person, today: date) -> bool:
    long_enough = person.service_months(today) >= 12 * SENIOR_YEARS
    return long_enough or person.job.level in SENIOR_LEVELS or person.echelon[:1] in {"3", "4"}


def must_wait(people: Iterable[Person], guides: set[str], *, absences: list[Absence]) -> int:
    """New hires, not on leave, for whom their own field has no place: counted field by field.

    Where the policy asks for the same field this is the waiting list that a match will leave, but
    for the few pairs that other rules forbid.
    """
    away = {a.person.nip for a in absences}
    seekers: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for person in people:
        if person.new and person.nip not in away:
            seekers[person.job.field] += 1
        elif person.nip in guides:
            places[person.job.field] += PLACES
    return sum(max(0, seekers[field] - places[field]) for field in seekers)
