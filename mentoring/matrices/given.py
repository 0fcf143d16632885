"""Everything that was given, as whole numbers: scores scaled once, lists in the matrix's order."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mentoring.errors import Unusable
from mentoring.matrices.files import ScoreFile, read_scores
from mentoring.matrices.lists import Names, number_list, pair_list
from mentoring.matrices.scaling import Scale, narrowest, scale_of
from mentoring.words import _

Ints = NDArray[np.int64]
Pairs = tuple[tuple[int, int], ...]
MOST_COUNT = 2**31 - 1


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """points: whole numbers (n, m); allowed: bool (n, m), forbidden pairs taken out."""

    points: NDArray[Any]
    allowed: NDArray[np.bool_]
    scale: Scale
    mentees: tuple[str, ...] | None
    mentors: tuple[str, ...] | None
    capacity: Ints
    min_load: Ints
    demand: Ints
    force: Pairs
    keep: Pairs
    file: ScoreFile

    def mentee(self, row: int) -> str:
        return str(row) if self.mentees is None else self.mentees[row]

    def mentor(self, column: int) -> str:
        return str(column) if self.mentors is None else self.mentors[column]

    def score(self, pair: tuple[int, int]) -> float | int:
        """The score of a pair as it was given."""
        if self.scale.is_exact:
            return self.scale.score(int(self.points[pair]))
        return self.file.score(pair)

    def total(self, pairs: Pairs) -> float | int:
        """The sum of the scores as they were given; exact where they are."""
        if self.scale.is_exact:
            return self.scale.score(sum(int(self.points[pair]) for pair in pairs))
        scores = [self.file.score(pair) for pair in pairs]
        if all(isinstance(score, int) for score in scores):
            return sum(scores)
        return math.fsum(scores)


def read_given(
    path: Path,
    *,
    capacity: str | None = None,
    min_load: str | None = None,
    demand: str | None = None,
    forbid: Path | None = None,
    force: Path | None = None,
    keep: Path | None = None,
    also: Sequence[Fraction] = (),
) -> Given:
    """Read a score file and what goes with it; an option wins over what the .npz says.

    also: further numbers in units of the scores (a floor, a price) for which the scale has to do.
    Raises errors.Unusable with the place of what is wrong.
    """
    file = read_scores(path)
    scale = scale_of(file.blocks, also, lost=file.lost())
    points, allowed = _points(file, scale)
    n, m = allowed.shape
    mentees, mentors = _positions(file.mentees), _positions(file.mentors)
    marks = {
        name: _pairs(name, option, file, (mentees, mentors))
        for name, option in (("forbid", forbid), ("force", force), ("keep", keep))
    }
    for pair in marks["forbid"]:
        allowed[pair] = False
    return Given(
        points=points,
        allowed=allowed,
        scale=scale,
        mentees=file.mentees,
        mentors=file.mentors,
        capacity=_counts("capacity", capacity, file, mentors, m, 1),
        min_load=_counts("min_load", min_load, file, mentors, m, 0),
        demand=_counts("demand", demand, file, mentees, n, 1),
        force=marks["force"],
        keep=marks["keep"],
        file=file,
    )


def _positions(names: tuple[str, ...] | None) -> Names:
    return None if names is None else {name: at for at, name in enumerate(names)}


def _points(file: ScoreFile, scale: Scale) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    low, high = 0, 0
    for block in file.blocks():
        scaled = scale.points(block)
        if not np.isnan(scaled).all():
            low = min(low, int(np.nanmin(scaled)))
            high = max(high, int(np.nanmax(scaled)))
    points = np.zeros(file.scores.shape, dtype=narrowest(low, high))
    allowed = np.zeros(file.scores.shape, dtype=bool)
    row = 0
    for block in file.blocks():
        at = slice(row, row + len(block))
        allowed[at] = ~np.isnan(block)
        points[at] = np.nan_to_num(scale.points(block))
        row += len(block)
    return points, allowed


def _counts(
    name: str, option: str | None, file: ScoreFile, names: Names, count: int, default: int
) -> Ints:
    """A number for everybody, or a file of `id,number` lines; who is not listed has the default."""
    values = np.full(count, default, dtype=np.int64)
    if option is not None and re.fullmatch(r"\s*[-+]?[0-9]{1,99}\s*", option):
        values[:] = min(max(int(option), -1), MOST_COUNT)
    elif option is not None:
        for at, number in number_list(Path(option), names, count).items():
            values[at] = min(max(number, -1), MOST_COUNT)
    elif name in file.beside:
        found = _array(name, file.beside[name], (count,))
        values = np.array([min(max(int(x), -1), MOST_COUNT) for x in found], dtype=np.int64)
    if (values < 0).any():
        raise Unusable(_("«{name}» tidak boleh negatif.", name=name))
    return values


def _pairs(name: str, option: Path | None, file: ScoreFile, names: tuple[Names, Names]) -> Pairs:
    if option is not None:
        shape = (int(file.scores.shape[0]), int(file.scores.shape[1]))
        return tuple(sorted(pair_list(option, shape, names)))
    if name not in file.beside:
        return ()
    found = _array(name, file.beside[name], file.scores.shape)
    if ((found != 0) & (found != 1)).any():
        raise Unusable(_("«{name}» harus berisi 0 atau 1 saja.", name=name))
    marked = np.argwhere(found)
    return tuple((int(i), int(j)) for i, j in marked)


def _array(name: str, array: NDArray[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    if array.shape != shape or array.dtype.kind not in "iub" + "f":
        raise Unusable(_("«{name}» harus berisi angka berbentuk {shape}.", name=name, shape=shape))
    if not np.isfinite(array).all() or (array != np.rint(array)).any():
        raise Unusable(_("«{name}» harus berisi bilangan bulat.", name=name))
    return array
