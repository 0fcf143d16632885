"""Score files as they come: CSV with names, .npy, .npz; and the small files beside them."""

import math
import mmap
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mentoring.errors import Unusable
from mentoring.matrices.lists import lines_of, number_in
from mentoring.words import _

Floats = NDArray[np.float64]
CELLS_AT_ONCE = 2**20
ALSO = ("capacity", "min_load", "demand", "forbid", "force", "keep")


@dataclass(frozen=True, slots=True, eq=False)
class ScoreFile:
    """A matrix of scores (NaN: not allowed), names where there are any, and what came along."""

    scores: NDArray[Any]
    mentees: tuple[str, ...] | None = None
    mentors: tuple[str, ...] | None = None
    beside: dict[str, NDArray[Any]] = field(default_factory=dict)

    def lost(self) -> float:
        """The most that a score loses as a float: whole numbers may be longer than 53 bits."""
        if self.scores.dtype.itemsize < 8 or self.scores.dtype.kind not in "iu":
            return 0.0
        wide = 2**53
        if not self.scores.size or max(int(self.scores.max()), -int(self.scores.min())) <= wide:
            return 0.0
        return float(max(abs(int(x) - int(float(x))) for x in self.scores.ravel().tolist()))

    def score(self, pair: tuple[int, int]) -> float | int:
        """One score as it stands in the file."""
        found = self.scores[pair]
        return int(found) if self.scores.dtype.kind in "iub" else float(found)

    def blocks(self) -> Iterator[Floats]:
        """Some rows at a time, as floats."""
        n, m = self.scores.shape
        step = max(1, CELLS_AT_ONCE // max(1, m))
        for low in range(0, n, step):
            yield np.asarray(self.scores[low : low + step], dtype=np.float64)
            _let_go(self.scores)


def read_scores(path: Path) -> ScoreFile:
    """Raises errors.Unusable, with the place of what is wrong."""
    if not path.is_file():
        raise Unusable(_("Berkas skor tidak ditemukan: {name}.", name=path.name))
    kind = path.suffix.lower()
    if kind == ".csv":
        found = _csv(path)
    elif kind in {".npy", ".npz"}:
        found = _numpy(path)
    else:
        raise Unusable(
            _("Jenis berkas skor tidak dikenal: {name}.", name=path.name),
            remedy=_("Pakai .csv, .npy, atau .npz."),
        )
    _check(found)
    return found


def _check(found: ScoreFile) -> None:
    if found.scores.ndim != 2:
        raise Unusable(
            _("Skor harus berupa matriks dua dimensi, bukan {count}.", count=found.scores.ndim)
        )
    if found.scores.dtype.kind not in "iufb":
        raise Unusable(_("Skor harus berupa angka, bukan {kind}.", kind=found.scores.dtype))
    row = 0
    for block in found.blocks():
        if np.isinf(block).any():
            at = np.argwhere(np.isinf(block))[0]
            raise Unusable(
                _(
                    "Skor tak hingga pada baris {row}, kolom {column} (dihitung dari 0).",
                    row=row + int(at[0]),
                    column=int(at[1]),
                ),
                remedy=_("Kosongkan sel itu (atau tulis NaN) bila pasangannya tidak boleh."),
            )
        row += len(block)


def _numpy(path: Path) -> ScoreFile:
    try:
        # What it is stands in the file, whatever its name says.
        with path.open("rb") as opened:
            is_archive = opened.read(2) == b"PK"
        if not is_archive:
            return ScoreFile(np.load(path, mmap_mode="r", allow_pickle=False))
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            if "scores" not in file.files:
                raise Unusable(_("Berkas .npz tidak memuat kunci «scores»."))
            unknown = sorted(set(file.files) - {"scores", *ALSO})
            if unknown:
                raise Unusable(
                    _("Kunci tidak dikenal: {names}.", names=", ".join(unknown)),
                    remedy=_("Yang dikenal: {names}.", names=", ".join(("scores", *ALSO))),
                )
            beside = {name: file[name] for name in ALSO if name in file.files}
            return ScoreFile(file["scores"], beside=beside)
    except (ValueError, OSError, EOFError, KeyError, zipfile.BadZipFile) as broken:
        raise Unusable(_("Berkas {name} bukan berkas NumPy yang utuh.", name=path.name)) from broken


def _csv(path: Path) -> ScoreFile:
    rows = lines_of(path)
    try:
        head = next(rows)
    except StopIteration:
        raise Unusable(_("Berkas skor kosong.")) from None
    mentors = tuple(cell.strip() for cell in head[1])[1:]
    mentees: list[str] = []
    scores: list[Floats] = []
    for line, cells in rows:
        if len(cells) != len(mentors) + 1:
            raise Unusable(
                _(
                    "Baris {line} berisi {count} sel, bukan {wanted}.",
                    line=line,
                    count=len(cells),
                    wanted=len(mentors) + 1,
                )
            )
        mentees.append(cells[0].strip())
        scores.append(_numbers(cells[1:], line, mentors))
    for side, names in ((_("mentee"), mentees), (_("mentor"), mentors)):
        _each_once(names, side)
    matrix = np.array(scores) if scores else np.empty((0, len(mentors)))
    return ScoreFile(matrix, tuple(mentees), mentors)


def _numbers(cells: list[str], line: int, mentors: tuple[str, ...]) -> Floats:
    found = [number_in(cell) if cell.strip() else math.nan for cell in cells]
    if None in found:
        at = found.index(None)
        raise Unusable(
            _(
                "Baris {line}, kolom «{column}»: «{cell}» bukan angka.",
                line=line,
                column=mentors[at],
                cell=cells[at][:40],
            ),
            remedy=_("Tulis angka dengan titik desimal, atau kosongkan sel itu."),
        )
    return np.array(found, dtype=np.float64)


def _each_once(names: list[str] | tuple[str, ...], side: str) -> None:
    seen: set[str] = set()
    for name in names:
        if not name or name in seen:
            raise Unusable(
                _("Id {side} kosong atau berulang: «{name}».", side=side, name=name),
                remedy=_("Beri setiap baris dan kolom id yang berbeda."),
            )
        seen.add(name)


def _let_go(scores: NDArray[Any]) -> None:
    """What was read of a mapped file need not stay in memory."""
    mapped = getattr(scores, "_mmap", None)
    if mapped is not None and hasattr(mmap, "MADV_DONTNEED"):
        mapped.madvise(mmap.MADV_DONTNEED)
