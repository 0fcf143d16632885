"""Invented names of people and places. They read naturally and are plainly not anybody's."""

from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MEN = _words(
    "Adi Agung Aji Andika Anton Arif Bagas Bayu Bima Budi Cahyo Candra Danang Darma Dimas Dodi "
    "Eko Fajar Galih Gilang Hadi Hendra Indra Irfan Jaka Joko Kurnia Lukman Made Maulana Nanda "
    "Nugroho Oka Panji Prasetya Raka Rendra Reza Rizki Satria Setyo Surya Teguh Tirta Toni Umar "
    "Wahyu Wira Yoga Yusuf Zaki"
)
WOMEN = _words(
    "Anggun Anisa Ayu Bunga Cahya Citra Dara Dewi Dian Dina Eka Endah Fitri Gita Hana Hesti Indah "
    "Intan Kartika Kirana Laksmi Laras Lestari Lia Maya Mega Melati Mutia Nadia Nia Nining Novi "
    "Nur Puspa Putri Rahayu Ratih Ratna Retno Rini Sari Sekar Sinta Siti Sri Tari Tiara Utami "
    "Vina Wulan Yanti Yuli"
)
SECOND = _words(
    "Abadi Adiwarna Andara Anggara Asmara Bahtera Bestari Buana Candrika Dahana Dirgantara "
    "Ekawira Gemilang Harsaya Jatmika Jenggala Kencana Lazuardi Mahardika Manggala Nirwana "
    "Pamungkas Permadi Pradipta Purnama Rajasa Samudra Sanjaya Sentosa Tanjung Wastu Wibawa"
)
# The last word says what the person is: an example, a supposition, a prototype.
SYNTHETIC_MEN = _words(
    "Contohadi Contohwan Umpamawan Umpamadi Misalputra Misaldi Rekaputra Rekadi Fiksiwan Tiruwan "
    "Andaiwan Semisalman Andaikata Purwarupa Teladani Percontohan Karangan"
)
SYNTHETIC_WOMEN = _words(
    "Contohsari Contohwati Umpamasari Umpamawati Misalwati Misalsari Rekawati Rekasari Fiksiana "
    "Tiruwati Andaiwati Semisalwati Andaikata Purwarupa Teladani Percontohan Karangan"
)
PLACE_HEADS = _words(
    "Adi Bumi Cipta Dharma Giri Harapan Indra Jaya Karsa Laras Mega Nusa Padma Puri Rukun "
    "Sari Tirta Utama Wana Yasa"
)
PLACE_TAILS = ("Contoh", "Umpama", "Misal", "Reka", "Teladan", "Andai")
DIRECTIONS = ("Utara", "Timur", "Selatan", "Barat", "Tengah")


def person_name(rng: Random, *, man: bool) -> str:
    """«SATRIA WIBAWA CONTOHADI»: SIASN writes names in capitals."""
    first = rng.choice(MEN if man else WOMEN)
    middle = f" {rng.choice(SECOND)}" if rng.random() < 0.62 else ""
    last = rng.choice(SYNTHETIC_MEN if man else SYNTHETIC_WOMEN)
    return f"{first}{middle} {last}".upper()


def district_names(count: int) -> list[str]:
    """So many different names: «Contoh Utara», «Contoh Timur», …, «Umpama Utara», …"""
    names = [f"{tail} {side}" for tail in PLACE_TAILS for side in DIRECTIONS]
    return names[:count]


def village_names(count: int) -> list[str]:
    """So many different names: «Adi Contoh», «Bumi Umpama», …"""
    heads, tails = len(PLACE_HEADS), len(PLACE_TAILS)
    return [
        f"{PLACE_HEADS[i % heads]} {PLACE_TAILS[(i + i // heads) % tails]}" for i in range(count)
    ]


TITLES = {
    "S-1": ("S.E.", "S.Sos.", "S.T.", "S.H.", "S.Kom.", "S.A.P.", "S.IP."),
    "D-IV": ("S.Tr.", "S.Tr.IP.", "S.Tr.T."),
    "D-III": ("A.Md.", "A.Md.T.", "A.Md.Ak."),
    "S-2": ("S.Sos., M.Si.", "S.E., M.M.", "S.T., M.T.", "S.H., M.H."),
    "S-3": ("S.Sos., M.Si.",),
}
FIELD_TITLES = {
    "Guru": ("S.Pd.", "S.Pd.", "S.Pd., Gr."),
    "Pengawas Sekolah": ("S.Pd.",),
    "Dokter Gigi": ("",),
    "Dokter": ("", "Sp.A.", "Sp.PD.", ""),
    "Apoteker": ("S.Farm.",),
    "Pranata Komputer": ("S.Kom.", "A.Md.Kom."),
}
NURSING = {"Perawat": ("A.Md.Kep.", "S.Kep., Ns."), "Bidan": ("A.Md.Keb.", "S.Tr.Keb., Bdn.")}
FRONT = {"Dokter": "dr.", "Dokter Gigi": "drg.", "Apoteker": "apt.", "Medik Veteriner": "drh."}


def titles(rng: Random, *, field: str, education: str) -> tuple[str, str]:
    """Academic titles in front of and behind the name."""
    front = FRONT.get(field, "Dr." if education == "S-3" else "")
    if field in NURSING:
        return front, NURSING[field][education not in {"D-III", "SLTA"}]
    if field in FIELD_TITLES:
        back = rng.choice(FIELD_TITLES[field])
        return front, f"{back}, M.Pd." if back.startswith("S.Pd.") and education == "S-2" else back
    return front, rng.choice(TITLES[education]) if education in TITLES else ""
