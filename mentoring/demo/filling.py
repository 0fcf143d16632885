"""Who works where: posts, schools, clinics, offices, and the new hires of this year."""

from datetime import date
from random import Random

from mentoring.demo.career import month_back
from mentoring.demo.catalogue import (
    Executor,
    Formation,
    Job,
    Office,
    executors,
    formations,
    functional_job,
    offices,
)
from mentoring.demo.person import Person, Sort
from mentoring.demo.recruiting import Recruiter, executor_job, pick
from mentoring.demo.size import Size
from mentoring.demo.units import Unit, of_kind

HEALTH_MIX = (
    ("Perawat", 34), ("Bidan", 21), ("Dokter", 9), ("Dokter Gigi", 3), ("Apoteker", 4),
    ("Asisten Apoteker", 5), ("Pranata Laboratorium Kesehatan", 5), ("Nutrisionis", 4),
    ("Tenaga Sanitasi Lingkungan", 4), ("Perekam Medis", 4), ("Terapis Gigi dan Mulut", 3),
    ("Radiografer", 2), ("Fisioterapis", 1), ("Epidemiolog Kesehatan", 1),
)  # fmt: skip
# The intake of contract staff filled gaps: more of what the wards lack most.
NEW_HEALTH_MIX = (
    ("Perawat", 29), ("Bidan", 15), ("Dokter", 7), ("Apoteker", 5), ("Asisten Apoteker", 8),
    ("Pranata Laboratorium Kesehatan", 8), ("Nutrisionis", 6), ("Tenaga Sanitasi Lingkungan", 6),
    ("Perekam Medis", 8), ("Terapis Gigi dan Mulut", 4), ("Radiografer", 3), ("Fisioterapis", 1),
)  # fmt: skip
EDUCATION_OF = {"PM": "SLTA", "TR": "D-III", "PT": "S-1", "MU": "S-2"}
OFFICE_KINDS = ("office", "desk", "section", "division", "ward", "district", "village")
FORERUNNERS = 0.7
NEW_SHARES = {"school": 0.55, "health": 0.25}  # of the new PPPK; the rest goes to offices
SETTLED_SHARES = {"school": 0.66, "health": 0.22}


