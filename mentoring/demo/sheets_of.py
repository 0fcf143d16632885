"""The rows of every file beside the employees: units, superiors, assessments, ratings, …"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from mentoring.demo.circumstances import Absence, Sanction, Wish
from mentoring.demo.competence import (
    GENERAL,
    LITERACY,
    LITERACY_LEVEL,
    TECHNICAL,
    TECHNICAL_LEVEL,
    Assessment,
    technical_of,
)
from mentoring.demo.person import Person
from mentoring.demo.siasn import spelled
from mentoring.demo.units import Unit

UNITS = ("ID", "NAMA_UNOR", "ID_ATASAN", "LOKASI KERJA NAMA")
SUPERIORS = ("NIP", "NIP ATASAN")
RATINGS = ("NIP", "TAHUN", "PREDIKAT")
DISCIPLINE = ("NIP", "TINGKAT HUKUMAN", "TMT HUKUMAN", "AKHIR HUKUMAN")
LEAVE = ("NIP", "JENIS CUTI", "TANGGAL MULAI", "TANGGAL SELESAI")
PREFERENCES = ("NIP", "NIP PILIHAN", "URUTAN")
CONFLICTS = ("NIP", "NIP PIHAK LAIN", "KETERANGAN")
STANDARDS = ("JABATAN NAMA", "KODE KOMPETENSI", "NAMA KOMPETENSI", "URUSAN", "LEVEL STANDAR")
ASSESSMENTS = ("NIP", "TANGGAL", "SUMBER")  # then one column per competency code
GRADES = {"R": "Ringan", "S": "Sedang", "B": "Berat"}

Row = list[str]


def units(tree: Iterable[Unit]) -> Iterator[Row]:
    """Parents before children."""
    for unit in tree:
        yield [unit.id, unit.name, unit.parent.id if unit.parent else "", unit.place]


def superiors(pairs: Iterable[tuple[Person, Person]]) -> Iterator[Row]:
    """Everybody's direct superior."""
    for person, boss in pairs:
        yield [person.nip, boss.nip]


def codes_of(found: Iterable[Assessment]) -> tuple[str, ...]:
    """The competencies that anybody was assessed in, in the order of the dictionary."""
    seen = {code for one in found for code in one.levels}
    return tuple(code for code in (*GENERAL, *LITERACY, *TECHNICAL) if code in seen)


def assessments(found: Iterable[Assessment], *, codes: Sequence[str]) -> Iterator[Row]:
    """One row per person, one column per competency; empty where it was not looked at."""
    for one in found:
        levels = [str(one.levels[code]) if code in one.levels else "" for code in codes]
        yield [one.person.nip, spelled(one.on), one.source, *levels]


def standards(people: Iterable[Person]) -> Iterator[Row]:
    """Technical standard and literacy of every functional and executor job that somebody has."""
    jobs = {p.job_name: p.job for p in people if p.job_type != "1"}
    for written, job in sorted(jobs.items()):
        for code in technical_of(job.field):
            name, affair = TECHNICAL[code]
            yield [written, code, name, affair, str(TECHNICAL_LEVEL[job.level])]
        for code, name in LITERACY.items():
            yield [written, code, name, "", str(LITERACY_LEVEL[job.level])]


def ratings(rated: Iterable[tuple[Person, str]], *, year: int) -> Iterator[Row]:
    """Predikat kinerja of one year."""
    for person, word in rated:
        yield [person.nip, str(year), word]


def discipline(sanctions: Iterable[Sanction]) -> Iterator[Row]:
    """Grade and time only."""
    for one in sanctions:
        yield [one.person.nip, GRADES[one.grade], spelled(one.begins), spelled(one.ends)]


def leave(absences: Iterable[Absence]) -> Iterator[Row]:
    """Kind and time; an open end stays empty."""
    for one in absences:
        yield [one.person.nip, one.kind, spelled(one.begins), spelled(one.ends)]


def preferences(wishes: Iterable[Wish]) -> Iterator[Row]:
    """Who wishes whom: 1 is the dearest, 0 «rather not»."""
    seen: set[tuple[str, str]] = set()
    for one in wishes:
        pair = (one.person.nip, one.other.nip)
        if pair not in seen:
            seen.add(pair)
            yield [*pair, str(one.rank)]


def conflicts(pairs: Iterable[tuple[Person, Person, str]]) -> Iterator[Row]:
    """Who must not be paired with whom, and roughly why."""
    for one, other, why in pairs:
        yield [one.nip, other.nip, why]


def last_year(today: date) -> int:
    """The year whose ratings are known."""
    return today.year - 1
