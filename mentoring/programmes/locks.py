"""Locked pairs as indices of a problem; a lock that the rules forbid stops the run."""

from collections import Counter
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from mentoring.errors import Refused
from mentoring.programmes.pairing import pair_codes, pair_sentence
from mentoring.programmes.policy import Rules
from mentoring.programmes.reading import View
from mentoring.words import _

Pairs = tuple[tuple[int, int], ...]


def forced_pairs(
    view: View,
    rules: Rules,
    mentee_ids: tuple[UUID, ...],
    mentor_ids: tuple[UUID, ...],
    why: NDArray[np.uint16],
    capacity: NDArray[np.int64],
) -> Pairs:
    """Locked pairs as indices; a lock that breaks a hard rule stops the run with its reason."""
    row = {mentee: i for i, mentee in enumerate(mentee_ids)}
    column = {mentor: j for j, mentor in enumerate(mentor_ids)}
    forced: list[tuple[int, int]] = []
    broken: list[str] = []
    for mentee, mentor in view.locks:
        if mentee not in row:
            continue  # runs already, or no longer takes part: nothing to force
        if mentor not in column:
            broken.append(_("Mentor pada satu pasangan terkunci tidak lagi memenuhi syarat."))
        elif why[row[mentee], column[mentor]]:
            codes = pair_codes(int(why[row[mentee], column[mentor]]))
            broken.append("; ".join(pair_sentence(code, rules) for code in codes))
        else:
            forced.append((row[mentee], column[mentor]))
    broken += _too_many(forced, capacity)
    if broken:
        raise Refused(
            _("{count} pasangan terkunci melanggar aturan.", count=len(broken)),
            remedy=_("Buka kuncinya dengan `pamong match unlock`, atau ubah kebijakannya."),
            details=tuple(broken),
        )
    return tuple(sorted(forced))


def _too_many(forced: list[tuple[int, int]], capacity: NDArray[np.int64]) -> list[str]:
    return [
        _(
            "Seorang mentor punya {places} tempat, tetapi {locked} pasangan terkunci.",
            places=int(capacity[j]),
            locked=times,
        )
        for j, times in Counter(j for _i, j in forced).items()
        if times > capacity[j]
    ]
