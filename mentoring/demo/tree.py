"""The whole tree: offices and their divisions, institutions, kecamatan and kelurahan."""

from random import Random

from mentoring.demo.catalogue import Office, offices
from mentoring.demo.institutions import plant_clinics, plant_hospitals, plant_schools
from mentoring.demo.names import village_names
from mentoring.demo.size import Size
from mentoring.demo.units import AGENCY, Planter, Post, Unit


def grow(rng: Random, size: Size) -> list[Unit]:
    """All units, parents before children."""
    planter = Planter(rng, size)
    crown = planter.add(f"Pemerintah {size.agency}", AGENCY)
    roots = {
        office.key: _plant_office(planter, office, crown) for office in offices()[: size.offices]
    }
    plant_schools(planter, roots["pendidikan"])
    plant_clinics(planter, roots["kesehatan"])
    plant_hospitals(planter, roots["kesehatan"])
    if size.district_offices:
        _plant_districts(planter, crown)
    return planter.units


def _plant_office(planter: Planter, office: Office, crown: Unit) -> Unit:
    root = planter.add(office.name, "office", office=office.key, under=crown)
    if office.key == "setda":
        return _plant_secretariat(planter, root, office)
    noun = office.name.split(maxsplit=1)[0]
    top = (
        f"{office.chief} {_rest(office)}".strip()
        if office.chief.startswith("Kepala")
        else office.chief
    )
    root.posts.append(Post(top, "22"))
    if office.key != "setwan":
        desk = planter.add(
            f"Sekretariat {noun}" if noun != "Inspektorat" else "Sekretariat Inspektorat", "desk",
            under=root, posts=(Post(f"Sekretaris {office.name}", "31"),),
        )  # fmt: skip
        sections = ("Subbagian Umum dan Kepegawaian", "Subbagian Perencanaan dan Keuangan")
        for name in sections if planter.size.divisions > 2 else ():
            planter.add(
                name, "section", under=desk, posts=(Post(f"Kepala {name} {office.name}", "41"),)
            )
    for name in office.divisions[: planter.size.divisions]:
        title = name if name.startswith("Inspektur") else f"Kepala {name} {office.name}"
        echelon = "31" if name.startswith(("Bagian", "Inspektur")) else "32"
        planter.add(name, "division", under=root, posts=(Post(title, echelon),))
    if planter.size.divisions > 3 and noun == "Dinas":
        name = f"UPTD {office.name.removeprefix('Dinas ').split(',')[0]} Wilayah I"
        planter.add(
            name,
            "division",
            under=root,
            place=planter.places[-1],
            posts=(Post(f"Kepala {name}", "41"),),
        )
    return root


def _rest(office: Office) -> str:
    """«Kepala Dinas» leads «Dinas Sosial»: the words of the name after the shared noun."""
    noun = office.chief.split()[-1]
    return office.name.removeprefix(noun).removeprefix("Satuan").strip() if noun in {
        "Dinas", "Badan", "Satuan"} else office.name  # fmt: skip


def _plant_secretariat(planter: Planter, root: Unit, office: Office) -> Unit:
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


def _plant_districts(planter: Planter, crown: Unit) -> None:
    villages = iter(village_names(planter.size.villages * planter.size.districts))
    sections = ("Subbagian Umum", "Seksi Pemerintahan dan Pelayanan Umum",
                "Seksi Pemberdayaan Masyarakat",
                "Seksi Ekonomi, Pembangunan dan Kesejahteraan Sosial")  # fmt: skip
    for name, place in zip(planter.districts, planter.places, strict=True):
        root = planter.add(
            f"Kecamatan {name}", "district", office="kecamatan", place=place, under=crown,
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
