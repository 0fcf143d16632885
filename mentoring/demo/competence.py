"""What jobs ask for beyond the nine general competencies, and what people were found to have."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from mentoring.demo.person import Person, Sort

GENERAL = ("M.1", "M.2", "M.3", "M.4", "M.5", "M.6", "M.7", "M.8", "SK.1")
GUIDING = "M.6"
LITERACY = {"LD": "Literasi digital", "ES": "Emerging skill"}
TECHNICAL: dict[str, tuple[str, str]] = {
    "T.101": ("Perancangan pembelajaran", "Pendidikan"),
    "T.102": ("Asesmen hasil belajar", "Pendidikan"),
    "T.201": ("Asuhan keperawatan dan kebidanan", "Kesehatan"),
    "T.202": ("Keselamatan pasien", "Kesehatan"),
    "T.203": ("Pelayanan medis", "Kesehatan"),
    "T.204": ("Pelayanan penunjang medis", "Kesehatan"),
    "T.205": ("Kesehatan masyarakat dan lingkungan", "Kesehatan"),
    "T.301": ("Penegakan peraturan daerah", "Ketenteraman dan ketertiban"),
    "T.302": ("Penyelamatan dan penanggulangan bencana", "Ketenteraman dan ketertiban"),
    "T.401": ("Pembangunan prasarana dan tata ruang", "Pekerjaan umum"),
    "T.402": ("Pengelolaan perumahan dan permukiman", "Perumahan"),
    "T.403": ("Pengelolaan lalu lintas dan angkutan", "Perhubungan"),
    "T.404": ("Pengelolaan lingkungan hidup", "Lingkungan hidup"),
    "T.501": ("Budi daya dan penyuluhan pertanian", "Pangan"),
    "T.502": ("Pengelolaan perikanan", "Kelautan dan perikanan"),
    "T.601": ("Perencanaan dan penganggaran", "Perencanaan"),
    "T.602": ("Pengawasan dan audit", "Pengawasan"),
    "T.603": ("Manajemen aparatur", "Kepegawaian"),
    "T.604": ("Pengelolaan data dan sistem informasi", "Komunikasi dan informatika"),
    "T.605": ("Pengadaan dan pengelolaan aset", "Keuangan"),
    "T.606": ("Penyusunan kebijakan dan peraturan", "Pemerintahan umum"),
    "T.607": ("Tata naskah dan kearsipan", "Kearsipan"),
    "T.608": ("Pelayanan administrasi masyarakat", "Pemerintahan umum"),
    "T.701": ("Pemberdayaan masyarakat dan perlindungan sosial", "Sosial"),
    "T.702": ("Pembinaan usaha, perdagangan dan investasi", "Perdagangan"),
    "T.703": ("Pengembangan wisata dan budaya", "Pariwisata"),
}
# The first line with a word that stands in the job's field decides.
BY_WORD: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("Guru", "Pengawas Sekolah", "Widyaiswara", "Pembelajaran"), ("T.101", "T.102")),
    (("Perawat", "Bidan"), ("T.201", "T.202")),
    (("Dokter", "Anestesi", "Psikolog"), ("T.203", "T.202")),
    (("Promosi Kesehatan", "Epidemiolog", "Sanitasi", "Layanan Kesehatan"), ("T.205",)),
    (("Apoteker", "Laboratorium Kesehatan", "Nutrisionis", "Perekam Medis", "Terapis",
      "Radiografer", "Fisioterapis", "Farmasi"), ("T.204", "T.202")),
    (("Polisi Pamong",), ("T.301",)),
    (("Kebakaran", "Pencarian", "Penyelamatan"), ("T.302",)),
    (("Jalan", "Sumber Daya Air", "Penata Ruang", "Tata Ruang", "Konstruksi", "Alat Berat",
      "Surveyor"), ("T.401",)),
    (("Perumahan", "Permukiman", "Bangunan", "Pengadaan Tanah"), ("T.402",)),
    (("Transportasi", "Kendaraan"), ("T.403",)),
    (("Lingkungan", "Limbah", "Penyehatan"), ("T.404",)),
    (("Perikanan", "Ikan", "Akuakultur", "Kelautan"), ("T.502",)),
    (("Pertanian", "Tumbuhan", "Ternak", "Veteriner", "Pakan", "Pangan", "Benih"), ("T.501",)),
    (("Perencana", "Keuangan"), ("T.601",)),
    (("Auditor", "Penyelenggaraan Urusan"), ("T.602",)),
    (("Aparatur",), ("T.603",)),
    (("Komputer", "Informatika", "Data", "Sandiman", "Statistisi", "Teknologi"), ("T.604",)),
    (("Pengadaan Barang",), ("T.605",)),
    (("Arsiparis", "Perpustakaan", "Pustakawan", "Pengadministrasi"), ("T.607",)),
    (("Sosial", "Swadaya", "Keluarga", "Perempuan", "Rehabilitasi"), ("T.701",)),
    (("Koperasi", "Kewirausahaan", "Penera", "Industri", "Perdagangan", "Modal", "Kerja"),
     ("T.702",)),
    (("Wisata", "Budaya", "Olahraga", "Pariwisata"), ("T.703",)),
    (("Kebijakan", "Peraturan", "Legislatif", "Hukum"), ("T.606",)),
)  # fmt: skip
USUAL = ("T.608",)
TECHNICAL_LEVEL = {"PM": 1, "TR": 2, "MH": 2, "PY": 3, "PT": 2, "MU": 3, "MA": 4, "UT": 5, "": 1}
LITERACY_LEVEL = {"PM": 1, "TR": 1, "MH": 2, "PY": 2, "PT": 2, "MU": 2, "MA": 3, "UT": 3, "": 1}
GENERAL_LEVEL = {"PM": 1, "TR": 1, "MH": 2, "PY": 3, "PT": 2, "MU": 3, "MA": 4, "UT": 4, "": 1}
POST_LEVEL = {"2": 4, "3": 3, "4": 2}  # by the first digit of the echelon
# How many of those assessed were found able to guide others (M.6 at level 2 or more). The
# dictionary asks for it above the entry levels only, and assessors see it less than they wish.
CAN_GUIDE = {"PM": 0.04, "TR": 0.12, "MH": 0.28, "PY": 0.42, "PT": 0.22, "MU": 0.45, "MA": 0.62,
             "UT": 0.8, "": 0.24}  # fmt: skip
POST_CAN_GUIDE = {"2": 0.85, "3": 0.55, "4": 0.32}
TEACHERS_CAN_GUIDE = 0.42  # of the share of their level: so many were assessed in one hurried round
ASSESSED = {True: 0.60, False: 0.72}  # new hires, all others
SOURCES = ("CACT BKN", "Assessment center BKPSDM", "Uji kompetensi jabatan")


def technical_of(field: str) -> tuple[str, ...]:
    """The technical competencies of a field of work."""
    return next((codes for words, codes in BY_WORD if any(w in field for w in words)), USUAL)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one person was found to have, by competency code."""

    person: Person
    on: date
    source: str
    levels: dict[str, int]


