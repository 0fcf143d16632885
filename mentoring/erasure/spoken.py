"""What goes with an erasure, in words."""

from mentoring.words import _


def effect_word(table: str) -> str:
    """What the rows of a table are called by people."""
    return {
        "person": _("biodata pegawai: nama, NIP, pangkat, jabatan, surel, telepon"),
        "leave": _("cuti"),
        "rating": _("predikat kinerja"),
        "discipline": _("hukuman disiplin"),
        "correction": _("koreksi data"),
        "conflict": _("benturan kepentingan"),
        "preference": _("pilihan mentor atau mentee"),
        "assessment": _("level kompetensi"),
        "capacity": _("jumlah tempat sebagai mentor"),
        "ruling": _("alasan kunci dan larangan"),
        "proposal": _("alasan pada pasangan yang pernah diusulkan"),
        "mentorship": _("alasan pada pendampingan"),
        "unmatched": _("alasan tanpa mentor"),
        "words": _("kata-kata pada jawaban dan perubahan"),
        "meeting": _("catatan, tempat, dan topik pertemuan"),
        "goal": _("sasaran"),
        "case": _("isi perkara"),
        "link": _("tautan dan kunjungan halaman sendiri"),
        "message_preference": _("pengaturan pesan"),
        "message": _("kata-kata dalam pesan"),
    }[table]
