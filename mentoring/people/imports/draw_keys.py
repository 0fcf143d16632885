"""The key by which a person takes part in lotteries, for life."""

import hashlib
from collections import defaultdict

from mentoring.people.imports.employee_units import UnitBook
from mentoring.people.imports.plan import Row
from mentoring.people.reference import plain
from mentoring.sheets import Record


def draw_keys(fresh: list[tuple[Record, Row]], taken: set[str], book: UnitBook) -> list[str]:
    """A stable lottery key for each new person.

    It says nothing about sex, birth date or any column that the law keeps out: the SIASN id when
    there is one, else a hash of name, month of appointment, unit and job. Namesakes in one job
    are numbered in an order that does not depend on the order of the rows.
    """
    codes = {unit["id"]: unit["code"] for unit in book.units.values()}
    groups: dict[str, list[int]] = defaultdict(list)
    for place, (_record, facts) in enumerate(fresh):
        groups[facts["siasn_id"] or _hashed(facts, codes[facts["unit_id"]])].append(place)
    keys = [""] * len(fresh)
    for base, places in groups.items():
        counter = 0
        for place in sorted(places, key=lambda p: _order(fresh[p][1])):
            while (key := f"{base}.{counter}" if counter else base) in taken:
                counter += 1
            taken.add(key)
            keys[place] = key
    return keys


def _hashed(facts: Row, unit_code: str) -> str:
    start = facts["appointed_on"]
    month = f"{start.year:04}-{start.month:02}" if start else ""
    said = "|".join((plain(facts["name"]), month, unit_code, plain(facts["job_name"])))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _order(facts: Row) -> tuple[str, ...]:
    """Order of namesakes: by what may count first; the NIP's serial, not its head, comes last."""
    keys = ("back_title", "grade", "grade_since", "job_since", "education", "email", "phone")
    nip = facts["nip"]
    last = hashlib.sha256(nip.encode()).hexdigest()
    return (*(str(facts[key]) for key in keys), nip[8:12], nip[15:], last)
