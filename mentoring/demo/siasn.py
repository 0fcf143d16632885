"""A person as a row of the SIASN export: 69 columns, in its order and with its spellings."""

from datetime import date

from mentoring.demo.competence import TECHNICAL, technical_of
from mentoring.demo.person import Person, Sort
from mentoring.demo.private import FIELDS

HEADER = (
    "PNS ID", "NIP BARU", "NIP LAMA", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "TEMPAT LAHIR ID",
    "TEMPAT LAHIR NAMA", "TANGGAL LAHIR", "JENIS KELAMIN", "AGAMA ID", "AGAMA NAMA",
    "JENIS KAWIN ID", "JENIS KAWIN NAMA", "NIK", "NOMOR HP", "EMAIL", "EMAIL GOV", "ALAMAT",
    "NPWP NOMOR", "BPJS", "JENIS PEGAWAI ID", "JENIS PEGAWAI NAMA", "KEDUDUKAN HUKUM ID",
    "KEDUDUKAN HUKUM NAMA", "STATUS CPNS PNS", "KARTU ASN VIRTUAL", "NOMOR SK CPNS",
    "TANGGAL SK CPNS", "TMT CPNS", "NOMOR SK PNS", "TANGGAL SK PNS", "TMT PNS", "GOL AWAL ID",
    "GOL AWAL NAMA", "GOL AKHIR ID", "GOL AKHIR NAMA", "TMT GOLONGAN", "MK TAHUN", "MK BULAN",
    "JENIS JABATAN ID", "JENIS JABATAN NAMA", "JABATAN ID", "JABATAN NAMA", "TMT JABATAN",
    "TINGKAT PENDIDIKAN ID", "TINGKAT PENDIDIKAN NAMA", "PENDIDIKAN ID", "PENDIDIKAN NAMA",
    "TAHUN LULUS", "KPKN ID", "KPKN NAMA", "LOKASI KERJA ID", "LOKASI KERJA NAMA", "UNOR ID",
    "UNOR NAMA", "INSTANSI INDUK ID", "INSTANSI INDUK NAMA", "INSTANSI KERJA ID",
    "INSTANSI KERJA NAMA", "SATUAN KERJA INDUK ID", "SATUAN KERJA INDUK NAMA",
    "SATUAN KERJA KERJA ID", "SATUAN KERJA KERJA NAMA", "IS VALID NIK", "NAMA SEKOLAH",
    "FLAG IKD", "ESELON ID", "ESELON NAMA",
)  # fmt: skip
COLUMN = {name: place for place, name in enumerate(HEADER)}
STATUS_NAMES = {"01": "Aktif", "02": "CLTN", "03": "Tugas Belajar", "04": "Pemberhentian Sementara",
                "20": "Masa Persiapan Pensiun"}  # fmt: skip
ECHELONS = {"21": "II.a", "22": "II.b", "31": "III.a", "32": "III.b", "41": "IV.a", "42": "IV.b"}
JOB_TYPES = {"1": "Jabatan Struktural", "2": "Jabatan Fungsional Tertentu",
             "4": "Jabatan Fungsional Umum"}  # fmt: skip
EDUCATION = {"SLTP": ("10", "SLTP"), "SLTA": ("15", "SLTA"), "SMK": ("17", "SLTA Kejuruan"),
             "D-II": ("25", "Diploma II"), "D-III": ("30", "Diploma III/Sarjana Muda"),
             "D-IV": ("35", "Diploma IV"), "S-1": ("40", "S-1/Sarjana"), "S-2": ("45", "S-2"),
             "S-3": ("50", "S-3/Doktor")}  # fmt: skip
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")
RANKS = ("I", "II", "III", "IV")
OF_CITY = ("15", "PNS Daerah Kab./Kota yang bekerja pada Kab./Kota")
OF_PROVINCE = ("10", "PNS Daerah Propinsi yang bekerja pada Propinsi")
SCHOOLED = {"SLTP": "SLTP/Sederajat", "SLTA": "SLTA/SMA Sederajat", "SMK": "SMK/Sederajat"}
AGENCY_ID = "A5EB03E2000000000000000000000CTH"
PLACE = {name: place for place, name in enumerate(FIELDS)}


def grade_name(grade: int) -> str:
    """31 is III/a; 109 is PPPK's IX."""
    if grade > 100:
        return ROMAN[grade - 101]
    return f"{RANKS[grade // 10 - 1]}/{'abcde'[grade % 10 - 1]}"


def spelled(day: date | None) -> str:
    """dd-mm-yyyy, as SIASN writes dates."""
    return "" if day is None else f"{day:%d-%m-%Y}"


def row(person: Person, *, today: date, agency: str) -> list[str]:
    """The 69 cells. One in twenty numbers carries the apostrophe of the original."""
    say = person.private
    pppk = person.sort is Sort.PPPK
    months = person.service_months(today)
    nip = f"'{person.nip}" if say[PLACE["nik"]][-1] == "7" and say[PLACE["nik"]][-2] in "05" else (
        person.nip)  # fmt: skip
    top = person.unit.top
    education = EDUCATION[person.education]
    employment = OF_PROVINCE if agency.startswith("Provinsi") else OF_CITY
    if pppk:
        employment = ("", "PPPK")
    old = "" if pppk or person.appointed.year > 2006 else f"13{say[PLACE['insurance']][-7:]}"
    return [
        person.id, nip, old, person.name, person.front, person.back, say[0], say[1],
        spelled(person.born), "M" if person.sex == 1 else "F", *say[2:6], f"'{say[6]}", *say[7:13],
        *employment,
        "" if pppk else person.status, "PPPK Aktif" if pppk else STATUS_NAMES[person.status],
        "" if pppk else person.sort.upper(), say[13], f"{say[14]}/{person.appointed.year}",
        spelled(person.appointed), spelled(person.appointed),
        f"{say[14]}-P/{person.permanent.year}" if person.permanent else "",
        spelled(person.permanent), spelled(person.permanent),
        _grade_id(person.first_grade), grade_name(person.first_grade),
        _grade_id(person.grade), grade_name(person.grade), spelled(person.grade_since),
        str(months // 12), str(months % 12), person.job_type, JOB_TYPES[person.job_type],
        person.job.id, person.job_name, spelled(person.job_since), *education,
        f"{AGENCY_ID[:8]}{education[0]}", _studied(person), say[16],
        "999", "KPPN Contoh", f"99{abs(_number(person.unit.place)):04d}", person.unit.place,
        person.unit.id, person.unit.name, AGENCY_ID, f"Pemerintah {agency}", AGENCY_ID,
        f"Pemerintah {agency}", top.id, top.name, top.id, top.name, "1", say[15], "0",
        person.echelon or "99", ECHELONS.get(person.echelon, "NON"),
    ]  # fmt: skip


def _studied(person: Person) -> str:
    """«S-1 Kesehatan»: what was studied goes with the affair that the job belongs to."""
    if person.education in SCHOOLED:
        return SCHOOLED[person.education]
    affair = TECHNICAL[technical_of(person.job.field)[0]][1]
    return f"{person.education} {affair.capitalize()}"


def _grade_id(grade: int) -> str:
    return "" if grade > 100 else str(grade)  # a PPPK 11 would read as I/a


def _number(text: str) -> int:
    return sum(ord(letter) * place for place, letter in enumerate(text, start=1)) % 9_999