def required(person: Person) -> dict[str, int]:
    """The level that the job asks for, by code."""
    job = person.job
    general = POST_LEVEL[person.echelon[0]] if person.echelon else GENERAL_LEVEL[job.level]
    literacy = min(general, 3) if person.echelon else LITERACY_LEVEL[job.level]
    asked = dict.fromkeys(GENERAL, general) | dict.fromkeys(LITERACY, literacy)
    if not person.echelon:
        asked |= dict.fromkeys(technical_of(job.field), TECHNICAL_LEVEL[job.level])
    return asked


def assess(rng: Random, people: list[Person], *, today: date) -> list[Assessment]:
    """About seven in ten were assessed within the last two years."""
    found = []
    for person in people:
        if rng.random() < ASSESSED[person.new]:
            newest = min(240, (today - person.appointed).days - 10) if person.new else 700
            on = today - timedelta(days=rng.randrange(5, max(6, newest)))
            source = SOURCES[0] if person.new else rng.choice(SOURCES)
            found.append(Assessment(person, on, source, _levels(rng, person)))
    return found


def _levels(rng: Random, person: Person) -> dict[str, int]:
    asked = required(person)
    offsets, weights = ((-2, -1, 0, 1), (6, 46, 42, 6)) if person.new else (
        (-1, 0, 1, 2), (24, 52, 20, 4))  # fmt: skip
    drawn = rng.choices(offsets, weights=weights, k=len(asked))
    levels = {
        code: max(0 if person.new else 1, min(5, level + step))
        for (code, level), step in zip(asked.items(), drawn, strict=True)
    }
    levels[GUIDING] = _guiding(rng, person, asked[GUIDING])
    return levels


def _guiding(rng: Random, person: Person, asked: int) -> int:
    if person.new or person.sort is Sort.CPNS:
        return rng.choices((0, 1, 2), weights=(15, 75, 10))[0]
    chance = POST_CAN_GUIDE[person.echelon[0]] if person.echelon else CAN_GUIDE[person.job.level]
    chance *= TEACHERS_CAN_GUIDE if person.job.field == "Guru" else 1
    if rng.random() >= chance:
        return 1
    return max(2, min(asked, rng.choices((2, 3, 4), weights=(60, 32, 8))[0]))