class Filler:
    """Fills the units of one agency, sector by sector, in a fixed order."""

    def __init__(self, recruiter: Recruiter, units: list[Unit], size: Size) -> None:
        self.recruiter, self.units, self.size = recruiter, units, size
        self.rng: Random = recruiter.rng
        self.today: date = recruiter.today
        self.schools = of_kind(units, "school")
        self.wards = of_kind(units, "clinic", "ward", "hospital")
        self.desks = of_kind(units, *OFFICE_KINDS)
        self.fields = 4 if size.employees < 1_000 else None  # a small agency has few fields
        self.in_office: dict[str, list[Unit]] = {}
        for unit in self.desks:
            self.in_office.setdefault(unit.office, []).append(unit)

    def fill(self) -> list[Person]:
        """Everybody. The counts of the size are met exactly."""
        people = [self.recruiter.on_post(unit, p) for unit in self.units for p in unit.posts]
        people += self._contracted(self.size.pppk_new, NEW_SHARES, new=True)
        people += self._candidates()
        settled = round(self.size.employees * self.size.pppk_settled)
        people += self._contracted(settled, SETTLED_SHARES, new=False)
        people += self._teachers(people)
        people += self._health(people)
        people += self._officials(people)
        return people

    def _teachers(self, already: list[Person]) -> list[Person]:
        wanted = round(self.size.employees * self.size.teachers)
        missing = wanted - sum(p.job.field == "Guru" for p in already)
        return [
            self.recruiter.in_post(self.schools[i % len(self.schools)], "Guru")
            for i in range(missing)
        ]

    def _health(self, already: list[Person]) -> list[Person]:
        fields = {field for field, _w in HEALTH_MIX}
        wanted = round(self.size.employees * self.size.health)
        missing = wanted - sum(p.job.field in fields for p in already)
        return [
            self.recruiter.in_post(
                self.rng.choice(self.wards), pick(self.rng, HEALTH_MIX[: self.fields])
            )
            for _i in range(missing)
        ]

    def _forerunners(self, already: list[Person]) -> list[Person]:
        """An office that asks for a job mostly has people who do it."""
        asked: dict[tuple[str, str], list[Person]] = {}
        for person in already:
            if person.sort is Sort.CPNS:
                asked.setdefault((person.unit.office, person.job.name), []).append(person)
        models = [p for seats in asked.values() for p in seats[: 1 + len(seats) // 2]]
        return [
            self.recruiter.in_post(person.unit, person.job.field)
            if person.job.level
            else self.recruiter.executor(person.unit, person.job.name, person.education)
            for person in models
            if self.rng.random() < FORERUNNERS
        ]

    def _officials(self, already: list[Person]) -> list[Person]:
        count = self.size.employees - len(already)
        known = {o.key: o for o in offices()}
        weights = [_share(known.get(unit.office), unit) for unit in self.desks]
        people = self._forerunners(already)[:count]
        for unit in self.rng.choices(self.desks, weights=weights, k=count - len(people)):
            mixes = self._mix(unit.office)
            if self.rng.random() < 0.36 and mixes[0]:
                people.append(self.recruiter.in_post(unit, pick(self.rng, mixes[0])))
            else:
                name, education = pick(self.rng, mixes[1])
                people.append(self.recruiter.executor(unit, name, education))
        return people

    def _mix(
        self, key: str
    ) -> tuple[tuple[tuple[str, float], ...], tuple[tuple[tuple[str, str], float], ...]]:
        """Functional fields and executors of an office: its own, and those that 2024 asked for."""
        office = next((o for o in offices() if o.key == key), None)
        fields = {field: 4 * weight for field, weight in office.fields} if office else {}
        special: dict[tuple[str, str], float] = {}
        for line in formations():
            if line.office == key:
                if line.level:
                    fields[line.job] = fields.get(line.job, 0) + line.seats**0.5
                else:
                    at = (line.job, line.education)
                    special[at] = special.get(at, 0) + line.seats**0.5
        general = {(e.name, e.education): e.share for e in executors()}
        scale = 45 / max(sum(special.values()), 45)
        jobs = general | {job: weight * scale for job, weight in special.items()}
        return tuple(fields.items()), tuple(jobs.items())

    def _contracted(self, count: int, shares: dict[str, float], *, new: bool) -> list[Person]:
        people = []
        schools, wards = (round(count * shares[k]) for k in ("school", "health"))
        for number in range(count):
            appointed = self._appointment(new=new)
            if number < schools:
                unit, job, education = self.rng.choice(self.schools), _junior("Guru"), "S-1"
            elif number < schools + wards:
                unit = self.rng.choice(self.wards)
                mix = (NEW_HEALTH_MIX if new else HEALTH_MIX)[: self.fields]
                job = _junior(pick(self.rng, mix), skilled=self.rng.random() < 0.6)
                education = EDUCATION_OF[job.level]
            else:
                unit, one = self.rng.choice(self.desks), self._executor()
                job, education = executor_job(one.name), one.education
            people.append(
                self.recruiter.contracted(unit, job, education, appointed=appointed, new=new)
            )
        return people

    def _executor(self) -> Executor:
        return pick(self.rng, tuple((e, e.new_hires) for e in executors()[: self.fields]))

    def _appointment(self, *, new: bool) -> date:
        if new:
            return month_back(self.today, self.rng.choice((3, 3, 6, 9)))
        return date(self.today.year - self.rng.choice((3, 4, 4, 5)), self.rng.choice((2, 3, 4)), 1)

    def _candidates(self) -> list[Person]:
        """CPNS on real formations of 2024, each line as likely as the root of its seats."""
        asked = [f for f in formations() if f.office in self.in_office]
        lines = self.rng.choices(
            asked, weights=[f.seats**0.5 for f in asked], k=max(5, self.size.cpns // 3)
        )
        chosen = [*lines, *self.rng.choices(lines, k=self.size.cpns)][: self.size.cpns]
        return [self._candidate(line) for line in chosen]

    def _candidate(self, line: Formation) -> Person:
        at_home = self.in_office[line.office]
        unit = next((u for u in at_home if u.name == line.division), None) or self.rng.choice(
            [u for u in at_home if u.kind != "office"] or at_home
        )
        job = functional_job(line.job, line.level) if line.level else executor_job(line.job)
        appointed = month_back(self.today, self.rng.choice((5, 5, 8)))
        return self.recruiter.candidate(unit, job, line.education, appointed=appointed)


def _share(office: Office | None, unit: Unit) -> float:
    """How many of the office staff work here, relative to other units."""
    if unit.kind == "ward":
        return 1.0
    if office is None:  # kecamatan and kelurahan
        return {"district": 0.6, "section": 0.35}.get(unit.kind, 0.5)
    return office.share * {"office": 0.03, "section": 0.12, "desk": 0.06}.get(unit.kind, 0.25)


def _junior(field: str, *, skilled: bool = False) -> Job:
    """The lowest usual level of a field: Terampil or Ahli Pertama."""
    return functional_job(field, "TR" if skilled else "PT")
