"""Reasons as an HR officer would sign them."""

from typing import Any

from mentoring import competencies, people
from mentoring.programmes.eligibility import note_sentence
from mentoring.programmes.erasing import is_erased
from mentoring.programmes.policy import Rules
from mentoring.programmes.problem_of import POINT
from mentoring.programmes.reasons import PairReason
from mentoring.programmes.terms import label_of
from mentoring.words import _, number


def points(thousandths: int) -> str:
    """78400 as «78,4»."""
    return number(thousandths / POINT, digits=1)


def why_this_pair(
    reason: PairReason,
    *,
    mentee: people.Profile,
    mentor: people.Profile,
    rules: Rules,
    names: dict[str, str],
) -> list[str]:
    """The reason of a proposed pair, one sentence per line; `names` are competency names."""
    said = [
        _(
            "{mentor} ({mentor_job}, {mentor_unit}) diusulkan mendampingi {mentee} "
            "({mentee_job}, {mentee_unit}).",
            mentor=mentor.name,
            mentor_job=mentor.job,
            mentor_unit=mentor.unit_name,
            mentee=mentee.name,
            mentee_job=mentee.job,
            mentee_unit=mentee.unit_name,
        )
    ]
    if is_erased(reason.facts):
        return [*said, _erased() + "."]
    said += _about_gaps(reason.facts, names)
    said.append(_about_score(reason, rules))
    said += _about_choice(reason)
    said += [
        _("Catatan: {note}.", note=note_sentence(code)) for code in reason.facts.get("notes", ())
    ]
    return said


def short_reason(facts: dict[str, Any], names: dict[str, str]) -> str:
    """The reason in one line of a table."""
    if is_erased(facts):
        return _erased()
    covered = [g for g in facts["gaps"] if g["mentor"] >= g["required"]]
    if not facts["gaps"]:
        return _("tidak ada kesenjangan yang diketahui")
    listed = ", ".join(names.get(g["code"], g["code"]) for g in covered[:3])
    if len(covered) > 3:
        listed += ", …"
    return _(
        "menutup {covered} dari {all} kesenjangan{listed}",
        covered=len(covered),
        all=len(facts["gaps"]),
        listed=f": {listed}" if listed else "",
    )


def _erased() -> str:
    return _("alasannya sudah dihapus bersama data salah seorang dari keduanya")


def _about_gaps(facts: dict[str, Any], names: dict[str, str]) -> list[str]:
    gaps = facts["gaps"]
    if not gaps:
        return [_("Mentee tidak punya kesenjangan kompetensi yang diketahui.")]
    covered = [g for g in gaps if g["mentor"] >= g["required"]]
    open_gaps = [g for g in gaps if g["mentor"] < g["required"]]
    said = []
    if covered:
        said.append(
            _(
                "Kesenjangan yang dapat didampingi: {list}.",
                list="; ".join(_gap(g, names) for g in covered),
            )
        )
    if open_gaps:
        said.append(
            _(
                "Belum tertutup oleh mentor ini: {list}.",
                list="; ".join(_gap(g, names) for g in open_gaps),
            )
        )
    assumed = [names.get(g["code"], g["code"]) for g in gaps if g["assumed"]]
    if assumed:
        said.append(
            _(
                "Level mentee untuk {list} belum dinilai dan diandaikan menurut kebijakan.",
                list=", ".join(assumed),
            )
        )
    theirs = [names.get(g["code"], g["code"]) for g in gaps if g["mentor_assumed"]]
    if theirs:
        said.append(
            _(
                "Level mentor untuk {list} belum dinilai dan diandaikan menurut kebijakan.",
                list=", ".join(theirs),
            )
        )
    return said


def _gap(gap: dict[str, Any], names: dict[str, str]) -> str:
    mentor = gap["mentor"] if gap["mentor"] >= 0 else _("tidak diketahui")
    return _(
        "{name} (diperlukan level {required}, capaian {achieved}, mentor {mentor})",
        name=names.get(gap["code"], gap["code"]),
        required=gap["required"],
        achieved=gap["achieved"],
        mentor=mentor,
    )


def _about_score(reason: PairReason, rules: Rules) -> str:
    weights = rules.weights.model_dump()
    shares = "; ".join(
        _(
            "{label} {got} dari {most}",
            label=label_of(key),
            got=points(weights[key] * score),
            most=weights[key],
        )
        for key, score in reason.facts["terms"].items()
    )
    return _(
        "Skor kecocokan {points} dari 100: {shares}.", points=points(reason.points), shares=shares
    )


def _about_choice(reason: PairReason) -> list[str]:
    facts = reason.facts
    said = [
        _(
            "Bagi mentee ini, ini pilihan ke-{rank} dari {choices} mentor yang diperbolehkan.",
            rank=number(facts["rank"]),
            choices=number(facts["choices"]),
        )
    ]
    kinds = {
        "essential": _("Pasangan ini ada dalam setiap hasil terbaik; menggantinya ada harganya."),
        "interchangeable": _("Pasangan ini dapat diganti tanpa mengurangi hasil keseluruhan."),
        "locked": _("Pasangan ini dikunci oleh petugas."),
    }
    if reason.standing in kinds:
        said.append(kinds[reason.standing])
    if reason.origin == "swapped":
        said.append(_("Pasangan ini ditetapkan oleh petugas, bukan oleh penghitungan."))
    if reason.origin == "running":
        said.append(_("Pasangan ini sedang berjalan dan dipertahankan."))
    return said


def competency_names(dictionary: list[competencies.Competency]) -> dict[str, str]:
    """Code to name, for the sentences above."""
    return {c.code: c.name for c in dictionary}
