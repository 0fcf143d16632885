"""The tree of units: offices, their divisions, schools, clinics, hospitals, kecamatan, kelurahan."""

from dataclasses import dataclass, field
from random import Random
from typing import Self

from mentoring.demo.catalogue import Office, offices
from mentoring.demo.names import district_names, village_names
from mentoring.demo.numbers import siasn_id
from mentoring.demo.size import Size

TEACHERS_PER_SCHOOL = 11


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
        """The perangkat daerah that it belongs to."""
        return self if self.parent is None else self.parent.top


class _Planter:
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


def grow(rng: Random, size: Size) -> list[Unit]:
    """All units, parents before children."""
    planter = _Planter(rng, size)
    roots = {
        office.key: _plant_office(planter, office) for office in offices()[: size.offices]
    }
    _plant_schools(planter, roots["pendidikan"])
    _plant_clinics(planter, roots["kesehatan"])
    _plant_hospitals(planter, roots["kesehatan"])
    if size.district_offices:
        _plant_districts(planter)
    return planter.units


def _plant_office(planter: _Planter, office: Office) -> Unit:
    root = planter.add(office.name, "office", office=office.key, place=planter.places[0])
    if office.key == "setda":
        return _plant_secretariat(planter, root, office)
    noun = office.name.split(maxsplit=1)[0]
    top = f"{office.chief} {_rest(office)}".strip() if office.chief.startswith("Kepala") else office.chief
    root.posts.append(Post(top, "22"))
    if office.key != "setwan":
        desk = planter.add(
            f"Sekretariat {noun}" if noun != "Inspektorat" else "Sekretariat Inspektorat", "desk",
            under=root, posts=(Post(f"Sekretaris {office.name}", "31"),),
        )  # fmt: skip
        sections = ("Subbagian Umum dan Kepegawaian", "Subbagian Perencanaan dan Keuangan")
        for name in sections if planter.size.divisions > 2 else ():
            planter.add(name, "section", under=desk, posts=(Post(f"Kepala {name} {office.name}", "41"),))
    for name in office.divisions[: planter.size.divisions]:
        title = name if name.startswith("Inspektur") else f"Kepala {name} {office.name}"
        echelon = "31" if name.startswith(("Bagian", "Inspektur")) else "32"
        planter.add(name, "division", under=root, posts=(Post(title, echelon),))
    if planter.size.divisions > 3 and noun == "Dinas":
        name = f"UPTD {office.name.removeprefix('Dinas ').split(',')[0]} Wilayah I"
        planter.add(
            name, "division", under=root, place=planter.places[-1], posts=(Post(f"Kepala {name}", "41"),)
        )
    return root


def _rest(office: Office) -> str:
    """«Kepala Dinas» leads «Dinas Sosial»: the words of the name after the shared noun."""
    noun = office.chief.split()[-1]
    return office.name.removeprefix(noun).removeprefix("Satuan").strip() if noun in {
        "Dinas", "Badan", "Satuan"} else office.name  # fmt: skip


def _plant_secretariat(planter: _Planter, root: Unit, office: Office) -> Unit:
    root.posts.append(Post("Sekretaris Daerah", "21"))
    few = planter.size.divisions <= 3
    aides = (
        "Asisten Pemerintahan dan Kesejahteraan Rakyat",
        "Asisten Perekonomian dan Pembangunan",
        "Asisten Administrasi Umum",
        "Staf Ahli Bidang Pemerintahan, Hukum dan Politik",
        "Staf Ahli Bidang Ekonomi, Keuangan dan Pembangunan",
    )
    root.posts.extend(Post(title, "22") for title in aides[: 1 if few else 5])
    for name in office.divisions[: 2 if few else len(office.divisions)]:
        planter.add(name, "division", under=root, posts=(Post(f"Kepala {name}", "31"),))
    return root


def _plant_schools(planter: _Planter, office: Unit) -> None:
    count = max(2, round(planter.size.employees * planter.size.teachers / TEACHERS_PER_SCHOOL))
    kinds: list[tuple[str, float]] = (
        [("SD Negeri", 0.72), ("SMP Negeri", 0.2), ("TK Negeri", 0.08)]
        if planter.size.district_offices
        else [("SMA Negeri", 0.5), ("SMK Negeri", 0.4), ("SLB Negeri", 0.1)]
    )
    for kind, share in kinds:
        for number in range(1, max(1, round(count * share)) + 1):
            at = (number - 1) % len(planter.places)
            planter.add(
                f"{kind} {number} {planter.districts[at]}", "school", under=office,
                place=planter.places[at],
            )  # fmt: skip


def _plant_clinics(planter: _Planter, office: Unit) -> None:
    noun = "UPTD Puskesmas" if planter.size.district_offices else "UPTD Balai Kesehatan"
    for number in range(planter.size.clinics):
        at = number % len(planter.places)
        rank = number // len(planter.places)
        name = f"{noun} {planter.districts[at]}{f' {rank + 1}' if rank else ''}"
        post = Post(f"Kepala Subbagian Tata Usaha {name}", "42")
        planter.add(name, "clinic", under=office, place=planter.places[at], posts=(post,))


def _plant_hospitals(planter: _Planter, office: Unit) -> None:
    parts: tuple[tuple[str, str], ...] = (
        ("Bidang Pelayanan Medik", "32"),
        ("Bidang Keperawatan", "32"),
        ("Bidang Penunjang Medik", "32"),
        ("Bagian Tata Usaha", "31"),
    )
    for number in range(planter.size.hospitals):
        place = planter.places[number % len(planter.places)]
        name = f"UPTD RSUD {planter.districts[number % len(planter.districts)]}"
        house = planter.add(
            name, "hospital", under=office, place=place, posts=(Post(f"Direktur {name}", "22"),)
        )
        house.office = "rsud"
        for part, echelon in parts:
            planter.add(part, "ward", under=house, posts=(Post(f"Kepala {part} {name}", echelon),))


def _plant_districts(planter: _Planter) -> None:
    villages = iter(village_names(planter.size.villages * planter.size.districts))
    sections = ("Subbagian Umum", "Seksi Pemerintahan dan Pelayanan Umum",
                "Seksi Pemberdayaan Masyarakat",
                "Seksi Ekonomi, Pembangunan dan Kesejahteraan Sosial")  # fmt: skip
    for name, place in zip(planter.districts, planter.places, strict=True):
        root = planter.add(
            f"Kecamatan {name}", "district", office="kecamatan", place=place,
            posts=(Post(f"Camat {name}", "31"), Post(f"Sekretaris Kecamatan {name}", "32")),
        )  # fmt: skip
        for section in sections[: planter.size.divisions]:
            title = f"Kepala {section} Kecamatan {name}"
            planter.add(section, "section", under=root, posts=(Post(title, "41"),))
        for _number in range(planter.size.villages):
            village = next(villages)
            posts = (f"Lurah {village}", f"Sekretaris Kelurahan {village}",
                     f"Kepala Seksi Pemerintahan Kelurahan {village}",
                     f"Kepala Seksi Ekonomi dan Pembangunan Kelurahan {village}")  # fmt: skip
            planter.add(
                f"Kelurahan {village}", "village", under=root,
                posts=tuple(Post(t, "41" if i == 0 else "42") for i, t in enumerate(posts)),
            )  # fmt: skip


def of_kind(units: list[Unit], *kinds: str) -> list[Unit]:
    """The units of these kinds, in the order of the tree."""
    return [unit for unit in units if unit.kind in kinds]


