"""Schools, clinics and hospitals: where most civil servants of a city work."""

from mentoring.demo.units import Planter, Post, Unit

TEACHERS_PER_SCHOOL = 11


def plant_schools(planter: Planter, office: Unit) -> None:
    """Schools, dealt out over the places in turn; a functional leads each."""
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


def plant_clinics(planter: Planter, office: Unit) -> None:
    """Puskesmas; a functional leads each."""
    noun = "UPTD Puskesmas" if planter.size.district_offices else "UPTD Balai Kesehatan"
    for number in range(planter.size.clinics):
        at = number % len(planter.places)
        rank = number // len(planter.places)
        name = f"{noun} {planter.districts[at]}{f' {rank + 1}' if rank else ''}"
        post = Post(f"Kepala Subbagian Tata Usaha {name}", "42")
        planter.add(name, "clinic", under=office, place=planter.places[at], posts=(post,))


def plant_hospitals(planter: Planter, office: Unit) -> None:
    """RSUD, each with its director and divisions."""
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
