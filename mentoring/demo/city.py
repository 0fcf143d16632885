"""Invents a whole agency and writes the files that its HR office would import."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from mentoring.demo import circumstances, sheets_of, siasn
from mentoring.demo.competence import Assessment, assess
from mentoring.demo.eligible import may_guide, must_wait
from mentoring.demo.filling import Filler
from mentoring.demo.mistakes import TITLES, plan_mistakes, spoil
from mentoring.demo.next_year import later
from mentoring.demo.person import Person, Sort
from mentoring.demo.recruiting import Recruiter
from mentoring.demo.size import SIZES, Size
from mentoring.demo.units import Unit, grow
from mentoring.demo.writing import write_xlsx
from mentoring.errors import Unusable
from mentoring.words import _

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


@dataclass(frozen=True, slots=True)
class Agency:
    """Everything that was invented, before it is written."""

    size: Size
    today: date
    recruiter: Recruiter
    units: list[Unit]
    people: list[Person]
    superiors: list[tuple[Person, Person]]
    assessments: list[Assessment]
    ratings: list[tuple[Person, str]]
    sanctions: list[circumstances.Sanction]
    absences: list[circumstances.Absence]
    wishes: list[circumstances.Wish]
    conflicts: list[tuple[Person, Person, str]]


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
        next_year=folder / NEXT_YEAR, facts=_facts(agency), mistakes=mistakes, changes=changes,
    )  # fmt: skip


def invent(*, size: str, seed: int, today: date) -> Agency:
    """The agency itself. Each part draws from a stream of its own, so that parts stay as they
    are when another part changes."""
    if size not in SIZES:
        raise Unusable(
            _("Ukuran demo «{size}» tidak ada.", size=size),
            remedy=_("Pilih salah satu: {names}.", names=", ".join(SIZES)),
        )

    def stream(part: str) -> Random:
        return Random(f"{seed}:{size}:{part}")  # noqa: S311 - invents people, guards nothing

    units = grow(stream("units"), SIZES[size])
    recruiter = Recruiter(stream("people"), today=today)
    people = Filler(recruiter, units, SIZES[size]).fill()
    stream("order").shuffle(people)  # an export is in no order that says who is new
    return Agency(
        size=SIZES[size], today=today, recruiter=recruiter, units=units, people=people,
        superiors=circumstances.superiors(units, people),
        assessments=assess(stream("assessments"), people, today=today),
        ratings=circumstances.ratings(
            stream("ratings"), people, year=sheets_of.last_year(today)
        ),
        sanctions=circumstances.sanctions(stream("sanctions"), people, today=today),
        absences=circumstances.absences(stream("absences"), people, today=today),
        wishes=circumstances.wishes(stream("wishes"), people),
        conflicts=circumstances.conflicts(stream("conflicts"), people),
    )  # fmt: skip


Table = tuple[Sequence[str], Iterable[Sequence[str]]]


def _tables(agency: Agency) -> dict[str, Table]:
    year = sheets_of.last_year(agency.today)
    return {
        "units": (sheets_of.UNITS, sheets_of.units(agency.units)),
        "employees": (siasn.HEADER, _rows(agency, agency.people)),
        "superiors": (sheets_of.SUPERIORS, sheets_of.superiors(agency.superiors)),
        "standards": (sheets_of.STANDARDS, sheets_of.standards(agency.people)),
        "assessments": (sheets_of.ASSESSMENTS, sheets_of.assessments(agency.assessments)),
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


def _facts(agency: Agency) -> dict[str, int]:
    people = agency.people
    guides = may_guide(
        people, today=agency.today, assessments=agency.assessments, ratings=agency.ratings,
        sanctions=agency.sanctions, absences=agency.absences,
    )  # fmt: skip
    return {
        "employees": len(people),
        "units": len(agency.units),
        "cpns": sum(p.sort is Sort.CPNS for p in people),
        "pppk_new": sum(p.new and p.sort is Sort.PPPK for p in people),
        "pns": sum(p.sort is Sort.PNS for p in people),
        "assessed": len(agency.assessments),
        "rated": len(agency.ratings),
        "superiors": len(agency.superiors),
        "guides": len(guides),
        "must_wait": must_wait(people, guides),
    }
