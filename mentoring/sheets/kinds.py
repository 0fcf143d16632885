"""Which kind of sheet a header belongs to, where it is not the kind that was asked for."""

from collections.abc import Collection, Mapping

from mentoring.errors import Unusable
from mentoring.sheets.headers import folded
from mentoring.sheets.layout import Column, Layout
from mentoring.words import _


def names_of(column: Column) -> list[str]:
    """The folded headers of a column, most specific first."""
    return [folded(name) for name in (column.header, *column.aliases)]


def all_names(layouts: Collection[Layout]) -> dict[str, list[str]]:
    """Every header of every kind, each for itself: any header row is found by them."""
    names = {n for layout in layouts for column in layout.columns for n in names_of(column)}
    return {name: [name] for name in sorted(names)}


def lacking(layout: Layout, texts: Collection[str]) -> list[Column]:
    """The needed columns that none of these headers names."""
    seen = set(map(folded, texts))
    return [c for c in layout.columns if c.required and not seen.intersection(names_of(c))]


def require_kind(
    layout: Layout, texts: Collection[str], others: Mapping[str, Layout] | None
) -> None:
    """Raise Unusable when another kind has all it needs in this header, and knows more of it."""
    likely = {
        other: _known(other_layout, texts)
        for other, other_layout in (others or {}).items()
        if other != layout.name and not lacking(other_layout, texts)
    }
    best = max(likely, key=likely.__getitem__, default=None)
    if others is None or best is None or likely[best] <= _known(layout, texts):
        return
    raise Unusable(
        _(
            "Judul kolom berkas ini seperti jenis «{found}» ({title}), bukan «{wanted}».",
            found=best,
            title=others[best].title,
            wanted=layout.name,
        ),
        remedy=_(
            "Impor dengan `pamong import {found}`; contoh jenis yang diminta: "
            "`pamong template {wanted}`.",
            found=best,
            wanted=layout.name,
        ),
    )


def no_header(layout: Layout, texts: Collection[str], *, sentence: str) -> Unusable:
    """No row of the file names two columns of this kind: which ones it needs."""
    return Unusable(
        sentence,
        remedy=_(
            "Tulis judul kolom seperti pada contoh dari `pamong template {kind}`.",
            kind=layout.name,
        ),
        details=tuple(
            _("Kolom «{header}» tidak ada.", header=column.header)
            for column in lacking(layout, texts)
        ),
    )


def _known(layout: Layout, texts: Collection[str]) -> int:
    seen = set(map(folded, texts))
    return sum(bool(seen.intersection(names_of(c))) for c in layout.columns)
