"""The tables beside this file: offices, jobs and the formations of 2024."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
LEVELS = {
    "PM": "Pemula", "TR": "Terampil", "MH": "Mahir", "PY": "Penyelia",
    "PT": "Ahli Pertama", "MU": "Ahli Muda", "MA": "Ahli Madya", "UT": "Ahli Utama",
}  # fmt: skip
SKILLED, EXPERT = ("PM", "TR", "MH", "PY"), ("PT", "MU", "MA", "UT")


@dataclass(frozen=True, slots=True)
class Job:
    """A job as SIASN lists it. level is empty for executors and structural posts."""

    field: str
    level: str
    id: str
    name: str

    @property
    def retires_at(self) -> int:
        """BUP in years (PP 11/2017 art. 239; teachers 60)."""
        if self.level == "UT":
            return 65
        return 60 if self.level == "MA" or self.field in {"Guru"} else 58


@dataclass(frozen=True, slots=True)
class Office:
    """A perangkat daerah: its share of office staff, its divisions, jobs it is known for."""

    key: str
    name: str
    chief: str
    share: float
    divisions: tuple[str, ...]
    fields: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Formation:
    """Seats that a local government offered in 2024. level is empty for executors."""

    office: str
    division: str
    job: str
    level: str
    education: str
    seats: int


@dataclass(frozen=True, slots=True)
class Executor:
    """A job of an executor (pelaksana), with its share among those in post and among the new."""

    name: str
    education: str
    share: float
    new_hires: float


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def functional_jobs() -> dict[str, dict[str, Job]]:
    """field -> level -> job."""
    found: dict[str, dict[str, Job]] = defaultdict(dict)
    for row in _rows("jobs.csv"):
        job = Job(row["field"], row["level"], row["id"], row["name"])
        found[job.field][job.level] = job
    return dict(found)


def functional_job(field: str, level: str) -> Job:
    """The job of this level, or the next lower one that the field has (else the lowest)."""
    jobs = functional_jobs()[field]
    ladder = SKILLED if level in SKILLED else EXPERT
    below = [one for one in ladder[: ladder.index(level) + 1] if one in jobs]
    return jobs[below[-1]] if below else jobs[next(iter(jobs))]


@cache
def offices() -> tuple[Office, ...]:
    """All offices, the most usual first."""
    return tuple(
        Office(
            row["key"],
            row["name"],
            row["chief"],
            float(row["share"]),
            tuple(row["divisions"].split(";")),
            tuple((f, float(w)) for f, w in (p.split(":") for p in row["fields"].split(";"))),
        )
        for row in _rows("offices.csv")
    )


@cache
def formations() -> tuple[Formation, ...]:
    """All formations, in a fixed order."""
    return tuple(
        Formation(
            row["opd"], row["sub_unit"], row["job"], row["level"], row["education"],
            int(row["seats"]),
        )
        for row in _rows("formations.csv")
    )  # fmt: skip


@cache
def executors() -> tuple[Executor, ...]:
    """Jobs of executors that every office has."""
    return tuple(
        Executor(r["name"], r["education"], float(r["share"]), float(r["new_hires"]))
        for r in _rows("executors.csv")
    )
