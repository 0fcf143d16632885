"""What surrounds people: superiors, ratings, sanctions, leave, wishes, conflicts of interest."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from mentoring.demo.career import one_year_later
from mentoring.demo.person import STUDY_LEAVE, UNPAID_LEAVE, Person, Sort
from mentoring.demo.units import Unit

LED_BY_FUNCTIONAL = ("school", "clinic")
TEAM_FROM = 6  # a division with so many functional staff has a ketua tim
RATINGS = (("Sangat Baik", 24), ("Baik", 74), ("Butuh Perbaikan", 1.6), ("Kurang", 0.4))


@dataclass(frozen=True, slots=True)
class Sanction:
    """grade: R ringan, S sedang, B berat."""

    person: Person
    grade: str
    begins: date
    ends: date


@dataclass(frozen=True, slots=True)
class Absence:
    """A leave; an open end is None."""

    person: Person
    kind: str
    begins: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class Wish:
    """Rank 1 is the dearest; 0 is «rather not»."""

    person: Person
    other: Person
    rank: int


def heads(units: list[Unit], people: list[Person]) -> dict[Unit, Person]:
    """Who leads each unit: the first post's holder, or the senior functional of a school."""
    inside: dict[Unit, list[Person]] = defaultdict(list)
    for person in people:
        inside[person.unit].append(person)
    found = {}
    for unit in units:
        if unit.kind in LED_BY_FUNCTIONAL:
            staff = [p for p in inside[unit] if p.sort is Sort.PNS and p.job_type == "2"]
            staff = staff or [p for p in inside[unit] if not p.new]
            if staff:
                found[unit] = min(staff, key=Person.rank_order)
        elif unit.posts:
            found[unit] = next(p for p in inside[unit] if p.job.name == unit.posts[0].title)
    return found


def superiors(units: list[Unit], people: list[Person]) -> list[tuple[Person, Person]]:
    """(person, direct superior) for all but the Sekretaris Daerah."""
    leads = heads(units, people)
    top = leads[next(unit for unit in units if unit.posts)]  # the Sekretaris Daerah
    teams = _team_leads(people, leads)
    pairs = []
    for person in people:
        boss = teams.get(person.nip) or _boss(person, leads, top)
        if boss is not None:
            pairs.append((person, boss))
    return pairs


def _boss(person: Person, leads: dict[Unit, Person], top: Person) -> Person | None:
    unit: Unit | None = person.unit
    while unit is not None:
        boss = leads.get(unit)
        if boss is not None and boss is not person:
            return boss
        unit = unit.parent
    return None if person is top else top


def _team_leads(people: list[Person], leads: dict[Unit, Person]) -> dict[str, Person]:
    """Members of a ketua tim, by NIP: half of the functional staff of a large division."""
    staff: dict[Unit, list[Person]] = defaultdict(list)
    for person in people:
        if person.unit.kind == "division" and person.job_type != "1":
            staff[person.unit].append(person)
    led = {}
    for unit, members in staff.items():
        chiefs = [p for p in members if p.job.level in {"MU", "MA"} and p.sort is Sort.PNS]
        if len(members) >= TEAM_FROM and chiefs and unit in leads:
            chief = min(chiefs, key=Person.rank_order)
            juniors = [p for p in members if p.grade < chief.grade or p.new]
            led.update({p.nip: chief for p in juniors[::2] if p is not chief})
    return led


def ratings(rng: Random, people: list[Person], *, year: int) -> list[tuple[Person, str]]:
    """Predikat kinerja of last year; whoever came later has none."""
    rated = [p for p in people if p.appointed.year < year or (
        p.appointed.year == year and p.appointed.month <= 6)]  # fmt: skip
    words, weights = [w for w, _n in RATINGS], [n for _w, n in RATINGS]
    drawn = rng.choices(words, weights=weights, k=len(rated))
    return [
        (person, word) for person, word in zip(rated, drawn, strict=True) if rng.random() < 0.985
    ]


def sanctions(rng: Random, people: list[Person], *, today: date) -> list[Sanction]:
    """Few, and some of them over."""
    punished = rng.sample([p for p in people if not p.new], k=max(2, len(people) // 350))
    found = []
    for person in punished:
        grade = rng.choices("RSB", weights=(5, 4, 1))[0]
        begins = one_year_later(today, -rng.randrange(1, 16))
        months = {"R": 6, "S": rng.choice((6, 9, 12)), "B": 12}[grade]
        ends = one_year_later(begins, months) - timedelta(days=1)
        found.append(Sanction(person, grade, begins, ends))
    return found


def absences(rng: Random, people: list[Person], *, today: date) -> list[Absence]:
    """Unpaid and study leave as the status says, maternity leave, and the way to pension."""
    found = []
    for person in people:
        begins = one_year_later(today, -rng.randrange(1, 14))
        if person.status == STUDY_LEAVE:
            found.append(Absence(person, "Tugas Belajar", begins, one_year_later(begins, 24)))
        elif person.status == UNPAID_LEAVE:
            found.append(Absence(person, "CLTN", begins, one_year_later(begins, 36)))
        elif person.sex == 2 and today.year - person.born.year < 40 and rng.random() < 0.016:
            starts = today + timedelta(days=rng.randrange(-40, 90))
            found.append(Absence(person, "Cuti Melahirkan", starts, starts + timedelta(days=89)))
    return found


def wishes(rng: Random, people: list[Person]) -> list[Wish]:
    """One in twenty new hires names one to three seniors of the same field; a few seniors too."""
    seniors: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        if person.sort is Sort.PNS and person.grade >= 32:
            seniors[person.job.field].append(person)
    found = []
    for person in people:
        known = seniors[person.job.field]
        if person.new and len(known) > 2 and rng.random() < 0.05:
            named = rng.sample(known, k=rng.randint(1, 3))
            found += [Wish(person, other, rank) for rank, other in enumerate(named, start=1)]
            if rng.random() < 0.2:
                found.append(Wish(named[0], person, rng.choice((0, 1))))
    return found


def conflicts(rng: Random, people: list[Person]) -> list[tuple[Person, Person, str]]:
    """Pairs who must not be matched: relatives, and one who reported the other."""
    new = [p for p in people if p.new]
    old = [p for p in people if p.sort is Sort.PNS and p.grade >= 33]
    count = max(2, len(new) // 80)
    reasons = ("keluarga", "keluarga", "pernah bersengketa")
    pairs = zip(rng.sample(new, k=count), rng.sample(old, k=count), strict=True)
    return [(a, b, rng.choice(reasons)) for a, b in pairs]
