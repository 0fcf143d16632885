"""The columns of an employee file that tell who somebody is and in which state."""

from mentoring.people.imports import employee_words as words
from mentoring.sheets import Column, parsers
from mentoring.words import _


def person() -> tuple[Column, ...]:
    """Who it is and how to reach them."""
    return (*_identity(), *_checks(), *_contact())


def _identity() -> tuple[Column, ...]:
    c, p = Column, parsers
    return (
        c(
            "siasn_id",
            "PNS ID",
            p.code(),
            ("PPPK ID", "ASN ID", "ID PNS"),
            text=True,
            help=_("Kode acak pegawai pada SIASN; dipakai untuk mengenali orang yang sama."),
        ),
        c(
            "nip",
            "NIP BARU",
            p.nip,
            ("NIP", "NIP/NI PPPK", "NI PPPK", "NIPPPK", "NIP PPPK", "NOMOR INDUK PEGAWAI"),
            required=True,
            mandatory=True,
            text=True,
            help=_("18 angka NIP atau NI PPPK, disimpan sebagai teks."),
        ),
        c(
            "name",
            "NAMA",
            p.text(300),
            ("NAMA LENGKAP", "NAMA PEGAWAI"),
            required=True,
            mandatory=True,
            private=True,
            help=_("Nama tanpa gelar."),
        ),
        c("front_title", "GELAR DEPAN", p.text(60), help=_("Misalnya dr., Ir.")),
        c("back_title", "GELAR BELAKANG", p.text(120), help=_("Misalnya S.E., M.Si.")),
    )


def _checks() -> tuple[Column, ...]:
    c, p = Column, parsers
    return (
        c(
            "birth",
            "TANGGAL LAHIR",
            p.day,
            ("TGL LAHIR", "TGL_LAHIR"),
            private=True,
            transient=True,
            help=_("Hanya untuk dicocokkan dengan NIP; tidak disimpan."),
        ),
        c(
            "sex",
            "JENIS KELAMIN",
            words.sex,
            ("JK", "L/P", "KELAMIN"),
            private=True,
            transient=True,
            help=_("Hanya untuk dicocokkan dengan NIP; tidak disimpan."),
        ),
    )


def _contact() -> tuple[Column, ...]:
    c, p = Column, parsers
    return (
        c(
            "phone",
            "NOMOR HP",
            p.phone,
            ("NO HP", "HP", "TELEPON", "NO TELEPON", "NOMOR TELEPON", "NO WA", "WHATSAPP"),
            private=True,
            text=True,
            help=_("Untuk mengabari penugasan."),
        ),
        c(
            "email",
            "EMAIL GOV",
            p.email,
            ("EMAIL DINAS", "EMAIL", "SUREL"),
            private=True,
            help=_("Surel dinas, untuk mengabari penugasan."),
        ),
    )


def status() -> tuple[Column, ...]:
    """In which state they serve."""
    return (*_standing(), *_dates(), *_grade(), *_service())


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
        c(
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
