"""Codes of cases as people read them."""

from mentoring.cases.states import CaseState, Decision, FollowUp, Kind
from mentoring.words import _


def kind_word(code: str) -> str:
    """What a case is about."""
    return {
        Kind.PAIR: _("keberatan atas mentor"),
        Kind.NOBODY: _("keberatan karena tanpa mentor"),
        Kind.GAP: _("keberatan atas angka kesenjangan"),
        Kind.CORRECTION: _("koreksi data sendiri"),
    }[Kind(code)]


def state_word(code: str) -> str:
    """How far it has come."""
    return {
        CaseState.OPEN: _("belum ditangani"),
        CaseState.TAKEN: _("ditangani"),
        CaseState.ANSWERED: _("dijawab"),
        CaseState.TAKEN_BACK: _("ditarik kembali"),
    }[CaseState(code)]


def decision_word(code: str) -> str:
    """What was decided."""
    return {Decision.UPHELD: _("dikabulkan"), Decision.REJECTED: _("ditolak")}[Decision(code)]


def follow_word(code: str) -> str:
    """What follows."""
    return {
        FollowUp.REPLACE: _("pendampingan dihentikan dan mentor lain dicarikan"),
        FollowUp.RUN_AGAIN: _("pemadanan dihitung lagi"),
        FollowUp.REASSESS: _("kompetensi dinilai ulang"),
        FollowUp.IMPORTED: _("data diperbaiki, dengan impor atau koreksi"),
        FollowUp.NOTHING: _("tidak ada yang perlu diubah lagi"),
    }[FollowUp(code)]


def step_word(code: str) -> str:
    """One step of its history."""
    return {
        "open": _("diajukan"),
        "take": _("mulai ditangani"),
        "hand_over": _("diserahkan kepada petugas lain"),
        "take_back": _("ditarik kembali"),
        "answer": _("dijawab"),
    }[code]


def fields() -> dict[str, str]:
    """What somebody may ask to have corrected, by code."""
    return {
        "name": _("Nama dan gelar"),
        "email": _("Alamat surel"),
        "phone": _("Nomor telepon"),
        "grade": _("Golongan"),
        "job": _("Jabatan"),
        "unit": _("Unit kerja"),
        "education": _("Pendidikan"),
        "dates": _("Tanggal (pengangkatan, golongan, jabatan, pensiun)"),
        "superior": _("Atasan langsung"),
        "assessment": _("Hasil asesmen"),
        "rating": _("Predikat kinerja"),
        "other": _("Data lain"),
    }


def field_word(code: str) -> str:
    """One of them."""
    return fields().get(code, code)
