"""One best matching on a list of pairs where mentees want several mentors: a flow, as a linear
programme whose corners are whole numbers (Hoffman and Kruskal 1956), solved by HiGHS."""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from mentoring.matching.exchange import improve
from mentoring.matching.filters import Span
from mentoring.matching.prices import Listed
from mentoring.matching.scores import Bools, Ints


class NoFlow(ValueError):
    """Nothing lies within the spans on these pairs."""


def best_flow(listed: Listed) -> Bools:
    """The taken pairs of the highest weight, gains included, within the spans.

    Raises:
        NoFlow: there are none.
    """
    n, m, pairs = len(listed.mentees.low), len(listed.mentors.low), len(listed.row)
    gains = listed.gains
    early_mentee, late_mentee = _segments(listed.mentees, gains.mentee_units)
    early_mentor, late_mentor = _segments(listed.mentors, gains.mentor_units)
    people = np.concatenate([np.arange(n), np.arange(n), n + np.arange(m), n + np.arange(m)])
    of_pairs = np.arange(pairs)
    rows = np.concatenate([listed.row, n + listed.col.astype(np.int64), people])
    cols = np.concatenate([of_pairs, of_pairs, pairs + np.arange(len(people))])
    signs = np.concatenate([np.ones(2 * pairs), -np.ones(len(people))])
    worth = np.concatenate(
        [listed.weight, gains.mentee, np.zeros(n), gains.mentor, np.zeros(m)]
    ).astype(np.float64)
    limits = np.concatenate(
        [np.tile([[0, 1]], (pairs, 1)), early_mentee, late_mentee, early_mentor, late_mentor]
    )
    solved = linprog(
        -worth,
        A_eq=coo_array((signs, (rows, cols)), shape=(n + m, len(worth))).tocsr(),
        b_eq=np.zeros(n + m),
        bounds=limits,
        method="highs-ds",
    )
    if solved.x is None:
        raise NoFlow(solved.message)
    # HiGHS works in floating point: what it missed by rounding, exact exchanges put right.
    return improve(listed, np.asarray(solved.x[:pairs] > 0.5))


def _segments(span: Span, units: Ints) -> tuple[Ints, Ints]:
    """Fewest and most of the pairs that bring a gain, and of those beyond, per person."""
    early = np.stack([np.minimum(span.low, units), np.minimum(span.high, units)], axis=1)
    late = np.stack([span.low, span.high], axis=1) - early
    return early, late
