"""One pattern of number for many concepts: «800/{n}/ST/2026», counted from a first number."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from mentoring.errors import NotFound, Unusable
from mentoring.letters.actions import give_number
from mentoring.letters.queries import letters
from mentoring.letters.tables import Letter
from mentoring.letters.values import Kind, State
from mentoring.words import _, number

COUNTER = "{n}"


def concepts(session: Session, *, programme_id: UUID, kind: Kind) -> list[Letter]:
    """Every concept of a kind in the order of the serial numbers; NotFound when there is none."""
    found = letters(session, programme_id=programme_id, kind=kind, states=[State.CONCEPT])
    if not found:
        raise NotFound(
            _("Tidak ada konsep surat jenis itu."), remedy=_("Buat dengan `pamong letter make`.")
        )
    return found


def give_numbers(
    session: Session, *, chosen: Sequence[Letter], pattern: str, first: int, dated: date, by: UUID
) -> None:
    """Number these letters one after the other.

    Raises:
        Unusable: several letters and no {n} in the pattern; or what `give_number` says.
    """
    if len(chosen) > 1 and COUNTER not in pattern:
        raise Unusable(
            _("{count} surat tidak dapat bernomor sama.", count=number(len(chosen))),
            remedy=_("Tulis {n} di dalam nomor."),
        )
    for place, letter in enumerate(chosen, start=first):
        said = pattern.replace(COUNTER, str(place))
        give_number(session, letter=letter, said=said, dated=dated, by=by)
