"""The columns of assessment results: the long form, and one column per competency."""

from collections.abc import Sequence

from mentoring import people
from mentoring.sheets import Column, parsers
from mentoring.words import _

WIDE = "level:"


def columns(competencies: Sequence[tuple[str, str]]) -> tuple[Column, ...]:
    """NIP, TANGGAL and either KODE KOMPETENSI with LEVEL CAPAIAN, or a column per (code, name)."""
    return (
        people.nip_column(),
        Column(
            "assessed_on",
            "TANGGAL",
            parsers.day,
            ("TANGGAL PENILAIAN", "TGL PENILAIAN", "TANGGAL ASESMEN"),
            required=True,
            mandatory=True,
            help=_("Tanggal penilaian."),
        ),
        Column("source", "SUMBER", parsers.text(200), help=_("Penyelenggara penilaian.")),
        Column(
            "valid_until",
            "BERLAKU SAMPAI",
            parsers.day,
            ("MASA BERLAKU", "TANGGAL KEDALUWARSA"),
            help=_("Kosong: tiga tahun sejak tanggal penilaian."),
        ),
        Column(
            "code",
            "KODE KOMPETENSI",
            parsers.text(40),
            ("KODE",),
            text=True,
            help=_("Bentuk panjang: satu baris untuk satu kompetensi."),
        ),
        Column(
            "level",
            "LEVEL CAPAIAN",
            parsers.level,
            ("CAPAIAN", "LEVEL"),
            help=_("Bentuk panjang: level yang dicapai, 0 sampai 5."),
        ),
        *(_wide(code, name) for code, name in competencies),
    )


def _wide(code: str, name: str) -> Column:
    return Column(
        WIDE + code,
        code,
        parsers.level,
        (name, f"{code} {name}"),
        help=_(
            "Bentuk lebar: level capaian {code}, {name}; kosong berarti belum dinilai.",
            code=code,
            name=name,
        ),
    )


def examples() -> tuple[dict[str, str], ...]:
    """One row of each form."""
    seen = {"nip": "198503152010011999", "assessed_on": "15-08-2026", "source": "CACT BKN"}
    return (
        seen | {"level:M.1": "2", "level:M.6": "2", "level:SK.1": "1", "level:LD": "3"},
        seen | {"nip": "199908202025212998", "code": "M.6", "level": "1"},
    )
