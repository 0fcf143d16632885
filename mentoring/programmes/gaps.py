"""How far each mentor covers each mentee's gaps, for all pairs at once, in exact integers.

A level is one of 0..5, so «how much of the gap in competency c does a mentor of level l cover» is
a small table per mentee. Summed over competencies it is one matrix product of that table with the
mentors' levels written as 0/1 columns. The numbers stay far below 2**53, so that the product in
floating point is exact whatever library computes it.
"""

import numpy as np
from numpy.typing import NDArray

from mentoring import competencies
from mentoring.programmes.policy import GapRules
from mentoring.programmes.scene import Scene

LEVELS = 6  # 0..5


def gap_scores(scene: Scene) -> NDArray[np.int64]:
    """Share of the mentee's weighted gap that the mentor covers, in thousandths (n, m)."""
    gaps, weight = gaps_of(scene.mentee_levels), competency_weights(scene)
    table = cover_table(scene.mentee_levels, scene.rules.gap)  # (n, c, LEVELS)
    covered = _product(table * (gaps * weight)[:, :, None], scene.mentor_levels)
    total = (gaps * weight).sum(axis=1)
    safe = np.maximum(total, 1)[:, None]
    return np.where(total[:, None] > 0, (covered + safe // 2) // safe, 0)


def covers_any(scene: Scene, *, above: bool) -> NDArray[np.bool_]:
    """Does the mentor reach (or exceed) the required level in at least one gap? (n, m)

    A mentee without a known gap stops nobody: there is nothing to fall short of.
    """
    gaps = gaps_of(scene.mentee_levels)
    level = np.arange(LEVELS)[None, None, :]
    needed = scene.mentee_levels.required.astype(np.int64)[:, :, None] + int(above)
    # At the top of the scale nobody can exceed; reaching it is then enough.
    reached = level >= np.minimum(needed, LEVELS - 1)
    count = _product((reached & (gaps > 0)[:, :, None]).astype(np.int64), scene.mentor_levels)
    enough: NDArray[np.bool_] = (count > 0) | (gaps.sum(axis=1) == 0)[:, None]
    return enough


def gaps_of(levels: competencies.Levels, *, rows: slice = slice(None)) -> NDArray[np.int64]:
    """max(0, required - achieved) per person and competency; 0 where either is not known."""
    required = levels.required[rows].astype(np.int64)
    achieved = levels.achieved[rows].astype(np.int64)
    known = (required >= 0) & (achieved >= 0)
    return np.where(known, np.maximum(required - achieved, 0), 0)


def cover_table(levels: competencies.Levels, rules: GapRules) -> NDArray[np.int64]:
    """[mentee, competency, mentor level] -> thousandths of the gap covered."""
    level = np.arange(LEVELS)[None, None, :]
    required = levels.required.astype(np.int64)[:, :, None]
    achieved = levels.achieved.astype(np.int64)[:, :, None]
    return np.select(
        [level > required, level == required, level > achieved],
        [rules.above_required, rules.at_required, rules.below_required],
        default=0,
    ).astype(np.int64)


def competency_weights(scene: Scene) -> NDArray[np.int64]:
    """The policy's weight of each competency, by its code."""
    rules = scene.rules.gap
    return np.array(
        [
            rules.competency_weights.get(code, rules.default_weight)
            for code in scene.mentee_levels.codes
        ],
        dtype=np.int64,
    )


def _product(table: NDArray[np.int64], mentors: competencies.Levels) -> NDArray[np.int64]:
    n, c, levels = table.shape
    achieved = mentors.achieved.astype(np.int64)  # -1: no level known, covers nothing
    onehot = (achieved[:, :, None] == np.arange(levels)[None, None, :]).reshape(
        len(achieved), c * levels
    )
    exact = table.reshape(n, c * levels).astype(np.float64) @ onehot.T.astype(np.float64)
    product: NDArray[np.int64] = exact.astype(np.int64)
    return product
