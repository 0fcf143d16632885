"""The columns of an employee file that tell job and place."""

from mentoring.people.imports import employee_words as words
from mentoring.sheets import Column, parsers
from mentoring.words import _


def job() -> tuple[Column, ...]:
    """The job."""
    return (*_job_type(), *_job_name(), *_echelon())


def _job_type() -> tuple[Column, ...]:
    c = Column
    return (
        c(
            "job_type_id",
            "JENIS JABATAN ID",
            words.job_type,
            text=True,
            choices=("1", "2", "4"),
            help=_("1 struktural, 2 fungsional, 4 pelaksana."),
        ),
        c(
            "job_type",
            "JENIS JABATAN NAMA",
            words.job_type,
            ("JENIS JABATAN",),
            choices=(
                "Jabatan Struktural",
                "Jabatan Fungsional Tertentu",
                "Jabatan Fungsional Umum",
            ),
            help=_("Jenis jabatan dengan kata-kata."),
        ),
    )


def _job_name() -> tuple[Column, ...]:
    c, p = Column, parsers
    return (
        c(
            "job_code",
            "JABATAN ID",
            p.code(),
            ("KODE JABATAN", "ID JABATAN"),
            text=True,
            help=_("Kode jabatan pada SIASN."),
        ),
        c(
            "job_name",
            "JABATAN NAMA",
            p.text(300),
            ("NAMA JABATAN", "JABATAN"),
            required=True,
            help=_("Nama jabatan lengkap dengan jenjangnya, misalnya Perawat Ahli Pertama."),
        ),
        c("job_since", "TMT JABATAN", p.day, text=True, help=_("Mulai jabatan itu.")),
    )


def _echelon() -> tuple[Column, ...]:
    c, p = Column, parsers
    return (
        c("echelon_id", "ESELON ID", words.echelon_id, text=True, help=_("Kode eselon SIASN.")),
        c(
            "echelon",
            "ESELON NAMA",
            p.echelon,
            ("ESELON", "ESELON JABATAN"),
            choices=("II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b"),
            help=_("Hanya untuk jabatan struktural."),
        ),
    )


def place() -> tuple[Column, ...]:
    """Where the work is."""
    return (*_unit(), *_opd())


def _unit() -> tuple[Column, ...]:
    c, p = Column, parsers
    return (
        c(
            "location",
            "LOKASI KERJA NAMA",
            p.text(200),
            ("LOKASI KERJA", "TEMPAT TUGAS", "KECAMATAN"),
            help=_("Kecamatan atau kota tempat bekerja."),
        ),
        c(
            "unit_code",
            "UNOR ID",
            p.code(),
            ("KD UNOR", "KODE UNOR", "ID UNOR"),
            text=True,
            help=_("Kode unit kerja pada SIASN."),
        ),
        c(
            "unit_name",
            "UNOR NAMA",
            p.text(300),
            ("NAMA UNOR", "UNOR", "UNIT KERJA", "UNIT ORGANISASI", "SATUAN KERJA KERJA NAMA"),
            help=_("Nama unit kerja."),
        ),
        # Local sheets without it name the levels instead: (1) is the OPD, (3) the deepest.
        c(
            "unit_level_3",
            "UNOR (3)",
            p.text(300),
            help=_("Unit kerja tingkat ketiga, bila nama unit kerja tidak ditulis tersendiri."),
        ),
        c(
            "unit_level_2",
            "UNOR (2)",
            p.text(300),
            help=_("Unit kerja tingkat kedua, bila nama unit kerja tidak ditulis tersendiri."),
        ),
    )


def _opd() -> tuple[Column, ...]:
    c, p = Column, parsers
    return (
        c(
            "opd_code",
            "SATUAN KERJA INDUK ID",
            p.code(),
            ("SATKER INDUK ID",),
            text=True,
            help=_("Kode perangkat daerah."),
        ),
        c(
            "opd_name",
            "SATUAN KERJA INDUK NAMA",
            p.text(300),
            (
                "SATUAN KERJA INDUK",
                "SATKER INDUK",
                "PERANGKAT DAERAH",
                "OPD",
                "SKPD",
                "UNOR INDUK NAMA",
                "UNOR INDUK",
                "SATKER",
                "SATUAN KERJA",
                "UNOR (1)",
            ),
            help=_("Nama perangkat daerah (OPD)."),
        ),
    )
