"""The columns of an employee file that tell who somebody is."""

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
