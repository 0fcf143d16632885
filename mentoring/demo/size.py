"""The three agencies that can be made, and how large each is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """How many of what. Employees include the new hires; shares are of all employees."""

    name: str
    agency: str
    employees: int
    cpns: int
    pppk_new: int
    offices: int  # how many perangkat daerah, in the order of data/offices.csv
    divisions: int  # at most so many bidang in each
    districts: int  # kecamatan of a city, kabupaten of a province: the places of work
    district_offices: bool  # a city runs kecamatan and kelurahan itself
    villages: int  # kelurahan per kecamatan
    clinics: int
    hospitals: int
    teachers: float = 0.45
    health: float = 0.20
    pppk_settled: float = 0.15  # PPPK of earlier years

    @property
    def newcomers(self) -> int:
        """Those who need a mentor."""
        return self.cpns + self.pppk_new


SIZES = {
    size.name: size
    for size in (
        Size("small", "Kota Contoh Raya", 300, 20, 40, 7, 2, 2, True, 1, 1, 1),
        Size("city", "Kota Contoh Raya", 12_000, 500, 1_500, 28, 5, 12, True, 6, 30, 2),
        Size("province", "Provinsi Contoh Raya", 60_000, 2_000, 6_000, 28, 6, 30, False, 0, 60, 24),
    )
}
