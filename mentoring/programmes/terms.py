"""The named terms of a pair's benefit, each from 0 to 1000 (thousandths), weighed by the policy.

Nothing here may read age, sex, religion, marital status, ethnicity or disability: a profile does
not even carry them (UU 20/2023, merit).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoring.programmes.gaps import gap_scores
from mentoring.programmes.policy import Rules, Stance
from mentoring.programmes.scene import Scene
from mentoring.words import _

Scores = NDArray[np.int64]
FULL = 1000
NEUTRAL = 500
BEST_DISTANCE, SPAN = 4, 8  # four steps of rank is close enough to talk, far enough to guide
RATING_SCORE = {None: 500, 1: 1000, 2: 700, 3: 200, 4: 0, 5: 0}


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its key in the policy's weights, its name, and its score for all pairs."""

    key: str
    label: Callable[[], str]
    score: Callable[[Scene], Scores]
    counts: Callable[[Rules], bool] = lambda _r: True


def _flag(grid: NDArray[np.bool_]) -> Scores:
    return grid.astype(np.int64) * FULL


def _closeness(scene: Scene) -> Scores:
    return np.maximum(_flag(scene.same_unit()), _flag(scene.same_opd()) // 2)


def _rank(scene: Scene) -> Scores:
    off = np.abs(scene.rank_distance() - BEST_DISTANCE)
    score: Scores = np.maximum(0, FULL - off * FULL // SPAN)
    return score


def _rating(scene: Scene) -> Scores:
    row = np.array([RATING_SCORE[c.predicate] for c in scene.mentors], dtype=np.int64)
    return np.broadcast_to(row[None, :], scene.shape)


def _load(scene: Scene) -> Scores:
    row = np.array(
        [(c.places - c.taken) * FULL // max(c.places, 1) for c in scene.mentors], dtype=np.int64
    )
    return np.broadcast_to(row[None, :], scene.shape)


def _wishes(scene: Scene, *, of_mentee: bool) -> Scores:
    """Nothing said is neutral; the first wish counts fully, «rather not» nothing."""
    grid = np.full(scene.shape, NEUTRAL, dtype=np.int64)
    row = {c.profile.id: i for i, c in enumerate(scene.mentees)}
    column = {c.profile.id: j for j, c in enumerate(scene.mentors)}
    for (who, whom), rank in scene.wishes.items():
        mentee, mentor = (who, whom) if of_mentee else (whom, who)
        if mentee in row and mentor in column:
            score = 0 if rank == 0 else max(NEUTRAL, FULL - 100 * (rank - 1))
            grid[row[mentee], column[mentor]] = score
    return grid


TERMS: tuple[Term, ...] = (
    Term("gap", lambda: _("kesenjangan tertutup"), gap_scores),
    Term(
        "field",
        lambda: _("rumpun jabatan sama"),
        lambda s: _flag(s.same_field()),
        lambda r: r.pair.same_field is Stance.PREFERRED,
    ),
    Term(
        "unit",
        lambda: _("kedekatan unit kerja"),
        _closeness,
        lambda r: Stance.PREFERRED in {r.pair.same_unit, r.pair.same_opd},
    ),
    Term(
        "location",
        lambda: _("lokasi kerja sama"),
        lambda s: _flag(s.same_location()),
        lambda r: r.pair.same_location is Stance.PREFERRED,
    ),
    Term(
        "superior",
        lambda: _("atasan langsung"),
        lambda s: _flag(s.superior()),
        lambda r: r.pair.direct_superior is Stance.PREFERRED,
    ),
    Term("rank", lambda: _("jarak golongan"), _rank),
    Term("rating", lambda: _("predikat kinerja mentor"), _rating),
    Term("wish_of_mentee", lambda: _("pilihan mentee"), lambda s: _wishes(s, of_mentee=True)),
    Term("wish_of_mentor", lambda: _("pilihan mentor"), lambda s: _wishes(s, of_mentee=False)),
    Term("load", lambda: _("beban mentor masih longgar"), _load),
)


def scores_of(scene: Scene) -> dict[str, Scores]:
    """Every term that the policy weighs, by key, each (mentees, mentors) in thousandths."""
    weights = scene.rules.weights.model_dump()
    return {
        term.key: term.score(scene).astype(np.int16)
        for term in TERMS
        if weights[term.key] and term.counts(scene.rules)
    }


def benefit_of(scores: dict[str, Scores], rules: Rules, shape: tuple[int, int]) -> Scores:
    """Weighted sum in thousandths of a point: the weights sum to 100, so 100_000 is the best."""
    weights = rules.weights.model_dump()
    total = np.zeros(shape, dtype=np.int64)
    for key, score in scores.items():
        total += weights[key] * score.astype(np.int64)
    return total


def label_of(key: str) -> str:
    """The term's name as people read it."""
    return next(term.label() for term in TERMS if term.key == key)
