"""The columns of an employee file: the SIASN export of 69 columns and its many relatives."""

from mentoring.people.imports.employee_examples import EXAMPLES
from mentoring.people.reference import statuses
from mentoring.people.tables import Kind
from mentoring.sheets import Column, Layout, folded, parsers
from mentoring.sheets.layout import Cell
from mentoring.sheets.problems import BadCell, Severity
from mentoring.words import _

JOB_TYPES = {
    "1": "1",
    "2": "2",
    "3": "3",
    "4": "4",
    "Jabatan Struktural": "1",
    "Struktural": "1",
    "Jabatan Manajerial": "1",
    "Manajerial": "1",
    "Jabatan Fungsional Tertentu": "2",
    "Fungsional Tertentu": "2",
    "Jabatan Fungsional": "2",
    "Fungsional": "2",
    "JFT": "2",
    "JF": "2",
    "Jabatan Rangkap (Struktural dan Fungsional)": "3",
    "Jabatan Rangkap": "3",
    "Jabatan Fungsional Umum": "4",
    "Fungsional Umum": "4",
    "JFU": "4",
    "Jabatan Pelaksana": "4",
    "Pelaksana": "4",
}
SEXES = {
    "M": 1,
    "L": 1,
    "Laki-laki": 1,
    "Pria": 1,
    "1": 1,
    "LK": 1,
    "F": 2,
    "P": 2,
    "Perempuan": 2,
    "Wanita": 2,
    "2": 2,
    "W": 2,
    "PR": 2,
}
CANDIDATE = {"C": True, "CPNS": True, "P": False, "PNS": False}


def layout() -> Layout:
    """Every column that the product needs; the others of a SIASN export are dropped unread."""
    return Layout(
        name="employees",
        title=_("Pegawai"),
        columns=(*_person(), *_status(), *_job(), *_place()),
        examples=EXAMPLES,
    )


def _person() -> tuple[Column, ...]:
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
            p.choice(SEXES),
            ("JK", "L/P", "KELAMIN"),
            private=True,
            transient=True,
            help=_("Hanya untuk dicocokkan dengan NIP; tidak disimpan."),
        ),
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


def _status() -> tuple[Column, ...]:
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
            _candidate,
            ("STATUS PEGAWAI", "STATUS CPNS/PNS"),
            choices=("CPNS", "PNS"),
            help=_("C atau CPNS, P atau PNS; kosong untuk PPPK."),
        ),
        c(
            "appointed_on",
            "TMT CPNS",
            p.day,
            ("TMT CPNS/PPPK", "TMT PPPK", "TMT PENGANGKATAN"),
            text=True,
            help=_("Mulai bekerja sebagai CPNS atau PPPK."),
        ),
        c("permanent_on", "TMT PNS", p.day, text=True, help=_("Mulai sebagai PNS.")),
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


def _job() -> tuple[Column, ...]:
    c, p = Column, parsers
    return (
        c(
            "job_type_id",
            "JENIS JABATAN ID",
            _job_type,
            text=True,
            choices=("1", "2", "4"),
            help=_("1 struktural, 2 fungsional, 4 pelaksana."),
        ),
        c(
            "job_type",
            "JENIS JABATAN NAMA",
            _job_type,
            ("JENIS JABATAN",),
            choices=(
                "Jabatan Struktural",
                "Jabatan Fungsional Tertentu",
                "Jabatan Fungsional Umum",
            ),
            help=_("Jenis jabatan dengan kata-kata."),
        ),
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
        c("echelon_id", "ESELON ID", p.code(2), text=True, help=_("Kode eselon SIASN.")),
        c(
            "echelon",
            "ESELON NAMA",
            p.echelon,
            ("ESELON", "ESELON JABATAN"),
            choices=("II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b"),
            help=_("Hanya untuk jabatan struktural."),
        ),
    )


def _place() -> tuple[Column, ...]:
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
            ),
            help=_("Nama perangkat daerah (OPD)."),
        ),
    )


_read_job_type = parsers.choice(JOB_TYPES)
_read_candidate = parsers.choice(CANDIDATE)


def _job_type(cell: Cell) -> str | None:
    """An unknown kind of job is worth a warning only: the job's own name usually says it."""
    if folded(str(cell)) in ("", "0", "00", "none", "null"):
        return None
    try:
        return _read_job_type(cell)
    except BadCell as bad:
        raise BadCell(bad.code, bad.reason, bad.remedy, severity=Severity.WARNING) from None


def _candidate(cell: Cell) -> bool | None:
    """True for CPNS. Files of PPPK carry other words here: none of them says anything."""
    said = folded(str(cell))
    if "pppk" in said or "p3k" in said or said == "aktif":
        return None
    try:
        return _read_candidate(cell)
    except BadCell as bad:
        raise BadCell(bad.code, bad.reason, bad.remedy, severity=Severity.WARNING) from None


def status_code(code: str | None, name: str | None) -> str | None:
    """Kedudukan hukum as its code, from the code or the words; None when neither is known."""
    if code and code in statuses():
        return code
    said = folded(name or "")
    said = said.removeprefix("pppkparuhwaktu").removeprefix("pppk").removeprefix("pns")
    said = said.removeprefix("cpns") if said != folded(statuses()["51"]) else said
    known = {folded(words): found for found, words in statuses().items()}
    known |= {
        "cutidiluartanggungannegara": "02",
        "mpp": "20",
        "berhenti": "66",
        "aktifbekerja": "01",
    }
    known |= {folded(statuses()["51"]).removeprefix("cpns"): "51", "meninggaldunia": "88"}
    return known.get(said)


def kind_words(*words: str | None) -> Kind | None:
    """PPPK or PPPK paruh waktu, where the words of a row say so."""
    said = " ".join(folded(w) for w in words if w)
    if "paruhwaktu" in said or "parttime" in said:
        return Kind.PPPK_PART_TIME
    if "pppk" in said or "p3k" in said or "pegawaipemerintahdenganperjanjiankerja" in said:
        return Kind.PPPK
    return None
