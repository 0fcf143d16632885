"""A small town: people as rows, a policy as TOML, and each verb in a transaction of its own.

People are called by one short name; tests say who is paired with whom by these names.
"""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from threading import Barrier
from typing import Any, TypeVar
from uuid import UUID

import tomlkit
from sqlmodel import Session, select

from mentoring import access, clock, competencies, db, people, programmes
from mentoring.programmes import MatchRun, Programme, Side
from mentoring.queue import Job

T = TypeVar("T")

TODAY = clock.today()
BEGIN, END = TODAY + timedelta(days=10), TODAY + timedelta(days=190)

# No rule but those that no policy can switch off; each test adds what it is about.
OPEN: dict[str, dict[str, Any]] = {
    "mentor": {"min_service_years": 0, "min_m6_level": 0, "rating_at_least": "any"},
    "mentee": {"kinds": ["cpns", "pns", "pppk"], "newcomer_months": 0},
    "pair": {
        "same_unit": "preferred",
        "same_field": "preferred",
        "same_location": "preferred",
        "min_rank_distance": -40,
        "level": "none",
    },
}


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def policy(**parts: Mapping[str, Any]) -> str:
    """The open policy with these parts changed: policy(pair={"level": "required"})."""
    whole: dict[str, Any] = {name: dict(part) for name, part in OPEN.items()}
    for name, part in parts.items():
        whole[name] = {**whole.get(name, {}), **part}
    return tomlkit.dumps(whole)


def weighing(**weights: int) -> dict[str, int]:
    """Weights with everything else at zero."""
    return dict.fromkeys(programmes.Rules().weights.model_dump(), 0) | weights


def job_of(run_id: UUID) -> UUID:
    """The job that works on a run."""
    with db.transaction(reads=True) as session:
        found = session.get_one(MatchRun, run_id).job_id
    assert found is not None
    return found


def worked(run_id: UUID, **more: Any) -> MatchRun | None:
    """Work on a run that waits, in this process."""
    return programmes.work(job_id=job_of(run_id), **more)


def lapse(run_id: UUID) -> None:
    """As if the worker of this run had not been heard of for longer than its lease."""
    job_id = job_of(run_id)
    with db.transaction() as session:
        session.get_one(Job, job_id).lease_until = clock.now() - timedelta(seconds=1)


