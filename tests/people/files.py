"""Synthetic people, and files of them as SIASN exports them."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from mentoring import db, people

SIASN = [
    "PNS ID",
    "NIP BARU",
    "NIP LAMA",
    "NAMA",
    "GELAR DEPAN",
    "GELAR BELAKANG",
    "TEMPAT LAHIR ID",
    "TEMPAT LAHIR NAMA",
    "TANGGAL LAHIR",
    "JENIS KELAMIN",
    "AGAMA ID",
    "AGAMA NAMA",
    "JENIS KAWIN ID",
    "JENIS KAWIN NAMA",
    "NIK",
    "NOMOR HP",
    "EMAIL",
    "EMAIL GOV",
    "ALAMAT",
    "NPWP NOMOR",
    "BPJS",
    "JENIS PEGAWAI ID",
    "JENIS PEGAWAI NAMA",
    "KEDUDUKAN HUKUM ID",
    "KEDUDUKAN HUKUM NAMA",
    "STATUS CPNS PNS",
    "KARTU ASN VIRTUAL",
    "NOMOR SK CPNS",
    "TANGGAL SK CPNS",
    "TMT CPNS",
    "NOMOR SK PNS",
    "TANGGAL SK PNS",
    "TMT PNS",
    "GOL AWAL ID",
    "GOL AWAL NAMA",
    "GOL AKHIR ID",
    "GOL AKHIR NAMA",
    "TMT GOLONGAN",
    "MK TAHUN",
    "MK BULAN",
    "JENIS JABATAN ID",
    "JENIS JABATAN NAMA",
    "JABATAN ID",
    "JABATAN NAMA",
    "TMT JABATAN",
    "TINGKAT PENDIDIKAN ID",
    "TINGKAT PENDIDIKAN NAMA",
    "PENDIDIKAN ID",
    "PENDIDIKAN NAMA",
    "TAHUN LULUS",
    "KPKN ID",
    "KPKN NAMA",
    "LOKASI KERJA ID",
    "LOKASI KERJA NAMA",
    "UNOR ID",
    "UNOR NAMA",
    "INSTANSI INDUK ID",
    "INSTANSI INDUK NAMA",
    "INSTANSI KERJA ID",
    "INSTANSI KERJA NAMA",
    "SATUAN KERJA INDUK ID",
    "SATUAN KERJA INDUK NAMA",
    "SATUAN KERJA KERJA ID",
    "SATUAN KERJA KERJA NAMA",
    "IS VALID NIK",
    "NAMA SEKOLAH",
    "FLAG IKD",
    "ESELON ID",
    "ESELON NAMA",
]

AYU = {
    "PNS ID": "8AE4-0001",
    "NIP BARU": "'198503152010012001",
    "NAMA": "AYU CONTOH",
    "GELAR BELAKANG": "S.Kep.",
    "TANGGAL LAHIR": "15-03-1985",
    "JENIS KELAMIN": "F",
    "NOMOR HP": "0812 0000 0001",
    "EMAIL GOV": "ayu@kota.example",
    "KEDUDUKAN HUKUM ID": "01",
    "KEDUDUKAN HUKUM NAMA": "Aktif",
    "STATUS CPNS PNS": "P",
    "TMT CPNS": "01-01-2010",
    "TMT PNS": "01-01-2011",
    "GOL AKHIR ID": "34",
    "GOL AKHIR NAMA": "III/d",
    "MK TAHUN": "15",
    "MK BULAN": "3",
    "JENIS JABATAN ID": "2",
    "JABATAN NAMA": "Perawat Ahli Muda",
    "LOKASI KERJA NAMA": "Kec. Melati",
    "UNOR ID": "U-1",
    "UNOR NAMA": "Puskesmas Melati",
    "SATUAN KERJA INDUK ID": "O-1",
    "SATUAN KERJA INDUK NAMA": "Dinas Kesehatan",
}
BUDI = AYU | {
    "PNS ID": "8AE4-0002",
    "NIP BARU": "'199001012015031002",
    "NAMA": "BUDI CONTOH",
    "TANGGAL LAHIR": "01-01-1990",
    "JENIS KELAMIN": "M",
    "EMAIL GOV": "budi@kota.example",
    "TMT CPNS": "01-03-2015",
    "TMT PNS": "01-03-2016",
    "GOL AKHIR ID": "32",
    "GOL AKHIR NAMA": "III/b",
    "JABATAN NAMA": "Perawat Ahli Pertama",
}
CITRA = AYU | {
    "PNS ID": "8AE4-0003",
    "NIP BARU": "'200012312024212001",
    "NAMA": "CITRA CONTOH",
    "TANGGAL LAHIR": "31-12-2000",
    "EMAIL GOV": "citra@kota.example",
    "KEDUDUKAN HUKUM NAMA": "PPPK Aktif",
    "KEDUDUKAN HUKUM ID": "",
    "STATUS CPNS PNS": "",
    "TMT CPNS": "01-04-2024",
    "TMT PNS": "",
    "GOL AKHIR ID": "",
    "GOL AKHIR NAMA": "VII",
    "MK TAHUN": "",
    "MK BULAN": "",
    "JABATAN NAMA": "TERAMPIL - PERAWAT",
}
Cells = Mapping[str, str]


def siasn(path: Path, rows: Iterable[Cells], header: Sequence[str] = SIASN) -> Path:
    """A file with exactly these columns; what a row does not have is blank."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header, delimiter=";", extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def small(path: Path, header: str, *rows: str) -> Path:
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def planned(path: Path, kind: str = "employees", **options: Any) -> people.ImportPlan:
    with db.transaction() as session:
        return people.plan_import(session, kind=kind, path=path, **options)


def imported(path: Path, kind: str = "employees", **options: Any) -> people.ImportPlan:
    """Plan and apply; the plan."""
    accept = options.pop("accept_gone", False)
    with db.transaction() as session:
        plan = people.plan_import(session, kind=kind, path=path, **options)
        people.apply_import(session, plan, actor_id=None, accept_gone=accept)
    return plan


def known(nip: str) -> people.Profile:
    """The profile of the person with this NIP."""
    with db.transaction() as session:
        who = people.employee_by_nip(session, nip=nip)
        return people.profiles(session, ids=[who.id])[0]


def codes(plan: people.ImportPlan) -> list[tuple[int, str]]:
    return [(p.row, p.code) for p in plan.problems]
