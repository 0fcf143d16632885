"""The shape of the unit tree: codes, loops, depth, and which unit is the OPD."""

import hashlib

from mentoring.people.imports.plan import Finder
from mentoring.people.reference import plain
from mentoring.sheets import Record
from mentoring.words import _

LONGEST_CODE = 64


def code_of(text: str) -> str:
    """A unit's id as it is stored: without dashes, in capitals."""
    return text.replace("-", "").strip().upper()


def code_from_names(*names: str) -> str:
    """A code for a unit that the file only names; long ones are shortened by a hash."""
    text = " / ".join(plain(n) for n in names if n)
    if len(text) <= LONGEST_CODE:
        return text
    return f"{text[:47]}~{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def report_loops(tree: dict[str, str | None], given: dict[str, Record], finder: Finder) -> None:
    safe: set[str] = set()
    for start in tree:
        path: list[str] = []
        here: str | None = start
        while here is not None and here not in safe and here not in path:
            path.append(here)
            here = tree.get(here)
        if here is not None and here in path:
            loop = path[path.index(here) :]
            for code in loop:
                if code in given:
                    finder.error(
                        given[code],
                        "parent",
                        "loop",
                        _(
                            "Unit ini menjadi atasan dirinya sendiri lewat {count} tingkat.",
                            count=len(loop),
                        ),
                        _("Perbaiki ID_ATASAN salah satu unit dalam lingkaran itu."),
                    )
        safe.update(path)


def opd_codes(tree: dict[str, str | None]) -> dict[str, str]:
    """For each unit the code of its perangkat daerah (OPD).

    The OPD is the ancestor at the top. Where one single root holds everything (HierarkiUnor begins
    with the government itself) it is the ancestor just below that root.
    """
    children: dict[str | None, int] = {}
    for parent in tree.values():
        children[parent] = children.get(parent, 0) + 1
    roots = [code for code, parent in tree.items() if parent is None]
    crown = roots[0] if len(roots) == 1 and children.get(roots[0], 0) >= 2 else None
    found: dict[str, str] = {}
    for start in tree:
        path, here = [], start
        while here not in found:
            path.append(here)
            above = tree.get(here)
            if above is None or above == crown:
                found[here] = here
                break
            here = above
        for code in path:
            found[code] = found[here]
    return found


def depth(code: str, tree: dict[str, str | None]) -> int:
    steps, here = 0, tree.get(code)
    while here is not None:
        steps, here = steps + 1, tree.get(here)
    return steps
