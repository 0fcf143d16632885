"""The reference tables that ship with the product, read once when first asked for."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"

# Kedudukan hukum that ends the service: who has it is no longer staff.
ENDED = frozenset({"66", "67", "69", "70", "77", "88", "98", "99"})
ACTIVE = "01"


@dataclass(frozen=True, slots=True)
class FunctionalJob:
    """One jabatan fungsional: level is the SIASN code (UT … PM), bup the retirement age."""

    id: str
    name: str
    level: str
    field: str
    bup: int


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def plain(name: str) -> str:
    """A job name for comparing: small letters, no punctuation, «Tk. I» as «tingkat i»."""
    said = re.sub(r"[^\w]+", " ", name.casefold())
    return re.sub(r"\btk i\b", "tingkat i", " ".join(said.split()))


def plain_id(code: str) -> str:
    """A SIASN id for comparing: capitals, no dashes."""
    return code.replace("-", "").strip().upper()


@cache
def functional_jobs() -> tuple[FunctionalJob, ...]:
    return tuple(
        FunctionalJob(r["id"], r["name"], r["level"], r["field"], int(r["bup"]))
        for r in _rows("functional_jobs.csv")
    )


@cache
def jobs_by_id() -> dict[str, FunctionalJob]:
    return {job.id: job for job in functional_jobs()}


@cache
def jobs_by_name() -> dict[str, FunctionalJob]:
    """Also under each half of «Perawat Madya / Ahli Madya»."""
    found = {plain(job.name): job for job in functional_jobs()}
    for job in functional_jobs():
        found.setdefault(plain(job.name.split("/")[0]), job)
    return found


@cache
def jobs_by_level() -> dict[tuple[str, str], FunctionalJob]:
    """(field, level code) -> a job of that field and level."""
    return {(job.field, job.level): job for job in functional_jobs()}


@cache
def fields() -> dict[str, str]:
    """Plain name of a field or speciality -> the field: «guru kelas» -> «Guru»."""
    found: dict[str, str] = {}
    for name, field in ((plain(r["name"]), r["field"]) for r in _rows("specialities.csv")):
        # A doctor may stand under two fields; the one that the name itself begins with is meant.
        if name not in found or (name.startswith(plain(field)) and len(field) < len(found[name])):
            found[name] = field
    found |= {plain(job.field): job.field for job in functional_jobs()}
    return found


@cache
def statuses() -> dict[str, str]:
    """Kedudukan hukum: code -> name."""
    return {r["code"]: r["name"] for r in _rows("legal_status.csv")}


@cache
def grades() -> dict[int, tuple[str, str]]:
    """PNS: code -> (golongan, pangkat)."""
    return {int(r["code"]): (r["grade"], r["rank_name"]) for r in _rows("grades.csv")}
