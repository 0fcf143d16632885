"""Why somebody has no mentor, and why two people were not paired, in sentences."""

from typing import Any

from mentoring.programmes.eligibility import person_sentence
from mentoring.programmes.erasing import is_erased
from mentoring.programmes.pairing import pair_sentence
from mentoring.programmes.policy import Rules
from mentoring.programmes.reasons import WhyNot
from mentoring.programmes.sentences import points
from mentoring.programmes.tables import Side, Unmatched
from mentoring.words import _, number


def why_nobody(row: Unmatched, rules: Rules) -> str:
    """Why a mentee has no mentor in a run."""
    facts = row.facts
    waiting = _(" Tempat ke-{place} dalam daftar tunggu.", place=row.place) if row.place else ""
    if is_erased(facts):
        return _("Alasannya sudah dihapus bersama data pegawainya.")
    if row.code == "not_eligible":
        reasons = "; ".join(person_sentence(c, rules, side=Side.MENTEE) for c in facts["codes"])
        return _("Belum dapat diikutkan: {reasons}.", reasons=reasons)
    if row.code == "no_mentor":
        return _("Tidak ada seorang pun yang memenuhi syarat sebagai mentor.") + waiting
    if row.code == "no_place":
        return (
            _(
                "Ada {count} mentor yang cocok, tetapi semua tempatnya terpakai oleh mentee lain "
                "menurut urutan prioritas, skor, dan nomor undian.",
                count=number(facts["allowed"]),
            )
            + waiting
        )
    counts = sorted(facts["rules"].items(), key=lambda item: -item[1])
    reasons = "; ".join(
        _("{count} mentor: {rule}", count=number(count), rule=pair_sentence(code, rules))
        for code, count in counts
    )
    if row.code == "no_level":
        return (
            _("Tidak ada mentor pada level yang diperlukan ({reasons}).", reasons=reasons) + waiting
        )
    return _("Tidak ada mentor yang diperbolehkan ({reasons}).", reasons=reasons) + waiting


def why_not_this_pair(found: WhyNot, rules: Rules) -> list[str]:
    """Why two people were not paired, or the exact price of pairing them."""
    if found.paired:
        return [_("Keduanya justru dipasangkan dalam usulan ini.")]
    said = [
        _("Mentor tidak ikut dihitung: {why}.", why=_person(code, rules, Side.MENTOR))
        for code in found.mentor_codes
    ]
    said += [
        _("Mentee tidak ikut dihitung: {why}.", why=_person(code, rules, Side.MENTEE))
        for code in found.mentee_codes
    ]
    said += [_("Aturan wajib: {why}.", why=pair_sentence(code, rules)) for code in found.pair_codes]
    return said if found.cost is None else [*said, _cost(found.cost)]


def _person(code: str, rules: Rules, side: Side) -> str:
    if code == "not_enrolled":
        return _("tidak terdaftar dalam program")
    if code == "came_later":
        return _("baru memenuhi syarat sesudah usulan ini dihitung; jalankan pemadanan lagi")
    if code == "running":
        return _("pendampingannya sedang berjalan")
    return person_sentence(code, rules, side=side)


def _cost(cost: Any) -> str:
    if cost.code is not None:
        return {
            "locked": _("Mentee ini terkunci dengan mentor lain."),
            "no_place": _("Semua tempat mentor ini terkunci untuk mentee lain."),
            "floor": _("Pasangan ini di bawah lantai yang diminta kebijakan."),
            "not_allowed": _("Aturan wajib tidak memperbolehkan pasangan ini."),
        }[cost.code]
    if cost.coverage:
        return _(
            "Boleh, tetapi bila dipaksakan {count} mentee lain kehilangan mentornya.",
            count=number(-cost.coverage),
        )
    if cost.weighted:
        return _("Boleh, tetapi mentee dengan prioritas lebih tinggi kehilangan mentornya.")
    if not cost.benefit:
        return _("Boleh dan tanpa kerugian: hasil keseluruhan sama baiknya.")
    return _(
        "Boleh, tetapi bila dipaksakan jumlah skor seluruh pasangan turun {loss} poin.",
        loss=points(-cost.benefit),
    )
