"""Words for codes: roles, origins, kinds of import, and where the pages do what a command does."""

from typing import Any

from mentoring import competencies, people, programmes
from mentoring.words import _


def role(code: str) -> str:
    """A role as people say it."""
    return {
        "admin": _("Admin"),
        "hr": _("Petugas SDM"),
        "hr_unit": _("Petugas unit"),
        "auditor": _("Auditor"),
    }[code]


def looker(code: str) -> str:
    """Who looked at somebody's data, in general terms."""
    known = {
        "api": _("sistem lain (API)"),
        "self": _("Anda sendiri"),
        "counterpart": _("mentor atau mentee Anda"),
    }
    return known.get(code) or role(code)


def origin(code: str) -> str:
    """Where a proposed pair comes from."""
    return {
        "solver": _("hasil hitungan"),
        "locked": _("dikunci"),
        "swapped": _("diubah petugas"),
        "running": _("sedang berjalan"),
    }.get(code, code)


def left_code(code: str) -> str:
    """Why somebody got nobody, in two words."""
    return {
        "no_place": _("tempat penuh"),
        "no_level": _("level kurang"),
        "no_mentor": _("tidak ada mentor"),
        "not_eligible": _("belum memenuhi syarat"),
    }.get(code, _("tidak diperbolehkan"))


def scope(code: str) -> str:
    """Whom a run looks at."""
    return {
        "waiting": _("yang menunggu saja"),
        "everyone": _("semua, pasangan berjalan boleh berganti"),
    }[code]


def step(code: str) -> str:
    """What a run is doing now."""
    return {
        "": _("menunggu giliran"),
        "reading": _("membaca data"),
        "recording": _("menyimpan usulan"),
        "coverage": _("menghitung cakupan"),
        "floor": _("menghitung lantai"),
        "benefit": _("menghitung jumlah skor"),
        "kept": _("menjaga pasangan berjalan"),
    }.get(code, _("menyelesaikan undian"))


def share(code: str) -> int:
    """How far along that is, of 100."""
    order = {"": 2, "reading": 10, "coverage": 30, "floor": 45, "benefit": 60, "kept": 75}
    return order.get(code, 95 if code == "recording" else 85)


def term(code: str) -> str:
    """One part of the score."""
    return {
        "gap": _("kesenjangan tertutup"),
        "field": _("rumpun jabatan sama"),
        "unit": _("kedekatan unit kerja"),
        "location": _("lokasi kerja sama"),
        "superior": _("atasan langsung"),
        "rank": _("jarak golongan"),
        "rating": _("predikat kinerja mentor"),
        "wish_of_mentee": _("pilihan mentee"),
        "wish_of_mentor": _("pilihan mentor"),
        "load": _("beban mentor masih longgar"),
    }[code]


def decline_reason(code: str) -> str:
    """Why a mentor says no."""
    return {
        "beban_kerja": _("beban kerja"),
        "bidang_berbeda": _("bidang berbeda"),
        "benturan_kepentingan": _("benturan kepentingan"),
        "cuti_atau_pindah": _("cuti atau pindah"),
        "lainnya": _("lainnya"),
    }.get(code, code)


def event(code: str) -> str:
    """One step in the life of a mentorship."""
    known = {
        "approved": _("ditawarkan kepada mentor"),
        "accepted": _("diterima mentor"),
        "begun": _("masa pendampingan mulai"),
        "expired": _("tidak dijawab sampai batas waktu"),
        "extended": _("diperpanjang"),
        "withdrawn": _("dihentikan"),
        "completed": _("dinyatakan selesai"),
        "undo": _("persetujuan dibatalkan"),
        "restored": _("dipulihkan"),
        "replaced_by_run": _("dialihkan ke mentor lain"),
    }
    return known.get(code) or _("ditolak mentor: {reason}", reason=decline_reason(code))


def kind_title(kind: str) -> str:
    """What a kind of import is."""
    if kind == people.CORRECTION:
        return _("Koreksi satu pegawai")
    layouts = people.layouts() | competencies.layouts()
    return layouts[kind].title


def goal(name: str) -> str:
    """A goal of the engine."""
    known = {
        "coverage": _("cakupan: mentee yang mendapat mentor, menurut prioritas"),
        "floor": _("lantai: skor terendah setinggi mungkin"),
        "benefit": _("jumlah skor"),
        "kept": _("pasangan berjalan yang dipertahankan"),
        "lottery_people": _("undian: siapa yang didahulukan"),
        "lottery_pairs": _("undian: pasangan mana"),
    }
    return known.get(name) or _(
        "undian: pasangan mana, ronde {round}", round=name.rpartition("_")[2]
    )


def place(command: str) -> str:
    """Where in the pages one does what a command does, for remedies that name the command."""
    known = {
        "match run": _("tombol «Hitung usulan» pada halaman program"),
        "match show": _("halaman usulan"),
        "match unlock": _("tombol «Buka kunci» pada halaman mentee"),
        "match unban": _("perintah cabut larangan"),
        "match cancel": _("tombol «Hentikan» pada halaman proses"),
        "match why-not": _("halaman «Bandingkan mentor»"),
        "programme enrol": _("tombol «Daftarkan peserta» pada halaman program"),
        "programme edit": _("halaman «Koreksi program»"),
        "programme create": _("tombol «Program baru»"),
        "programme list": _("halaman Program"),
        "programme policy": _("halaman Kebijakan"),
        "case list": _("halaman Perkara"),
        "account list": _("halaman Akun"),
        "account change": _("halaman Akun"),
        "account password": _("halaman Akun"),
        "mentorship extend": _("halaman pendampingan"),
        "mentorship repair": _("halaman «Perlu tindakan»"),
    }
    return known.get(command, f"`pamong {command}`")


def covered_gaps(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """The gaps of a pair that its mentor covers."""
    return [gap for gap in facts.get("gaps", []) if gap["mentor"] >= gap["required"]]


def open_gaps(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """Those for which this mentor's level does not suffice."""
    return [gap for gap in facts.get("gaps", []) if gap["mentor"] < gap["required"]]


def ruling(code: str) -> str:
    """What was decided about a pair."""
    return {
        "lock": _("dikunci bersama"),
        "ban": _("tidak boleh dipasangkan"),
        "declined": _("ditolak oleh mentor"),
    }[code]


def language(code: str) -> str:
    """A language by its own name."""
    return {"id": "Bahasa Indonesia", "en": "English"}[code]


def yes_or_no(said: bool) -> str:
    return _("ya") if said else _("tidak")


def cost_sentence(change: programmes.Swap) -> str:
    """What a swap does to the sum of all points, and in which direction."""
    if not change.cost:
        return _("Jumlah skor tetap.")
    amount = programmes.points(abs(change.cost))
    if change.cost > 0:
        return _("Jumlah skor turun {points} poin.", points=amount)
    return _("Jumlah skor naik {points} poin.", points=amount)
