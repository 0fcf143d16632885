"""A whole agency, invented part by part."""

from dataclasses import dataclass
from datetime import date
from random import Random

from mentoring.demo import circumstances, sheets_of
from mentoring.demo.competence import Assessment, assess
from mentoring.demo.eligible import may_guide, must_wait
from mentoring.demo.filling import Filler
from mentoring.demo.person import Person, Sort
from mentoring.demo.recruiting import Recruiter
from mentoring.demo.size import SIZES, Size
from mentoring.demo.tree import grow
from mentoring.demo.units import Unit
from mentoring.errors import Unusable
from mentoring.words import _


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


def facts(agency: Agency) -> dict[str, int]:
    """Counts worth telling, with what the default rules will find."""
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
        "must_wait": must_wait(people, guides, absences=agency.absences),
    }
