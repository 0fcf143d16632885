"""The columns of an employee file that tell in which state somebody serves."""

from mentoring.people.imports import employee_words as words
from mentoring.sheets import Column, parsers
from mentoring.words import _


def status() -> tuple[Column, ...]:
    """In which state they serve."""
    return (*_standing(), *_candidate(), *_dates(), *_grade(), *_service())


def _standing() -> tuple[Column, ...]:
    c, p = Column, parsers
    return (
        c(
            "employment",
            "JENIS PEGAWAI NAMA",
            p.text(200),
            ("JENIS PEGAWAI", "JENIS ASN"),
            help=_("Dipakai mengenali PPPK dan PPPK paruh waktu."),
        ),
        c(
            "status_id",
            "KEDUDUKAN HUKUM ID",
            p.code(2),
            ("KEDUDUKAN ID",),
            text=True,
            help=_("Kode SIASN; 01 berarti aktif."),
        ),
        c(
            "status_name",
            "KEDUDUKAN HUKUM NAMA",
            p.text(200),
            ("KEDUDUKAN HUKUM", "STATUS KEDUDUKAN", "KEDUDUKAN PEGAWAI", "KEDUDUKAN"),
            choices=(
                "Aktif",
                "PPPK Aktif",
                "CLTN",
                "Tugas Belajar",
                "Masa Persiapan Pensiun",
                "Pensiun",
            ),
            help=_("Kedudukan hukum dengan kata-kata."),
        ),
    )


def _candidate() -> tuple[Column, ...]:
    return (
        Column(
            "candidate",
            "STATUS CPNS PNS",
            words.candidate,
            ("STATUS PEGAWAI", "STATUS CPNS/PNS"),
            choices=("CPNS", "PNS"),
            help=_("C atau CPNS, P atau PNS; kosong untuk PPPK."),
        ),
    )


def _dates() -> tuple[Column, ...]:
    c, p = Column, parsers
    return (
        c(
            "appointed_on",
            "TMT CPNS",
            p.day,
            ("TMT CPNS/PPPK", "TMT PPPK", "TMT PENGANGKATAN"),
            text=True,
            help=_("Mulai bekerja sebagai CPNS atau PPPK."),
        ),
        c("permanent_on", "TMT PNS", p.day, text=True, help=_("Mulai sebagai PNS.")),
    )


def _grade() -> tuple[Column, ...]:
    c, p = Column, parsers
    return (
        c(
            "grade_id",
            "GOL AKHIR ID",
            p.golongan,
            ("GOLONGAN ID", "GOL ID"),
            text=True,
            help=_("Kode golongan SIASN, 11 sampai 45."),
        ),
        c(
            "grade",
            "GOL AKHIR NAMA",
            p.golongan,
            (
                "GOLONGAN",
                "GOL RUANG",
                "GOLONGAN/RUANG",
                "GOLONGAN RUANG",
                "GOL",
                "PANGKAT/GOL",
                "PANGKAT/GOLONGAN",
                "PANGKAT GOL RUANG",
                "PANGKAT, GOL RUANG",
            ),
            help=_("Misalnya III/a untuk PNS, IX untuk PPPK."),
        ),
        c(
            "grade_since",
            "TMT GOLONGAN",
            p.day,
            ("TMT GOLONGAN AKHIR", "TMT GOL", "TMT PANGKAT"),
            text=True,
            help=_("Mulai golongan itu."),
        ),
    )


def _service() -> tuple[Column, ...]:
    c, p = Column, parsers
    return (
        c(
            "years",
            "MK TAHUN",
            p.integer(0, 60),
            ("MASA KERJA TAHUN", "MKG TAHUN"),
            help=_("Masa kerja: tahun."),
        ),
        c(
            "months",
            "MK BULAN",
            p.integer(0, 11),
            ("MASA KERJA BULAN", "MKG BULAN"),
            help=_("Masa kerja: bulan."),
        ),
        c(
            "education",
            "TINGKAT PENDIDIKAN NAMA",
            p.text(100),
            ("TINGKAT PENDIDIKAN", "JENJANG PENDIDIKAN", "PENDIDIKAN TERAKHIR", "PENDIDIKAN"),
            help=_("Misalnya S-1/Sarjana."),
        ),
    )
