"""A code may stand in several versions of the dictionary: they are one competency."""

import re
from collections.abc import Iterable
from uuid import UUID

from mentoring.competencies.tables import Competency

YEAR = re.compile(r"\d{4}$")
OWN = 9999  # an agency's own entries name no year; they are meant to win


def newest_of_each_code(entries: Iterable[Competency]) -> list[Competency]:
    """One entry per code, of the newest version, by code."""
    ordered = sorted(entries, key=lambda e: (e.code, _age(e.version)))
    return list({entry.code: entry for entry in ordered}.values())


def columns_of(entries: Iterable[Competency]) -> dict[UUID, int]:
    """Id of every version -> place of its code, so that old standards and results still count.

    Oldest version first, so that whoever writes in this order lets the newest win.
    """
    ordered = sorted(entries, key=lambda e: (_age(e.version), e.code))
    place = {code: c for c, code in enumerate(sorted({e.code for e in ordered}))}
    return {entry.id: place[entry.code] for entry in ordered}


def _age(version: str) -> tuple[int, str]:
    """«PermenPANRB 38/2017» by its year."""
    found = YEAR.search(version.strip())
    return (int(found[0]) if found else OWN, version)
