"""Makes single persons: somebody in post, somebody on a structural post, a new hire."""

from datetime import date, timedelta
from random import Random
from typing import TypeVar

from mentoring.demo import career, names
from mentoring.demo.career import Career
from mentoring.demo.catalogue import EXPERT, SKILLED, Job, functional_job, functional_jobs
from mentoring.demo.numbers import MAN, WOMAN, NumberBook, siasn_id
from mentoring.demo.person import (
    ACTIVE,
    BEFORE_PENSION,
    STUDY_LEAVE,
    SUSPENDED,
    UNPAID_LEAVE,
    Person,
    Sort,
    retirement,
)
from mentoring.demo.private import private_columns
from mentoring.demo.units import Post, Unit

T = TypeVar("T")

POST_GRADES = {"21": (43, 44), "22": (42, 43), "31": (34, 42), "32": (34, 41), "41": (33, 34),
               "42": (32, 33)}  # fmt: skip
POST_YEARS = {"21": (24, 31), "22": (20, 31), "31": (14, 31), "32": (12, 30), "41": (10, 30),
              "42": (8, 28)}  # fmt: skip
EXPERT_EDUCATION = (("S-1", 82), ("S-2", 12), ("D-IV", 6))
WANTED = {True: (("PT", 35), ("MU", 42), ("MA", 23)),
          False: (("TR", 35), ("MH", 37), ("PY", 28))}  # fmt: skip
MOSTLY_WOMEN = {"Bidan": 1.0, "Perawat": 0.72, "Guru": 0.66, "Nutrisionis": 0.8,
                "Polisi Pamong Praja": 0.15, "Pemadam Kebakaran": 0.04}  # fmt: skip
STATUSES = ((ACTIVE, 982), (STUDY_LEAVE, 9), (UNPAID_LEAVE, 5), (SUSPENDED, 2), (BEFORE_PENSION, 2))


def pick(rng: Random, choices: tuple[tuple[T, float], ...]) -> T:
    """One of the weighted choices."""
    return rng.choices([c for c, _w in choices], weights=[w for _c, w in choices])[0]


