"""Golongan: how it is written, and how far two of them lie apart."""

from mentoring.errors import Unusable
from mentoring.people.reference import grades
from mentoring.words import _

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
         "XV", "XVI", "XVII")  # fmt: skip
PPPK_FROM = 100
# Every code there is: I/a … IV/e of PNS, I … XVII of PPPK.
GRADES = (*range(11, 15), *range(21, 25), *range(31, 35), *range(41, 46), *range(101, 118))


def rank_of(grade: int) -> int:
    """Steps on one ladder: PNS I/a = 1 … IV/e = 17; a PPPK of golongan n stands on step n.

    Assumption, not a rule of law: PPPK golongan follow the education of entry, V = SLTA like II/a,
    VII = D-III like II/c, IX = S-1 like III/a, X = S-2 like III/b, XI = S-3 like III/c; the two
    ladders then have the same 17 steps.
    """
    if grade > PPPK_FROM:
        return grade - PPPK_FROM
    return (grade // 10 - 1) * 4 + grade % 10


def grade_name(grade: int | None) -> str:
    """«III/a» or «IX»; empty when unknown."""
    if grade is None:
        return ""
    if grade > PPPK_FROM:
        return ROMAN[grade - PPPK_FROM - 1]
    return grades()[grade][0]


def rank_named(name: str) -> int:
    """The step of «III/a» or «IX», however it is spaced or spelled. Raises errors.Unusable."""
    said = "".join(name.split()).upper()
    for code in GRADES:
        if grade_name(code).upper() == said:
            return rank_of(code)
    raise Unusable(
        _("Golongan «{name}» tidak dikenal.", name=name), remedy=_("Tulis misalnya III/a atau IX.")
    )


def rank_title(grade: int | None) -> str:
    """«Penata Muda (III/a)» for a PNS, «Golongan IX» for a PPPK."""
    if grade is None:
        return ""
    if grade > PPPK_FROM:
        return f"Golongan {grade_name(grade)}"
    written, title = grades()[grade]
    return f"{title} ({written})"
