"""Why somebody got nobody, what clashes, and the least that would have to give."""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from mentoring import matching
from mentoring.matrices.given import Given
from mentoring.words import _, number

MOST_NAMES = 20


def shortfalls(given: Given, problem: matching.Problem, result: matching.Result) -> list[str]:
    """Who has fewer mentors than wanted, and why, reason by reason."""
    load = np.bincount([j for _i, j in result.pairs], minlength=problem.mentors)
    full = load >= problem.capacity
    by_reason: dict[str, list[str]] = {}
    for mentee, missing in result.short:
        open_ = given.allowed[mentee]
        name = given.mentee(mentee)
        if missing > 1 or problem.demand[mentee] > 1:
            name = _("{name} (kurang {count})", name=name, count=number(missing))
        by_reason.setdefault(_reason(problem, open_, full, mentee), []).append(name)
    return [f"{reason}: {_listed(names)}" for reason, names in sorted(by_reason.items())]


def _reason(problem: matching.Problem, open_: np.ndarray, full: np.ndarray, mentee: int) -> str:
    if not open_.any():
        return _("Tidak ada mentor yang boleh")
    if int(open_.sum()) < problem.demand[mentee]:
        return _("Mentor yang boleh lebih sedikit daripada yang diminta")
    if full[open_].all():
        return _("Semua mentor yang boleh sudah penuh")
    if problem.first == "total":
        return _("Tidak ada pasangan lain yang menambah nilai")
    return _("Tempat yang tersisa tidak dapat dipakai tanpa melanggar lantai atau tujuan lain")


def unfinished(problem: matching.Problem, result: matching.Result) -> list[str]:
    """What was asked for and not yet looked at when time ran out."""
    if problem.floor is None or result.certificate.stage(matching.Goal.FLOOR) is not None:
        return []
    return [_("Waktu habis sebelum lantai diperiksa: pasangan ini mungkin belum mencapainya.")]


def broken(given: Given, result: matching.Result) -> list[str]:
    """Which kept pairs were broken, and what the change is worth."""
    if not result.broken:
        return []
    names = [f"{given.mentee(i)}-{given.mentor(j)}" for i, j in result.broken]
    return [
        _(
            "Pasangan lama yang dilepas karena ada susunan yang lebih baik: {names}.",
            names=_listed(names),
        )
    ]


def missing(given: Given, lack: matching.Lack) -> list[str]:
    """What cannot be met, and the smallest relaxation that repairs it."""
    found = []
    for mentor, count in lack.mentors:
        found.append(
            _(
                "Mentor {name} kekurangan {count} mentee untuk beban minimumnya ({load}).",
                name=given.mentor(mentor),
                count=number(count),
                load=number(int(given.min_load[mentor])),
            )
        )
    for mentee, count in lack.mentees:
        found.append(
            _(
                "Mentee {name} kekurangan {count} mentor dari {wanted} yang diminta.",
                name=given.mentee(mentee),
                count=number(count),
                wanted=number(int(given.demand[mentee])),
            )
        )
    changes = [
        _("beban minimum {name} turun {count}", name=given.mentor(j), count=number(c))
        for j, c in lack.mentors
    ] + [
        _("permintaan {name} turun {count}", name=given.mentee(i), count=number(c))
        for i, c in lack.mentees
    ]
    return [
        *_cut(found),
        _(
            "Kelonggaran terkecil: {count} satuan, misalnya {changes}.",
            count=number(lack.units),
            changes=_listed(changes),
        ),
    ]


def clashes(given: Given, hard: Iterable[tuple[int, int]]) -> list[str]:
    """Forced (or frozen) pairs that cannot be, each with what would have to change."""
    found, hard = [], sorted(set(hard))
    for i, j in hard:
        if not given.allowed[i, j]:
            found.append(
                _(
                    "Pasangan wajib {mentee}-{mentor} tidak boleh; cabut salah satunya.",
                    mentee=given.mentee(i),
                    mentor=given.mentor(j),
                )
            )
    for i, count in sorted(Counter(i for i, _j in hard).items()):
        if count > given.demand[i]:
            found.append(
                _(
                    "Mentee {name} punya {count} pasangan wajib tetapi hanya meminta {wanted}: "
                    "naikkan permintaannya atau cabut {over} pasangan.",
                    name=given.mentee(i),
                    count=number(count),
                    wanted=number(int(given.demand[i])),
                    over=number(count - int(given.demand[i])),
                )
            )
    for j, count in sorted(Counter(j for _i, j in hard).items()):
        if count > given.capacity[j]:
            found.append(
                _(
                    "Mentor {name} punya {count} pasangan wajib tetapi hanya {places} tempat: "
                    "tambah {over} tempat atau cabut {over} pasangan.",
                    name=given.mentor(j),
                    count=number(count),
                    places=number(int(given.capacity[j])),
                    over=number(count - int(given.capacity[j])),
                )
            )
    return _cut(found)


def too_high(given: Given, best: int | None) -> list[str]:
    """A floor that costs what goes first."""
    return [
        _(
            "Lantai itu tidak dapat dicapai tanpa mengurangi cakupan; yang tertinggi {best}.",
            best=str(given.scale.score(best or 0)),
        )
    ]


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    return shown if more <= 0 else _("{names} dan {count} lainnya", names=shown, count=number(more))


def _cut(sentences: list[str]) -> list[str]:
    more = len(sentences) - MOST_NAMES
    if more <= 0:
        return sentences
    return [*sentences[:MOST_NAMES], _("... dan {count} lainnya.", count=number(more))]
