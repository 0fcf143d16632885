"""What is stored about a person, in words: sections, fields in the order in which they are read."""

from mentoring.words import _


def title(name: str) -> str:
    """A section, as people say it."""
    return {
        "profile": _("Data kepegawaian"),
        "assessments": _("Hasil asesmen"),
        "corrections": _("Koreksi oleh petugas"),
        "ratings": _("Predikat kinerja"),
        "leaves": _("Cuti dan tugas"),
        "discipline": _("Hukuman disiplin (tingkat dan masa saja)"),
        "wishes": _("Pilihan mentor atau mentee"),
        "conflicts": _("Benturan kepentingan"),
        "programmes": _("Keikutsertaan dalam program"),
        "places": _("Jumlah tempat sebagai mentor"),
        "rulings": _("Pasangan yang dikunci, dilarang, atau ditolak"),
        "waiting": _("Daftar tunggu"),
        "mentorships": _("Pendampingan"),
        "meetings": _("Pertemuan"),
        "goals": _("Tujuan"),
        "letters": _("Surat yang menyebut Anda"),
        "messages": _("Pesan kepada Anda"),
        "message_settings": _("Cara Anda diberi tahu"),
        "cases": _("Keberatan dan koreksi"),
        "looks": _("Siapa yang melihat data Anda (peran, bukan nama)"),
    }[name]


def fields() -> dict[str, str]:
    """Every field as people say it, in the order in which they read them."""
    return _of_the_register() | _of_assessment_and_part() | _of_what_happened()


def _of_the_register() -> dict[str, str]:
    """What the office knows of everybody."""
    return {
        "number": _("Nomor"),
        "nip": _("NIP"),
        "name": _("Nama"),
        "front_title": _("Gelar depan"),
        "back_title": _("Gelar belakang"),
        "birth_date": _("Tanggal lahir"),
        "email": _("Surel"),
        "phone": _("Telepon"),
        "kind": _("Jenis"),
        "status_code": _("Kode kedudukan hukum"),
        "appointed_on": _("Diangkat"),
        "permanent_on": _("Diangkat sebagai PNS"),
        "grade": _("Golongan"),
        "grade_since": _("Golongan sejak"),
        "service_months": _("Masa kerja (bulan)"),
        "job_name": _("Jabatan"),
        "job_group": _("Kelompok jabatan"),
        "job_type": _("Kode jenis jabatan"),
        "job_code": _("Kode jabatan"),
        "job_since": _("Jabatan sejak"),
        "field": _("Rumpun jabatan"),
        "echelon": _("Eselon"),
        "education": _("Pendidikan"),
        "unit": _("Unit kerja"),
        "opd": _("OPD"),
        "superior": _("Atasan langsung"),
        "retires_on": _("Pensiun"),
        "left_on": _("Tanggal keluar"),
        "siasn_id": _("ID SIASN"),
        "updated_at": _("Diperbarui"),
    }


def _of_assessment_and_part() -> dict[str, str]:
    """What somebody can do, and takes part in."""
    return {
        "competency": _("Kompetensi"),
        "code": _("Kompetensi"),
        "level": _("Level"),
        "from_level": _("Dari level"),
        "to_level": _("Ke level"),
        "assessed_on": _("Dinilai"),
        "valid_until": _("Berlaku sampai"),
        "source": _("Sumber"),
        "year": _("Tahun"),
        "predicate": _("Predikat (1 terbaik)"),
        "with": _("Dengan"),
        "rank": _("Urutan pilihan"),
        "programme": _("Program"),
        "side": _("Sebagai"),
        "priority": _("Kelas prioritas"),
        "lot": _("Nomor undian"),
        "enrolled_at": _("Didaftarkan"),
        "excluded_reason": _("Alasan tidak ikut"),
        "mentor": _("Mentor"),
        "mentee": _("Mentee"),
        "places": _("Jumlah tempat"),
        "ruling": _("Keputusan petugas"),
        "run": _("Proses nomor"),
        "place_in_list": _("Tempat dalam daftar tunggu"),
        "why": _("Sebabnya"),
    }


def _of_what_happened() -> dict[str, str]:
    """Mentorships, meetings, messages, cases, looks."""
    return {
        "event": _("Jenis"),
        "about": _("Mengenai"),
        "wanted": _("Seharusnya"),
        "state": _("Keadaan"),
        "starts_at": _("Waktu"),
        "minutes": _("Menit"),
        "mode": _("Cara"),
        "place": _("Tempat"),
        "topics": _("Yang dibahas"),
        "begins_on": _("Mulai"),
        "ends_on": _("Sampai"),
        "points": _("Skor"),
        "gaps": _("Kesenjangan"),
        "text": _("Yang akan dilakukan"),
        "due_on": _("Selesai paling lambat"),
        "progress": _("Kemajuan (persen)"),
        "notes": _("Catatan"),
        "words": _("Kata-kata"),
        "note": _("Catatan"),
        "reason": _("Alasan"),
        "letter": _("Surat"),
        "dated": _("Tanggal surat"),
        "channel": _("Saluran"),
        "language": _("Bahasa"),
        "digests": _("Ringkasan mingguan"),
        "made_at": _("Dibuat"),
        "opened_at": _("Diajukan"),
        "due_at": _("Dijawab paling lambat"),
        "decision": _("Keputusan"),
        "follow_up": _("Tindak lanjut"),
        "answer": _("Jawaban"),
        "ended_at": _("Berakhir"),
        "lifted_at": _("Dicabut"),
        "at": _("Waktu"),
        "role": _("Peran"),
        "page": _("Halaman"),
        "history": _("Riwayat"),
    }
