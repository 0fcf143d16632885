"""Locked pairs: refused where a rule forbids them, forced in the problem where none does."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from mentoring import clock
from mentoring.errors import Refused
from mentoring.programmes.actions import rules_of
from mentoring.programmes.eligibility import person_sentence
from mentoring.programmes.pairing import blocked_by, pair_codes, pair_sentence
from mentoring.programmes.policy import Rules
from mentoring.programmes.reading import View, look
from mentoring.programmes.rulings import rule
from mentoring.programmes.tables import Programme, Ruling, Side
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


def lock(
    session: Session,
    *,
    programme: Programme,
    mentee_id: UUID,
    mentor_id: UUID,
    reason: str,
    by: UUID,
) -> Ruling:
    """Lock a pair for the runs to come, if the rules allow it as things stand today.

    Raises:
        Refused: a hard rule forbids the pair, or one of the two may not take part.
    """
    pair = (mentee_id, mentor_id)
    said = objections_of(session, programme=programme, pairs=[pair])[pair]
    if said:
        raise Refused(
            _("Pasangan itu tidak dapat dikunci."),
            remedy=_("Pilih mentor lain, atau ubah kebijakannya."),
            details=tuple(said),
        )
    return rule(
        session,
        programme=programme,
        mentee_id=mentee_id,
        mentor_id=mentor_id,
        kind="lock",
        reason=reason,
        by=by,
    )


def objections_of(
    session: Session, *, programme: Programme, pairs: Sequence[tuple[UUID, UUID]]
) -> dict[tuple[UUID, UUID], list[str]]:
    """What the rules say against each of these pairs as things stand today."""
    rules = rules_of(session, programme=programme)
    only = {person for pair in pairs for person in pair}
    view = look(
        session, programme=programme, rules=rules, today=clock.today(), everyone=False, only=only
    )
    barred = {
        (side, who.employee_id): [person_sentence(code, rules, side=side) for code in who.codes]
        for side in Side
        for who in view.barred[side]
    }
    row = {c.profile.id: i for i, c in enumerate(view.scene.mentees)}
    column = {c.profile.id: j for j, c in enumerate(view.scene.mentors)}
    why = blocked_by(view.scene)
    found = {}
    for mentee, mentor in pairs:
        said = [*barred.get((Side.MENTEE, mentee), ()), *barred.get((Side.MENTOR, mentor), ())]
        if mentee in row and mentor in column:
            codes = pair_codes(int(why[row[mentee], column[mentor]]))
            said += [pair_sentence(code, rules) for code in codes]
        found[mentee, mentor] = said
    return found


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