class Recruiter:
    """Makes people out of one stream of random numbers; every number is unique."""

    def __init__(self, rng: Random, *, today: date) -> None:
        self.rng, self.today = rng, today
        self.book = NumberBook()
        self.count = 0

    def in_post(self, unit: Unit, field: str) -> Person:
        """A PNS in a functional job, promoted as far as service and education allow."""
        jobs = functional_jobs()[field]
        expert = self._expert(field)
        ladder = EXPERT if expert else SKILLED
        wanted = functional_job(field, pick(self.rng, WANTED[expert]))
        education = self._education(field, expert=expert, junior="PM" in jobs)
        floor = min(career.LEVEL_FLOOR[one] for one in ladder if one in jobs)
        floor = min(floor, career.FIRST_GRADE[education]) if ladder[0] in jobs else floor
        while True:
            life = career.settled(
                self.rng, today=self.today, education=education, retires_at=wanted.retires_at,
                cap=career.level_cap(wanted.level, education),
            )  # fmt: skip
            if life.grade >= floor:
                break
        level = career.level_of(life.grade, expert=expert, wanted=wanted.level)
        job = functional_job(field, level)
        if retirement(life.born, job.retires_at) <= self.today:
            return self.in_post(unit, field)
        return self._pns(life, unit=unit, job=job, education=education, job_type="2")

    def executor(self, unit: Unit, name: str, education: str) -> Person:
        """A PNS executor (pelaksana)."""
        life = career.settled(
            self.rng, today=self.today, education=education, retires_at=58,
            cap=career.level_cap("", education),
        )  # fmt: skip
        job = executor_job(name)
        return self._pns(life, unit=unit, job=job, education=education, job_type="4")

    def on_post(self, unit: Unit, post: Post) -> Person:
        """A PNS on a structural post, with a grade that may hold it."""
        low, high = POST_GRADES[post.echelon]
        education = pick(self.rng, (("S-1", 45), ("S-2", 54 if post.echelon < "40" else 30)))
        years = 60 if post.echelon < "30" else 58
        life = career.settled(
            self.rng, today=self.today, education=education, retires_at=years, cap=high,
            years=POST_YEARS[post.echelon],
        )  # fmt: skip
        life = Career(life.born, life.appointed, max(low, life.grade), life.first_grade,
                      max(life.grade_since, life.appointed))  # fmt: skip
        job = Job(post.title, "", siasn_id(self.rng).replace("-", ""), post.title)
        person = self._pns(life, unit=unit, job=job, education=education, job_type="1")
        person.echelon, person.status = post.echelon, ACTIVE
        person.retires = retirement(life.born, years)
        return person

    def contracted(
        self, unit: Unit, job: Job, education: str, *, appointed: date, new: bool
    ) -> Person:
        """A PPPK. Their job names are now and then written the other way round."""
        low, high = career.AGES[education]
        born = career.birthday(self.rng, appointed, self.rng.randint(low + 2, high + 13))
        grade = max(career.PPPK_GRADE[education], {"MU": 111, "PT": 109}.get(job.level, 0))
        life = Career(born, appointed, grade, grade, appointed)
        written = job.name
        if job.level and self.rng.random() < 0.3:
            written = f"{job.name.removeprefix(job.field).strip()} - {job.field}".upper()
        return self._person(
            life, unit=unit, job=job, written=written, education=education, sort=Sort.PPPK, new=new,
            job_type="2" if job.level else "4",
        )  # fmt: skip

    def candidate(self, unit: Unit, job: Job, education: str, *, appointed: date) -> Person:
        """A CPNS of this intake."""
        low, high = career.AGES[education]
        born = career.birthday(self.rng, appointed, self.rng.randint(low, high))
        grade = career.FIRST_GRADE[education]
        if job.level:
            grade = max(career.LEVEL_FLOOR[job.level], min(grade, career.LEVEL_CAP[job.level]))
        life = Career(born, appointed, grade, grade, appointed)
        return self._person(
            life, unit=unit, job=job, written=job.name, education=education, sort=Sort.CPNS,
            new=True, job_type="2" if job.level else "4",
        )  # fmt: skip

    def _pns(self, life: Career, *, unit: Unit, job: Job, education: str, job_type: str) -> Person:
        person = self._person(
            life, unit=unit, job=job, written=job.name, education=education, sort=Sort.PNS,
            new=False, job_type=job_type,
        )  # fmt: skip
        person.permanent = career.one_year_later(life.appointed, self.rng.choice((12, 12, 13, 14)))
        person.status = pick(self.rng, STATUSES)
        return person

    def _person(
        self, life: Career, *, unit: Unit, job: Job, written: str, education: str, sort: Sort,
        new: bool, job_type: str,
    ) -> Person:  # fmt: skip
        woman = self.rng.random() < MOSTLY_WOMEN.get(job.field, 0.48)
        sex = WOMAN if woman else MAN
        number = self.book.ni_pppk if sort is Sort.PPPK else self.book.nip
        front, back = names.titles(self.rng, field=job.field, education=education)
        self.count += 1
        since = life.appointed if new else max(life.grade_since, life.appointed)
        return Person(
            id=siasn_id(self.rng),
            nip=number(born=life.born, appointed=life.appointed, sex=sex),
            name=names.person_name(self.rng, man=not woman), front=front, back=back, sex=sex,
            born=life.born, sort=sort, appointed=life.appointed, permanent=None,
            grade=life.grade, first_grade=life.first_grade, grade_since=life.grade_since,
            job=job, job_name=written, job_type=job_type,
            job_since=since if new else since + timedelta(days=self.rng.randrange(0, 60)),
            education=education, echelon="", unit=unit, status=ACTIVE,
            retires=retirement(life.born, job.retires_at), new=new,
            private=private_columns(self.rng, number=self.count, sex=sex, born=life.born,
                                    education=education),
        )  # fmt: skip

    def _expert(self, field: str) -> bool:
        jobs = functional_jobs()[field]
        both = any(one in jobs for one in SKILLED) and any(one in jobs for one in EXPERT)
        return self.rng.random() < 0.45 if both else any(one in jobs for one in EXPERT)

    def _education(self, field: str, *, expert: bool, junior: bool) -> str:
        if expert:
            return "S-2" if field == "Dokter" and self.rng.random() < 0.4 else pick(
                self.rng, EXPERT_EDUCATION)  # fmt: skip
        return "SLTA" if junior and self.rng.random() < 0.3 else "D-III"


def executor_job(name: str) -> Job:
    """An executor's job; its id follows from the name, as one list serves a whole agency."""
    digest = Random(f"pelaksana:{name}").getrandbits(128)  # noqa: S311 - an id, not a secret
    return Job(name, "", f"{digest:032X}", name)
