"""Which page a sight was on, in words: it is stored as the route, which only programmers read."""

from mentoring.words import _

SHAPES = ("{shape}", "json", "xlsx", "pdf", "docx")  # how a page that was taken home ends
ONE, RUN = "/programmes/{programme_id}", "/programmes/{programme_id}/runs/{run_id}"


def said(place: str) -> str:
    """«Daftar pasangan» for the route of that page; of a part of it, the page that it belongs to.

    A route that no page of ours has comes back as it is: an old one, still in the log.
    """
    words, parts = _words(), place.rstrip("/").split("/")
    taken = parts[-1] in SHAPES
    for end in range(len(parts), 1, -1):
        if found := words.get("/".join(parts[:end])):
            return _("{page} (diunduh)", page=found) if taken else found
    return words["/"] if place == "/" else place


def _words() -> dict[str, str]:
    return _office() | _of_programmes() | _of_runs() | _own() | _of_machines()


def _office() -> dict[str, str]:
    return {
        "/": _("Beranda"),
        "/me": _("Akun saya"),
        "/imports": _("Impor"),
        "/mentorships": _("Satu pendampingan"),
        "/letters": _("Satu surat"),
        "/messages": _("Pesan"),
        "/messages/{message_id}": _("Satu pesan"),
        "/cases": _("Perkara"),
        "/cases/{case_id}": _("Satu perkara"),
        "/jobs": _("Pekerjaan"),
        "/people": _("Koreksi data pegawai"),
        "/erasure": _("Penghapusan data"),
        "/audit": _("Jejak audit"),
        "/sights": _("Siapa melihat data siapa"),
        "/accounts": _("Akun"),
        "/clients": _("Akun"),
    }


def _of_programmes() -> dict[str, str]:
    return {
        "/programmes": _("Program"),
        f"{ONE}/policy": _("Kebijakan"),
        f"{ONE}/eligible": _("Siapa memenuhi syarat"),
        f"{ONE}/people": _("Peserta program"),
        f"{ONE}/people/{{person_id}}": _("Seorang peserta program"),
        f"{ONE}/enrol": _("Daftarkan peserta"),
        f"{ONE}/coverage": _("Cakupan per OPD"),
        f"{ONE}/following": _("Pendampingan yang berjalan"),
        f"{ONE}/nudge": _("Pendampingan yang berjalan"),
        f"{ONE}/repair": _("Perlu tindakan"),
        f"{ONE}/letters": _("Surat"),
    }


def _of_runs() -> dict[str, str]:
    return {
        f"{ONE}/runs": _("Proses pemadanan"),
        f"{RUN}/pairs": _("Daftar pasangan"),
        f"{RUN}/waiting": _("Daftar tunggu"),
        f"{RUN}/search": _("Pencarian orang dalam usulan"),
        f"{RUN}/people": _("Seorang mentee dalam usulan"),
        f"{RUN}/people/{{person_id}}/compare": _("Bandingkan mentor"),
        f"{RUN}/people/{{person_id}}/swap": _("Ganti mentor"),
        f"{RUN}/proof": _("Bukti"),
        f"{RUN}/prices": _("Di mana kurang mentor"),
        f"{RUN}/fairness": _("Keadilan dan beban"),
        f"{RUN}/what-if": _("Pengandaian"),
        f"{RUN}/changes": _("Perubahan terhadap yang berjalan"),
        f"{RUN}/approve": _("Setujui usulan"),
        f"{RUN}/undo": _("Batalkan persetujuan"),
    }


def _own() -> dict[str, str]:
    """What mentors and mentees see, who have no account."""
    return {
        "/t": _("Tautan pribadi"),
        "/verify": _("Periksa surat"),
        "/mine": _("Halaman pribadi"),
        "/mine/wishes": _("Keinginan pada halaman pribadi"),
        "/mine/mentorship": _("Pendampingan pada halaman pribadi"),
        "/mine/meeting": _("Pendampingan pada halaman pribadi"),
        "/mine/calendar": _("Pendampingan pada halaman pribadi"),
        "/mine/cases": _("Perkara pada halaman pribadi"),
        "/mine/data": _("Data sendiri pada halaman pribadi"),
    }


def _of_machines() -> dict[str, str]:
    api = "/api/v1"
    return {
        api: _("API"),
        f"{api}/programmes": _("Program melalui API"),
        f"{api}/programmes/{{programme_id}}/mentorships": _("Pendampingan melalui API"),
        f"{api}/mentorships": _("Pendampingan melalui API"),
    }
