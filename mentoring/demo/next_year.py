"""The same agency a while later: people came, left, moved and rose."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from mentoring.demo.career import LADDER, LEVEL_CAP, level_cap, month_back
from mentoring.demo.catalogue import functional_job
from mentoring.demo.person import Person, Sort
from mentoring.demo.recruiting import Recruiter
from mentoring.demo.size import Size
from mentoring.demo.units import Unit

PER_CITY = 12_000
NEW, GONE, MOVED, RAISED, CONFIRMED = 50, 15, 20, 10, 10  # at the size of a city


@dataclass(frozen=True, slots=True)
class NextYear:
    """Everybody as the later export says; the counts tell what an import should find."""

    people: list[Person]
    counts: dict[str, int]


def later(
    recruiter: Recruiter, people: list[Person], units: list[Unit], *, size: Size, today: date
) -> NextYear:
    """Leavers are the next to retire; the promoted, moved and confirmed are drawn."""
    rng = recruiter.rng
    scale = max(0.2, min(5.0, size.employees / PER_CITY))
    new, gone, moved, raised, confirmed = (
        max(1, round(n * scale)) for n in (NEW, GONE, MOVED, RAISED, CONFIRMED)
    )
    ordinary = [p for p in people if p.job_type != "1" and not p.new]
    leavers = {p.nip for p in sorted(ordinary, key=lambda p: (p.retires, p.nip))[:gone]}
    staying = [p for p in ordinary if p.nip not in leavers]
    risers = _drawn(rng, staying, raised, _may_rise)
    movers = _drawn(rng, staying, moved, lambda p: p.nip not in risers)
    candidates = _drawn(rng, people, confirmed, lambda p: p.sort is Sort.CPNS)
    result = []
    for person in people:
        if person.nip in leavers:
            continue
        changed = person
        if person.nip in risers:
            changed = _risen(person, today)
        elif person.nip in movers:
            changed = _moved(rng, person, units, today)
        elif person.nip in candidates:
            changed = replace(person, sort=Sort.PNS, permanent=month_back(today, 0))
        result.append(changed)
    result += _newcomers(recruiter, people, new, today)
    counts = {"new": new, "gone": len(leavers), "transfer": len(movers), "promotion": len(risers),
              "became_pns": len(candidates)}  # fmt: skip
    return NextYear(result, counts)


def _drawn(
    rng: Random, people: list[Person], count: int, fits: Callable[[Person], bool]
) -> set[str]:
    fitting = [p.nip for p in people if fits(p)]
    return set(rng.sample(fitting, k=min(count, len(fitting))))


def _may_rise(person: Person) -> bool:
    cap = min(level_cap(person.job.level, person.education), LEVEL_CAP.get(person.job.level, 45))
    return person.sort is Sort.PNS and 21 <= person.grade < cap


def _risen(person: Person, today: date) -> Person:
    grade = LADDER[LADDER.index(person.grade) + 1]
    return replace(person, grade=grade, grade_since=month_back(today, 1))


def _moved(rng: Random, person: Person, units: list[Unit], today: date) -> Person:
    alike = [u for u in units if u.kind == person.unit.kind and u is not person.unit]
    unit = rng.choice(alike or units)
    return replace(person, unit=unit, job_since=month_back(today, 1))


def _newcomers(recruiter: Recruiter, people: list[Person], count: int, today: date) -> list[Person]:
    """New PPPK beside colleagues of this year's intake: nurses and teachers."""
    rng = recruiter.rng
    like = [p for p in people if p.sort is Sort.PPPK and p.job_type == "2"]
    appointed = month_back(today, 1)
    return [
        recruiter.contracted(
            model.unit, functional_job(model.job.field, model.job.level), model.education,
            appointed=appointed, new=True,
        )
        for model in rng.choices(like, k=count)
    ]  # fmt: skip
