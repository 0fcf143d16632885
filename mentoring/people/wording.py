"""What stored fields and kinds of change are called, as people read them."""

from mentoring.people.reference import statuses
from mentoring.people.tables import Kind
from mentoring.words import _


def word_of(field: str) -> str:
    """A stored field as people read it."""
    return _fields().get(field, field)


def _fields() -> dict[str, str]:
    return {
        "name": _("nama"),
        "unit_id": _("unit kerja"),
        "grade": _("golongan"),
        "grade_since": _("TMT golongan"),
        "job_name": _("jabatan"),
        "job_code": _("kode jabatan"),
        "job_since": _("TMT jabatan"),
        "job_group": _("kelompok jabatan"),
        "job_type": _("jenis jabatan"),
        "field": _("rumpun jabatan"),
        "kind": _("jenis pegawai"),
        "status_code": _("kedudukan hukum"),
        "appointed_on": _("TMT CPNS"),
        "permanent_on": _("TMT PNS"),
        "retires_on": _("TMT pensiun"),
        "left_on": _("tanggal keluar"),
        "education": _("pendidikan"),
        "superior_id": _("atasan langsung"),
        "parent_id": _("unit atasan"),
        "location": _("lokasi kerja"),
        "level": _("level"),
        "predicate": _("predikat kinerja"),
        "email": _("surel"),
        "phone": _("nomor HP"),
        "nip": _("NIP"),
        "siasn_id": _("PNS ID"),
        "front_title": _("gelar depan"),
        "back_title": _("gelar belakang"),
        "birth_date": _("tanggal lahir"),
        "service_months": _("masa kerja (bulan)"),
        "echelon": _("eselon"),
        "opd_id": _("OPD"),
        "begins_on": _("mulai"),
        "ends_on": _("sampai"),
        "note": _("catatan"),
        "rank": _("urutan pilihan"),
        "assessed_on": _("tanggal penilaian"),
        "valid_until": _("berlaku sampai"),
        "source": _("sumber"),
        "definition": _("definisi"),
    }


def status_names() -> list[str]:
    """Every kedudukan hukum, as SIASN calls it."""
    return list(statuses().values())


def kind_word(kind: str) -> str:
    """Which sort of civil servant, as everybody says it."""
    return {
        Kind.PNS: _("PNS"),
        Kind.CPNS: _("CPNS"),
        Kind.PPPK: _("PPPK"),
        Kind.PPPK_PART_TIME: _("PPPK Paruh Waktu"),
    }[Kind(kind)]


def change_word(kind: str) -> str:
    """A kind of change as people read it; empty for what is not told."""
    return _words().get(kind, "")


def _words() -> dict[str, str]:
    return {
        "hired": _("pegawai baru"),
        "transfer": _("pindah unit kerja"),
        "promotion": _("naik golongan"),
        "new_job": _("berganti jabatan"),
        "status_change": _("berganti kedudukan hukum"),
        "became_pns": _("CPNS menjadi PNS"),
        "left": _("keluar"),
        "returned": _("kembali"),
        "corrected": _("data diperbaiki"),
    }