@dataclass
class Town:
    """Everybody by name, and who acts."""

    by: UUID
    ids: dict[str, UUID] = field(default_factory=dict)
    units: dict[str, UUID] = field(default_factory=dict)
    serial: Any = field(default_factory=lambda: count(1))

    # --- people -------------------------------------------------------------------------------

    def person(self, name: str, /, *, unit: str = "Dinas", **facts: Any) -> UUID:
        """A permanent employee of rank III/c; `facts` are columns of the row."""
        number = next(self.serial)
        values: dict[str, Any] = {
            "nip": f"19850101201001{number:04}", "draw_key": f"kunci-{number}", "kind": "pns",
            "name": name.upper(), "birth_date": date(1985, 1, 1), "status_code": "01",
            "appointed_on": ago(3650), "grade": 33, "service_months": 120,
            "job_group": "JF Ahli Muda", "job_name": "Perawat Ahli Muda", "field": "Perawat",
            "unit_id": self.unit(unit), "retires_on": date(2050, 1, 1),
            "updated_at": clock.now(),
        }  # fmt: skip
        row = people.Employee(**(values | facts))
        self.ids[name] = row.id
        with db.transaction() as session:
            session.add(row)
        return row.id

    def newcomer(self, name: str, /, **facts: Any) -> UUID:
        """A candidate of rank III/a, appointed a hundred days ago."""
        new: dict[str, Any] = {
            "kind": "cpns", "appointed_on": ago(100), "grade": 31, "service_months": 3,
            "job_group": "JF Ahli Pertama", "job_name": "Perawat Ahli Pertama",
        }  # fmt: skip
        return self.person(name, **(new | facts))

    def unit(self, code: str, *, opd: str | None = None, location: str = "") -> UUID:
        if code not in self.units:
            top = None if opd is None else self.unit(opd)
            row = people.Unit(code=code, name=code, parent_id=top, opd_id=top, location=location)
            self.units[code] = row.id
            with db.transaction() as session:
                session.add(row)
        return self.units[code]

    def change(self, name: str, /, **facts: Any) -> None:
        """What an import would change about somebody."""
        with db.transaction() as session:
            row = people.employee(session, self.ids[name])
            for key, value in facts.items():
                setattr(row, key, value)
            session.add(row)
            programmes.changed(session)

    def add(self, *rows: Any) -> None:
        """Rows as an import writes them: ratings, leaves, conflicts …"""
        with db.transaction() as session:
            session.add_all(rows)
            programmes.changed(session)

    def rate(self, name: str, predicate: int) -> None:
        self.add(people.Rating(employee_id=self.ids[name], year=2025, predicate=predicate))

    def assess(self, name: str, /, **levels: int) -> None:
        """assess("Ayu", M6=3): assessed a month ago."""
        with db.transaction() as session:
            by_code = {c.code.replace(".", ""): c.id for c in competencies.dictionary(session)}
            session.add_all(
                competencies.Assessment(
                    employee_id=self.ids[name], competency_id=by_code[code], level=level,
                    assessed_on=ago(30), valid_until=TODAY + timedelta(days=700),
                )
                for code, level in levels.items()
            )  # fmt: skip
            programmes.changed(session)

    # --- a programme --------------------------------------------------------------------------

    def programme(
        self,
        *,
        mentors: Iterable[str],
        mentees: Iterable[str],
        toml: str = "",
        code: str = "baru",
        **more: Any,
    ) -> None:
        """A programme that begins in ten days, with these people enrolled."""
        with db.transaction() as session:
            dates = {"begins_on": BEGIN, "ends_on": END} | more
            programmes.create(
                session, code=code, name=code, toml=toml or policy(), by=self.by, seed="benih",
                **dates,
            )  # fmt: skip
        self.enrol(Side.MENTOR, mentors, code=code)
        self.enrol(Side.MENTEE, mentees, code=code)

    def enrol(self, side: Side, names: Iterable[str], *, code: str = "baru") -> None:
        with db.transaction() as session:
            profiles = people.profiles(session, ids=[self.ids[n] for n in names])
            programmes.enrol(
                session, programme=programmes.find_programme(session, code=code), side=side,
                profiles=profiles, by=self.by,
            )  # fmt: skip

    def places(self, **places: int) -> None:
        """places(Ayu=1): the capacity of people."""
        with db.transaction() as session:
            for name, number in places.items():
                programmes.set_capacity(
                    session, employee_id=self.ids[name], places=number, reason="uji", by=self.by
                )

    def rule(self, mentee: str, mentor: str, kind: str, *, code: str = "baru") -> None:
        with db.transaction() as session:
            programmes.rule(
                session, programme=programmes.find_programme(session, code=code), kind=kind,
                mentee_id=self.ids[mentee], mentor_id=self.ids[mentor], reason="uji", by=self.by,
            )  # fmt: skip

    def ask(self, *, scope: str = "waiting", code: str = "baru", reason: str = "uji") -> UUID:
        with db.transaction() as session:
            found = programmes.find_programme(session, code=code)
            return programmes.request_run(
                session, programme=found, scope=scope, reason=reason, asked_by=self.by
            ).id

    def run(self, *, scope: str = "waiting", code: str = "baru") -> MatchRun:
        """Ask for a match and work on it; the run as it ended."""
        done = worked(self.ask(scope=scope, code=code))
        assert done is not None
        return done

    def approve(self, *, code: str = "baru", **more: Any) -> programmes.Approval:
        with db.transaction() as session:
            found = programmes.find_programme(session, code=code)
            run = programmes.find_run(session, programme=found)
            return programmes.approve(session, programme=found, run=run, by=self.by, **more)

    def undo(self, *, number: int | None = None, code: str = "baru") -> int:
        with db.transaction() as session:
            found = programmes.find_programme(session, code=code)
            run = programmes.find_run(session, programme=found, number=number)
            return programmes.undo(session, programme=found, run=run, reason="uji", by=self.by)

    # --- what came of it ----------------------------------------------------------------------

    def names(self) -> dict[UUID, str]:
        return {who: name for name, who in self.ids.items()}

    def pairs(self, *, code: str = "baru") -> dict[str, str]:
        """Who is proposed to whom by the newest run: mentee -> mentor."""
        name = self.names()
        with db.transaction() as session:
            found = programmes.find_programme(session, code=code)
            run = programmes.find_run(session, programme=found)
            rows = programmes.proposals(session, run=run)
            return {name[p.mentee_id]: name[p.mentor_id] for p in rows}

    def nobody(self, *, code: str = "baru") -> dict[str, str]:
        """Who got nobody in the newest run, by the code of the reason, in order of the list."""
        name = self.names()
        with db.transaction() as session:
            found = programmes.find_programme(session, code=code)
            run = programmes.find_run(session, programme=found)
            return {name[u.mentee_id]: u.code for u in programmes.unmatched(session, run=run)}

    def running(self, *, code: str = "baru") -> dict[str, str]:
        """Live mentorships: mentee -> mentor."""
        name = self.names()
        with db.transaction() as session:
            found = programmes.find_programme(session, code=code)
            rows = programmes.mentorships(session, programme=found, states=list(programmes.LIVE))
            return {name[m.mentee_id]: name[m.mentor_id] for m in rows}

    def why_not(self, mentee: str, mentor: str, *, code: str = "baru") -> programmes.WhyNot:
        with db.transaction() as session:
            found = programmes.find_programme(session, code=code)
            run = programmes.find_run(session, programme=found)
            return programmes.why_not(
                session, programme=found, run=run, mentee_id=self.ids[mentee],
                mentor_id=self.ids[mentor],
            )  # fmt: skip

    def said_why_not(self, mentee: str, mentor: str, *, code: str = "baru") -> str:
        found = self.why_not(mentee, mentor, code=code)
        return " ".join(programmes.why_not_this_pair(found, self.rules(code=code)))

    def rules(self, *, code: str = "baru") -> programmes.Rules:
        with db.transaction() as session:
            found = programmes.find_programme(session, code=code)
            return programmes.rules_of(session, programme=found)

    def healthy(self) -> bool:
        with db.transaction() as session:
            found = programmes.broken(session)
        assert found == []
        return True


