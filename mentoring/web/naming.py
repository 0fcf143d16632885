"""Somebody named in a form by NIP, by a part of the name, or chosen from namesakes."""

from uuid import UUID

from mentoring import people, programmes
from mentoring.errors import Unusable
from mentoring.web import finding
from mentoring.web.desk import Desk
from mentoring.words import _

MOST = 12


class WhichOne(Exception):
    """Several people match what was typed: the page asks which one is meant."""

    def __init__(self, field: str, known: list[people.Profile]) -> None:
        super().__init__(field)
        self.field, self.known = field, known


def one_named(desk: Desk, found: programmes.Programme, said: str, *, field: str) -> UUID:
    """One person; of namesakes those who take part in the programme are meant.

    Raises:
        Unusable: nobody matches.
        WhichOne: several do.
    """
    try:
        return finding.person(desk, UUID(said)).id
    except ValueError:
        pass
    known = people.find_employees(desk.session, text=said, most=2_000) if len(said) > 1 else []
    known = [p for p in known if desk.sees(p)]
    seats = {seat.employee_id for seat in programmes.participants(desk.session, programme=found)}
    known = [p for p in known if p.id in seats] or known
    if not known:
        raise Unusable(
            _("Tidak ada yang cocok dengan «{said}».", said=said),
            remedy=_("Tulis NIP lengkap atau bagian nama."),
        )
    if len(known) > 1:
        raise WhichOne(field, known[:MOST])
    return known[0].id
