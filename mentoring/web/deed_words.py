"""Deeds of the audit trail as people say them; the code stands beside for whoever looks closer."""

from mentoring.words import _


def deed_word(action: str) -> str:
    """What was done; the code itself for one that has no words, such as of an older version."""
    return deeds().get(action, action)


def deeds() -> dict[str, str]:
    """Every deed that is written down, by its code."""
    return _of_the_office() | _of_programmes() | _of_pairs()


def _of_the_office() -> dict[str, str]:
    """Accounts, data of people, messages, cases."""
    return {
        "access.open_account": _("membuka akun"),
        "access.change_account": _("mengubah akun"),
        "access.close_account": _("menutup akun"),
        "access.invite": _("membuat tautan kata sandi"),
        "access.set_password": _("menetapkan kata sandi"),
        "access.sign_in": _("masuk"),
        "access.open_client": _("memberi sistem lain akses baca"),
        "access.end_client": _("mengakhiri akses sistem lain"),
        "access.look": _("membuka catatan akses"),
        "people.import": _("mengimpor data"),
        "people.correct": _("mengoreksi data pegawai"),
        "people.import_undo": _("membatalkan impor"),
        "people.erase": _("menghapus data sesudah masa retensi"),
        "people.erase_again": _("menghapus kembali sesudah pemulihan"),
        "leave.note": _("mencatat cuti sendiri"),
        "message.hold": _("menahan semua pesan"),
        "message.release": _("melepaskan pesan"),
        "message.resend": _("mengirim ulang pesan"),
        "message.prefer": _("mengatur cara diberi tahu"),
        "message.test": _("mengirim pesan contoh"),
        "case.open": _("mengajukan perkara"),
        "case.take": _("menangani perkara"),
        "case.hand_over": _("menyerahkan perkara"),
        "case.take_back": _("menarik kembali perkara"),
        "case.answer": _("menjawab perkara"),
        "job.retry": _("mengulang pekerjaan"),
        "job.cancel": _("menghentikan pekerjaan"),
        "system.restore": _("memulihkan cadangan"),
    }


def _of_programmes() -> dict[str, str]:
    """Programmes, runs and letters."""
    return {
        "programme.create": _("membuat program"),
        "programme.edit": _("mengubah program"),
        "programme.delete": _("menghapus program"),
        "programme.set_policy": _("mengubah kebijakan"),
        "programme.enrol": _("mendaftarkan peserta"),
        "programme.exclude": _("mengecualikan peserta"),
        "programme.include": _("mengikutkan peserta lagi"),
        "programme.approve_beforehand": _("menyetujui di muka"),
        "programme.revoke_beforehand": _("mencabut persetujuan di muka"),
        "participant.import_undo": _("mengeluarkan peserta dari impor yang dibatalkan"),
        "mentor.capacity": _("menetapkan jumlah tempat mentor"),
        "run.request": _("meminta pemadanan"),
        "run.cancel": _("menghentikan pemadanan"),
        "run.approve": _("menyetujui usulan"),
        "run.undo": _("membatalkan persetujuan"),
        "run.withdraw": _("menarik usulan"),
        "what_if.ask": _("bertanya dengan andaikan"),
        "what_if.take_over": _("memberlakukan andaikan"),
        "letter.make": _("membuat surat"),
        "letter.refresh": _("memperbarui konsep surat"),
        "letter.write": _("mengunduh surat"),
        "letter.number": _("memberi nomor surat"),
        "letter.sign": _("menyimpan surat bertanda tangan"),
        "letter.revoke": _("mencabut surat"),
        "letter.put_head": _("memasang kop surat"),
        "letter.put_template": _("memasang templat surat"),
    }


def _of_pairs() -> dict[str, str]:
    """Pairs, mentorships, meetings and goals."""
    return {
        "pair.lock": _("mengunci pasangan"),
        "pair.unlock": _("membuka kunci pasangan"),
        "pair.ban": _("melarang pasangan"),
        "pair.unban": _("mencabut larangan pasangan"),
        "pair.declined": _("mencatat pasangan yang ditolak"),
        "pair.swap": _("menukar pasangan"),
        "pair.bulk": _("memutuskan banyak pasangan"),
        "mentorship.accept": _("menerima pendampingan"),
        "mentorship.decline": _("menolak pendampingan"),
        "mentorship.expire": _("tawaran berakhir tanpa jawaban"),
        "mentorship.begin": _("pendampingan mulai"),
        "mentorship.extend": _("memperpanjang pendampingan"),
        "mentorship.withdraw": _("menghentikan pendampingan"),
        "mentorship.complete": _("menyelesaikan pendampingan"),
        "meeting.plan": _("merencanakan pertemuan"),
        "meeting.record": _("mencatat pertemuan"),
        "meeting.confirm": _("mengonfirmasi pertemuan"),
        "meeting.dispute": _("menyanggah pertemuan"),
        "meeting.withdraw": _("menarik catatan pertemuan"),
        "goal.change": _("mengubah tujuan"),
    }
