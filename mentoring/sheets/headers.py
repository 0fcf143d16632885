"""Which row is the header, and which of its cells is which column."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SEARCHED_ROWS = 30  # title rows, letterheads and empty rows stand above the header


def folded(text: object) -> str:
    """«NIP_BARU», « Nip  Baru » and «NIP-BARU» as one: letters and digits only, small."""
    plain = unicodedata.normalize("NFKD", str(text)).casefold()
    return "".join(c for c in plain if c.isalnum())


@dataclass(frozen=True, slots=True)
class Heading:
    """The header of a sheet. `places` maps a column key to its position, `texts` to its words."""

    row: int
    places: dict[str, int]
    texts: dict[str, str]
    ignored: list[str]
    doubled: list[str]


def find(rows: Sequence[Sequence[object]], names: Mapping[str, Sequence[str]]) -> Heading | None:
    """The best header among the first rows; None when no row names two known columns.

    names: for each key the folded headers, most specific first.
    """
    least = min(2, len(names))
    best: Heading | None = None
    for number, cells in enumerate(rows[:SEARCHED_ROWS]):
        heading = _read(number, cells, names)
        if len(heading.places) >= least and (best is None or _better(heading, best)):
            best = heading
    return best


def _better(new: Heading, old: Heading) -> bool:
    return len(new.places) > len(old.places)


def _read(number: int, cells: Sequence[object], names: Mapping[str, Sequence[str]]) -> Heading:
    found: dict[str, list[int]] = {}
    for place, cell in enumerate(cells):
        if isinstance(cell, str) and (name := folded(cell)):
            found.setdefault(name, []).append(place)
    places, doubled, used = {}, [], set()
    for key, wanted in names.items():
        at = next((found[n] for n in wanted if n in found and found[n][0] not in used), None)
        if at is None:
            continue
        places[key] = at[0]
        used.add(at[0])
        if len(at) > 1:
            doubled.append(str(cells[at[0]]).strip())
    texts = {key: " ".join(str(cells[place]).split()) for key, place in places.items()}
    ignored = [" ".join(str(c).split()) for i, c in enumerate(cells) if i not in used]
    return Heading(number, places, texts, [t for t in ignored if t], doubled)
