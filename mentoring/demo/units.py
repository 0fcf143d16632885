"""What a unit is, and what adds one to the tree."""

from dataclasses import dataclass, field
from random import Random
from typing import Self

from mentoring.demo.names import district_names
from mentoring.demo.numbers import siasn_id
from mentoring.demo.size import Size

AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Post:
    """A structural post. echelon is the SIASN code: 21 is II.a, 31 III.a, 42 IV.b."""

    title: str
    echelon: str


@dataclass(slots=True, eq=False)
class Unit:
    """One unit. The first of its posts leads it; schools and clinics are led by a functional."""

    id: str
    name: str
    kind: str
    office: str
    place: str
    parent: Self | None = None
    posts: list[Post] = field(default_factory=list)

    @property
    def top(self) -> "Unit":
        """The perangkat daerah that it belongs to: just below the agency itself."""
        above = self.parent
        return self if above is None or above.kind == AGENCY else above.top


class Planter:
    """Grows the tree in a fixed order, so that ids follow from the seed."""

    def __init__(self, rng: Random, size: Size) -> None:
        self.rng, self.size = rng, size
        head = "Kec." if size.district_offices else "Kab."
        self.districts = district_names(size.districts)
        self.places = [f"{head} {name}" for name in self.districts]
        self.units: list[Unit] = []

    def add(
        self, name: str, kind: str, *, office: str = "", place: str = "", under: Unit | None = None,
        posts: tuple[Post, ...] = (),
    ) -> Unit:  # fmt: skip
        unit = Unit(
            siasn_id(self.rng), name, kind, office or (under.office if under else ""),
            place or (under.place if under else self.places[0]), under, list(posts),
        )  # fmt: skip
        self.units.append(unit)
        return unit


def of_kind(units: list[Unit], *kinds: str) -> list[Unit]:
    """The units of these kinds, in the order of the tree."""
    return [unit for unit in units if unit.kind in kinds]
