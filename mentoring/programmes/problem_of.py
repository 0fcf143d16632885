"""The only bridge from people to numbers: a Scene becomes a Problem, ids stay on the edges."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from mentoring import matching
from mentoring.programmes.locks import forced_pairs
from mentoring.programmes.pairing import blocked_by
from mentoring.programmes.policy import Rules
from mentoring.programmes.reading import View
from mentoring.programmes.tables import Side
from mentoring.programmes.terms import Scores, benefit_of, scores_of

POINT = 1000  # benefits are thousandths of a point
RUNNING_FIRST = 0  # the class before all others: nobody loses a mentor to somebody who waits
Floor = int | Literal["highest"] | None


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A problem with the ids of its rows and columns and the reason of every «no»."""

    problem: matching.Problem
    mentee_ids: tuple[UUID, ...]
    mentor_ids: tuple[UUID, ...]
    why: NDArray[np.uint16]  # see pairing.blocked_by


def case_of(view: View, rules: Rules) -> tuple[Case, dict[str, Scores]]:
    """Numbers for the engine, and the score of every term for the reasons."""
    scene = view.scene
    why = blocked_by(scene)
    scores = scores_of(scene)
    mentee_ids = tuple(c.profile.id for c in scene.mentees)
    mentor_ids = tuple(c.profile.id for c in scene.mentors)
    allowed = why == 0
    current = _current(view, mentee_ids, mentor_ids)
    stays = _may_stay(current, allowed)
    capacity = _places(view, current, stays)
    problem = matching.Problem(
        benefit=np.where(allowed, benefit_of(scores, rules, scene.shape), 0),
        allowed=allowed,
        capacity=capacity,
        priority=np.where(stays, RUNNING_FIRST, _classes(view, rules)),
        keep=tuple((i, int(j)) for i, j in enumerate(current) if j >= 0),
        mentee_lot=_lots(view, Side.MENTEE, mentee_ids),
        mentor_lot=_lots(view, Side.MENTOR, mentor_ids),
        forced=forced_pairs(view, rules, mentee_ids, mentor_ids, why, capacity),
        floor=_floor(rules),
    )
    return Case(problem, mentee_ids, mentor_ids, why), scores


def priority_of(kind: str, rules: Rules) -> int:
    """The priority class, 1 first; whoever no class names comes after all of them."""
    order = rules.mentee.priority
    return order.index(kind) + 1 if kind in order else len(order) + 1


def _current(
    view: View, mentee_ids: tuple[UUID, ...], mentor_ids: tuple[UUID, ...]
) -> NDArray[np.int64]:
    column = {mentor: j for j, mentor in enumerate(mentor_ids)}
    now = [view.movable.get(mentee) for mentee in mentee_ids]
    return np.array([column.get(m.mentor_id, -1) if m else -1 for m in now], dtype=np.int64)


def _may_stay(current: NDArray[np.int64], allowed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whose running pair the rules still allow."""
    has = current >= 0
    stays: NDArray[np.bool_] = has.copy()
    stays[has] = allowed[np.flatnonzero(has), current[has]]
    return stays


def _places(view: View, current: NDArray[np.int64], stays: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Free places. A running pair that is no longer allowed keeps its place until it has ended:
    its mentee may find nobody else, and then goes on as it is."""
    mentors = view.scene.mentors
    held = np.bincount(current[(current >= 0) & ~stays], minlength=len(mentors))
    free = np.array([c.places - c.taken for c in mentors], dtype=np.int64)
    left: NDArray[np.int64] = np.maximum(free - held, 0)
    return left


def _classes(view: View, rules: Rules) -> NDArray[np.int64]:
    return np.array([priority_of(c.profile.kind, rules) for c in view.scene.mentees], np.int64)


def _lots(view: View, side: Side, ids: tuple[UUID, ...]) -> NDArray[np.int64]:
    return np.array([view.participants[side][i].lot for i in ids], dtype=np.int64)


def _floor(rules: Rules) -> Floor:
    floor = rules.goals.floor
    if floor == "none":
        return None
    return "highest" if floor == "highest" else int(floor) * POINT
