"""Codes of rows as sentences for people: what happened, and what to do about it."""

from mentoring.messages.events import Event
from mentoring.messages.tables import MessageState
from mentoring.words import _


def state_word(state: str) -> str:
    """The state as people read it."""
    return {
        MessageState.PENDING: _("menunggu"),
        MessageState.SENDING: _("sedang dikirim"),
        MessageState.SENT: _("terkirim"),
        MessageState.FAILED: _("gagal"),
        MessageState.UNCERTAIN: _("belum pasti"),
        MessageState.OBSOLETE: _("tidak berlaku lagi"),
    }[MessageState(state)]


def event_word(event: str) -> str:
    """The event as people read it."""
    return {
        Event.PROPOSAL_READY: _("usulan siap diperiksa"),
        Event.ASSIGNMENT: _("penugasan mentor"),
        Event.MENTOR_FOUND: _("mentor ditetapkan"),
        Event.WAITING_LIST: _("daftar tunggu"),
        Event.REMINDER_1: _("pengingat pertama"),
        Event.REMINDER_2: _("pengingat kedua"),
        Event.ESCALATION: _("mentor belum menjawab"),
        Event.ANSWER_RECORDED: _("jawaban tercatat"),
        Event.PAIR_CHANGED: _("mentor berganti"),
        Event.PAIR_ENDED: _("pendampingan berakhir"),
        Event.SESSION_REMINDER: _("pengingat pertemuan"),
        Event.RUN_FAILED: _("pemadanan gagal"),
        Event.WEEKLY_DIGEST: _("ringkasan mingguan"),
        Event.CORRECTION: _("ralat"),
        Event.OWN_PAGE: _("tautan halaman pribadi"),
        Event.CASE_OPENED: _("perkara baru"),
        Event.CASE_LATE: _("perkara terlambat"),
        Event.CASE_ANSWERED: _("jawaban perkara"),
        Event.ERASURE_DUE: _("data perlu dihapus"),
    }[Event(event)]


def why(code: str) -> str:
    """What a code means; empty for none."""
    known = {
        "": "",
        "no_address": _("Alamat surel penerima kosong atau tidak dapat dipakai; perbaiki datanya."),
        "smtp_no_answer_after_dot": _(
            "Peladen surat tidak menjawab setelah menerima isinya: surat mungkin sampai, "
            "mungkin tidak. Tanyakan kepada penerima sebelum mengirim ulang."
        ),
        "worker_died_while_sending": _(
            "Proses berhenti saat mengirim: surat mungkin sampai, mungkin tidak. Tanyakan kepada "
            "penerima sebelum mengirim ulang."
        ),
        "smtp_login": _("Peladen surat menolak nama atau sandi pada PAMONG_SMTP_URL."),
        "smtp_tls": _("Sambungan aman ke peladen surat gagal; periksa sertifikatnya."),
        "smtp_not_supported": _("Peladen surat tidak mengenal cara yang diminta PAMONG_SMTP_URL."),
        "smtp_unreachable": _("Peladen surat tidak dapat dihubungi; dicoba lagi dengan jeda."),
        "restored": _(
            "Basis data dipulihkan dari cadangan: pesan mungkin sudah terkirim setelah cadangan "
            "itu dibuat."
        ),
        "notify_no_clear_yes": _(
            "Saluran itu tidak memberi jawaban yang jelas: pesan mungkin sampai, mungkin tidak."
        ),
        "given_up": _("Pengiriman berhenti mendadak berulang kali."),
        "folder_closed": _("Folder surat tidak dapat dibuat; periksa PAMONG_HOME."),
        "folder_full_or_closed": _("Folder surat penuh atau tidak dapat ditulisi."),
    }
    if code in known:
        return known[code]
    if code.startswith("smtp_5"):
        return _("Peladen surat menolak untuk seterusnya; periksa alamat penerimanya.")
    if code.startswith("smtp_"):
        return _("Peladen surat belum dapat menerima; dicoba lagi dengan jeda.")
    return code