def opened() -> Town:
    """An empty town with the dictionary and one officer."""
    with db.transaction() as session:
        competencies.seed(session)
        officer = access.open_account(
            session, login="hr", name="Petugas Contoh", role=access.Role.HR, by=None
        )
    return Town(officer.id)


def the_programme(session: Session, code: str = "baru") -> Programme:
    return session.exec(select(Programme).where(Programme.code == code)).one()


def the_run(session: Session, number: int | None = None, code: str = "baru") -> MatchRun:
    return programmes.find_run(session, programme=the_programme(session, code), number=number)


def the_mentorship(session: Session, town: Town, mentee: str) -> programmes.Mentorship:
    return programmes.mentorship_of(
        session, programme=the_programme(session), mentee_id=town.ids[mentee]
    )


def paired_town(town: Town, *, mentees: int = 1) -> Town:
    town.person("Ayu")
    names = ["Budi", "Citra", "Dewi"][:mentees]
    for name in names:
        town.newcomer(name)
    town.programme(mentors=["Ayu"], mentees=names)
    return town


def at_once(*deeds: Callable[[], T]) -> list[T]:
    """All of them in threads that start together."""
    barrier = Barrier(len(deeds))

    def go(deed: Callable[[], T]) -> T:
        barrier.wait(10)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(go, deeds))
