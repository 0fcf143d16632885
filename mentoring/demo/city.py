"""Writes the files that the HR office of an invented agency would import."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from mentoring.demo import sheets_of, siasn
from mentoring.demo.agency import Agency, facts, invent
from mentoring.demo.mistakes import TITLES, plan_mistakes, spoil
from mentoring.demo.next_year import later
from mentoring.demo.person import Person
from mentoring.demo.writing import write_xlsx

Progress = Callable[[str, int, int], None]  # file just written, how many are done, how many in all
NAMES = {
    "units": "unit.xlsx",
    "employees": "pegawai-siasn.xlsx",
    "superiors": "atasan.xlsx",
    "standards": "standar.xlsx",
    "assessments": "penilaian.xlsx",
    "ratings": "predikat.xlsx",
    "discipline": "disiplin.xlsx",
    "leave": "cuti.xlsx",
    "preferences": "preferensi.xlsx",
    "conflicts": "benturan.xlsx",
}
WITH_MISTAKES, NEXT_YEAR = "pegawai-siasn-bermasalah.xlsx", "pegawai-siasn-berikutnya.xlsx"


@dataclass(frozen=True, slots=True)
class DemoFiles:
    """Where the files are, and what is in them.

    paths: by kind of import, in the order in which they should be imported.
    with_mistakes, next_year: two further employee files, for training.
    facts: counts, such as employees, cpns, pppk_new, guides and must_wait.
    mistakes: how often each slip stands in `with_mistakes`; changes: what `next_year` changes.
    """

    folder: Path
    paths: dict[str, Path]
    with_mistakes: Path
    next_year: Path
    facts: dict[str, int]
    mistakes: dict[str, int]
    changes: dict[str, int]


def write_city(
    folder: Path, *, size: str, seed: int, today: date, progress: Progress | None = None
) -> DemoFiles:
    """Invent an agency of this size and write its files into the folder.

    The same size, seed and day give the same bytes. Raises Unusable for an unknown size.
    """
    agency = invent(size=size, seed=seed, today=today)
    folder.mkdir(parents=True, exist_ok=True)
    writer = _Writer(folder, progress)
    paths = {
        kind: writer.write(NAMES[kind], header, rows)
        for kind, (header, rows) in _tables(agency).items()
    }
    mistakes = _write_mistakes(writer, agency, seed)
    changes = _write_next_year(writer, agency)
    return DemoFiles(
        folder=folder, paths=paths, with_mistakes=folder / WITH_MISTAKES,
        next_year=folder / NEXT_YEAR, facts=facts(agency), mistakes=mistakes, changes=changes,
    )  # fmt: skip


Table = tuple[Sequence[str], Iterable[Sequence[str]]]


def _tables(agency: Agency) -> dict[str, Table]:
    year = sheets_of.last_year(agency.today)
    codes = sheets_of.codes_of(agency.assessments)
    return {
        "units": (sheets_of.UNITS, sheets_of.units(agency.units)),
        "employees": (siasn.HEADER, _rows(agency, agency.people)),
        "superiors": (sheets_of.SUPERIORS, sheets_of.superiors(agency.superiors)),
        "standards": (sheets_of.STANDARDS, sheets_of.standards(agency.people)),
        "assessments": (
            (*sheets_of.ASSESSMENTS, *codes),
            sheets_of.assessments(agency.assessments, codes=codes),
        ),
        "ratings": (sheets_of.RATINGS, sheets_of.ratings(agency.ratings, year=year)),
        "discipline": (sheets_of.DISCIPLINE, sheets_of.discipline(agency.sanctions)),
        "leave": (sheets_of.LEAVE, sheets_of.leave(agency.absences)),
        "preferences": (sheets_of.PREFERENCES, sheets_of.preferences(agency.wishes)),
        "conflicts": (sheets_of.CONFLICTS, sheets_of.conflicts(agency.conflicts)),
    }


class _Writer:
    """Writes one file after the other and says so."""

    def __init__(self, folder: Path, progress: Progress | None) -> None:
        self.folder, self.progress, self.done = folder, progress, 0

    def write(
        self, name: str, header: Sequence[str], rows: Iterable[Sequence[str | int | float]],
        above: Sequence[Sequence[str | int | float]] = (),
    ) -> Path:  # fmt: skip
        path = self.folder / name
        write_xlsx(path, header, rows, above=above)
        self.done += 1
        if self.progress:
            self.progress(name, self.done, len(NAMES) + 2)
        return path


def _rows(agency: Agency, people: Iterable[Person]) -> Iterable[list[str]]:
    return (siasn.row(p, today=agency.today, agency=agency.size.agency) for p in people)


def _write_mistakes(writer: _Writer, agency: Agency, seed: int) -> dict[str, int]:
    rng = Random(f"{seed}:{agency.size.name}:mistakes")  # noqa: S311 - see invent
    plan = plan_mistakes(rng, len(agency.people))
    rows = spoil(rng, _rows(agency, agency.people), plan)
    writer.write(WITH_MISTAKES, siasn.HEADER, rows, above=TITLES)
    return {**plan.counts, "errors": plan.errors}


def _write_next_year(writer: _Writer, agency: Agency) -> dict[str, int]:
    after = later(
        agency.recruiter, agency.people, agency.units, size=agency.size, today=agency.today
    )
    writer.write(NEXT_YEAR, siasn.HEADER, _rows(agency, after.people))
    return after.counts
